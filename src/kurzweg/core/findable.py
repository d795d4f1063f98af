"""Contract: what of an app can be found, as the engine reads it.

An app's `findable.py` registers one `Source` per kind. An action that changes findable rows calls
`changed(*rows)`; the index applies it at the next query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from kurzweg.core.models import IndexChange
from kurzweg.core.viewer import Viewer
from kurzweg.engine.documents import Document


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of thing that can be found.

    `documents(pks)` reads rows as the engine sees them (None: all of them, streamed), withdrawn
    rows left out. `rows(viewer, pks)` fetches hits again through `visible_to`, by primary key.
    `template` draws one hit in a list of results.
    """

    kind: str
    model: type[models.Model]
    documents: Callable[[Iterable[int] | None], Iterator[Document]]
    rows: Callable[[Viewer, Iterable[int]], dict[int, Any]]
    template: str


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a kind; `findable.py` of an app calls it when the app is loaded."""
    _sources[source.kind] = source


def sources() -> dict[str, Source]:
    """List the registered kinds."""
    return dict(_sources)


def key_of(row: models.Model) -> str:
    """Name a row as the index does: "offer:12"."""
    return f"{_kind_of(row)}:{row.pk}"


def changed(*rows: models.Model) -> None:
    """Note in the transaction of the change that these rows must be read again."""
    IndexChange.objects.bulk_create(IndexChange(kind=_kind_of(row), row_id=row.pk) for row in rows)


def _kind_of(row: models.Model) -> str:
    for source in _sources.values():
        if isinstance(row, source.model):
            return source.kind
    raise LookupError(f"{type(row).__name__} is not findable")
