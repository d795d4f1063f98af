"""Headings: titles that other documents name, as a classification names a group in its classes.

Who asks at length asks for a field rather than for one of its corners, so of two documents that
say the same the heading answers better. How often a page is named by others as a prior of
relevance: Kraaij, Westerveld & Hiemstra 2002.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.words.vocabulary import fingerprints

_PHRASES = re.compile(r"[;>\n]|\. ")
_LONGEST = 200  # letters of a title that others name
_MANY = 1_000  # documents that name a heading, from which on more say no more
_AT_ONCE = 100_000  # phrases that wait as strings


@dataclass(frozen=True, slots=True)
class Headings:
    """Titles as sorted fingerprints, and how many other documents name each, at least one."""

    titles: NDArray[np.uint64]
    named_by: NDArray[np.int32]

    def weights(self, titles: NDArray[np.uint64]) -> NDArray[np.float32]:
        """What titles weigh: ln(1 + named) / ln(1 + 1000), at most 1, and 0 for no heading."""
        if not len(self.titles):
            return np.zeros(len(titles), dtype=np.float32)
        places = np.minimum(np.searchsorted(self.titles, titles), len(self.titles) - 1)
        named = np.where(self.titles[places] == titles, self.named_by[places], 0)
        return np.asarray(np.minimum(np.log1p(named) / np.log1p(_MANY), 1.0), dtype=np.float32)


class Collector:
    """Takes the titles and texts of documents one by one, and keeps numbers of them."""

    def __init__(self) -> None:
        self._titles: list[str] = []
        self._phrases: list[str] = []
        self._numbers: list[NDArray[np.uint64]] = []

    def read(self, title: str, text: str) -> None:
        """Take in one document; that it names itself does not count."""
        own = _normal(title)
        phrases = {_normal(phrase) for phrase in _PHRASES.split(text)} - {own, ""}
        self._titles.append(own)
        self._phrases.extend(phrase for phrase in phrases if len(phrase) <= _LONGEST)
        if len(self._phrases) > _AT_ONCE:
            self._number()

    def titles(self) -> NDArray[np.uint64]:
        """The numbers of all titles, in the order of reading."""
        return fingerprints(self._titles)

    def headings(self) -> Headings:
        """The titles that other documents name."""
        self._number()
        phrases, named_by = np.unique(np.concatenate(self._numbers), return_counts=True)
        is_title = np.isin(phrases, self.titles()) & (phrases != fingerprints([""]))
        return Headings(phrases[is_title], named_by[is_title].astype(np.int32))

    def _number(self) -> None:
        self._numbers.append(fingerprints(self._phrases))
        self._phrases.clear()


def _normal(phrase: str) -> str:
    return " ".join(phrase.casefold().split())
