"""Contract: what of an app can be found, as the engine reads it.

An app's `findable.py` registers one `Source` per kind. An action that changes findable rows calls
`changed(*rows)`; the index applies it at the next query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from kurzweg.core.models import IndexChange
from kurzweg.core.viewer import Viewer
from kurzweg.engine.documents import Document


def _never(after: date, until: date) -> tuple[int, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of thing that can be found.

    `documents(pks)` reads rows as the engine sees them (None: all of them, streamed), withdrawn
    rows left out. `rows(viewer, pks)` fetches hits again through `visible_to`, by primary key.
    `newest(viewer, limit)` lists what came last; `of_organisation(viewer, organisation_id)` what
    belongs to one organisation and may be seen; `ids_of_owner(organisation_id)` names all rows
    of an organisation in all networks; `template` draws one row (`row`) in a list. `turned(after,
    until)` names the rows that read differently because a day between the two came.
    """

    kind: str
    model: type[models.Model]
    documents: Callable[[Iterable[int] | None], Iterator[Document]]
    rows: Callable[[Viewer, Iterable[int]], dict[int, Any]]
    newest: Callable[[Viewer, int], Iterable[Any]]
    of_organisation: Callable[[Viewer, int], Iterable[Any]]
    ids_of_owner: Callable[[int], Iterable[int]]
    template: str
    turned: Callable[[date, date], Iterable[int]] = _never


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a kind; `findable.py` of an app calls it when the app is loaded."""
    _sources[source.kind] = source


def sources() -> dict[str, Source]:
    """List the registered kinds."""
    return dict(_sources)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row that this viewer may see, and the template that draws it in a list."""

    kind: str
    row: Any
    template: str
    score: float = 0.0


def newest(viewer: Viewer, *, kind: str, limit: int) -> list[Shown]:
    """List what came last of a kind, as far as this viewer may see it."""
    source = _sources.get(kind)
    if source is None:
        return []
    return [Shown(kind, row, source.template) for row in source.newest(viewer, limit)]


def of_organisation(viewer: Viewer, *, kind: str, organisation_id: int) -> list[Shown]:
    """List what belongs to an organisation, as far as this viewer may see it."""
    source = _sources.get(kind)
    if source is None:
        return []
    rows = source.of_organisation(viewer, organisation_id)
    return [Shown(kind, row, source.template) for row in rows]


def key_of(row: models.Model) -> str:
    """Name a row as the index does: "offer:12"."""
    return f"{_kind_of(row)}:{row.pk}"


def changed(*rows: models.Model) -> None:
    """Note in the transaction of the change that these rows must be read again."""
    IndexChange.objects.bulk_create(IndexChange(kind=_kind_of(row), row_id=row.pk) for row in rows)


def owner_changed(organisation_id: int) -> None:
    """Note that all an organisation has in the index must be read again: it hangs on its owner."""
    IndexChange.objects.bulk_create(
        IndexChange(kind=source.kind, row_id=row_id)
        for source in _sources.values()
        for row_id in source.ids_of_owner(organisation_id)
    )


def _kind_of(row: models.Model) -> str:
    for source in _sources.values():
        if isinstance(row, source.model):
            return source.kind
    raise LookupError(f"{type(row).__name__} is not findable")
