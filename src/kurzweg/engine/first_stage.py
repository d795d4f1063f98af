"""The first stage: from all documents to a few hundred candidates, by words alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.index import Index, find_sorted
from kurzweg.engine.query import Query

CANDIDATES = 200  # of each channel; matching loses nothing measurable by looking at no more

TERMS, TITLE, BODY = 0.3, 0.3, 0.4  # shares of the channels in the signal `words`


class FirstStage(Protocol):
    """Whatever finds candidates among documents: rows that may come out at all are `allowed`."""

    def candidates(self, allowed: NDArray[np.bool_], *, limit: int) -> NDArray[np.int64]:
        """Rows of the best documents of each channel, in ascending order."""
        ...

    def words(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """The signal `words` of some rows, between 0 and 1."""
        ...


@dataclass(frozen=True, slots=True)
class Scored:
    """All documents of an index, scored for one query by the channels `terms` and `title`.

    `likeness` holds for each of the index's words its product with the query's n-gram vector.
    """

    index: Index
    query: Query
    terms: NDArray[np.float64]
    title: NDArray[np.float64]
    likeness: NDArray[np.float64]

    @classmethod
    def of(cls, index: Index, *, query: Query) -> Scored:
        """Score all documents; costs one pass over the postings of the query's terms."""
        terms = _term_scores(index, query)
        likeness = _likeness(index, query)
        title = _cosines(
            index.titles.matrix() @ likeness, norms=index.title_norms, query_norm=query.gram_norm
        )
        return cls(index, query, terms, title, likeness)

    def candidates(self, allowed: NDArray[np.bool_], *, limit: int) -> NDArray[np.int64]:
        return np.union1d(
            _best(self.terms, allowed, limit=limit), _best(self.title, allowed, limit=limit)
        )

    def words(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        body = self.body(rows)
        signal = TERMS * self.terms[rows] + TITLE * self.title[rows] + BODY * body
        return np.clip(signal, 0.0, 1.0)

    def body(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """The cosines of whole texts with the query."""
        products = self.index.bodies.matrix()[rows] @ self.likeness
        return _cosines(
            products, norms=self.index.body_norms[rows], query_norm=self.query.gram_norm
        )


def _term_scores(index: Index, query: Query) -> NDArray[np.float64]:
    rows = np.array([index.terms.find(term) for term in query.terms], dtype=np.int64)
    here = rows >= 0
    scores = index.postings.sum_of_rows(rows[here], query.term_counts[here])
    return scores / (query.best_terms or 1.0)


def _likeness(index: Index, query: Query) -> NDArray[np.float64]:
    rows = find_sorted(query.grams, among=index.grams)
    here = rows >= 0
    return index.gram_words.sum_of_rows(rows[here], query.gram_values[here])


def _cosines(
    products: NDArray[np.float64], *, norms: NDArray[np.float32], query_norm: float
) -> NDArray[np.float64]:
    return np.asarray(products / np.maximum(norms * query_norm, 1e-12))


def _best(
    scores: NDArray[np.float64], allowed: NDArray[np.bool_], *, limit: int
) -> NDArray[np.int64]:
    """The allowed rows with the highest scores above 0; of equal scores all or the first."""
    rows = np.flatnonzero(allowed & (scores > 0))
    if len(rows) > limit:
        threshold = np.partition(scores[rows], -limit)[-limit]
        above = rows[scores[rows] > threshold]
        equal = rows[scores[rows] == threshold]
        rows = np.concatenate((above, equal[: limit - len(above)]))
    return rows
