"""Spans of days as they stand in cells, of which the last day counts."""

from __future__ import annotations

import re
from datetime import date

from kurzweg.engine.facts.words import MONTHS

# "1.12.-15.12.2026", "1. bis 15. Januar", "Januar-März 2027"
_SPAN = re.compile(
    r"(?:(?:vom|von|zwischen|from|between)\s)?"
    r"(?:[0-9]{1,2}\.(?:\s?[0-9]{1,2}\.?(?:\s?(?:20)?[0-9]{2})?"
    r"|\s?[^\W\d_]{3,10}\.?(?:\s20[0-9]{2})?)?"
    r"|20[0-9]{2}-[0-9]{2}-[0-9]{2}|(?P<month>[^\W\d_]{3,10})\.?(?:\s20[0-9]{2})?)"
    r"\s?(?:[-–—/]|bis(?: zum)?|und|to|and)\s?"
    r"(?P<last>[0-9]{1,2}\.\s?\S.*|20[0-9]{2}-[0-9-]+|[^\W\d_]{3,}.*)",
    re.IGNORECASE,
)
_WEEKS = re.compile(
    r"KW\.?\s?[0-9]{1,2}\.?\s?(?P<mark>[-–—/]|bis)\s?(?:KW\.?\s?)?"
    r"(?P<last>[0-9]{1,2})(?![0-9])(?P<rest>.*)",
    re.IGNORECASE,
)
YEARS_AHEAD = 5  # "KW 50/27" is a year, "KW 50/51" a week


def last_day(text: str, *, today: date) -> str:
    """Give the last day of a span of days as it is written, "" when there is no span."""
    if match := _WEEKS.fullmatch(text):
        is_year = match["mark"] == "/" and int(match["last"]) <= today.year % 100 + YEARS_AHEAD
        return "" if is_year else f"KW {match['last']}{match['rest']}"
    match = _SPAN.fullmatch(text)
    if match is None or (match["month"] and match["month"].casefold() not in MONTHS):
        return ""
    return match["last"]
