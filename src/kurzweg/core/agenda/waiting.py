"""Reading the agenda: counted from the table, drawn as far as somebody looks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, Value

from kurzweg.core import agenda, prepared
from kurzweg.core.agenda import Item, keeping
from kurzweg.core.models import Addressee, AgendaItem
from kurzweg.core.prepared import Blank
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
    rows: Mapping[str, models.QuerySet]  # by kind, of those that are stored

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
            if kind in self.rows
            for row_id, item in self._drawn(kind, days)
        }
        items = (entry.item or drawn.get((entry.kind, entry.row_id)) for entry in entries)
        return [item for item in items if item is not None]

    def _drawn(self, kind: str, due_on: dict[int, date]) -> Iterator[tuple[int, Item]]:
        rows = list(self.rows[kind].filter(pk__in=list(due_on)))
        _let_share_the_network(rows)
        return agenda.sources()[kind].draw(self.viewer, rows, due_on)


def waiting_for(viewer: Viewer) -> Waiting:
    """Say what waits for a viewer, after whatever has changed until now.

    Of what is stored only that counts whose row still calls for it today and may be seen: so the
    number is that of the rows that can be drawn. Two queries, and one more for each 5,000 rows.
    """
    keeping.catch_up_for(viewer)
    live = [Entry(item.due_on, item.kind, item=item) for item in agenda.live_items(viewer)]
    stored = _stored(viewer)
    kinds = {entry.kind for entry in stored}
    rows = {
        kind: source.rows(viewer)
        for kind, source in sorted(agenda.sources().items())
        if kind in kinds
    }
    standing = _standing(rows, stored)
    alive = [entry for entry in stored if (entry.kind, entry.row_id) in standing]
    return Waiting(viewer, tuple(sorted([*live, *alive], key=_order)), rows)


def for_viewer(viewer: Viewer) -> list[Item]:
    """Collect all that waits for a viewer, drawn, what is due first first."""
    return waiting_for(viewer).first()


def _order(entry: Entry) -> tuple[date, str, int]:
    return entry.due_on, entry.kind, entry.row_id


def _stored(viewer: Viewer) -> list[Entry]:
    if viewer.network_id is None or not viewer.is_inside:
        return []
    acts_for = _acts_for(viewer)
    shape = Shape(viewer.is_office, tuple((to, len(ids)) for to, ids in acts_for.items()))
    filled_in = {
        _blank(to, number): each for to, ids in acts_for.items() for number, each in enumerate(ids)
    }
    rows = prepared.rows(
        shape,
        network=viewer.network_id,
        person=viewer.person_id or 0,
        on=viewer.today,
        **filled_in,
    )
    return [Entry(*row) for row in rows]


def addressed_to(viewer: Viewer) -> models.QuerySet[AgendaItem]:
    """Keep what is stored for whoever is looking, as what she is today: rights are joined here."""
    if viewer.network_id is None or not viewer.is_inside:
        return AgendaItem.objects.none()
    return _addressed(
        network=viewer.network_id,
        person=viewer.person_id or 0,
        on=viewer.today,
        is_office=viewer.is_office,
        acts_for=_acts_for(viewer),
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """The question of all viewers who act for as many organisations: its statement is made once."""

    is_office: bool
    acts_for: tuple[tuple[Addressee, int], ...]

    def __call__(self) -> models.QuerySet:
        rows = _addressed(
            network=Blank("network"),
            person=Blank("person"),
            on=Blank("on"),
            is_office=self.is_office,
            acts_for={
                to: [Blank(_blank(to, each)) for each in range(number)]
                for to, number in self.acts_for
            },
        )
        order = ("due_on", "kind", "row_id")
        return rows.values_list(*order).order_by(*order).distinct()  # to a person and to her firm


def _acts_for(viewer: Viewer) -> dict[Addressee, list[int]]:
    organisations = {
        Addressee.ADMINS: viewer.admin_of,
        Addressee.ANSWERING: viewer.answers_for,
        Addressee.PEOPLE: viewer.organisation_ids,
    }
    return {to: sorted(ids) for to, ids in organisations.items() if ids}


def _blank(to: Addressee, number: int) -> str:
    return f"{to}_{number}"


def _addressed(
    *,
    network: int | Blank,
    person: int | Blank,
    on: date | Blank,
    is_office: bool,
    acts_for: Mapping[Addressee, Sequence[int | Blank]],
) -> models.QuerySet[AgendaItem]:
    hers = Q(addressee=Addressee.PERSON, addressee_id=person)
    if is_office:
        hers |= Q(addressee=Addressee.OFFICE)
    for addressee, organisation_ids in acts_for.items():
        hers |= Q(addressee=addressee, addressee_id__in=organisation_ids)
    shown = Q(shown_since__lte=on) & (Q(shown_until=None) | Q(shown_until__gt=on))
    return AgendaItem.objects.filter(hers, shown, network_id=network)


def _standing(rows: Mapping[str, models.QuerySet], stored: Sequence[Entry]) -> set[tuple[str, int]]:
    """Name those rows, by kind, that are stored for a viewer and still call for it."""
    standing: set[tuple[str, int]] = set()
    for begin in range(0, len(stored), ASKED_AT_ONCE):
        by_kind: dict[str, list[int]] = defaultdict(list)
        for entry in stored[begin : begin + ASKED_AT_ONCE]:
            by_kind[entry.kind].append(entry.row_id)
        asked = [
            _standing_of(kind, rows[kind], row_ids)
            for kind, row_ids in sorted(by_kind.items())
            if kind in rows
        ]
        if asked:
            standing.update(asked[0].union(*asked[1:], all=True) if asked[1:] else asked[0])
    return standing


def _standing_of(kind: str, rows: models.QuerySet, row_ids: Sequence[int]) -> models.QuerySet:
    # By their numbers: to join the stored rows again for each kind took longer than all the rest.
    still = rows.filter(pk__in=row_ids).order_by()
    return still.values_list(Value(kind, models.CharField()), "pk")


def _let_share_the_network(rows: list[Any]) -> None:
    """Let rows hold one and the same network: what it has looked up once is known to all."""
    cached = [row for row in rows if "network" in row._state.fields_cache]
    for row in cached:
        row.network = cached[0].network
