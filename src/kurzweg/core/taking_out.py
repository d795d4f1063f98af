"""Contract: what goes along when an entry made by mistake is taken out, and what keeps it.

An app's `taking_out.py` registers one `Kind` for each of its models that people would miss, and
says with `hindered_by` what of it others rely on: then the entry stays. Which rows hang on an entry
is read from the models; whoever shows them knows none of the apps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.deletion import Collector
from django.utils.functional import Promise

from kurzweg.core import ledger
from kurzweg.core.prints import print_of

MOST_NAMES = 6

# Says why a row cannot be taken out of a network, by its id; "" when nothing speaks against it.
Hindrance = Callable[[Any, int], str | Promise]


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows of a model, as they are told before they go: `count(number)` says how many they are."""

    model: type[models.Model]
    count: Callable[[int], str]
    name: Callable[[Any], str] = str


@dataclass(frozen=True, slots=True)
class Part:
    """How many rows of one kind go along, and the names of the first of them."""

    count: str
    names: tuple[str, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Going:
    """All rows that go when some are taken out, and their print: whoever decides has seen it."""

    roots: tuple[models.Model, ...]
    rows: dict[type[models.Model], list[models.Model]]

    @property
    def parts(self) -> list[Part]:
        """What people would miss, kind by kind; parts of a row go without a word."""
        told = ((kind, self.rows.get(kind.model, [])) for kind in _kinds.values())
        return [_part(kind, rows) for kind, rows in told if rows]

    @property
    def print(self) -> str:
        ids = {model._meta.label: sorted(row.pk for row in rows) for model, rows in self._sorted()}
        return print_of(ids)

    def hold(self) -> None:
        """Lock all of it: nothing more is hung on any of these rows, and none of them changes."""
        for model, rows in self._sorted():
            held = model._base_manager.filter(pk__in=[row.pk for row in rows])
            list(held.order_by("pk").select_for_update().values_list("pk", flat=True))

    def delete(self) -> None:
        """Delete all of it, in the transaction of whoever decided so, and say that it goes."""
        # What is to be deleted is named while it still says whose it is.
        told = (rows for model, rows in self._sorted() if ledger.is_told_of(model))
        ledger.changed(*(row for rows in told for row in rows))
        _collected(self.roots).delete()

    def _sorted(self) -> Iterable[tuple[type[models.Model], list[models.Model]]]:
        return sorted(self.rows.items(), key=lambda each: each[0]._meta.label)


_kinds: dict[type[models.Model], Kind] = {}
_hindrances: dict[type[models.Model], list[Hindrance]] = {}


def register(kind: Kind) -> None:
    """Add a kind of rows; a model stands once."""
    _kinds[kind.model] = kind


def hindered_by(model: type[models.Model]) -> Callable[[Hindrance], Hindrance]:
    """Add what may keep rows of a model from being taken out."""

    def add(hindrance: Hindrance) -> Hindrance:
        _hindrances.setdefault(model, []).append(hindrance)
        return hindrance

    return add


def kinds() -> list[Kind]:
    """List what is told before it goes, in the order of the apps."""
    return list(_kinds.values())


def hindrances(row: models.Model, *, network_id: int) -> list[str | Promise]:
    """Say all that keeps a row, in sentences; nothing keeps it when there is none."""
    asked = (hindrance(row, network_id) for hindrance in _hindrances.get(type(row), []))
    return [sentence for sentence in asked if sentence]


def going(*roots: models.Model) -> Going:
    """Collect all rows that go when these are taken out, these included."""
    collector = _collected(roots)
    rows: dict[type[models.Model], list[models.Model]] = {
        model: list(found) for model, found in collector.data.items()
    }
    for found in collector.fast_deletes:
        rows.setdefault(found.model, []).extend(found)
    return Going(roots, rows)


def _collected(roots: Iterable[models.Model]) -> Collector:
    collector = Collector(using=DEFAULT_DB_ALIAS)
    for row in roots:
        collector.collect([row])
    return collector


def _part(kind: Kind, rows: list[models.Model]) -> Part:
    unique = sorted({row.pk: row for row in rows}.values(), key=lambda row: row.pk)
    names = [kind.name(row) for row in unique[: MOST_NAMES + 1]]
    return Part(
        kind.count(len(unique)), tuple(filter(None, names[:MOST_NAMES])), len(names) > MOST_NAMES
    )
