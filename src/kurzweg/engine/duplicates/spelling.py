"""How the words of two names go together: the same, spelt in two ways, or words that one lacks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from kurzweg.engine.duplicates.names import Name, is_mark
from kurzweg.engine.words.names import loose_key

# What sounds alike, one after the other: Meyer and Meier, Schmidt and Schmitt, Techno and Tecno.
_SOUNDS = (
    ("th", "t"), ("ph", "f"), ("ck", "k"), ("dt", "t"), ("ch", "c"), ("y", "i"), ("ai", "ei"),
)  # fmt: skip
_TWICE = re.compile(r"([a-z])\1")
SHORTEST_SLIP = 5  # letters; of a shorter word one letter more or less makes another word
EASILY_NAMES = 8  # letters; below, one other letter may be another family's name
TWO_SLIPS, THREE_SLIPS = 10, 16
FEWEST_OF_AN_ABBREVIATION, LEFT_OUT = 2, 2


class Kin(IntEnum):
    """How near two names are, the nearest last."""

    OTHER = 0
    PART = 1  # one has words more
    CHANCE = 2  # one letter of a short word: a slip, or another name
    COMPOUND = 3  # "Werkzeug" and "Werkzeugbau": an abbreviation, or another trade
    SPELLING = 4
    SAME = 5


@dataclass(frozen=True, slots=True)
class Wording:
    """How two names go together, and by which words they differ."""

    kin: Kin
    one: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    common: int = 0

    @property
    def more(self) -> tuple[str, ...]:
        """The words that only one of the names has."""
        return self.one or self.other


def wording(one: Name, other: Name) -> Wording:
    """Compare the words of two names, whatever their order and wherever they are joined."""
    if one.joined == other.joined:
        return Wording(
            Kin.SAME if one.aside == other.aside else Kin.SPELLING, one.words, other.words
        )
    mine, theirs = _without_common(one.words, other.words)
    if "".join(mine) == "".join(theirs):  # in another order
        return Wording(Kin.SPELLING, one.words, other.words)
    common = len(one.words) - len(mine)
    if one.marks != other.marks:
        return Wording(Kin.OTHER, tuple(mine), tuple(theirs), common)
    kins, left, right = _pair_off(mine, theirs)
    if left and right:
        joined = _slip("".join(left), "".join(right))
        if joined == Kin.OTHER or len("".join(left)) < EASILY_NAMES:
            return Wording(Kin.OTHER, tuple(left), tuple(right), common + len(kins))
        return Wording(min([joined, *kins]), tuple(mine), tuple(theirs), common)
    if left or right:
        least = min([Kin.PART, *kins])
        return Wording(least, tuple(left), tuple(right), common + len(kins))
    return Wording(min(kins), tuple(mine), tuple(theirs), common)


def _without_common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[list[str], list[str]]:
    theirs = list(other)
    mine = []
    for word in one:
        if word in theirs:
            theirs.remove(word)
        else:
            mine.append(word)
    return mine, theirs


def _pair_off(one: list[str], other: list[str]) -> tuple[list[Kin], list[str], list[str]]:
    """Find for each word its other spelling, the nearest first; say what is left of both."""
    every = ((word_kin(x, y), -a, -b) for a, x in enumerate(one) for b, y in enumerate(other))
    near = sorted((each for each in every if each[0]), reverse=True)
    taken: dict[int, Kin] = {}
    gone: set[int] = set()
    for kin, a, b in near:
        if -a not in taken and -b not in gone:
            taken[-a] = kin
            gone.add(-b)
    left = [word for at, word in enumerate(one) if at not in taken]
    right = [word for at, word in enumerate(other) if at not in gone]
    return list(taken.values()), left, right


@lru_cache(maxsize=50_000)
def word_kin(one: str, other: str) -> Kin:
    """Say how near two words are that are not the same."""
    if is_mark(one) or is_mark(other) or not (one.isalpha() and other.isalpha()):
        return Kin.OTHER
    if loose_key(one) == loose_key(other) or sound(one) == sound(other):
        return Kin.SPELLING
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return Kin.SPELLING if long.startswith(short) else Kin.OTHER  # "A." for "Anton"
    if long.startswith(short) and len(long) > len(short) + LEFT_OUT:
        return Kin.COMPOUND if len(short) >= FEWEST_OF_AN_ABBREVIATION else Kin.OTHER
    return _slip(one, other)


def _slip(one: str, other: str) -> Kin:
    """Say whether two words differ by slips of the hand, as many as their length allows."""
    length = max(len(one), len(other))
    if length < SHORTEST_SLIP:
        return Kin.OTHER
    allowed = 1 + (length >= TWO_SLIPS) + (length >= THREE_SLIPS)
    slips = OSA.distance(one, other, score_cutoff=allowed)
    if slips > allowed:
        return Kin.OTHER
    return Kin.SPELLING if length >= EASILY_NAMES else Kin.CHANCE


def sound(word: str) -> str:
    """Write a word as it sounds, roughly."""
    for letters, others in _SOUNDS:
        word = word.replace(letters, others)
    return _TWICE.sub(r"\1", word).removesuffix("e")
