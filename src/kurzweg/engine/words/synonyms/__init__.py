"""Words that mean the same but share no letters: Laufbahn and Karriere, welding and Schweißen.

The lists beside this module are our own, one group a line: `Karriere, Laufbahn` stand for each
other, `Bioethanol > Biokraftstoff` reads from left to right only. A word counts as a part of
compounds too, so `Laufbahn, Karriere` takes a Laufbahnplanung to a Karriereplanung. English words
read in both directions, and of each the first German word is what it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from kurzweg.engine.words.text import stem

_LINKS = ("", "s", "es", "n", "en", "e", "er")  # between a new part and what follows
ENGLISH = "english.txt"
LISTS = ("economy.txt", ENGLISH, "trades.txt")


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The other lower-case words for each stem, in the order of the lists."""

    of_stem: Mapping[str, tuple[str, ...]]
    of_english: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, pairs: Iterable[tuple[str, str]], *, english: Iterable[tuple[str, str]] = ()
    ) -> Synonyms:
        """Take pairs of lower-case words: the second may stand for the first.

        Of `english` words the first German one is what they mean.
        """
        others: dict[str, dict[str, None]] = {}
        for word, other in pairs:
            if stem(word) != stem(other):
                others.setdefault(stem(word), {})[other] = None
        meant: dict[str, str] = {}
        for word, german in english:
            meant.setdefault(stem(word), german)
        return cls({term: tuple(words) for term, words in others.items()}, meant)

    def others(self, word: str) -> tuple[str, ...]:
        """Other words for a lower-case word, however it is inflected."""
        return self.of_stem.get(stem(word), ())

    def in_german(self, word: str) -> str | None:
        """What a lower-case English word means, None for any other."""
        return self.of_english.get(stem(word))

    def rewritten(self, word: str, parts: tuple[str, ...]) -> Iterator[str]:
        """A compound with one of its known parts in other words, as people might write it."""
        for part in parts:
            before, found, after = word.partition(part)
            if not found and part.endswith("e"):  # Schul(e)ung: a part may lack its last letter
                before, found, after = word.partition(part[:-1])
            if not found or not (before or after):
                continue
            rests = [after[len(link) :] for link in _LINKS if after.startswith(link)]
            rests = [rest for rest in rests if any(rest.startswith(each[:-1]) for each in parts)]
            for other in self.others(part):
                if rests:
                    yield from (before + other + link + rests[-1] for link in _LINKS)
                elif before:
                    yield before + other


@cache
def shipped(lists: tuple[str, ...] = LISTS) -> Synonyms:
    """The lists that come with the engine, or some of them."""
    lines = {name: (files(__name__) / name).read_text("utf-8").splitlines() for name in lists}
    return Synonyms.of(
        (
            pair
            for name in lists
            for line in lines[name]
            for pair in read_group(line, both_ways=name == ENGLISH)
        ),
        english=(pair for line in lines.get(ENGLISH, []) for pair in read_group(line)),
    )


def read_group(line: str, *, both_ways: bool = False) -> Iterator[tuple[str, str]]:
    """The pairs of one line; none of an empty line or a heading."""
    if not line or line.startswith("#"):
        return
    left, arrow, right = line.partition(">")
    words = _words(left)
    others = _words(right) if arrow else words
    for word in words:
        for other in others:
            if word != other:
                yield word, other
                if both_ways:
                    yield other, word


def _words(listed: str) -> list[str]:
    return [word.strip().lower() for word in listed.split(",")]
