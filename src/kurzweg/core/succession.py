"""Contract: what somebody of an office looks after in her own name, and what follows her not.

When an office changes hands, most of it waits for whoever runs it. An app's `succession.py` says
with one `LookedAfter` per kind what hangs on the person: what goes to her successor, and what is
so much hers that it stays and has to be told before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """Rows that one person looks after: `rows` of a network and a person on a day, ordered.

    `says(count)` names them. `column` is where the person stands; her successor comes to stand
    there. Without one `goes` tells: with the office by itself, or not at all.
    """

    name: str
    rows: Callable[[int, int, date], QuerySet[Any]]
    says: Callable[[int], str]
    column: str = ""
    goes: bool = True


_kinds: dict[str, LookedAfter] = {}


def register(*kinds: LookedAfter) -> None:
    """Add kinds; names are unique in the house."""
    for kind in kinds:
        if kind.name in _kinds:
            raise ValueError(f"two apps say who looks after {kind.name!r}")
        _kinds[kind.name] = kind


def told(network_id: int, person_id: int, *, on: date, goes: bool) -> list[str]:
    """Name what goes to a successor, or what does not, with how many there are."""
    counted = (
        (kind, kind.rows(network_id, person_id, on).count())
        for kind in _kinds.values()
        if kind.goes is goes
    )
    return [kind.says(count) for kind, count in counted if count]


def moving() -> list[LookedAfter]:
    """List the kinds whose rows name a person, who is another one after the hand-over."""
    return [kind for kind in _kinds.values() if kind.column]
