"""Contract: what an app counts, with day, definition, source and the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from kurzweg.core import prepared
from kurzweg.core.prepared import Blank

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fact:
    """What stands behind one counted row: whom it is about, from when to when."""

    row_id: int
    organisation_id: int | None
    name: str
    number: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def last_day(self) -> date | None:
        return self.until - A_DAY if self.until else None


# How many of some counted rows are in which group, by the group's name, as of a day.
Groups = Callable[[int, date, Collection[Fact]], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One number of a network: what it means and how it is counted as of a day.

    `rows(network_id, day)` returns the ids that are counted (the evidence); the value is their
    number, so a number can never say something else than its evidence. `is_public`: shown to all.
    `is_made_once`: the rows are a queryset in which blanks may stand (`core.prepared`).

    What can be issued as a figure says more: `facts(network_id, ids)` tells the rows, by the name,
    and `model` whose they are, so that the audit says what became of them. `at_end(network_id,
    day)` counts when the day is over, at 24.00; without it, what is counted on the day and on the
    next one. `groups` break the number down, by their headings.
    """

    name: str
    label: str | Promise
    unit: str | Promise
    definition: str | Promise
    source: str | Promise
    rows: Callable[[int, date], Iterable[int]]
    is_public: bool = False
    is_made_once: bool = False
    facts: Callable[[int, Collection[int]], Iterable[Fact]] | None = None
    model: type[Model] | None = None
    at_end: Callable[[int, date], Iterable[int]] | None = None
    groups: Mapping[str | Promise, Groups] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Value:
    """An indicator as of a day."""

    indicator: Indicator
    day: date
    number: int


_indicators: dict[str, Indicator] = {}


def register(indicator: Indicator) -> None:
    """Add an indicator; names are unique in the house."""
    if indicator.name in _indicators:
        raise ValueError(f"two apps declare the indicator {indicator.name!r}")
    _indicators[indicator.name] = indicator


def value(name: str, network_id: int, day: date) -> Value:
    """Count one indicator of a network as of a day; an unknown name is a KeyError."""
    indicator = _indicators[name]
    if indicator.is_made_once:
        asked = _asked(indicator.rows)
        return Value(indicator, day, prepared.count(asked, network=network_id, on=day))
    rows = indicator.rows(network_id, day)
    # The home of a large network would otherwise fetch thousands of ids to show four numbers.
    number = rows.count() if isinstance(rows, QuerySet) else len(list(rows))
    return Value(indicator, day, number)


def declared(name: str) -> Indicator:
    """Look up an indicator; a name that no app declared is a KeyError."""
    return _indicators[name]


def issuable() -> list[Indicator]:
    """List what can be issued as a figure: whose rows are told."""
    return [indicator for indicator in _indicators.values() if indicator.facts is not None]


def at_end(indicator: Indicator, network_id: int, day: date) -> list[int]:
    """Give the ids that count when a day is over: who left with it is gone, nobody new has come."""
    if indicator.at_end is not None:
        return list(indicator.at_end(network_id, day))
    next_day = set(indicator.rows(network_id, day + A_DAY)) if day < date.max else set()
    return [each for each in indicator.rows(network_id, day) if each in next_day]


def facts(indicator: Indicator, network_id: int, ids: Collection[int]) -> list[Fact]:
    """Tell the rows behind some ids, by the name; nothing where the indicator tells none."""
    return list(indicator.facts(network_id, ids)) if indicator.facts and ids else []


@cache
def _asked(rows: Callable[..., Any]) -> Callable[[], Any]:
    """Give the question of an indicator with its blanks: one and the same, by which it is kept."""
    blanks: Any = (Blank("network"), Blank("on"))
    return partial(rows, *blanks)


def values(network_id: int, day: date, *, is_public: bool | None = None) -> list[Value]:
    """Count all indicators of a network as of a day (only the public ones if asked)."""
    return [
        value(indicator.name, network_id, day)
        for indicator in _indicators.values()
        if is_public is None or indicator.is_public == is_public
    ]
