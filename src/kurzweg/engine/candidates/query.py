"""A request's words as numbers, weighed by what a collection knows about words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.index.bm25 import K1
from kurzweg.engine.index.collection import Reading, Statistics, find_sorted
from kurzweg.engine.index.embeddings import NOWHERE
from kurzweg.engine.index.indexing import LATENT_GRAMS, PART_WEIGHT, term_vector
from kurzweg.engine.index.likeness import TINY
from kurzweg.engine.words import spelling, synonyms, text, vocabulary
from kurzweg.engine.words.synonyms import Synonyms
from kurzweg.engine.words.vocabulary import Vocabulary
from kurzweg.engine.words.wordlists import ENGLISH_WORDS, GERMAN_STOPWORDS

MOST_WORDS = 256  # distinct ones; what a longer text adds would not be read by people either
MOST_REPEATS = 2.0  # a word that a request says often does not drown the others
READINGS_KEPT = 20_000  # words that stay in memory, with all that they are read as
OTHER_WORD = 0.7  # what another word for the same counts, against 1 for the word itself


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a request: lower-case, as it was written first, its parts, and how often.

    `terms` are those that the word itself is made of, and what each counts. `others` are terms of
    words that mean the same, or are made of such parts: what each counts, and for which part (or
    the whole word) it stands.
    """

    word: str
    surface: str
    count: int
    parts: tuple[str, ...]
    terms: Mapping[str, float]
    others: Mapping[str, tuple[float, str]]

    @property
    def damped(self) -> float:
        """What the word counts: 1 + ln count."""
        return 1 + log(self.count)

    def counted(self, term: str) -> float:
        """What a term counts for this word, itself or another word for it."""
        return max(self.damped * self.terms.get(term, 0.0), self.others.get(term, (0.0, ""))[0])


@dataclass(frozen=True, slots=True)
class Query:
    """The words of a request, their terms and n-grams with weights, and the best possible scores.

    `terms` include those of other words for the same. `best_terms` is what a document would score
    by BM25F that said nothing but the request's own terms, `best_trigrams` the same for the
    n-grams of three letters, `gram_norm` the length of the vector of all n-grams. Dividing by them
    bounds the channels by 1. `direction` (d) is where the request points in latent dimensions: its
    length is the share of the request that they know. `meaning` is where it points by a language
    model, of length 0 or 1; without a model it has no dimensions.
    """

    words: tuple[Word, ...]
    terms: tuple[str, ...]
    term_counts: NDArray[np.float64]
    term_weights: NDArray[np.float64]
    best_terms: float
    grams: NDArray[np.uint64]
    gram_values: NDArray[np.float64]
    gram_norm: float
    trigram_counts: NDArray[np.float64]
    trigram_weights: NDArray[np.float64]
    best_trigrams: float
    direction: NDArray[np.float32]
    meaning: NDArray[np.float32]

    @classmethod
    def of(
        cls, written: str, *, statistics: Statistics, meaning: NDArray[np.float32] = NOWHERE
    ) -> Query:
        """Read a request."""
        words = read_words(written, statistics=statistics)
        own, counts = _counted(words)
        terms = tuple(sorted(counts))
        term_counts = np.array([counts[term] for term in terms])
        own_counts = np.array([own.get(term, 0.0) for term in terms])
        term_weights = statistics.weigh_terms(terms)
        capped = np.minimum(own_counts, MOST_REPEATS)
        grams, gram_counts, gram_weights = _grams(words, statistics=statistics)
        gram_values = gram_counts * gram_weights
        trigram_counts = np.minimum(gram_counts, MOST_REPEATS) * (grams <= text.LAST_TRIGRAM)
        return cls(
            words=words,
            terms=terms,
            term_counts=term_counts,
            term_weights=term_weights,
            best_terms=float(capped @ term_weights) * (K1 + 1),
            grams=grams,
            gram_values=gram_values,
            gram_norm=float(np.linalg.norm(gram_values)),
            trigram_counts=trigram_counts,
            trigram_weights=gram_weights,
            best_trigrams=float(trigram_counts @ gram_weights) * (K1 + 1),
            direction=_direction(
                terms, own_counts * term_weights, grams, gram_values, statistics=statistics
            ),
            meaning=meaning,
        )


