"""The signal `words`: what the texts of some documents have in common with a request.

A channel is a function from one query and some rows to numbers between 0 and 1, by a bound that
knows only the query. Another channel is another function, and a share in each of the two mixtures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.candidates.query import Query
from kurzweg.engine.index import likeness
from kurzweg.engine.index.bm25 import K1, Wanted
from kurzweg.engine.index.collection import Index, find_sorted
from kurzweg.engine.index.likeness import TINY
from kurzweg.engine.index.texts import HALF_A_TOPIC
from kurzweg.engine.words.vocabulary import fingerprints


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in the numbers of one index.

    `terms` and `grams` are the numbers of the query's terms and n-grams, -1 where the index lacks
    one; `products` (v) the product of each word's n-gram vector with the query's, divided by the
    length of the latter.
    """

    index: Index
    query: Query
    terms: NDArray[np.int64]
    grams: NDArray[np.int64]
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
            grams=rows,
            products=products / max(query.gram_norm, TINY),
        )


Channel = Callable[[Asked, NDArray[np.int64]], NDArray[np.float64]]


def terms(asked: Asked, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """BM25F divided by its supremum, the score of a document that says nothing else."""
    return wanted_terms(asked).scores(rows)


def wanted_terms(asked: Asked) -> Wanted:
    """The terms of the query, worth 1 in all."""
    index, query = asked.index, asked.query
    return Wanted(
        index.texts,
        index.word_terms,
        (index.title_weights, index.text_weights),
        terms=asked.terms,
        values=(K1 + 1) * query.term_counts * query.term_weights / max(query.best_terms, TINY),
    )


def letters(asked: Asked, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """BM25F over the n-grams of three letters, divided by its supremum."""
    return wanted_letters(asked).scores(rows)


def wanted_letters(asked: Asked) -> Wanted:
    """The n-grams of three letters in the query, worth 1 in all."""
    index, query = asked.index, asked.query
    worth = (K1 + 1) * query.trigram_counts * query.trigram_weights
    return Wanted(
        index.texts,
        index.word_trigrams,
        (index.title_letter_weights, index.text_letter_weights),
        terms=np.where(query.trigram_counts > 0, asked.grams, -1),
        values=worth / max(query.best_trigrams, TINY),
    )


def title(asked: Asked, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """The cosine of the n-grams in a title, the less the longer the document is."""
    index = asked.index
    cosines = likeness.title_cosines(
        index.texts, rows, norms=index.title_norms, products=asked.products
    )
    return cosines * (1 - index.texts.lengths(rows))


def topic(asked: Asked, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """The cosine in latent dimensions, the more the longer the document is."""
    index = asked.index
    lengths = index.texts.lengths(rows, half=HALF_A_TOPIC)
    return index.places.cosines(rows, asked.query.direction) * lengths


def heading(asked: Asked, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """How often other documents name the title."""
    return asked.index.heading_weights[rows].astype(np.float64)


def meaning(asked: Asked, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """The cosine in the dimensions of a language model."""
    return asked.index.meanings.places.cosines(rows, asked.query.meaning)


def shares(query: Query) -> Mapping[Channel, float]:
    """What each channel counts for a query, 1 in all: by how many different words it has.

    Few words are meant to the letter, many circle round a topic. Where a language model has read
    the query, it takes its share from all the others in proportion.
    """
    words = max(len(query.words), 1)
    much = float(np.interp(np.log(words), np.log([FEW_WORDS, MANY_WORDS]), [0.0, 1.0]))
    mixed = {
        channel: (1 - much) * few + much * SHARES_OF_MANY[channel]
        for channel, few in SHARES_OF_FEW.items()
    }
    if not len(query.meaning):
        return mixed
    return {channel: (1 - MEANING) * share for channel, share in mixed.items()} | {meaning: MEANING}


def words(asked: Asked, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """The signal `words` of some rows, between 0 and 1: the root of the channels in their shares.

    No offer says all that is asked for and nothing else, so without the root even good answers
    would crowd near 0 and distance alone would order them.
    """
    mixed = np.zeros(len(rows))
    # One after the other: NumPy's sum may take another order for one row alone.
    for channel, share in shares(asked.query).items():
        if share:
            mixed += share * channel(asked, rows)
    return np.asarray(np.sqrt(np.clip(mixed, 0.0, 1.0)))


FEW_WORDS, MANY_WORDS = 2, 12  # of a request
MEANING = 0.3  # the share of a language model, where one is set up
SHARES_OF_FEW: Mapping[Channel, float] = MappingProxyType(
    {terms: 0.45, letters: 0.35, title: 0.18, topic: 0.0, heading: 0.02}
)
SHARES_OF_MANY: Mapping[Channel, float] = MappingProxyType(
    {terms: 0.20, letters: 0.0, title: 0.37, topic: 0.39, heading: 0.04}
)
