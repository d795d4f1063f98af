"""Addresses in one cell, and postcodes that lost their zero."""

from __future__ import annotations

import re
from typing import NamedTuple

_CODE_AND_TOWN = re.compile(
    r"(?P<before>(?:.*?[,;/|\n·]|.*\S\s)?\s*)(?:D\s?[-–]\s?|DE\s?-\s?)?"
    r"(?P<code>(?<![0-9])[0-9]{5}(?![0-9]))\s*,?\s+(?P<town>[^\W\d_][^\d\n,;|]{1,60}?)"
    r"(?P<after>\s*(?:[,;|\n].*)?)",
    re.DOTALL,
)
_TOWN_AND_CODE = re.compile(
    r"(?P<town>[^\W\d_][^\d\n,;|]{1,60}?)\s*,?\s+\(?(?:D\s?-\s?)?(?P<code>[0-9]{5})\)?"
)
_CODE_ABROAD = re.compile(
    r"(?P<country>A|AT|CH|L|LU|NL|B|BE|F|FR|PL|DK|I|IT|CZ)\s?[-–]\s?"
    r"(?P<code>[0-9]{4,5}(?: ?[A-Z]{2})?)"
    r"\s+(?P<town>[^\W\d_][^\d\n,;|]{1,60})"
)
_CODES = {"A": "AT", "L": "LU", "B": "BE", "F": "FR", "I": "IT"}
_FOREIGN = re.compile(
    r"(?:(?P<country>[A-Z]{1,2})\s?[-–]\s?)?(?P<code>[0-9]{4}(?: ?[A-Z]{2})?|[0-9]{3} [0-9]{2}"
    r"|[0-9]{2}-[0-9]{3}|[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2})"
)
_GERMAN = re.compile(r"(?:D|DE|DEU)?\s?[-–]?\s?(?P<code>[0-9]{5})(?:\.0+)?")
_SHORT = re.compile(r"(?P<code>[1-9][0-9]{3})(?:\.0+)?")
_HERE = frozenset(("", "d", "de", "deu", "ger", "brd", "deutschland", "germany"))
# Towns whose postcodes have four digits of their own.
_TOWNS_ABROAD = frozenset({
    "antwerpen", "basel", "bern", "bregenz", "brüssel", "dornbirn", "genf", "graz", "innsbruck",
    "klagenfurt", "kopenhagen", "lausanne", "linz", "lugano", "luxembourg", "luxemburg", "luzern",
    "salzburg", "vaduz", "villach", "wels", "wien", "winterthur", "zürich",
})  # fmt: skip


class Address(NamedTuple):
    """Street, postcode and town; the country where its sign stands before the postcode."""

    street: str = ""
    postal_code: str = ""
    town: str = ""
    country: str = ""


class PostalCode(NamedTuple):
    """A postcode, the country whose sign stands before it, and whether a zero was put before it."""

    code: str
    country: str = ""
    is_mended: bool = False


def address(text: str) -> Address | None:
    """Cut "Lange Str. 5, 59494 Soest" or "59494 Soest" into its parts; None where that fails."""
    text = text.strip(" ,;")
    if match := _CODE_ABROAD.fullmatch(text):
        country = _CODES.get(match["country"], match["country"])
        return Address("", match["code"], match["town"].strip(), country)
    if match := _CODE_AND_TOWN.fullmatch(text):
        after = _one_line(match["after"])
        before = _one_line(match["before"])
        if after.casefold() in _HERE:
            after = ""
        street = ", ".join(filter(None, (before, after)))
        return Address(street, match["code"], match["town"].strip())
    if match := _TOWN_AND_CODE.fullmatch(text):
        return Address("", match["code"], match["town"].strip())
    return None


def postal_code(text: str, *, country: str = "", town: str = "") -> PostalCode | None:
    """Read a postcode: 1067 from a cell that counts is 01067, unless country or town is abroad."""
    text = text.strip()
    if match := _GERMAN.fullmatch(text):
        return PostalCode(match["code"])
    is_abroad = any(word in _TOWNS_ABROAD for word in re.split(r"[\s./-]", town.casefold()))
    is_here = country.strip(" .").casefold() in _HERE and not is_abroad
    if is_here and (match := _SHORT.fullmatch(text)):
        return PostalCode(f"0{match['code']}", is_mended=True)
    match = _FOREIGN.fullmatch(text)
    if match is None or (is_here and not match["country"] and match["code"].isdigit()):
        return None
    sign = match["country"] or ""
    return PostalCode(match["code"], _CODES.get(sign, sign))


def _one_line(text: str) -> str:
    """Write lines one after the other, without the marks at their ends."""
    lines = (line.strip(" ,;/|·") for line in re.split(r"[\n|·]", text))
    return ", ".join(filter(None, lines))
