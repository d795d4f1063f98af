"""The classification of economic activities (WZ), both editions, through the wz-code package."""

from __future__ import annotations

import re
from functools import lru_cache

from wz_code import WZ, WZCodeError

from kurzweg.engine.words import name_key

WZ_EDITIONS = (("2008", "WZ 2008"), ("2025", "WZ 2025"))
MOST = 20
# "25.61.0", "25610" and "2561" are one way of saying it; a name may follow.
_CODE = re.compile(r"\d[\d.]*(?=\s|$)")


@lru_cache(maxsize=2)
def classification(edition: str) -> WZ:
    return WZ(version=edition)


@lru_cache(maxsize=4096)
def label(code: str, *, edition: str = "2008") -> str:
    """Name an activity in German, or give the code back when the edition does not know it."""
    try:
        return str(classification(edition).get(code).title)
    except WZCodeError:
        return code


def exists(code: str, *, edition: str = "2008") -> bool:
    """Whether the edition knows this code."""
    return label(code, edition=edition) != code


def read_code(written: str) -> str:
    """Read the code at the beginning of what was typed; "" when it begins with words."""
    found = _CODE.match(written.strip())
    if found is None:
        return ""
    digits = found[0].replace(".", "")
    return ".".join(filter(None, (digits[:2], digits[2:4], digits[4:])))


def search(words: str, *, edition: str = "2008") -> list[str]:
    """List the codes whose names say what was typed, those that begin with it first.

    If none does, words count with their ends cut off, and then their first letters alone:
    "Bäckerei" stands nowhere in the classification, "Backwaren" does.
    """
    wanted = _key(words).split()
    if not wanted:
        return []
    ways = (
        wanted,
        [word[: max(5, len(word) - 3)] for word in wanted],
        [f" {word[:4]}" for word in wanted],
    )
    for way in ways:
        found = [row for row in _named(edition) if all(word in row[1] for word in way)]
        if found:
            break
    found.sort(key=lambda row: (f" {wanted[0]}" not in row[1], len(row[1]), row[0]))
    return [code for code, _name in found[:MOST]]


def _key(text: str) -> str:
    # Without umlauts in any spelling, so that "Bäcker" begins as "Back" does.
    return re.sub("([aou])e", r"\1", name_key(text))


@lru_cache(maxsize=2)
def _named(edition: str) -> tuple[tuple[str, str], ...]:
    """Give classes and subclasses with their words; a class that is one subclass is left out."""
    names = {code: label(code, edition=edition) for code in classification(edition).get_all_codes()}
    return tuple(
        (code, f" {_key(name)}")
        for code, name in names.items()
        if len(code) == 7 or (len(code) == 5 and names.get(f"{code}.0") != name)
    )


def wz_class(code: str) -> str:
    """Give the four-digit class, by which firms count as being of the same activity."""
    return code[: len("25.61")]
