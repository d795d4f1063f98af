"""What happened with organisations and persons: who worked where, from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from kurzweg.core.timeline import MOST, About, Event, Line, Source, dated, register
from kurzweg.core.viewer import Viewer
from kurzweg.people.models import Position, PositionQuerySet


def of_organisation(viewer: Viewer, row_id: int, since: date, until: date) -> Iterator[Event]:
    """Say who acted for an organisation, to whoever acts for it too and to the office."""
    if viewer.may_act_for(row_id):
        yield from _events(_known_to(viewer).filter(organisation=row_id))


def of_person(viewer: Viewer, row_id: int, since: date, until: date) -> Iterator[Event]:
    """Say for whom a person acted, to the office and to herself."""
    if viewer.is_office or viewer.person_id == row_id:
        yield from _events(_known_to(viewer).filter(person=row_id))


def _known_to(viewer: Viewer) -> PositionQuerySet:
    found: PositionQuerySet = Position.objects.acting_in(viewer.network_id)
    return found.select_related("person", "organisation")


def _events(rows: PositionQuerySet) -> Iterator[Event]:
    for row in rows.order_by(F("since").desc(nulls_last=True), "-pk")[: MOST + 1]:
        yield from dated(row, begun=row.since, ended=row.until)


def _named(row: Position) -> dict[str, str]:
    as_what = f" ({row.title})" if row.title else ""
    return {"person": f"{row.person.name}{as_what}", "organisation": row.organisation.name}


OF_ORGANISATION = {
    "begun": lambda row: Line(_("%(person)s has acted for it since then") % _named(row)),
    "ended": lambda row: Line(_("%(person)s no longer acts for it") % _named(row)),
}
OF_PERSON = {
    "begun": lambda row: Line(_("Has acted for %(organisation)s since then") % _named(row)),
    "ended": lambda row: Line(_("No longer acts for %(organisation)s") % _named(row)),
}

register(Source("people", About.ORGANISATION, of_organisation, OF_ORGANISATION))
register(Source("people", About.PERSON, of_person, OF_PERSON))
