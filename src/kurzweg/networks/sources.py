"""Contract: who knows by what an entry came into the register, line by line.

The app that reads lists registers a `Knower`; who said a line is kept here (`said`), and a list has
a name only there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kurzweg.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Source:
    """By what a line came: as people read it, and when."""

    label: str
    at: datetime


# Asked for a firm, a network and a line ("phone", "sites"): the newest one, or nothing.
Knower = Callable[[Organisation, int, str], Source | None]

_knowers: list[Knower] = []


def register(knower: Knower) -> None:
    """Add somebody who knows; an app calls it when it is loaded."""
    _knowers.append(knower)


def of(organisation: Organisation, network_id: int, line: str) -> Source | None:
    """Say by what a line came last, as far as anybody knows."""
    found = (knower(organisation, network_id, line) for knower in _knowers)
    return max((each for each in found if each), key=lambda each: each.at, default=None)
