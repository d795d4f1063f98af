"""The first stage: from all documents to a few hundred candidates, by words alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.candidates import channels
from kurzweg.engine.candidates.channels import Asked
from kurzweg.engine.index import likeness
from kurzweg.engine.index.likeness import TINY

CANDIDATES = 200  # of each channel; re-ranking no more loses nothing measurable
SIMILAR_WORDS = 100  # those most like the request's are followed
_TERM_STEPS, _COSINE_STEPS = 64, 4_096  # weights are whole numbers of such parts of 1

# Rows, best first, and their sums; ~row where it only takes its place in the list.
Found = tuple[NDArray[np.int64], NDArray[Any]]


class FirstStage(Protocol):
    """Whatever finds candidates for one query among the documents of one index."""

    def candidates(self, allowed: NDArray[np.bool_], *, limit: int) -> NDArray[np.int64]:
        """The best rows of each channel, at most `limit`, among those with a flag in `allowed`."""
        ...


Stage = Callable[[Asked], FirstStage]


@dataclass(frozen=True, slots=True)
class ByPostings:
    """Follows the postings of the query's terms, and of the words in titles that look like it.

    Where these find few documents, those are added that hold a word that looks like it anywhere;
    where a language model has read the request, those that mean the same.
    """

    asked: Asked

    def candidates(self, allowed: NDArray[np.bool_], *, limit: int) -> NDArray[np.int64]:
        """The best rows of all lists together, in order; at most `limit` come from each."""
        rows = in_common([self.lists(allowed, limit=limit)], limit=limit)[0]
        if len(self.asked.query.meaning):
            rows = np.union1d(rows, self.by_meaning(allowed, limit=limit))
        return rows

    def lists(self, allowed: NDArray[np.bool_], *, limit: int) -> list[Found]:
        """The best rows by terms, by titles and, where these find too few, by likeness."""
        lists = [self.by_term(allowed, limit=limit), self.by_title(allowed, limit=limit)]
        if len(np.union1d(lists[0][0], lists[1][0])) < limit:
            lists.append(self.by_likeness(allowed, limit=limit))
        return lists

    def by_term(self, allowed: NDArray[np.bool_], *, limit: int) -> Found:
        """The best rows by stems and parts of compounds."""
        query, here = self.asked.query, self.asked.terms >= 0
        steps = _steps(_TERM_STEPS * (query.term_counts * query.term_weights)[here])
        found = self.asked.index.by_term
        return found.best(self.asked.terms[here], steps, allowed=allowed, limit=limit)

    def by_title(self, allowed: NDArray[np.bool_], *, limit: int) -> Found:
        """The best rows by the words in their titles that look most like the query.

        Headings count as in the signal.
        """
        index, shares = self.asked.index, channels.shares(self.asked.query)
        words, cosines = self._similar_words()
        weights = np.append(shares[channels.title] * cosines, shares[channels.heading])
        steps = _steps(_COSINE_STEPS * weights)
        words = np.append(words, len(index.words))
        return self._sharing(index.by_title.best(words, steps, allowed=allowed, limit=limit))

    def by_likeness(self, allowed: NDArray[np.bool_], *, limit: int) -> Found:
        """The best rows by the stems of the words that look most like the query."""
        words, cosines = self._similar_words()
        table = self.asked.index.word_terms
        stems = np.array([_heaviest(*table.row(word)) for word in words.tolist()], dtype=np.int64)
        steps, found = _steps(_COSINE_STEPS * cosines), self.asked.index.by_term
        return self._sharing(found.best(stems, steps, allowed=allowed, limit=limit))

    def by_meaning(self, allowed: NDArray[np.bool_], *, limit: int) -> NDArray[np.int64]:
        """The best rows by a language model, among all that are allowed."""
        meanings = self.asked.index.meanings
        return meanings.best(self.asked.query.meaning, allowed=allowed, limit=limit)

    def _sharing(self, found: Found) -> Found:
        """Leave out who shares no letters with the query, but keep the place in the list.

        A heading, or a compound with a part like a word that is like the query's, is no answer
        alone: whether it came in would depend on what other documents say.
        """
        rows, sums = found
        products = self.asked.products
        is_sharing = likeness.share_letters(self.asked.index.texts, rows, products=products)
        return np.where(is_sharing, rows, ~rows), sums

    def _similar_words(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The words whose n-gram vectors have the highest cosines with the query's."""
        cosines = self.asked.products / np.maximum(self.asked.index.word_norms, TINY)
        words = np.flatnonzero(cosines)
        if len(words) > SIMILAR_WORDS:
            least = np.partition(cosines[words], -SIMILAR_WORDS)[-SIMILAR_WORDS]
            words = words[cosines[words] >= least]
        return words, cosines[words]


def in_common(parts: Sequence[Sequence[Found]], *, limit: int) -> list[NDArray[np.int64]]:
    """The rows of each part of a collection that are candidates of the whole of it, in order.

    A part gives its `lists`; sums are whole numbers and equal ones in the order of parts and rows,
    so the candidates are the same however many parts there are.
    """
    by_term, by_title = (first([lists[at] for lists in parts], limit=limit) for at in (0, 1))
    rows = [np.union1d(*both) for both in zip(by_term, by_title, strict=True)]
    if sum(map(len, rows)) < limit:  # then no part has more, and each has looked further
        by_likeness = first([lists[2] for lists in parts], limit=limit)
        rows = [np.union1d(*both) for both in zip(rows, by_likeness, strict=True)]
    return [of_part[of_part >= 0] for of_part in rows]


def first(found: Sequence[Found], *, limit: int) -> list[NDArray[np.int64]]:
    """What stays of some lists, best first each, when only the best of all of them are kept."""
    sums = np.concatenate([sums for _, sums in found])
    ends = np.cumsum([len(rows) for rows, _ in found])
    kept = np.sort(np.argsort(-sums, kind="stable")[:limit])
    counts = np.diff(np.searchsorted(kept, ends), prepend=0)
    return [rows[:count] for (rows, _), count in zip(found, counts.tolist(), strict=True)]


def _steps(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.maximum(np.rint(weights), 1).astype(np.int64)


def _heaviest(terms: NDArray[np.int32], values: NDArray[np.float32]) -> int:
    return int(terms[values.argmax()])
