"""Texts as numbers: which words stand where, what they weigh, and how alike they look.

Three channels, each between 0 and 1 by a bound that knows only the request:

- `terms`: stems and parts of compounds, BM25F with the title twice (Robertson & Zaragoza 2009,
  section 3.6), divided by its supremum, the score of a document that says nothing else.
- `title` and `body`: cosines of tf-idf vectors over character n-grams inside words (Salton &
  Buckley 1988; McNamee & Mayfield 2004). A text's vector is the sum of its words' vectors, so only
  words have vectors here, and a text costs one product per word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from kurzweg.engine.storage import Strings
from kurzweg.engine.vocabulary import Vocabulary, fingerprints

Matrix = Any  # a scipy sparse matrix in compressed rows; scipy has no types


@dataclass(frozen=True, slots=True)
class Table:
    """A sparse matrix in compressed rows, as arrays that can be mapped."""

    values: NDArray[np.float32]
    columns: NDArray[np.int32]
    ends: NDArray[np.int32]
    width: int

    @classmethod
    def of(cls, matrix: Matrix) -> Table:
        rows = sparse.csr_matrix(matrix)
        rows.sort_indices()
        return cls(
            rows.data.astype(np.float32),
            rows.indices.astype(np.int32),
            rows.indptr.astype(np.int32),
            rows.shape[1],
        )

    def matrix(self) -> Matrix:
        """The same as a scipy matrix, without a copy."""
        return sparse.csr_matrix(
            (self.values, self.columns, self.ends),
            shape=(len(self.ends) - 1, self.width),
            copy=False,
        )

    def row(self, number: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The columns and the values of one row."""
        where = slice(self.ends[number], self.ends[number + 1])
        return self.columns[where], self.values[where]

    def sum_of_rows(
        self, rows: NDArray[np.int64], weights: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """The weighted sum of some rows, as an array of `width`."""
        total = np.zeros(self.width)
        for row, weight in zip(rows.tolist(), weights.tolist(), strict=True):
            columns, values = self.row(row)
            total[columns] += weight * values
        return total


@dataclass(frozen=True, slots=True)
class Index:
    """The texts of n documents over v words, t terms and g n-grams.

    `words` are lower-case and sorted, `surfaces` how people write each; `word_terms` (v, t) holds
    1 for a word's stem and less for its parts; `terms` are sorted fingerprints; `postings` (t, n)
    the weight of a term in a document; `gram_words` (g, v) the weight of an n-gram in a word;
    `titles` and `bodies` (n, v) how often a word stands there, damped; the norms are the lengths
    of the texts' n-gram vectors.
    """

    words: Strings
    surfaces: Strings
    word_terms: Table
    terms: NDArray[np.uint64]
    term_weights: NDArray[np.float32]
    postings: Table
    grams: NDArray[np.uint64]
    gram_weights: NDArray[np.float32]
    gram_words: Table
    titles: Table
    title_norms: NDArray[np.float32]
    bodies: Table
    body_norms: NDArray[np.float32]
    title_length: float
    text_length: float

    def __len__(self) -> int:
        return len(self.title_norms)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is known about a whole collection: it weighs words in requests and later documents."""

    documents: int
    title_length: float
    text_length: float
    terms: NDArray[np.uint64]
    term_weights: NDArray[np.float32]
    grams: NDArray[np.uint64]
    gram_weights: NDArray[np.float32]
    known: Vocabulary

    @classmethod
    def of(cls, index: Index, *, known: Vocabulary) -> Statistics:
        return cls(
            documents=len(index),
            title_length=index.title_length,
            text_length=index.text_length,
            terms=index.terms,
            term_weights=index.term_weights,
            grams=index.grams,
            gram_weights=index.gram_weights,
            known=known,
        )

    def weigh_terms(self, terms: Sequence[str]) -> NDArray[np.float64]:
        """The weights of terms, of unknown ones as if no document had them."""
        unknown = float(term_idf(np.zeros(1), documents=self.documents)[0])
        places = find_sorted(fingerprints(terms), among=self.terms)
        return _taken(self.term_weights, places, otherwise=unknown)

    def weigh_grams(self, grams: NDArray[np.uint64]) -> NDArray[np.float64]:
        """The weights of n-grams, of unknown ones as if one document had them."""
        unknown = float(gram_idf(np.ones(1), documents=self.documents)[0])
        return _taken(self.gram_weights, find_sorted(grams, among=self.grams), otherwise=unknown)


def term_idf(having: NDArray[Any], *, documents: int) -> NDArray[np.float64]:
    """BM25's weight of a term that so many documents have: ln(1 + (N - n + ½) / (n + ½))."""
    return np.asarray(np.log(1 + (documents - having + 0.5) / (having + 0.5)))


def gram_idf(having: NDArray[Any], *, documents: int) -> NDArray[np.float64]:
    """The weight of an n-gram that so many documents have: ln(1 + N / n)."""
    return np.asarray(np.log(1 + max(documents, 1) / np.maximum(having, 1)))


def find_sorted(wanted: NDArray[np.uint64], *, among: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Where each number stands in a sorted array, -1 when it is not there."""
    if not len(among):
        return np.full(len(wanted), -1)
    places = np.searchsorted(among, wanted)
    places[places == len(among)] = 0
    return np.where(among[places] == wanted, places, -1)


def _taken(
    values: NDArray[np.float32], places: NDArray[np.int64], *, otherwise: float
) -> NDArray[np.float64]:
    taken = np.full(len(places), otherwise)
    taken[places >= 0] = values[places[places >= 0]]
    return taken
