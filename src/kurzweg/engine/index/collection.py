"""Texts as numbers: which words stand where, what they weigh, and how alike they look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.arrays.storage import Strings, Table
from kurzweg.engine.index.bm25 import Lengths
from kurzweg.engine.index.embeddings import Meanings
from kurzweg.engine.index.headings import Headings
from kurzweg.engine.index.latent import Axes, Places
from kurzweg.engine.index.postings import Postings
from kurzweg.engine.index.texts import Texts
from kurzweg.engine.words.vocabulary import Vocabulary, fingerprints

# The parts of a word, the terms it is made of, and those of other words for it.
Reading = tuple[tuple[str, ...], Mapping[str, float], Mapping[str, tuple[float, str]]]


@dataclass(frozen=True, slots=True)
class Index:
    """The texts of n documents over v words, t terms and g n-grams.

    `words` are lower-case and sorted, `surfaces` how people write each; `word_terms` (v, t) holds
    1 for a word's stem and less for its parts; `terms` are sorted fingerprints; `gram_words` (g, v)
    the weight of an n-gram in a word, `word_norms` (v) the lengths of these vectors, and
    `word_trigrams` (v, g) how often a word has an n-gram of three letters. `texts` are the words
    of each document. Beside them stand (n each) what a word and what a trigram weighs in its title
    and in its text, the length of the title's n-gram vector, what it weighs as a heading, and
    where it points in latent dimensions, and in those of a language model if there is one. The
    postings find documents by a term, and by a word of the title.
    """

    words: Strings
    surfaces: Strings
    word_terms: Table
    terms: NDArray[np.uint64]
    term_weights: NDArray[np.float32]
    grams: NDArray[np.uint64]
    gram_weights: NDArray[np.float32]
    gram_words: Table
    word_norms: NDArray[np.float32]
    word_trigrams: Table
    texts: Texts
    title_weights: NDArray[np.float32]
    text_weights: NDArray[np.float32]
    title_letter_weights: NDArray[np.float32]
    text_letter_weights: NDArray[np.float32]
    title_norms: NDArray[np.float32]
    heading_weights: NDArray[np.float32]
    headings: Headings
    axes: Axes
    places: Places
    meanings: Meanings
    by_term: Postings
    by_title: Postings
    lengths: Lengths
    letter_lengths: Lengths

    def __len__(self) -> int:
        return len(self.texts)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is known about a whole collection: it weighs words in requests and later documents.

    `readings` are what words of requests were read as so far.
    """

    documents: int
    lengths: Lengths
    letter_lengths: Lengths
    terms: NDArray[np.uint64]
    term_weights: NDArray[np.float32]
    grams: NDArray[np.uint64]
    gram_weights: NDArray[np.float32]
    headings: Headings
    axes: Axes
    known: Vocabulary
    readings: dict[str, Reading] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, index: Index, *, known: Vocabulary) -> Statistics:
        """Take what an index knows about its words; `known` are those compounds fall apart into."""
        return cls(
            documents=len(index),
            lengths=index.lengths,
            letter_lengths=index.letter_lengths,
            terms=index.terms,
            term_weights=index.term_weights,
            grams=index.grams,
            gram_weights=index.gram_weights,
            headings=index.headings,
            axes=index.axes,
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
    """BM25's weight of a term that n of N documents have: ln(1 + (N - n + ½) / (n + ½)).

    Robertson & Zaragoza 2009, with 1 added as in Lucene, so that none is below 0.
    """
    return np.asarray(np.log(1 + (documents - having + 0.5) / (having + 0.5)))


def gram_idf(having: NDArray[Any], *, documents: int) -> NDArray[np.float64]:
    """The weight of an n-gram that n of N documents have: ln(1 + N / n).

    After Spärck Jones 1972, with 1 added, so that what all documents have counts too.
    """
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
