"""Contract: what an app counts, with day, definition, source and the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from kurzweg.core import prepared
from kurzweg.core.prepared import Blank


@dataclass(frozen=True, slots=True)
class Indicator:
    """One number of a network: what it means and how it is counted as of a day.

    `rows(network_id, day)` returns the ids that are counted (the evidence); the value is their
    number, so a number can never say something else than its evidence. `is_public`: shown to all.
    `is_made_once`: the rows are a queryset in which blanks may stand (`core.prepared`).
    """

    name: str
    label: str | Promise
    unit: str | Promise
    definition: str | Promise
    source: str | Promise
    rows: Callable[[int, date], Iterable[int]]
    is_public: bool = False
    is_made_once: bool = False


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
