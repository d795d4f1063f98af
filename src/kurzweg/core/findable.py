"""Contract: what of an app can be found, as the engine reads it.

An app's `findable.py` registers one `Source` per kind. An action that changes rows says so in the
ledger (`changed`); the index applies it at the next query.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import Promise

from kurzweg.core.ledger import changed as changed  # also said from here
from kurzweg.core.ledger import kind_of
from kurzweg.core.policy import PUBLIC, Audience
from kurzweg.core.viewer import Viewer
from kurzweg.engine.documents import Document
from kurzweg.engine.tables import Value as Cell


def _never(after: date, until: date) -> tuple[int, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a kind's list, for import and export: its name, its heading, what stands there.

    Whoever may see a row may see all of its columns, but for those with an audience of their own;
    what in a single row is not for this viewer, `Source.rows` has emptied.
    """

    name: str
    label: str | Promise
    value: Callable[[Any], Cell]
    audience: Audience = PUBLIC


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of thing that can be found.

    `documents(pks)` reads rows as the engine sees them (None: all of them, streamed), withdrawn
    rows left out. `rows(viewer, pks)` fetches hits again through `visible_to`, by primary key.
    `ids_of_owners(organisation_ids)` names all rows of organisations in all networks; `template`
    draws one row (`row`) in a list. `turned(after, until)` names the rows that read differently
    because a day between the two came. `label` names the kind within a sentence where people
    search; `is_found_unasked`: also when they name no kind. `columns` are those of its list;
    `has_public_feed`: what of it everybody may see can be subscribed to. Where not everybody reads
    the same of a row there is more than one document of it: `variants` says what may follow the
    row's number in their keys.
    """

    kind: str
    model: type[models.Model]
    documents: Callable[[Iterable[int] | None], Iterator[Document]]
    rows: Callable[[Viewer, Iterable[int]], dict[int, Any]]
    ids_of_owners: Callable[[Collection[int]], Iterable[int]]
    template: str
    label: str | Promise
    turned: Callable[[date, date], Iterable[int]] = _never
    is_found_unasked: bool = True
    columns: tuple[Column, ...] = ()
    has_public_feed: bool = False
    variants: tuple[str, ...] = ("",)

    def keys_of(self, row_id: int) -> Iterator[str]:
        """Name all documents that there may be of a row."""
        return (f"{self.kind}:{row_id}{variant}" for variant in self.variants)


_sources: dict[str, Source] = {}

# Says of rows of a model, by their ids, on which organisations they tell something.
Owners = Callable[[Collection[int]], Iterable[int]]
_owners: dict[str, Owners] = {}


def register(source: Source) -> None:
    """Add a kind; `findable.py` of an app calls it when the app is loaded."""
    if source.kind in _sources:
        raise ValueError(f"two apps can be found as {source.kind!r}")
    _sources[source.kind] = source


def tells_of_owners(model: type[models.Model], owners: Owners) -> None:
    """Say that all an organisation has in the index hangs on such rows of it as well."""
    _owners[kind_of(model)] = owners


def sources() -> dict[str, Source]:
    """List the registered kinds."""
    return dict(_sources)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind as a viewer may read them, column by column."""

    columns: tuple[Column, ...]
    lines: list[tuple[Cell, ...]]


def table(viewer: Viewer, *, kind: str, pks: Iterable[int]) -> Table:
    """Read rows of a kind with the columns that this viewer may see; an unknown kind: KeyError."""
    source = _sources[kind]
    columns = tuple(each for each in source.columns if each.audience.admits(viewer))
    rows = source.rows(viewer, pks).values()
    return Table(columns, [tuple(each.value(row) for each in columns) for row in rows])


@dataclass(frozen=True, slots=True)
class Shown:
    """A row that this viewer may see, and the template that draws it in a list."""

    kind: str
    row: Any
    template: str
    score: float = 0.0


def touched(changes: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    """Say what must be read again after changes of the ledger (kind, row): ids by kind of source.

    A row of an owner is read again with all that hangs on it.
    """
    by_model: dict[str, set[int]] = {}
    for model, row_id in changes:
        by_model.setdefault(model, set()).add(row_id)
    told = [_owners[model](ids) for model, ids in by_model.items() if model in _owners]
    owners = set().union(*told)
    return {
        source.kind: by_model.get(kind_of(source.model), set())
        | set(source.ids_of_owners(owners) if owners else ())
        for source in _sources.values()
    }
