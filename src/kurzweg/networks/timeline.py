"""What happened with organisations and persons: when they belonged, carried, had a task."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core.days import day_of
from kurzweg.core.timeline import (
    MOST,
    About,
    Contact,
    Event,
    Line,
    Source,
    dated,
    register,
    register_contact,
)
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import (
    Committee,
    Mandate,
    Membership,
    Network,
    SelfDeclaration,
    SupportingBody,
)
from kurzweg.people.models import Position


def of_organisation(viewer: Viewer, row_id: int, since: date, until: date) -> Iterator[Event]:
    """Say when an organisation belonged, and which tasks its people had."""
    for row in Membership.objects.visible_to(viewer).filter(organisation=row_id).order_by("pk"):
        days = {"applied": row.applied_on, "joined": row.since}
        yield from dated(row, **days, gave_notice=row.notice_on, left=row.until)
    bodies = SupportingBody.objects.in_network(viewer).filter(organisation=row_id)
    for body in bodies.order_by("pk"):
        yield from dated(body, carries=body.since, carries_no_more=body.until)
    if viewer.may_act_for(row_id):
        there = Position.objects.acting_in(viewer.network_id).filter(organisation=row_id)
        # Where her colleagues sit is told as far as the committee itself is shown to the viewer.
        shown = Q(committee=None) | Q(committee__in=Committee.objects.visible_to(viewer))
        yield from _tasks(viewer, there.values("person"), shown)


def of_person(viewer: Viewer, row_id: int, since: date, until: date) -> Iterator[Event]:
    """Say which tasks a person had in the network, to the office and to herself."""
    if viewer.is_office or viewer.person_id == row_id:
        yield from _tasks(viewer, [row_id], Q())


def _tasks(viewer: Viewer, persons: QuerySet[Any] | list[int], shown: Q) -> Iterator[Event]:
    rows = Mandate.objects.in_network(viewer).filter(shown, person__in=persons)
    newest = rows.select_related("person", "committee").order_by("-since", "-pk")
    for row in newest[: MOST + 1]:
        yield from dated(row, task_begun=row.since, task_ended=row.until)


def _named(row: Mandate) -> dict[str, str]:
    return {"person": row.person.name, "task": row.task}


TASKS = {
    "task_begun": lambda row: Line(_("%(person)s took on a task: %(task)s") % _named(row)),
    "task_ended": lambda row: Line(_("%(person)s gave up a task: %(task)s") % _named(row)),
}
BELONGING = {
    "applied": lambda row: Line(_("Applied for membership")),
    "joined": lambda row: Line(_("Became a member")),
    "gave_notice": lambda row: Line(_("Gave notice")),
    "left": lambda row: Line(_("Membership ended")),
    "carries": lambda row: Line(_("Began to carry the network")),
    "carries_no_more": lambda row: Line(_("Stopped carrying the network")),
}


def _joined(network: Network, until: date) -> dict[int, date]:
    rows = Membership.objects.in_network(network).filter(since__lte=until).order_by()
    return dict(rows.values_list("organisation").annotate(last=Max("since")))


def _confirmed(network: Network, until: date) -> dict[int, date]:
    rows = SelfDeclaration.objects.in_network(network).exclude(answered_at=None).order_by()
    last = rows.values_list("organisation").annotate(last=Max("answered_at"))
    return {firm: day_of(moment, network.time_zone) for firm, moment in last}


register_contact(Contact("joined", gettext_lazy("became a member"), _joined))
register_contact(Contact("confirmed", gettext_lazy("confirmed its entry"), _confirmed))
register(Source("networks", About.ORGANISATION, of_organisation, {**BELONGING, **TASKS}))
register(Source("networks", About.PERSON, of_person, TASKS))
