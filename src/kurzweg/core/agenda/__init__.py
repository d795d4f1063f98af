"""Contract: what is due, for whom, until when, with the one-click answer.

An app's `agenda.py` registers one `Source` per kind of thing that is due. What it calls for is
kept in a table (`keeping`) and drawn for whoever looks (`waiting`); the table holds days and ids,
never a text, a name or a right.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from django.db import models

from kurzweg.core.models import Addressee
from kurzweg.core.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits for this viewer.

    `title` says in one sentence what is due, `who` whom it is about. The answer is one click:
    a POST to `action_url` labelled `action`; without one, the click leads to `url`. Where there
    is more than one honest answer, `others` holds the label and the POST address of the rest.
    What is done elsewhere (on the server, on the phone) has neither; `detail` then says how.
    `detail` may be somebody's own words, in their `detail_language`.
    """

    kind: str
    title: str
    who: str
    due_on: date
    url: str = ""
    action: str = ""
    action_url: str = ""
    detail: str = ""
    detail_language: str = ""
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """What a row calls for, as it is kept: whom it waits for, and on which days."""

    row_id: int
    to: tuple[Addressee, int]
    due_on: date
    shown_since: date
    shown_until: date | None = None


OFFICE = (Addressee.OFFICE, 0)

Ids: TypeAlias = Collection[int]
Affected: TypeAlias = Callable[[int, Ids], Iterable[int]]
Drawing: TypeAlias = Callable[
    [Viewer, Iterable[Any], Mapping[int, date]], Iterator[tuple[int, Item]]
]


def each(draw: Callable[[Viewer, Any, date], Item]) -> Drawing:
    """Draw row by row, where none needs what only one query for all of them should say."""

    def drawn(
        viewer: Viewer, rows: Iterable[Any], due_on: Mapping[int, date]
    ) -> Iterator[tuple[int, Item]]:
        return ((row.pk, draw(viewer, row, due_on[row.pk])) for row in rows)

    return drawn


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of thing that is due.

    `items(network_id, ids)` says what rows of a network call for (None: all of its rows), from
    the rows, the network's rules and the models named in `depends_on` alone. The day decides
    nothing but which rows are over and may be left out: it is looked at again at midnight.
    `depends_on` leads from changed rows of another model to those rows here that must be looked
    at again: a function of a network and ids. `rows(viewer)` are the rows that call for it today
    and may be seen by this viewer: nothing else is counted or drawn. `draw(viewer, rows, due_on)`
    gives an item for each, with its row's number; `due_on` says the day by that number.
    """

    kind: str
    model: type[models.Model]
    items: Callable[[int, Ids | None], Iterable[Due]]
    rows: Callable[[Viewer], models.QuerySet]
    draw: Drawing
    depends_on: Mapping[type[models.Model], Affected] = field(default_factory=dict)


Live: TypeAlias = Callable[[Viewer], Iterable[Item]]
Today: TypeAlias = Callable[[], Iterable[tuple[int, date]]]

_sources: dict[str, Source] = {}
_live: list[Live] = []
_ruling: set[type[models.Model]] = set()
_days: list[Today] = []


def register(source: Source) -> None:
    """Add a kind, which is unique in the house; an app's `agenda.py` calls it when it is loaded."""
    if source.kind in _sources:
        raise ValueError(f"two apps say what is due as {source.kind!r}")
    _sources[source.kind] = source


def register_live(source: Live) -> None:
    """Add what is about no row, and so cannot be kept: a function from a viewer to its items."""
    _live.append(source)


def register_rules(*ruling: type[models.Model]) -> None:
    """Name models that decide for a whole network: a change there looks at all its rows again."""
    _ruling.update(ruling)


def register_networks(today_of_each: Today) -> None:
    """Say which networks there are, each with the day it is there."""
    _days.append(today_of_each)


def sources() -> dict[str, Source]:
    """List the registered kinds."""
    return dict(_sources)


def live_items(viewer: Viewer) -> list[Item]:
    """Collect what waits and is about no row."""
    return [item for source in _live for item in source(viewer)]


def ruling() -> frozenset[str]:
    """Name the models that decide for a whole network, as the ledger does."""
    return frozenset(model._meta.label_lower for model in _ruling)


def networks() -> dict[int, date]:
    """List the networks with their days."""
    return {network_id: day for days in _days for network_id, day in days()}
