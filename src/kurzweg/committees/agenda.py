"""What committees ask: a task of its owner, what is overdue or has no owner of the office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from kurzweg.committees.models import MeetingRecord, Task
from kurzweg.committees.models.tasks import TaskQuerySet
from kurzweg.core import agenda
from kurzweg.core.agenda import Due, Ids, Item, Source, each
from kurzweg.core.days import day_of
from kurzweg.core.models import Addressee
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import Mandate, Network
from kurzweg.people.models import Person

A_DAY = timedelta(days=1)


def _open(network_id: int, ids: Ids | None) -> Iterator[tuple[Task, date]]:
    """Give the open tasks, each with the day on which it was given."""
    network = Network.objects.get(pk=network_id)
    rows = Task.objects.in_network(network).open().select_related("record")
    for task in rows if ids is None else rows.filter(pk__in=ids):
        if task.record.released_at is not None:
            yield task, day_of(task.record.released_at, network.time_zone)


def _of_owner(network_id: int, ids: Ids | None) -> Iterator[Due]:
    for task, given_on in _open(network_id, ids):
        if task.owner_id is not None:
            to = (Addressee.PERSON, task.owner_id)
            yield Due(task.pk, to, due_on=task.due_on, shown_since=given_on)


def _overdue(network_id: int, ids: Ids | None) -> Iterator[Due]:
    for task, given_on in _open(network_id, ids):
        since = max(task.due_on + A_DAY, given_on)
        yield Due(task.pk, agenda.OFFICE, due_on=task.due_on, shown_since=since)


def _unowned(network_id: int, ids: Ids | None) -> Iterator[Due]:
    """Name tasks from the day on which their owner sits in the committee no more."""
    tasks = list(_open(network_id, ids))
    ends: dict[tuple[int, int], date | None] = {}
    seats = Mandate.objects.in_network(network_id).filter(
        committee__in={task.committee_id for task, _given_on in tasks}
    )
    for committee, person, until in seats.values_list("committee", "person", "until"):
        last = ends.setdefault((committee, person), until)
        ends[committee, person] = max(last, until) if last and until else None
    for task, given_on in tasks:
        since = ends.get((task.committee_id, task.owner_id or 0), given_on)
        if since is not None:
            yield Due(task.pk, agenda.OFFICE, due_on=since, shown_since=max(since, given_on))


def _rows(viewer: Viewer) -> TaskQuerySet:
    rows: TaskQuerySet = Task.objects.visible_to(viewer).open()
    return rows.select_related("committee", "network", "owner", "record")


def _mine(viewer: Viewer) -> TaskQuerySet:
    return _rows(viewer).filter(owner=viewer.person_id or 0)


def _of_office(viewer: Viewer) -> TaskQuerySet:
    return _rows(viewer) if viewer.is_office else _rows(viewer).none()


def _item(task: Task, kind: str, due_on: date, title: str, action: str, route: str = "") -> Item:
    url = reverse("committees:task", args=[task.network.slug, task.public_id])
    done = reverse(route, args=[task.network.slug, task.public_id]) if route else ""
    return Item(
        kind=kind,
        title=title,
        who=task.committee.name,
        due_on=due_on,
        url=url,
        action=action,
        action_url=done,
        detail=task.text,
    )


def _to_do(viewer: Viewer, task: Task, due_on: date) -> Item:
    says = _("You took this on")
    return _item(task, "committee task", due_on, says, _("Done"), "committees:task-done")


def _to_ask(viewer: Viewer, task: Task, due_on: date) -> Item:
    name = task.owner.name if task.owner else _("nobody")
    says = _("A task is overdue; it lies with %(name)s") % {"name": name}
    return _item(task, "overdue committee task", due_on, says, _("Note what came of it"))


def _to_hand_over(viewer: Viewer, task: Task, due_on: date) -> Item:
    name = task.owner.name if task.owner else ""
    says = _("%(name)s does not sit in the committee any more and leaves a task") % {"name": name}
    if not name:
        says = _("A task has nobody any more")
    return _item(task, "committee task without owner", due_on, says, _("Hand it over"))


def _given_at(network_id: int, record_ids: Ids) -> Iterable[int]:
    tasks = Task.objects.in_network(network_id).filter(record__in=record_ids)
    return set(tasks.values_list("pk", flat=True))


def _of_seats(network_id: int, mandate_ids: Ids) -> Iterable[int]:
    """Name the tasks of committees in which a seat changed, also where it is gone by now."""
    tasks = Task.objects.in_network(network_id).open()
    seats = Mandate.objects.in_network(network_id).filter(pk__in=mandate_ids)
    if seats.count() == len(set(mandate_ids)):
        tasks = tasks.filter(committee__in=seats.values("committee"))
    return set(tasks.values_list("pk", flat=True))


def _of_persons(network_id: int, person_ids: Ids) -> Iterable[int]:
    # Whoever was erased is in no row any more: then every open task is looked at.
    return set(Task.objects.in_network(network_id).open().values_list("pk", flat=True))


for _source in (
    Source(
        kind="committee task",
        model=Task,
        items=_of_owner,
        rows=_mine,
        draw=each(_to_do),
        depends_on={MeetingRecord: _given_at},
    ),
    Source(
        kind="overdue committee task",
        model=Task,
        items=_overdue,
        rows=_of_office,
        draw=each(_to_ask),
        depends_on={MeetingRecord: _given_at},
    ),
    Source(
        kind="committee task without owner",
        model=Task,
        items=_unowned,
        rows=_of_office,
        draw=each(_to_hand_over),
        depends_on={MeetingRecord: _given_at, Mandate: _of_seats, Person: _of_persons},
    ),
):
    agenda.register(_source)
