"""A request's words as numbers, weighed by what a collection knows about words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine import text
from kurzweg.engine.bm25 import K1
from kurzweg.engine.index import Statistics
from kurzweg.engine.indexing import term_vector

MOST_WORDS = 256  # distinct ones; what a longer text adds would not be read by people either
MOST_REPEATS = 2.0  # a word that a request says often does not drown the others


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a request: lower-case, as it was written first, its parts, and how often."""

    word: str
    surface: str
    parts: tuple[str, ...]
    count: int

    @property
    def terms(self) -> dict[str, float]:
        return term_vector(self.word, self.parts)


@dataclass(frozen=True, slots=True)
class Query:
    """The words of a request, their terms and n-grams with weights, and the best possible scores.

    `best_terms` is what a document would score by BM25F that said nothing but these terms;
    `gram_norm` the length of the n-gram vector. Dividing by them bounds both channels by 1.
    """

    words: tuple[Word, ...]
    terms: tuple[str, ...]
    term_counts: NDArray[np.float64]
    term_weights: NDArray[np.float64]
    best_terms: float
    grams: NDArray[np.uint64]
    gram_values: NDArray[np.float64]
    gram_norm: float

    @classmethod
    def of(cls, written: str, *, statistics: Statistics) -> Query:
        """Read a request."""
        words = read_words(written, statistics=statistics)
        counts: dict[str, float] = {}
        for word in words:
            for term, value in word.terms.items():
                counts[term] = counts.get(term, 0.0) + word.count * value
        terms = tuple(sorted(counts))
        term_counts = np.minimum([counts[term] for term in terms], MOST_REPEATS)
        term_weights = statistics.weigh_terms(terms)
        grams, values = gram_vector(words, statistics=statistics)
        return cls(
            words=words,
            terms=terms,
            term_counts=term_counts,
            term_weights=term_weights,
            best_terms=float(term_counts @ term_weights) * (K1 + 1),
            grams=grams,
            gram_values=values,
            gram_norm=float(np.linalg.norm(values)),
        )


def read_words(written: str, *, statistics: Statistics) -> tuple[Word, ...]:
    """The first distinct words of a text, in the order in which they come."""
    surfaces: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for surface in text.words(written):
        if len(surfaces) < MOST_WORDS or surface.lower() in surfaces:
            surfaces.setdefault(surface.lower(), surface)
            counts[surface.lower()] += 1
    parts = statistics.parts(list(surfaces))
    return tuple(
        Word(word, surface, its_parts, counts[word])
        for (word, surface), its_parts in zip(surfaces.items(), parts, strict=True)
    )


def gram_vector(
    words: tuple[Word, ...], *, statistics: Statistics
) -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
    """The n-grams of words, sorted, and their weights: Σ (1 + ln count) × idf."""
    owners, numbers = text.grams([word.word for word in words])
    damped = 1 + np.log([word.count for word in words])
    grams, places = np.unique(numbers, return_inverse=True)
    values = np.bincount(places, weights=damped[owners], minlength=len(grams))
    return grams, values * statistics.weigh_grams(grams)
