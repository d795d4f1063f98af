"""The first stage: from all documents to a few hundred candidates, by words alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.index import Index, Table, find_sorted
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
    """Scores every document by every channel: one pass over the postings and one over the texts."""

    terms: NDArray[np.float64]
    title: NDArray[np.float64]
    body: NDArray[np.float64]

    @classmethod
    def of(cls, index: Index, query: Query) -> Exhaustive:
        """Score all documents of an index for one query."""
        likeness = _likeness(index, query)
        return cls(
            terms=_term_scores(index, query),
            title=_cosines(index.titles, index.title_norms * query.gram_norm, likeness=likeness),
            body=_cosines(index.bodies, index.body_norms * query.gram_norm, likeness=likeness),
        )

    def candidates(self, allowed: NDArray[np.bool_], *, limit: int) -> NDArray[np.int64]:
        channels = (self.terms, self.title, self.body)
        best = [_best(channel, allowed, limit=limit) for channel in channels]
        return np.unique(np.concatenate(best))

    def words(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        mixed = TERMS * self.terms[rows] + TITLE * self.title[rows] + BODY * self.body[rows]
        return np.asarray(np.clip(mixed, 0.0, 1.0))


def _term_scores(index: Index, query: Query) -> NDArray[np.float64]:
    rows = find_sorted(fingerprints(query.terms), among=index.terms)
    here = rows >= 0
    scores = index.postings.sum_of_rows(rows[here], query.term_counts[here])
    return np.asarray(scores / max(query.best_terms, _TINY))


def _likeness(index: Index, query: Query) -> NDArray[np.float32]:
    """For each word of an index the product of its n-gram vector with the query's."""
    rows = find_sorted(query.grams, among=index.grams)
    here = rows >= 0
    likeness = index.gram_words.sum_of_rows(rows[here], query.gram_values[here])
    return likeness.astype(np.float32)  # as the texts are, or scipy would copy them


def _cosines(
    texts: Table, norms: NDArray[np.float32], *, likeness: NDArray[np.float32]
) -> NDArray[np.float64]:
    """The cosines of texts with a query: a text's product is the sum of its words' products."""
    return np.asarray((texts.matrix() @ likeness) / np.maximum(norms, _TINY), dtype=np.float64)


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
