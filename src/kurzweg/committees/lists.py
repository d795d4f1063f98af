"""The lists of committees, to be taken along: who sits there, what was decided, who does what.

Each is of all committees whose part of it the viewer reads, or of one: `?committee=…`.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from kurzweg.committees.models import AgendaPoint, MeetingRecord, Task
from kurzweg.core.days import day_of
from kurzweg.core.findable import Column
from kurzweg.core.keys import in_order
from kurzweg.core.lists import Asked, Listing, register
from kurzweg.core.policy import OFFICE
from kurzweg.networks.models import Committee, Mandate


def _committees(asked: Asked) -> QuerySet[Committee]:
    """As on their page: the committees of the day that the viewer may know of."""
    sitting = Mandate.objects.in_network(asked.network).as_of(asked.day).select_related("person")
    sitting = sitting.order_by(*in_order("person__family_name", "person__given_name"), "pk")
    rows: QuerySet[Committee] = Committee.objects.visible_to(asked.viewer).as_of(asked.day)
    rows = rows.prefetch_related(Prefetch("seats", sitting, to_attr="sitting"))
    return rows.order_by(*in_order("name"), "pk")


def _of_one(asked: Asked, rows: QuerySet[Any]) -> QuerySet[Any]:
    committee = asked.query.get("committee", "")
    return rows.filter(committee__public_id=committee) if committee else rows


def _seats(asked: Asked) -> QuerySet[Any]:
    """As on the pages of the committees that the viewer may know of."""
    seen = Committee.objects.visible_to(asked.viewer).order_by().values("pk")
    here = Mandate.objects.in_network(asked.network).as_of(asked.day).filter(committee__in=seen)
    rows = _of_one(asked, here).select_related("committee", "person")
    names = in_order("committee__name", "person__family_name", "person__given_name")
    return rows.order_by(*names, "pk")


def _decisions(asked: Asked) -> QuerySet[AgendaPoint]:
    """What the minutes say that the viewer reads; a draft decides nothing yet."""
    records = _of_one(asked, MeetingRecord.objects.visible_to(asked.viewer).released())
    rows = AgendaPoint.objects.filter(record__in=records.order_by().values("pk"))
    rows = rows.exclude(decision="").select_related("record__committee")
    return rows.order_by("-record__met_on", "-record__pk", "place", "pk")


def _tasks(asked: Asked) -> QuerySet[Task]:
    """All that were given in minutes that the viewer reads, those that are done as well."""
    rows = _of_one(asked, Task.objects.visible_to(asked.viewer))
    return rows.select_related("committee", "record", "owner").order_by("due_on", "pk")


register(
    Listing(
        name="committees",
        label=_("Committees"),
        columns=(
            Column("name", _("Committee"), lambda row: row.name),
            Column("kind", _("Kind"), lambda row: str(row.get_kind_display())),
            Column("purpose", _("What it is for"), lambda row: row.purpose),
            Column("number", _("How many sit there"), lambda row: len(row.sitting)),
            Column(
                "persons",
                _("Who sits there"),
                lambda row: ", ".join(each.person.name for each in row.sitting),
            ),
            Column("since", _("From"), lambda row: row.since),
            Column("until", _("Last day"), lambda row: row.last_day),
        ),
        rows=_committees,
    ),
    Listing(
        name="seats",
        label=_("Seats in committees"),
        columns=(
            Column("committee", _("Committee"), lambda row: row.committee.name),
            Column("title", _("Title"), lambda row: row.person.title),
            Column("given_name", _("Given name"), lambda row: row.person.given_name),
            Column("family_name", _("Family name"), lambda row: row.person.family_name),
            Column("seat", _("Seat"), lambda row: row.title or str(row.get_seat_display())),
            Column("email", _("Mail"), lambda row: row.person.email, audience=OFFICE),
            Column("since", _("From"), lambda row: row.since),
            Column("until", _("Last day"), lambda row: row.last_day),
        ),
        rows=_seats,
    ),
    Listing(
        name="decisions",
        label=_("Decisions of committees"),
        columns=(
            Column("committee", _("Committee"), lambda row: row.record.committee.name),
            Column("met_on", _("Meeting on"), lambda row: row.record.met_on),
            Column("point", _("Point of the agenda"), lambda row: row.title),
            Column("decision", _("Decision"), lambda row: row.decision),
            Column("votes_for", _("Votes for"), lambda row: row.votes_for),
            Column("votes_against", _("Votes against"), lambda row: row.votes_against),
            Column("votes_abstained", _("Abstentions"), lambda row: row.votes_abstained),
            Column(
                "unanimous", _("Unanimous"), lambda row: str(_("yes")) if row.is_unanimous else ""
            ),
        ),
        rows=_decisions,
        is_of_today=True,
    ),
    Listing(
        name="committee-tasks",
        label=_("Tasks of committees"),
        columns=(
            Column("committee", _("Committee"), lambda row: row.committee.name),
            Column("met_on", _("Meeting on"), lambda row: row.record.met_on),
            Column("text", _("Task"), lambda row: row.text),
            Column("owner", _("Who does it"), lambda row: row.owner.name if row.owner else ""),
            Column("due_on", _("Due on"), lambda row: row.due_on),
            Column("state", _("Where it stands"), lambda row: str(row.get_state_display())),
            Column(
                "answered_on",
                _("Answered on"),
                lambda row: day_of(row.answered_at) if row.answered_at else None,
            ),
            Column("reason", _("Reason"), lambda row: row.reason),
        ),
        rows=_tasks,
        is_of_today=True,
    ),
)
