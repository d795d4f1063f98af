"""What a scale of dues says for one member: an amount to the cent, or why it says none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

CENT = Decimal("0.01")
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Step:
    """From how many employees on which amount holds."""

    staff_from: int
    amount: Decimal


class Doubt(StrEnum):
    """Why nobody can say what a member owes."""

    NO_STEP = "no step"
    STAFF_UNKNOWN = "staff unknown"
    BELOW_FIRST = "below first"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Read:
    """What a scale says: a step or a doubt, with the `steps` that came into question."""

    step: Step | None
    doubt: Doubt | None = None
    steps: tuple[Step, ...] = ()


def read(steps: Iterable[Step], *, staff: range | None) -> Read:
    """Find the step of a member of which a band of employees is known, or none.

    Who has a band that two steps divide could be in either: that is a doubt, no guess.
    """
    rising = sorted(steps, key=lambda step: step.staff_from)
    if not rising:
        return Read(None, Doubt.NO_STEP)
    if len(rising) == 1 and rising[0].staff_from <= 1:
        return Read(rising[0])
    if staff is None:
        return Read(None, Doubt.STAFF_UNKNOWN)
    below = [step for step in rising if step.staff_from <= staff.start]
    within = [step for step in rising if step.staff_from in staff[1:]]
    if not below:
        return Read(None, Doubt.BELOW_FIRST, tuple(rising[:1]))
    possible = (below[-1], *within)
    if len({step.amount for step in possible}) > 1:
        return Read(None, Doubt.BETWEEN, possible)
    return Read(below[-1])


def parts_owed(joined_on: date | None, *, year_begins: date, parts: int) -> int:
    """Say how many of the parts of a year somebody owes: a part that has begun counts wholly."""
    if joined_on is None or joined_on <= year_begins:
        return parts
    months = MONTHS * (joined_on.year - year_begins.year) + joined_on.month - year_begins.month
    return parts - months // (MONTHS // parts)


def share(amount: Decimal, *, owed: int, parts: int) -> Decimal:
    """Give the share of a year's amount to the cent; half a cent is rounded up."""
    return (amount * owed / parts).quantize(CENT, rounding=ROUND_HALF_UP)


def year_of(day: date, *, first_month: int) -> date:
    """Give the first day of the year of a network in which a day lies."""
    year = day.year if day.month >= first_month else max(day.year - 1, date.min.year)
    return date(year, first_month, 1)
