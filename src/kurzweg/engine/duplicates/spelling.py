"""How the words of two names go together: the same, spelt in two ways, or words that one lacks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from kurzweg.engine.duplicates.names import EMPTY, Name, is_mark, is_small
from kurzweg.engine.words.names import loose_key

# What sounds alike, one after the other: Meyer and Meier, Schmidt and Schmitt, Techno and Tecno.
_SOUNDS = (
    ("th", "t"), ("ph", "f"), ("ck", "k"), ("dt", "t"), ("ch", "c"), ("y", "i"), ("ai", "ei"),
)  # fmt: skip
_TWICE = re.compile(r"([a-z])\1")
SHORTEST_SLIP = 4  # letters; of a shorter word one letter more or less makes another word
EASILY_NAMES = 8  # letters; below, one other letter may be another family's name
TWO_SLIPS, THREE_SLIPS = 10, 16
LEFT_OUT = 2  # letters that a compound has more at least
ACRONYM = range(3, 9)  # letters


class Kin(IntEnum):
    """How near words are, the nearest last."""

    OTHER = 0
    CHANCE = 1  # another letter in a short word: a slip, or another name: Bauer and Bader
    COMPOUND = 2  # "Werkzeug" and "Werkzeugbau": an abbreviation, or another trade
    SLIP = 3  # a letter more or less in a short word: Vogt and Voigt
    SPELLING = 4
    SAME = 5


@dataclass(frozen=True, slots=True)
class Wording:
    """How two names go together, and by which words they differ."""

    kin: Kin  # of the words that both have
    one: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    more: tuple[str, ...] = ()  # words that only one of them has
    common: int = 0  # letters of the words that both have
    is_acronym: bool = False


def wording(one: Name, other: Name, *, aside: Collection[str] = ()) -> Wording:
    """Compare the words of two names, whatever their order and wherever they are joined.

    Words `aside`, such as the town, may stand in one of them only.
    """
    if one.joined == other.joined:
        kin = Kin.SAME if one.aside == other.aside else Kin.SPELLING
        return Wording(kin, one.words, other.words, common=len(one.joined))
    if _is_acronym(one, other) or _is_acronym(other, one):
        return Wording(Kin.SPELLING, one.words, other.words, is_acronym=True)
    mine, theirs = _without_common(_rejoined(one, other), _rejoined(other, one))
    common = len(one.joined) - sum(map(len, mine))
    if "".join(mine) == "".join(theirs):  # in another order
        return Wording(Kin.SPELLING, one.words, other.words, common=common)
    pairs, left, right = _pair_off(mine, theirs, short=one.short | other.short)
    named = {*aside, *EMPTY, *one.bracketed, *other.bracketed}
    left, right = ([word for word in rest if word not in named] for rest in (left, right))
    if any(is_mark(word) for word in (*left, *right)):
        return Wording(Kin.OTHER, tuple(mine), tuple(theirs), common=common)
    kins = [kin for kin, _word in pairs]
    common += sum(len(word) for _kin, word in pairs)
    if left and right:
        kins.append(_of_the_rest("".join(left), "".join(right)))
        return Wording(min(kins), tuple(mine), tuple(theirs), common=common)
    rest = [word for word in left or right if not is_small(word)]
    kin = min([Kin.SPELLING, *kins])
    return Wording(kin, tuple(mine), tuple(theirs), tuple(rest), common)


def _of_the_rest(one: str, other: str) -> Kin:
    """Compare what is left of both names: only as one long word."""
    return _slip(one, other) if min(len(one), len(other)) >= TWO_SLIPS else Kin.OTHER


def _is_acronym(one: Name, other: Name) -> bool:
    if len(one.words) != 1 or len(one.joined) not in ACRONYM or len(other.words) < ACRONYM.start:
        return False
    return one.joined in (
        "".join(word[0] for word in words) for words in (other.words, other.key.split())
    )


def _rejoined(one: Name, other: Name) -> Iterator[str]:
    """Write two words as one where the other name does."""
    theirs = [word for word in other.words if word not in one.words]
    words = iter(one.words)
    for word in words:
        rest = next((each[len(word) :] for each in theirs if each.startswith(word)), "")
        following = one.words[one.words.index(word) + 1 :][:1]
        if rest and following and (rest == following[0] or _is_slip(rest, following[0])):
            next(words, None)
            yield word + following[0]
        else:
            yield word


def _is_slip(one: str, other: str) -> bool:
    return len(one) >= SHORTEST_SLIP and OSA.distance(one, other) <= 1


def _without_common(one: Iterator[str], other: Iterator[str]) -> tuple[list[str], list[str]]:
    theirs = list(other)
    mine = []
    for word in one:
        if word in theirs:
            theirs.remove(word)
        else:
            mine.append(word)
    return mine, theirs


def _pair_off(
    one: list[str], other: list[str], *, short: frozenset[str]
) -> tuple[list[tuple[Kin, str]], list[str], list[str]]:
    """Find for each word its other spelling, the nearest first; say what is left of both."""

    def kin(mine: str, theirs: str) -> Kin:
        for abbreviated, whole in ((mine, theirs), (theirs, mine)):
            if abbreviated in short and _is_short_for(abbreviated, whole):
                return Kin.SPELLING
        return word_kin(mine, theirs)

    every = ((kin(x, y), -a, -b) for a, x in enumerate(one) for b, y in enumerate(other))
    near = sorted((each for each in every if each[0]), reverse=True)
    taken: dict[int, Kin] = {}
    gone: set[int] = set()
    for found, a, b in near:
        if -a not in taken and -b not in gone:
            taken[-a] = found
            gone.add(-b)
    left = [word for at, word in enumerate(one) if at not in taken]
    right = [word for at, word in enumerate(other) if at not in gone]
    return [(found, one[at]) for at, found in taken.items()], left, right


def _is_short_for(abbreviated: str, whole: str) -> bool:
    """Whether letters were left out behind the first: "Verw." and "Hdl."."""
    letters = iter(whole)
    return whole[0] == abbreviated[0] and all(letter in letters for letter in abbreviated)


@lru_cache(maxsize=50_000)
def word_kin(one: str, other: str) -> Kin:
    """Say how near two words are that are not the same."""
    if not (one.isalpha() and other.isalpha()):
        return Kin.OTHER
    if loose_key(one) == loose_key(other) or sound(one) == sound(other):
        return Kin.SPELLING
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return Kin.SPELLING if long.startswith(short) else Kin.OTHER  # "A." for "Anton"
    if long.startswith(short) and len(long) > len(short) + LEFT_OUT:
        return Kin.COMPOUND
    return _slip(one, other)


def _slip(one: str, other: str) -> Kin:
    """Say whether two words differ by slips of the hand, as many as their length allows."""
    length = max(len(one), len(other))
    if length < SHORTEST_SLIP:
        return Kin.OTHER
    allowed = 1 + (length >= TWO_SLIPS) + (length >= THREE_SLIPS)
    if OSA.distance(one, other, score_cutoff=allowed) > allowed:
        return Kin.OTHER
    if length >= EASILY_NAMES:
        return Kin.SPELLING
    is_swap = sorted(one) == sorted(other)
    if length == SHORTEST_SLIP:
        return Kin.SLIP if is_swap else Kin.OTHER
    return Kin.SPELLING if is_swap else Kin.SLIP if len(one) != len(other) else Kin.CHANCE


def sound(word: str) -> str:
    """Write a word as it sounds, roughly."""
    for letters, others in _SOUNDS:
        word = word.replace(letters, others)
    return _TWICE.sub(r"\1", word).removesuffix("e")
