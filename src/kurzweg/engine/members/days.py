"""Days on which a membership began or ended, as lists write them over decades."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from kurzweg.engine.facts.words import MONTHS
from kurzweg.engine.members.records import Why

YEARS_AHEAD = 2  # a notice is given for the end of next year, at the latest
FIRST_YEAR = 1800  # associations are old, their members' memberships not so old
MOST_ASSUMED = 40  # characters of a cell that are looked at

_HOUR = r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?(?:Z| ?Uhr)?)?"
_BEFORE = re.compile(
    r"^(?:(?:mitglied|eintritt|beitritt|austritt|ausgetreten|gekündigt|kündigung|member)\s)?"
    r"(?:(?:seit|ab|am|vom|zum|per|den|bis|since|from|until|on|ca\.?|etwa|um)\s(?:dem\s|den\s|the\s)?)?"
    r"(?:(?:mo|di|mi|do|fr|sa|so|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)\b[.,]*\s)?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>[0-9]{{4}})([-./])(?P<month>[0-9]{{1,2}})\2(?P<day>[0-9]{{1,2}}){_HOUR}"
)
_PACKED = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])")
_DAY_FIRST = re.compile(
    rf"(?P<day>[0-9]{{1,2}})\s?(?P<mark>[-./])\s?(?P<month>[0-9]{{1,2}})\s?(?P=mark)\s?"
    rf"'?(?P<year>[0-9]{{4}}|[0-9]{{2}}){_HOUR}"
)
_NAMED = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[-. ]+(?P<name>[^\W\d_]{3,10})[-., ]+"
    r"'?(?P<year>[0-9]{4}|[0-9]{2})"
)
_NAME_FIRST = re.compile(
    r"(?P<name>[^\W\d_]{3,10})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?, ?(?P<year>[0-9]{4})"
)
_MONTH = re.compile(r"(?P<month>[0-9]{1,2})\s?[-/.]\s?(?P<year>[0-9]{4})")
_MONTH_LAST = re.compile(r"(?P<year>[0-9]{4})\s?[-/]\s?(?P<month>[0-9]{1,2})")
_NAMED_MONTH = re.compile(r"(?P<name>[^\W\d_]{3,10})[. /-]+'?(?P<year>[0-9]{4}|[0-9]{2})")
_YEAR = re.compile(r"(?:jahr )?(?P<year>[12][0-9]{3})")
_SERIAL = re.compile(r"(?P<days>[1-6][0-9]{4})(?:[.,]0+)?")


class Read(NamedTuple):
    """A day, and whether only its month or year was said."""

    day: date
    is_assumed: bool


def past_day(text: str, *, today: date, epoch: date, is_last: bool) -> Read | Why:
    """Read a day that is over or near; 1 January of a year alone, 31 December if it is a last day.

    Of a month alone it is the first or last day likewise, and both are told as assumed. Two digits
    are the year of this century that is not far ahead, else of the last: "75" is 1975. Figures of
    five digits count the days from `epoch`, as spreadsheets do. "seit 2009" is read, "vor 2009",
    "unbekannt" and two days in one cell are not.
    """
    written = _BEFORE.sub("", " ".join(text.split()), count=1).rstrip(" .,;")
    if not written or len(written) > MOST_ASSUMED:
        return Why.NO_DAY
    found = _exact(written, today, epoch) or _assumed(written, today, is_last=is_last)
    if found is None:
        return Why.NO_DAY
    if isinstance(found, Read):
        if found.day.year > today.year + YEARS_AHEAD:
            return Why.FAR_DAY
        if found.day.year < FIRST_YEAR:
            return Why.IMPOSSIBLE_DAY
    return found


def _exact(text: str, today: date, epoch: date) -> Read | Why | None:
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _PACKED, _NAMED, _NAME_FIRST):
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            month = int(parts["month"]) if "month" in parts else _named(parts["name"])
            day = int(parts["day"])
            if parts.get("mark") == "/" and month > 12 >= day:
                day, month = month, day  # as it is written in America
            found = _safe(_year(parts["year"], today), month, day) if month else None
            return Read(found, is_assumed=False) if found else Why.IMPOSSIBLE_DAY
    if match := _SERIAL.fullmatch(text):
        return Read(epoch + timedelta(days=int(match["days"])), is_assumed=False)
    return None


def _assumed(text: str, today: date, *, is_last: bool) -> Read | Why | None:
    for pattern in (_MONTH, _MONTH_LAST, _NAMED_MONTH, _YEAR):
        match = pattern.fullmatch(text.casefold())
        if match is None:
            continue
        parts = match.groupdict()
        year = _year(parts["year"], today)
        if pattern is _YEAR:
            return Read(date(year, 12, 31) if is_last else date(year, 1, 1), is_assumed=True)
        month = int(parts["month"]) if "month" in parts else _named(parts["name"])
        if not 1 <= month <= 12:
            return Why.IMPOSSIBLE_DAY if "month" in parts else None
        last = calendar.monthrange(year, month)[1] if year else 1
        return Read(date(year, month, last if is_last else 1), is_assumed=True) if year else None
    return None


def _named(name: str) -> int:
    return MONTHS.get(name.casefold(), 0)


def _year(written: str, today: date) -> int:
    year = int(written)
    if len(written) == 4:
        return year
    return year + (2000 if 2000 + year <= today.year + YEARS_AHEAD else 1900)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
