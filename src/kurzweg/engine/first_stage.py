"""The first stage: from all documents to a few hundred candidates, by words alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.index import Index, find_sorted
from kurzweg.engine.query import Query
from kurzweg.engine.vocabulary import fingerprints

CANDIDATES = 200  # of each channel; re-ranking no more loses nothing measurable
TERMS, TITLE, BODY = 0.5, 0.2, 0.3  # shares of the channels in the signal `words`
_TINY = 1e-12  # instead of 0 below a line


class FirstStage(Protocol):
    """Whatever finds candidates for one query among the documents of one index."""

    def candidates(self, allowed: NDArray[np.bool_], *, limit: int) -> NDArray[np.int64]:
        """The best rows of each channel, at most `limit`, among those with a flag in `allowed`."""
        ...

    def words(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """The signal `words` of some rows, between 0 and 1."""
        ...


Stage = Callable[[Index, Query], FirstStage]


@dataclass(frozen=True, slots=True)
class Exhaustive:
    """Scores every document by the channels `terms` and `title`, its candidates by `body` too.

    `likeness` holds for each of the index's words the product of its n-gram vector with the
    query's, so that the cosine of a text costs one multiplication per word.
    """

    index: Index
    query: Query
    terms: NDArray[np.float64]
    title: NDArray[np.float64]
    likeness: NDArray[np.float64]

    @classmethod
    def of(cls, index: Index, query: Query) -> Exhaustive:
        """Score all documents in one pass over the postings of the query's terms."""
        likeness = _likeness(index, query)
        products = index.titles.matrix() @ likeness
        title = products / np.maximum(index.title_norms * query.gram_norm, _TINY)
        return cls(index, query, _term_scores(index, query), title, likeness)

    def candidates(self, allowed: NDArray[np.bool_], *, limit: int) -> NDArray[np.int64]:
        return np.union1d(
            _best(self.terms, allowed, limit=limit), _best(self.title, allowed, limit=limit)
        )

    def words(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        products = self.index.bodies.matrix()[rows] @ self.likeness
        body = products / np.maximum(self.index.body_norms[rows] * self.query.gram_norm, _TINY)
        mixed = TERMS * self.terms[rows] + TITLE * self.title[rows] + BODY * body
        return np.asarray(np.clip(mixed, 0.0, 1.0))


def _term_scores(index: Index, query: Query) -> NDArray[np.float64]:
    rows = find_sorted(fingerprints(query.terms), among=index.terms)
    here = rows >= 0
    scores = index.postings.sum_of_rows(rows[here], query.term_counts[here])
    return np.asarray(scores / max(query.best_terms, _TINY))


def _likeness(index: Index, query: Query) -> NDArray[np.float64]:
    rows = find_sorted(query.grams, among=index.grams)
    here = rows >= 0
    return index.gram_words.sum_of_rows(rows[here], query.gram_values[here])


def _best(
    scores: NDArray[np.float64], allowed: NDArray[np.bool_], *, limit: int
) -> NDArray[np.int64]:
    """The allowed rows with the highest scores above 0; of equal ones the first."""
    rows = np.flatnonzero(allowed & (scores > 0))
    if len(rows) > limit:
        least = np.partition(scores[rows], -limit)[-limit]
        above, equal = rows[scores[rows] > least], rows[scores[rows] == least]
        rows = np.concatenate((above, equal[: limit - len(above)]))
    return rows
