"""What a request says: values, each with the piece of the text it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from kurzweg.engine.documents import Place
from kurzweg.engine.facts.words import readable
from kurzweg.engine.words.names import WORDS_BETWEEN, place_key

Value = TypeVar("Value", covariant=True)  # a Fact[date] is a Fact[object]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fact(Generic[Value]):
    """A value and where it stands: `text[start:end]`, in characters, is the piece it is from."""

    value: Value
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much is wanted, in `unit`; `least` is smaller than `amount` for "50 bis 100 Stück".

    Units: piece, set, pair, pallet, person, t, kg, m, m², m³, l. `per` is day, week, month,
    quarter, year or empty for once. `is_about` is true for "ca. 500".
    """

    amount: float
    unit: str = "piece"
    least: float | None = None
    per: str = ""
    is_about: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A value with a unit: what is measured, and from `low` to `high`, both included.

    "Ø 45 mm" is its own lower and upper bound; an empty bound is open ("bis 3 t"). A size may have
    several sides: 1500 × 800 × 600 mm. Units and dimensions: those of `facts.units`, besides
    the dimensions tolerance, roughness and roughness Rz.
    """

    dimension: str
    unit: str
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a request says in so many words; None and empty mean that it does not say.

    `language` is "de" or "en". `certificates` are demanded, `welcome_certificates` only liked;
    both in the normal form of `facts.certificates`. `radius` is in kilometres. `deadline` is the
    last day on which the need can be met. `hidden_from_same_branch` is the wish that firms of the
    same branch do not see the request. `doubtful_place` is a name that several towns have, where no
    place is said otherwise. `occasion` is the story before the colon ("Bei uns fällt
    eine Linie aus:"), which says why and not what.
    """

    language: str = "de"
    title: str = ""
    topics: tuple[Fact[str], ...] = ()
    quantity: Fact[Quantity] | None = None
    measures: tuple[Fact[Measure], ...] = ()
    norms: tuple[Fact[str], ...] = ()
    certificates: tuple[Fact[str], ...] = ()
    welcome_certificates: tuple[Fact[str], ...] = ()
    place: Fact[Place] | None = None
    doubtful_place: Fact[str] | None = None
    postal_code: Fact[str] | None = None
    radius: Fact[float] | None = None
    deadline: Fact[date] | None = None
    urgency: Fact[str] | None = None
    hidden_from_same_branch: Fact[bool] | None = None
    occasion: Fact[str] | None = None

    @property
    def is_urgent(self) -> bool:
        """Tell whether the request says that it is in a hurry."""
        return self.urgency is not None


def matter(text: str, facts: Facts) -> str:
    """Give what a text says beside its facts: the words by which offers are found.

    "500 Gehäuse, eloxiert, in 10 Tagen, ISO 9001" leaves the housings and how they are treated.
    Tags and addresses are left out too; every position stays. A text of nothing but facts
    stays as it is.
    """
    single = (
        facts.quantity, facts.place, facts.doubtful_place, facts.postal_code, facts.radius,
        facts.deadline, facts.urgency, facts.hidden_from_same_branch, facts.occasion,
    )  # fmt: skip
    found = (*single, *facts.measures, *facts.certificates, *facts.welcome_certificates)
    left = readable(text)
    for fact in (each for each in found if each):
        left = left[: fact.start] + " " * (fact.end - fact.start) + left[fact.end :]
    return left if re.search(r"[^\W\d_]", left) else text


class Gazetteer(Mapping[str, Place]):
    """Names of places and postcodes, prepared once so that each text is read quickly.

    `longest` is the most words that the longest name may have in a text. What it does not know
    itself it looks up `beneath`: few names that change often stand on many that do not.
    """

    __slots__ = ("_ambiguous", "_beneath", "_by_key", "_firsts", "_in_short", "_places", "longest")

    def __init__(
        self,
        places: Mapping[str, Place],
        *,
        ambiguous: Iterable[str] = (),
        beneath: Gazetteer | None = None,
    ) -> None:
        self._places, self._beneath = places, beneath
        self._ambiguous = frozenset(map(place_key, ambiguous))
        self._by_key = {place_key(name): place for name, place in places.items()}
        self._in_short = _in_short(places)
        self._firsts = {key.partition(" ")[0] for key in self._by_key}
        if "sankt" in self._firsts:
            self._firsts |= {"st", "skt"}
        words = max((key.count(" ") + 1 for key in self._by_key), default=0)
        longest = words + WORDS_BETWEEN if words else 0
        self.longest: int = max(longest, beneath.longest if beneath else 0)

    def __getitem__(self, name: str) -> Place:
        if self._beneath is None or name in self._places:
            return self._places[name]
        return self._beneath[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._places
        yield from (name for name in self._beneath or () if name not in self._places)

    def __len__(self) -> int:
        return sum(1 for _ in self) if self._beneath else len(self._places)

    def named(self, written: str) -> Place | None:
        """Look a name up however it is written, or cut short as "Frankfurt a. M."."""
        key = place_key(written)
        if key in self._by_key:
            return self._by_key[key]
        is_short = re.search(r"[(/ .][^\W\d_]{1,3}\W*$", written)
        found = self._in_short.get(key) if is_short and is_short.group()[1].isupper() else None
        return found or (self._beneath.named(written) if self._beneath else None)

    def is_ambiguous(self, written: str) -> bool:
        """Tell whether a name is that of several towns, or short for theirs."""
        key = place_key(written)
        if key in self._ambiguous:
            return True
        return bool(self._beneath and key not in self._by_key and self._beneath.is_ambiguous(key))

    def begins(self, word: str) -> bool:
        """Tell at little cost whether a name begins with a word."""
        if place_key(word) in self._firsts:
            return True
        return bool(self._beneath and self._beneath.begins(word))


def _in_short(places: Mapping[str, Place]) -> dict[str, Place]:
    """What names of two parts are when the second is cut short, where only one is then meant."""
    meant: dict[str, set[Place]] = {}
    for name, place in places.items():
        first, _, last = place_key(name).rpartition(" ")
        if first and _TWO_PARTS.search(name):
            for length in range(1, min(len(last), 4)):
                meant.setdefault(f"{first} {last[:length]}", set()).add(place)
    return {key: found.pop() for key, found in meant.items() if len(found) == 1}


_TWO_PARTS = re.compile(r"[(/]|\b(?:a|am|an|b|bei|i|im|in|o|ob|v|vor)\b", re.IGNORECASE)


def overlaps(span: Span, taken: Sequence[Span]) -> bool:
    """Tell whether a piece of text touches one that is already spoken for."""
    return any(span[0] < end and start < span[1] for start, end in taken)
