"""Which words of a request found which words of a document, and for how many points.

Terms, letters and titles are sums over the words of the request, so their points fall apart
without a rest: a term and an n-gram belong to the words they came from, a cosine is a sum of
products of word vectors. What a document owes to its topic, to being a heading or to a language
model belongs to no word and is a reason of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.candidates import channels
from kurzweg.engine.candidates.channels import Asked
from kurzweg.engine.candidates.query import Word
from kurzweg.engine.documents import Reason
from kurzweg.engine.index.collection import Statistics, find_sorted
from kurzweg.engine.index.embeddings import ALIKE
from kurzweg.engine.index.likeness import TINY
from kurzweg.engine.match.naming import NEVER_NAMED, may_be_named
from kurzweg.engine.match.rank import shares
from kurzweg.engine.words import text

MOST_WORDS = 5  # reasons by words; what the others add stands in one more
LIKE = 0.45  # cosine of two words' n-gram vectors from which they are said to look alike
BEGINS_LIKE = 0.3  # the same for words that begin alike, where German words carry their meaning
CERTAIN = 1e-6  # points of a term from which some are left for each of its words after rounding
IMPORTANT = 0.4  # part of the weight of the request's weightiest word

Named = tuple[str, dict[str, str | int | float]]  # a reason's code and parameters


@dataclass(frozen=True, slots=True)
class Found:
    """The words of one document: their numbers in the index, and how they begin.

    `bearers` says of each term by which words it is borne (places in `numbers`), and whether as
    their own stem. `products` and `cosines` of shape (words asked, words found) compare n-grams.
    """

    numbers: NDArray[np.int32]
    beginnings: NDArray[np.str_]
    bearers: dict[int, list[tuple[int, bool]]]
    products: NDArray[np.float64]
    cosines: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WordReasons:
    """Explains documents of one index for one query.

    `origins` of shape (terms, words) says which part of each term of the query comes from which
    of its words, `gram_origins` (n-grams, words) the same for n-grams; `numbers` are the terms'
    numbers in the index, -1 where it lacks them.
    """

    asked: Asked
    statistics: Statistics
    origins: NDArray[np.float64]
    gram_origins: NDArray[np.float64]
    numbers: dict[str, int]

    @classmethod
    def of(cls, asked: Asked, *, statistics: Statistics) -> WordReasons:
        """Prepare what all documents have in common."""
        query = asked.query
        counts = [[word.counted(term) for word in query.words] for term in query.terms]
        owners, grams = text.grams([word.word for word in query.words])
        gram_counts = np.zeros((len(query.grams), len(query.words)))
        np.add.at(gram_counts, (find_sorted(grams, among=query.grams), owners), 1.0)
        named = dict(zip(query.terms, asked.terms.tolist(), strict=True))
        return cls(asked, statistics, _parts(np.array(counts)), _parts(gram_counts), named)

    def explain(self, row: int, *, points: float) -> Iterator[Reason]:
        """Divide the points of the words among the request's words, and name those not covered."""
        if not self.asked.query.words:
            if points > 0:
                yield Reason("other_words", points=points)
            return
        found = self._found(row)
        words, of_words, named = self._by_surface(row, found)
        others = self._wordless(row)
        shared = shares(points, np.array([*of_words, *others.values()])).tolist()
        # A request of nothing but such words ("Betrieb gesucht") is still answered.
        is_vague = not any(may_be_named(word.word) for word in words)
        telling = [n for n, pair in enumerate(named) if pair and (is_vague or _is_telling(pair))]
        heaviest = sorted(telling, key=lambda number: (-shared[number], number))
        rest = points
        for code, part in zip(others, shared[len(of_words) :], strict=True):
            if part > 0 and code != "other_words":  # those stand in the rest
                rest -= part
                yield Reason(code, points=part)
        for number in heaviest[:MOST_WORDS]:
            pair = named[number]
            if pair and shared[number] > 0:
                rest -= shared[number]
                yield Reason(*pair, points=shared[number])
        if rest > 0:
            yield Reason("other_words", points=rest)
        missing = self._missing(words, covered=[pair is not None for pair in named])
        if missing:
            yield Reason("words_missing", {"words": ", ".join(missing)}, is_missing=True)

    def _by_surface(
        self, row: int, found: Found
    ) -> tuple[list[Word], list[float], list[Named | None]]:
        """The words that people wrote, what each adds, and the reason for it.

        An English word and what it means in German are one.
        """
        added: dict[str, float] = {}
        named: dict[str, Named | None] = {}
        written: dict[str, Word] = {}
        of_words = self._contributions(row, found).tolist()
        for number, (word, adds) in enumerate(zip(self.asked.query.words, of_words, strict=True)):
            surface = word.surface
            written.setdefault(surface, word)
            added[surface] = added.get(surface, 0.0) + adds
            named[surface] = self._named(number, found) or named.get(surface)
        return list(written.values()), list(added.values()), list(named.values())

    def _found(self, row: int) -> Found:
        index = self.asked.index
        numbers = index.texts.words_of(row)
        names = [index.words[number] for number in numbers.tolist()]
        bearers: dict[int, list[tuple[int, bool]]] = {}
        for place, number in enumerate(numbers.tolist()):
            terms, values = index.word_terms.row(number)
            for term, value in zip(terms.tolist(), values.tolist(), strict=True):
                bearers.setdefault(term, []).append((place, value >= 1))
        beginnings = np.array([_beginning(name) for name in names], dtype=np.str_)
        return Found(numbers, beginnings, bearers, *self._compared(names))

    def _compared(self, names: list[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Products and cosines of the n-gram vectors of the query's words with other words."""
        asked = [word.word for word in self.asked.query.words]
        owners, numbers = text.grams([*asked, *names])
        grams, columns = np.unique(numbers, return_inverse=True)
        vectors = np.zeros((len(asked) + len(names), len(grams)))
        np.add.at(vectors, (owners, columns), 1.0)
        vectors *= self.statistics.weigh_grams(grams)
        products = vectors[: len(asked)] @ vectors[len(asked) :].T
        norms = np.linalg.norm(vectors, axis=1)
        return products, products / np.outer(norms[: len(asked)], norms[len(asked) :])

    def _contributions(self, row: int, found: Found) -> NDArray[np.float64]:
        """What each word of the query adds to the signal `words` of a document."""
        query, index, rows = self.asked.query, self.asked.index, np.array([row])
        share = channels.shares(query)
        by_term = channels.wanted_terms(self.asked).parts(row) @ self.origins
        by_letter = channels.wanted_letters(self.asked).parts(row) @ self.gram_origins
        damped = 1 + np.log([word.count for word in query.words])
        products = damped * (found.products @ index.texts.title(row))
        by_title = products / max(float(index.title_norms[row]) * query.gram_norm, TINY)
        return np.asarray(
            share[channels.terms] * by_term
            + share[channels.letters] * by_letter
            + share[channels.title] * by_title * (1 - index.texts.lengths(rows)[0])
        )

    def _wordless(self, row: int) -> dict[str, float]:
        """What adds to the signal `words` of a document but belongs to no word."""
        share, rows = channels.shares(self.asked.query), np.array([row])
        added = {
            "same_topic": share[channels.topic] * channels.topic(self.asked, rows)[0],
            "heading": share[channels.heading] * channels.heading(self.asked, rows)[0],
        }
        if channels.meaning in share:
            cosine = channels.meaning(self.asked, rows)[0]
            code = "same_meaning" if cosine >= ALIKE else "other_words"
            added[code] = share[channels.meaning] * cosine
        return added

    def _named(self, number: int, found: Found) -> Named | None:
        """The reason for a word of the query: the word that it found best, None without any."""
        word, cosines = self.asked.query.words[number], found.cosines[number]
        own = found.bearers.get(self.numbers[text.stem(word.word)], [])
        same = [(cosines[place], place) for place, is_stem in own if is_stem]
        shared = [
            (len(part), cosines[place], place, part)
            for part in (word.word, *word.parts)
            for place, _ in found.bearers.get(self.numbers[text.stem(part)], [])
        ]
        is_close = found.beginnings == _beginning(word.word)
        alike = np.flatnonzero(cosines >= np.where(is_close, BEGINS_LIKE, LIKE))
        params: dict[str, str | int | float] = {"need": word.surface}
        other = self._in_other_words(word, found)
        if same:
            code, place = "word_match", max(same)[1]
        elif other and (other[1] == word.word or not shared):
            code, (place, part) = "other_word", other
            if part != word.word:
                params["part"] = part
        elif shared:
            code, (_, _, place, params["part"]) = "compound_part", max(shared)
        elif len(alike):
            code, place = "similar_word", int(alike[cosines[alike].argmax()])
        else:
            return None
        return code, params | {"offer": self.asked.index.surfaces[int(found.numbers[place])]}

    def _in_other_words(self, word: Word, found: Found) -> tuple[int, str] | None:
        """The word that says the most of a word in other words, and of which part of it."""
        said = [
            (value, -place, part)
            for term, (value, part) in word.others.items()
            for place, _ in found.bearers.get(self.numbers[term], [])
        ]
        return (-max(said)[1], max(said)[2]) if said else None

    def _missing(self, words: Sequence[Word], *, covered: Sequence[bool]) -> list[str]:
        """The important words that found nothing, at most as many as reasons are named."""
        weights = self.statistics.weigh_terms([text.stem(word.word) for word in words])
        least = IMPORTANT * float(weights.max())
        return [
            word.surface
            for word, weight, is_covered in zip(words, weights, covered, strict=True)
            if not is_covered and weight >= least and may_be_named(word.word)
        ][:MOST_WORDS]


def names_a_word(asked: Asked, row: int, *, points: float) -> bool:
    """Tell at little cost whether a document's reasons are sure to name a word for being the same.

    What it leaves open, `explain` tells.
    """
    query, index = asked.query, asked.index
    share = channels.shares(query)[channels.terms]
    parts = points * share * channels.wanted_terms(asked).parts(row)
    telling = {text.stem(word.word) for word in query.words if word.word not in NEVER_NAMED}
    wanted = {
        number
        for term, number, part in zip(query.terms, asked.terms.tolist(), parts, strict=True)
        if part > CERTAIN and term in telling
    }
    is_named: dict[int, bool] = {}
    for word in index.texts.words_of(row).tolist() if wanted else ():
        terms, values = index.word_terms.row(word)
        for stem in wanted.intersection(terms[values >= 1].tolist()):
            is_named[stem] = is_named.get(stem, True) and index.words[word] not in NEVER_NAMED
    return any(is_named.values())


def _is_telling(pair: Named) -> bool:
    """Tell whether neither word of a pair is one that any text might hold."""
    return not NEVER_NAMED & {str(pair[1]["need"]).lower(), str(pair[1]["offer"]).lower()}


def _beginning(word: str) -> str:
    return text.fold(word)[:4]


def _parts(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Divide each row by its sum."""
    return np.asarray(counts / np.maximum(counts.sum(axis=-1, keepdims=True), TINY))
