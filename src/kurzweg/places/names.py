"""Names of places: what they are called, and what is left out of them."""

from __future__ import annotations

import re

from kurzweg.engine.words import place_key

# What begins the part that tells towns of one name apart: Halle (Saale), Linz am Rhein.
_SECOND = re.compile(
    r"\s*(?:[(/]|\b(?:a|am|an|auf|b|bei|i|im|in|o|ob|unter|v|vor|vorm)\b[. ]?)", re.IGNORECASE
)


def spoken(name: str) -> str:
    """Leave out the title behind the comma: "Soest, Stadt" is called Soest."""
    return name.partition(",")[0].strip() or name


def spoken_key(name: str) -> str:
    """Give the key under which a place is compared."""
    return place_key(spoken(name))


def first_part_key(name: str) -> str:
    """Give the key of the first part of a name of two: "Halle (Saale)" may be called Halle."""
    key = place_key(_SECOND.split(spoken(name), maxsplit=1)[0])
    return "" if key == spoken_key(name) else key


def cut_short(written: str) -> str:
    """Give how the key of a name begins that is cut short, as "Frankfurt a. M." is."""
    last = re.search(r"[(/ .]([^\W\d_]{1,3})\W*$", written)
    return place_key(written) if last and last[1][0].isupper() else ""


def mended(name: str) -> str:
    """Read a name anew that was encoded twice: "KÃ¶ln" is Köln; any other stays as it is."""
    if not _TWICE.search(name):
        return name
    try:
        return name.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return name


# How the second byte of an umlaut looks behind the first when each is read as a letter.
_TWICE = re.compile("[ÂÃ][\u0080-\u00bf\u0152-\u2122]")
