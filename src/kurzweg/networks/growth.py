"""How a network grew: who joined and who left, year by year and month by month.

An organisation that leaves and is back the next day has neither left nor joined. Who leaves does so
with its last day: whoever was a member until 31 December left in that year, and does not count at
its end, at 24.00 (`indicators.at_end`). So each number is the one before, with those who joined and
without those who left.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kurzweg.networks.models import Membership

A_DAY = timedelta(days=1)
FULL_YEARS = 3  # from how many full years a forecast is drawn, and no fewer
YEAR = 365.25

Span = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a month: who joined in it, who left with one of its days, how many at its end."""

    first: date
    joined: int
    left: int
    number: int

    @property
    def net(self) -> int:
        return self.joined - self.left


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many there would be on a day if it went on as in the last full years; no promise."""

    day: date
    number: int
    a_year: float
    years: int = FULL_YEARS


def spans(network_id: int) -> list[Span]:
    """Say from when to when organisations belonged without a gap, by the first day."""
    rows = Membership.objects.in_network(network_id).filter(since__isnull=False)
    by_firm: dict[int, list[Span]] = {}
    for organisation_id, since, until in rows.values_list("organisation", "since", "until"):
        if since is not None:
            by_firm.setdefault(organisation_id, []).append((since, until))
    joined = (span for held in by_firm.values() for span in _without_gaps(held))
    return sorted(joined, key=lambda span: (span[0], span[1] or date.max))


def _without_gaps(held: list[Span]) -> Iterator[Span]:
    # What ends on the day it begins holds on no day.
    real = sorted((since, until or date.max) for since, until in held if since != until)
    begun: tuple[date, date] | None = None
    for since, until in real:
        if begun is not None and since <= begun[1]:
            begun = begun[0], max(begun[1], until)
            continue
        if begun is not None:
            yield begun[0], begun[1]
        begun = since, until
    if begun is not None:
        yield begun[0], None if begun[1] == date.max else begun[1]


def years(held: Iterable[Span], *, today: date) -> list[Period]:
    """Count by years from the first one on; the last is this year, as far as it has come."""
    held = list(held)
    begun = [since for since, _until in held if since <= today]
    if not begun:
        return []
    firsts = [date(year, 1, 1) for year in range(min(begun).year, today.year + 1)]
    return _periods(held, firsts, last=today, today=today)


def months(held: Iterable[Span], *, year: int, today: date) -> list[Period]:
    """Count by the months of a year, as far as it has come."""
    firsts = [date(year, month, 1) for month in range(1, 13)]
    last = min(today, date(year, 12, 31))
    return _periods(
        list(held), [first for first in firsts if first <= last], last=last, today=today
    )


def _periods(held: list[Span], firsts: list[date], *, last: date, today: date) -> list[Period]:
    """Count what lies between each first day and the next, and from the last one until `last`."""
    if not firsts:
        return []
    joined, left, number = [0] * len(firsts), [0] * len(firsts), 0
    # Who leaves with this very day is here until 24.00.
    over = last if last == today else last + A_DAY
    for since, until in held:
        number += since < firsts[0] and (until is None or until > firsts[0])
        if firsts[0] <= since <= last:
            joined[bisect_right(firsts, since) - 1] += 1
        if until is not None and firsts[0] < until <= over:
            left[bisect_right(firsts, until - A_DAY) - 1] += 1
    counted = []
    for first, came, went in zip(firsts, joined, left, strict=True):
        number += came - went
        counted.append(Period(first, came, went, number))
    return counted


def forecast(periods: list[Period], *, today: date) -> Forecast | None:
    """Say how many there would be at the end of next year; None with too little history."""
    full = [period for period in periods if period.first.year < today.year]
    # The first year is none to go by: all who founded the network joined in it.
    if len(full) < FULL_YEARS + 1:
        return None
    a_year = (full[-1].number - full[-1 - FULL_YEARS].number) / FULL_YEARS
    day = date(today.year + 1, 12, 31)
    number = round(periods[-1].number + a_year * (day - today).days / YEAR)
    return Forecast(day, max(number, 0), round(a_year, 1))
