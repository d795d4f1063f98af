"""Tasks: answered by whoever has them or on her behalf, handed on, reminded of once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from kurzweg.committees import mails, seats
from kurzweg.committees.errors import AlreadyAnswered
from kurzweg.committees.models import Task, TaskState
from kurzweg.core import audit, ledger, links, outbox
from kurzweg.core.models import Link
from kurzweg.networks.models import Network
from kurzweg.people.models import Person


class Word(StrEnum):
    DONE = "done"
    LATER = "later"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody says about a task: done, later (until which day), or not (and why)."""

    word: Word
    day: date | None = None
    reason: str = ""

    @classmethod
    def of(cls, word: str, **said: object) -> Reply:
        return cls(Word(word), **said)  # type: ignore[arg-type]  # a form's cleaned values


@transaction.atomic
def answer(task: Task, reply: Reply, *, by: Person | None = None, link: Link | None = None) -> Task:
    """Note what came of a task; with a link, its holder said so, else `by`, for herself or her."""
    task = _locked(task)
    if not task.is_open:
        raise AlreadyAnswered
    if link is not None:
        links.use(link, answer=reply.word)
    links.close(mails.TASK, task, answer=reply.word)
    if reply.word == Word.LATER and reply.day is not None:
        task.first_due_on = task.first_due_on or task.due_on
        task.due_on, task.reason = reply.day, reply.reason
    else:
        is_done = reply.word == Word.DONE
        task.state = TaskState.DONE if is_done else TaskState.IMPOSSIBLE
        task.answered_at, task.reason = timezone.now(), reply.reason
        task.answered_by = task.owner if link is not None else by
    task.save()
    owner = task.owner if by is not None and by != task.owner else None
    audit.record(task, reply.word, by=link or by, on_behalf_of=owner)
    ledger.changed(task)
    return task


@transaction.atomic
def hand_over(task: Task, person: Person, *, by: Person | None) -> Task:
    """Give an open task to somebody else in the committee, who gets it by mail."""
    task = _locked(task)
    if not task.is_open:
        raise AlreadyAnswered
    links.close(mails.TASK, task, answer="handed over")
    task.owner, task.reminded_due_on = person, None
    task.save(update_fields=["owner", "reminded_due_on"])
    audit.record(task, "handed over", by=by, fields=["owner"])
    ledger.changed(task)
    _mail(task)
    return task


def remind() -> int:
    """Remind of each task once before its day, and say of how many."""
    count = 0
    for network in Network.objects.order_by("pk"):
        until = network.today() + timedelta(days=network.rule("task_reminder_days"))
        due = Task.objects.in_network(network).open().filter(due_on__lte=until)
        ids = due.exclude(reminded_due_on__gte=network.today()).values_list("pk", flat=True)
        count += sum(_remind(pk, network=network) for pk in ids.order_by("pk"))
    return count


@transaction.atomic
def _remind(pk: int, *, network: Network) -> bool:
    """Remind of one task unless it was answered, moved or reminded of meanwhile."""
    rows = Task.objects.in_network(network).locked().filter(pk=pk, state=TaskState.OPEN)
    task = rows.select_related("committee", "record", "network").first()
    if task is None or task.reminded_due_on == task.due_on:
        return False
    task.reminded_due_on = task.due_on
    task.save(update_fields=["reminded_due_on"])
    return _mail(task)


def _mail(task: Task) -> bool:
    owner, today = task.owner, task.network.today()
    if owner is None or not owner.email:
        return False
    if not seats.sits_there(owner, committee=task.committee, on=today):
        return False  # the office is told instead: nobody asks who has left
    outbox.add(mails.task(task, owner, mails.link_to(task)))
    return True


def _locked(task: Task) -> Task:
    rows = Task.objects.in_network(task.network_id).locked()
    return rows.select_related("committee", "record", "network").get(pk=task.pk)
