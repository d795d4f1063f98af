"""Periods as people write them: "90 days", "12 months", "3 years"."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta

from django.utils.translation import ngettext

PERIOD = re.compile(r"(\d+) (days|months|years)")


def cutoff(kept: str, now: datetime) -> datetime:
    """Say before which moment a clock must have started for a period to be over now."""
    match = PERIOD.fullmatch(kept)
    if match is None:
        raise ValueError(f"{kept!r} is no period")
    number, unit = int(match[1]), match[2]
    if unit == "days":
        return now - timedelta(days=number)
    return months_before(now, number * (12 if unit == "years" else 1))


def months_before(moment: datetime, months: int) -> datetime:
    """Go back by calendar months; the 31st becomes the last day of a shorter month."""
    count = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(count, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def first_day_of_year(moment: datetime) -> date:
    """Name the day before which a year was over: many periods begin with its end (§ 199 BGB)."""
    return date(moment.year, 1, 1)


def named(kept: str) -> str:
    """Write a period as people read it: "12 Monate"."""
    match = PERIOD.fullmatch(kept)
    if match is None:
        raise ValueError(f"{kept!r} is no period")
    number = int(match[1])
    # A blank that does not break keeps the number with its unit.
    words = {
        "days": ngettext("%(number)s\u202fday", "%(number)s\u202fdays", number),
        "months": ngettext("%(number)s\u202fmonth", "%(number)s\u202fmonths", number),
        "years": ngettext("%(number)s\u202fyear", "%(number)s\u202fyears", number),
    }
    return words[match[2]] % {"number": number}
