"""A card and its properties, and the values that are made of parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SPLIT = {mark: re.compile(rf"((?:\\.|[^\\{mark}])*){mark}?", re.DOTALL) for mark in ";,"}


@dataclass(frozen=True, slots=True)
class Property:
    """One thing that a card says: "item1.TEL;TYPE=WORK:02921 12345".

    Names are in capitals, types in small letters; `raw` is the value with its escapes.
    """

    name: str
    raw: str
    group: str = ""
    types: frozenset[str] = frozenset()
    parameters: Mapping[str, str] = ()  # type: ignore[assignment]  # none, and it cannot change

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescaped(self.raw)

    def parts(self) -> tuple[str, ...]:
        """The parts of a value like N, ORG and ADR; of one that lists several, they are joined."""
        return tuple(", ".join(filter(None, _listed(part))) for part in _cut(self.raw, ";"))

    def listed(self) -> tuple[str, ...]:
        """The values of a property like CATEGORIES."""
        return tuple(filter(None, _listed(self.raw)))


@dataclass(frozen=True, slots=True)
class Card:
    """A card: its number in the file, from 1, its version, and what it says."""

    number: int
    version: str
    properties: tuple[Property, ...]

    def all(self, name: str) -> Iterator[Property]:
        """Give the properties of a name that hold something, those that are preferred first."""
        named = [each for each in self.properties if each.name == name and each.raw.strip(" ;")]
        return iter(sorted(named, key=lambda each: "pref" not in each.types))

    def first(self, name: str) -> Property | None:
        """Give the preferred property of a name."""
        return next(self.all(name), None)

    def text(self, name: str) -> str:
        """Give the text of the preferred property of a name, "" when there is none."""
        found = self.first(name)
        return found.text.strip() if found else ""


def unescaped(raw: str) -> str:
    """Take the escapes out of a value: a line end is a backslash and an n."""
    if "\\" not in raw:
        return raw
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], raw)


def _listed(raw: str) -> list[str]:
    return [unescaped(each).strip() for each in _cut(raw, ",")]


def _cut(raw: str, mark: str) -> list[str]:
    """Cut a value at a mark, though not at one that is escaped."""
    if mark not in raw:
        return [raw]
    found = [match[1] for match in _SPLIT[mark].finditer(raw)]
    return found if raw.endswith(mark) and not raw.endswith(f"\\{mark}") else found[:-1]
