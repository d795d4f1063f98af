"""The classification of economic activities (WZ), both editions, through the wz-code package."""

from __future__ import annotations

import re
from functools import lru_cache

from wz_code import WZ, WZCodeError

from kurzweg.engine.words import name_key
from kurzweg.people.everyday_words import CODES

WZ_EDITIONS = (("2008", "WZ 2008"), ("2025", "WZ 2025"))
MOST = 20
INSIDE = 6  # letters; shorter ones stand in words by chance
# "25.61.0", "25610" and "2561" are one way of saying it; a name may follow.
_CODE = re.compile(r"\d[\d.]*(?=\s|$)")


@lru_cache(maxsize=2)
def classification(edition: str) -> WZ:
    return WZ(version=edition)


@lru_cache(maxsize=4096)
def label(code: str, *, edition: str = "2008") -> str:
    """Name an activity in German, or give the code back when the edition does not know it."""
    try:
        title = str(classification(edition).get(code).title)
    except WZCodeError:
        return code
    # One title of the published list lacks the last stop of its abbreviation.
    return f"{title}." if title.endswith(" g") else title


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
    """List the codes that are called what was typed, or named so in everyday words.

    If none is, words count with their ends cut off: "Lackiererei" stands nowhere in the
    classification, "Lackieren" does. Shorter beginnings say something else:
    brown coal, for a brewery.
    """
    wanted = _key(words).split()
    if not wanted:
        return []
    meant = [code for code in _everyday(wanted) if exists(code)] if edition == "2008" else []
    ways = [wanted] if meant else [wanted, [f" {word[: max(6, len(word) - 3)]}" for word in wanted]]
    found: list[tuple[str, str]] = []
    for way in ways:
        found = found or [row for row in _named(edition) if all(word in row[1] for word in way)]
    found.sort(key=lambda row: (f" {wanted[0]}" not in row[1], len(row[1]), row[0]))
    return list(dict.fromkeys([*meant, *(code for code, _name in found)]))[:MOST]


def _everyday(wanted: list[str]) -> list[str]:
    return [
        code
        for stem, codes in _stems().items()
        for word in wanted
        if word.startswith(stem) or (len(stem) >= INSIDE and stem in word)
        for code in codes
    ]


@lru_cache(maxsize=1)
def _stems() -> dict[str, tuple[str, ...]]:
    return {_key(stem): codes for stem, codes in CODES.items()}


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
