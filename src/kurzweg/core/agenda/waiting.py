"""Reading the agenda: counted from the table, drawn as far as somebody looks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, Value

from kurzweg.core import agenda
from kurzweg.core.agenda import Item, Source, keeping
from kurzweg.core.models import Addressee, AgendaItem
from kurzweg.core.viewer import Viewer

ASKED_AT_ONCE = 5_000  # SQLite takes 32,766 values in one question, PostgreSQL twice as many


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that waits, not drawn yet; `item` where there is no row to draw."""

    due_on: date
    kind: str
    row_id: int = 0
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that waits for a viewer, what is due first first."""

    viewer: Viewer
    entries: tuple[Entry, ...]

    def __len__(self) -> int:
        return len(self.entries)

    def first(self, number: int | None = None) -> list[Item]:
        """Draw the first so many, or all: a query per kind, however many there are."""
        entries = self.entries[:number]
        due_on: dict[str, dict[int, date]] = defaultdict(dict)
        for entry in entries:
            due_on[entry.kind][entry.row_id] = entry.due_on
        drawn = {
            (kind, row_id): item
            for kind, days in due_on.items()
            if (source := agenda.sources().get(kind)) is not None
            for row_id, item in _drawn(source, self.viewer, days)
        }
        items = (entry.item or drawn.get((entry.kind, entry.row_id)) for entry in entries)
        return [item for item in items if item is not None]


def waiting_for(viewer: Viewer) -> Waiting:
    """Say what waits for a viewer, after whatever has changed until now.

    Of what is stored only that counts whose row still calls for it today and may be seen: so the
    number is that of the rows that can be drawn. Two queries, and one more for each 5,000 rows.
    """
    keeping.catch_up_for(viewer)
    live = [Entry(item.due_on, item.kind, item=item) for item in agenda.live_items(viewer)]
    stored = _stored(viewer)
    standing = _standing(viewer, stored)
    alive = [entry for entry in stored if (entry.kind, entry.row_id) in standing]
    return Waiting(viewer, tuple(sorted([*live, *alive], key=_order)))


def for_viewer(viewer: Viewer) -> list[Item]:
    """Collect all that waits for a viewer, drawn, what is due first first."""
    return waiting_for(viewer).first()


def _order(entry: Entry) -> tuple[date, str, int]:
    return entry.due_on, entry.kind, entry.row_id


def _stored(viewer: Viewer) -> list[Entry]:
    return [
        Entry(due_on, kind, row_id)
        for due_on, kind, row_id in addressed_to(viewer)
        .values_list("due_on", "kind", "row_id")
        .order_by("due_on", "kind", "row_id")
        .distinct()  # to a person and to her firm: one thing to do
    ]


def addressed_to(viewer: Viewer) -> models.QuerySet[AgendaItem]:
    """Keep what is stored for whoever is looking, as what she is today: rights are joined here."""
    if viewer.network_id is None or not viewer.is_inside:
        return AgendaItem.objects.none()
    hers = Q(addressee=Addressee.PERSON, addressee_id=viewer.person_id or 0)
    if viewer.is_office:
        hers |= Q(addressee=Addressee.OFFICE)
    for addressee, organisation_ids in (
        (Addressee.ADMINS, viewer.admin_of),
        (Addressee.ANSWERING, viewer.answers_for),
        (Addressee.PEOPLE, viewer.organisation_ids),
    ):
        if organisation_ids:
            hers |= Q(addressee=addressee, addressee_id__in=organisation_ids)
    shown = Q(shown_since__lte=viewer.today) & (
        Q(shown_until=None) | Q(shown_until__gt=viewer.today)
    )
    return AgendaItem.objects.filter(hers, shown, network_id=viewer.network_id)


def _standing(viewer: Viewer, stored: Sequence[Entry]) -> set[tuple[str, int]]:
    """Name those rows, by kind, that are stored for a viewer and still call for it."""
    standing: set[tuple[str, int]] = set()
    for begin in range(0, len(stored), ASKED_AT_ONCE):
        by_kind: dict[str, list[int]] = defaultdict(list)
        for entry in stored[begin : begin + ASKED_AT_ONCE]:
            by_kind[entry.kind].append(entry.row_id)
        asked = [
            _standing_of(source, viewer, by_kind[kind])
            for kind, source in sorted(agenda.sources().items())
            if kind in by_kind
        ]
        if asked:
            standing.update(asked[0].union(*asked[1:], all=True) if asked[1:] else asked[0])
    return standing


def _standing_of(source: Source, viewer: Viewer, row_ids: Sequence[int]) -> models.QuerySet:
    # By their numbers: to join the stored rows again for each kind took longer than all the rest.
    rows = source.rows(viewer).filter(pk__in=row_ids).order_by()
    return rows.values_list(Value(source.kind, models.CharField()), "pk")


def _drawn(source: Source, viewer: Viewer, due_on: dict[int, date]) -> Iterator[tuple[int, Item]]:
    rows = list(source.rows(viewer).filter(pk__in=list(due_on)))
    _let_share_the_network(rows)
    return source.draw(viewer, rows, due_on)


def _let_share_the_network(rows: list[Any]) -> None:
    """Let rows hold one and the same network: what it has looked up once is known to all."""
    cached = [row for row in rows if "network" in row._state.fields_cache]
    for row in cached:
        row.network = cached[0].network
