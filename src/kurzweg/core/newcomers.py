"""Contract: who sees to it that somebody is told what is kept about her (Art. 14 GDPR).

Whoever enters a person, or notes the contact of a firm, without having it from herself says so with
`entered`. Once she speaks for herself – signs in, applies, accepts, answers – `spoke` says that.
What becomes of it is the matter of the app that registers a `Hearer`; it stands above both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True, slots=True)
class Hearer:
    """What follows: `entered` gets a row and its network, `spoke` rows of one model."""

    entered: Callable[[models.Model, int], None]
    spoke: Callable[[Collection[models.Model]], None]


_hearers: list[Hearer] = []


def register(hearer: Hearer) -> None:
    """Add somebody who hears of newcomers; an app's `newcomers.py` calls it when it is loaded."""
    _hearers.append(hearer)


def entered(row: models.Model, *, network_id: int) -> None:
    """Say that a network keeps somebody from now on whom others told it of."""
    for hearer in _hearers:
        hearer.entered(row, network_id)


def spoke(*rows: models.Model) -> None:
    """Say that somebody told something of herself: rows of one model, of one human each."""
    for hearer in _hearers if rows else ():
        hearer.spoke(rows)
