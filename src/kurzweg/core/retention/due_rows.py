"""Which rows are due: all that code says about forgetting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from kurzweg.core.retention.declarations import Model

Asked = Callable[[datetime], models.QuerySet[Any]]
Told = Callable[[list[int]], None]


@dataclass(frozen=True, slots=True)
class Due:
    """Which rows of a table are due under a rule, and whose they are."""

    rule: str
    model: Model
    rows: Asked
    # The field that says to which network a row belongs; empty: to none.
    network: str
    told: Told | None


_due: dict[tuple[str, Model], Due] = {}


def due(
    rule: str, model: Model, *, network: str = "", told: Told | None = None
) -> Callable[[Asked], Asked]:
    """Declare that a function says which rows of a table a rule is due for.

    `told` gets their primary keys, in the transaction and before anything happens to them.
    """

    def declare(rows: Asked) -> Asked:
        _due[rule, model] = Due(rule, model, rows, network or _network_of(model), told)
        return rows

    return declare


def due_of(rule: str, model: Model) -> Due:
    """Find what was declared; raise LookupError where nobody says which rows are due."""
    try:
        return _due[rule, model]
    except KeyError:
        label = model._meta.label
        raise LookupError(f"nobody says which rows of {label} are due for {rule!r}") from None


def all_due() -> list[Due]:
    """List what was declared."""
    return list(_due.values())


def _network_of(model: Model) -> str:
    names = {name for field in model._meta.concrete_fields for name in (field.name, field.attname)}
    return next((name for name in ("network", "network_id") if name in names), "")