def _direction(
    terms: tuple[str, ...],
    term_values: NDArray[np.float64],
    grams: NDArray[np.uint64],
    gram_values: NDArray[np.float64],
    *,
    statistics: Statistics,
) -> NDArray[np.float32]:
    """Fold a request in, and divide by its length with all that the axes do not know."""
    axes = statistics.axes.taken(
        find_sorted(grams, among=statistics.grams),
        find_sorted(vocabulary.fingerprints(terms), among=statistics.terms),
    )
    values = np.concatenate((LATENT_GRAMS * gram_values, term_values))
    length = max(float(np.linalg.norm(values)), TINY)
    return np.asarray((values / length) @ axes.features(), dtype=np.float32)


def _counted(words: tuple[Word, ...]) -> tuple[dict[str, float], dict[str, float]]:
    """What each term of some words counts: by the words alone, and with other words for them."""
    own: dict[str, float] = {}
    for word in words:
        for term, value in word.terms.items():
            own[term] = own.get(term, 0.0) + word.damped * value
    counts = {term: min(count, MOST_REPEATS) for term, count in own.items()}
    for word in words:
        for term, (value, _) in word.others.items():
            counts[term] = max(counts.get(term, 0.0), value)
    return own, counts


def other_terms(
    word: str, parts: tuple[str, ...], *, known: Synonyms
) -> dict[str, tuple[float, str]]:
    """The terms of other words for a word or its parts, what each counts, and for which it stands.

    A compound with a part in other words counts as the word itself: so few of the possible ones
    are words that where one stands, it is meant.
    """
    others: dict[str, tuple[float, str]] = {}
    for part, value in ((word, 1.0), *((part, PART_WEIGHT) for part in parts)):
        for other in known.others(part):
            others.setdefault(text.stem(other), (OTHER_WORD * value, part))
    for compound in known.rewritten(word, parts):
        others[text.stem(compound)] = (1.0, word)
    return others


def read_words(written: str, *, statistics: Statistics) -> tuple[Word, ...]:
    """The first distinct words of a text, in the order in which they come.

    What a word of an English text means in German follows as a word of its own, under the surface
    of the English one: offers are written in either language.
    """
    surfaces: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for surface in text.words(written):
        if len(surfaces) < MOST_WORDS or surface.lower() in surfaces:
            surfaces.setdefault(surface.lower(), surface)
            counts[surface.lower()] += 1
    surfaces, counts = _as_meant(surfaces, counts, known=statistics.known)
    meant = synonyms.shipped()
    for word, surface in list(surfaces.items()) if is_english(written) else ():
        german = meant.in_german(word)
        if german is not None and german not in surfaces:
            surfaces[german], counts[german] = surface, counts[word]
    known = _known(list(surfaces), statistics=statistics)
    return tuple(
        Word(word, surface, counts[word], *known[word]) for word, surface in surfaces.items()
    )


def _as_meant(
    surfaces: Mapping[str, str], counts: Counter[str], *, known: Vocabulary
) -> tuple[dict[str, str], Counter[str]]:
    """Bring spellings of one word together ("Gehaeuse" and "Gehäuse"), the first as its surface."""
    usual = spelling.usual(surfaces, known=known)
    together: dict[str, str] = {}
    added: Counter[str] = Counter()
    for word, surface in surfaces.items():
        together.setdefault(usual.get(word, word), surface)
        added[usual.get(word, word)] += counts[word]
    return together, added


def is_english(written: str) -> bool:
    """Whether a text has more little words of English than of German."""
    words = [word.lower() for word in text.tokens(written)]
    english = sum(word in ENGLISH_WORDS for word in words)
    return english > sum(word in GERMAN_STOPWORDS for word in words)


def _known(words: list[str], *, statistics: Statistics) -> Mapping[str, Reading]:
    """What words are read as; requests say the same ones again and again."""
    kept = statistics.readings
    new = [word for word in words if word not in kept]
    parts = vocabulary.split(new, known=statistics.known)
    others = synonyms.shipped()
    found: dict[str, Reading] = {
        word: (its, term_vector(word, its), other_terms(word, its, known=others))
        for word, its in zip(new, parts, strict=True)
    }
    if len(kept) < READINGS_KEPT:
        kept.update(found)
    return {word: found[word] if word in found else kept[word] for word in words}


def _grams(
    words: tuple[Word, ...], *, statistics: Statistics
) -> tuple[NDArray[np.uint64], NDArray[np.float64], NDArray[np.float64]]:
    """The n-grams of words, sorted, how often they count, Σ 1 + ln count, and their weights."""
    owners, numbers = text.grams([word.word for word in words])
    damped = np.array([word.damped for word in words])
    grams, places = np.unique(numbers, return_inverse=True)
    counts = np.bincount(places, weights=damped[owners], minlength=len(grams)).astype(np.float64)
    return grams, counts, statistics.weigh_grams(grams)
