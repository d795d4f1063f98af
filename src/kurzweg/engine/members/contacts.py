"""Telephone numbers, mail addresses and web addresses as people type them into a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher

REGION = "DE"  # whose numbers need no country code
FEWEST_DIGITS = 6
MOST_CHARACTERS = 2_000  # of a cell that are searched
LONGEST_EMAIL, LONGEST_WEBSITE = 254, 200  # the registers keep no more

# One number and nothing else: no date, no range, no second number can be written so.
_PLAIN = re.compile(r"(?:0|\+49 ?)[1-9][0-9]{1,4}[ /][0-9]{4,9}")
_LETTERS = re.compile(r"[^\W\d_]")
_EMAIL = re.compile(
    r"(?<![\w.+@-])[\w+-](?:[\w.!#$%&'*+=?^`{|}~-]{0,62}[\w+-])?@"
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}(?![\w@])"
)
_AT = re.compile(
    r"\s*(?:\((?:at|ät|a|@)\)|\[(?:at|ät|a|@)\]|\{at\}|\s(?:at|ät)\s|_at_)\s*", re.IGNORECASE
)
_DOT = re.compile(
    r"\s*(?:\((?:dot|punkt|\.)\)|\[(?:dot|punkt|\.)\]|\s(?:dot|punkt)\s)\s*", re.IGNORECASE
)
_WEBSITE = re.compile(
    r"(?:(?P<scheme>https?)\s?:\s?/{1,2})?"
    r"(?P<host>(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24})(?P<path>(?::[0-9]{2,5})?(?:[/?#]\S*)?)",
    re.IGNORECASE,
)


def phones(text: str) -> tuple[str, ...]:
    """Find the telephone numbers of a cell, each written as "+49 2921 12345"; none is invented.

    Without a country code a number is German. "02921/1234-0", "(02921) 12 34", "0049 2921…" and
    2921123456 from a cell that counts are numbers; a date is none, nor what is too short.
    """
    return _phones(text[:MOST_CHARACTERS])


@lru_cache(maxsize=10_000)  # a cell is read when columns are proposed, and again for its record
def _phones(text: str) -> tuple[str, ...]:
    if _PLAIN.fullmatch(text) and (plain := tuple(_alone(text))):
        return plain  # nothing to be searched for, as in most cells
    matcher = PhoneNumberMatcher(text, REGION, leniency=Leniency.VALID)
    found = [_written(match.number) for match in matcher]
    if not found and not _LETTERS.search(text):
        found = list(_alone(text))
    return tuple(dict.fromkeys(found))


def _alone(text: str) -> Iterator[str]:
    """Read a cell that holds a number and nothing else, which need not look like one in a text."""
    if sum(map(str.isdigit, text)) < FEWEST_DIGITS:
        return
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return
    if phonenumbers.is_valid_number(number):
        yield _written(number)


def _written(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def emails(text: str) -> tuple[str, ...]:
    """Find the mail addresses of a cell: "mailto:", "info(at)firma.de" and several are read."""
    text = text[:MOST_CHARACTERS]
    if "@" not in text or "(" in text or "[" in text:
        text = _DOT.sub(".", _AT.sub("@", text))
    if "@" not in text:
        return ()
    text = re.sub(r"\bmailto:", " ", text, flags=re.IGNORECASE)
    found = (match[0] for match in _EMAIL.finditer(text))
    return tuple(
        dict.fromkeys(_domain_lowered(each) for each in found if len(each) <= LONGEST_EMAIL)
    )


def _domain_lowered(address: str) -> str:
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain.lower()}"


def website(text: str) -> str:
    """Read a web address, alone in its cell; without a scheme it is given "https://"."""
    match = _WEBSITE.fullmatch(text.strip(" <>,;")) if len(text) <= LONGEST_WEBSITE else None
    if match is None:
        return ""
    scheme = (match["scheme"] or "https").lower()
    path = "" if match["path"] == "/" else match["path"]
    return f"{scheme}://{match['host'].lower()}{path}"
