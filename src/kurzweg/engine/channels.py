"""The signal `words`: what the texts of some documents have in common with a request.

A channel is a function from one query and some rows to numbers between 0 and 1, by a bound that
knows only the query. Another channel is another function, and a share in `SHARES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine import bm25, likeness
from kurzweg.engine.index import Index, find_sorted
from kurzweg.engine.query import Query
from kurzweg.engine.vocabulary import fingerprints


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in the numbers of one index.

    `terms` are the numbers of the query's terms, -1 where the index lacks one; `products` (v) the
    product of each word's n-gram vector with the query's, divided by the length of the latter.
    """

    index: Index
    query: Query
    terms: NDArray[np.int64]
    products: NDArray[np.float64]

    @classmethod
    def of(cls, index: Index, query: Query) -> Asked:
        """Look up the terms and n-grams of a query."""
        rows = find_sorted(query.grams, among=index.grams)
        here = rows >= 0
        products = index.gram_words.sum_of_rows(rows[here], query.gram_values[here])
        return cls(
            index,
            query,
            terms=find_sorted(fingerprints(query.terms), among=index.terms),
            products=products / max(query.gram_norm, likeness.TINY),
        )


Channel = Callable[[Asked, NDArray[np.int64]], NDArray[np.float64]]


def terms(asked: Asked, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """BM25F divided by its supremum, the score of a document that says nothing else."""
    impacts = term_impacts(asked, rows) * asked.query.term_counts
    return np.asarray(impacts.sum(axis=1) / max(asked.query.best_terms, likeness.TINY))


def term_impacts(asked: Asked, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """What saying each term of the query once adds to BM25F, of shape (rows, terms)."""
    index = asked.index
    saturations = bm25.saturations(
        index.texts,
        index.word_terms,
        weights=(index.title_weights, index.text_weights),
        rows=rows,
        terms=asked.terms,
    )
    return saturations * ((bm25.K1 + 1) * asked.query.term_weights)


def title(asked: Asked, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """The cosine of the n-grams in a title."""
    index = asked.index
    return likeness.cosines(
        index.texts, rows, norms=index.title_norms, products=asked.products, with_text=False
    )


def body(asked: Asked, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """The cosine of the n-grams in title, text and topics together."""
    index = asked.index
    return likeness.cosines(
        index.texts, rows, norms=index.body_norms, products=asked.products, with_text=True
    )


TERMS, TITLE, BODY = 0.5, 0.2, 0.3
SHARES: Mapping[Channel, float] = MappingProxyType({terms: TERMS, title: TITLE, body: BODY})


def words(asked: Asked, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """The signal `words` of some rows, between 0 and 1: the channels in their shares."""
    mixed = np.sum([share * channel(asked, rows) for channel, share in SHARES.items()], axis=0)
    return np.asarray(np.clip(mixed, 0.0, 1.0))
