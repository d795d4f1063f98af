"""The mails of committees: minutes with what falls to their reader, and a task before its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.committees.models import Addendum, Declaration, MeetingRecord, Signature, Task
from kurzweg.core import links, mails
from kurzweg.core.days import today
from kurzweg.core.mails import Answer, Basis, Budget, Kind
from kurzweg.core.models import OutboxMail
from kurzweg.core.outbox import Mail
from kurzweg.core.templatetags.display import plain_day
from kurzweg.networks.models import Committee, Mandate, Network
from kurzweg.people.models import Person

MINUTES, TASK = "committee minutes", "committee task"
DECLARATION = "committee confidentiality"
WHY = "a mail names the row that it is about"
ANSWERABLE = timedelta(days=180)  # after the day of a task its link still takes an answer


@dataclass(frozen=True, slots=True)
class ToDo:
    """A task with the token of its link."""

    task: Task
    token: str


def link_to(task: Task) -> str:
    """Make a link by which the owner of a task answers it."""
    expires_at = timezone.now() + max(task.due_on - task.network.today(), timedelta(0)) + ANSWERABLE
    return links.issue(TASK, task, person_id=task.owner_id, expires_at=expires_at)[1]


def minutes(
    record: MeetingRecord,
    person: Person,
    token: str,
    tasks: list[ToDo],
    *,
    addendum: Addendum | None = None,
) -> Mail:
    """Send released minutes, or an addition to them, and what of it falls to the reader."""
    with translation.override(person.language):
        named = {"committee": record.committee.name, "day": plain_day(record.met_on)}
        subject = _("Minutes of %(day)s: %(committee)s")
        lead = _("the minutes of %(committee)s of %(day)s are released. You read them here:")
        if addendum is not None:
            subject = _("Addition to the minutes of %(day)s: %(committee)s")
            lead = _("the minutes of %(committee)s of %(day)s have an addition. You read it here:")
        to_do = [each for todo in tasks for each in _asked(todo)]
        if to_do:
            to_do.insert(0, _("This falls to you:"))
        return _mail(
            record.network,
            person,
            kind=MINUTES,
            row_id=record.pk,
            subject=subject % named,
            paragraphs=[lead % named, _address(token), *to_do],
        )


def task(task: Task, person: Person, token: str) -> Mail:
    """Say that a task is due soon, and how to answer."""
    with translation.override(person.language):
        says = _("at %(committee)s on %(day)s you took this on:") % {
            "committee": task.committee.name,
            "day": plain_day(task.record.met_on),
        }
        return _mail(
            task.network,
            person,
            kind=TASK,
            row_id=task.pk,
            subject=_("Until %(day)s: %(task)s")
            % {"day": plain_day(task.due_on), "task": task.text},
            paragraphs=[says, *_asked(ToDo(task, token))],
        )


def declaration(declaration: Declaration, person: Person, token: str) -> Mail:
    """Ask somebody to confirm what her committee keeps to itself."""
    with translation.override(person.language):
        named = {"committee": declaration.committee.name}
        return _mail(
            declaration.network,
            person,
            kind=DECLARATION,
            row_id=declaration.pk,
            subject=_("Confidentiality: %(committee)s") % named,
            paragraphs=[
                _("whoever sits in %(committee)s confirms this text:") % named,
                declaration.text,
                _("I confirm – with one click: %(address)s") % {"address": _address(token)},
                _("It holds while you sit there; with the same link you take it back."),
            ],
        )


def _asked(to_do: ToDo) -> list[str]:
    said = {"task": to_do.task.text, "day": plain_day(to_do.task.due_on)}
    return [
        _("%(task)s – until %(day)s") % said,
        _("Done, later or not possible: %(address)s") % {"address": _address(to_do.token)},
    ]


def _mail(
    network: Network, person: Person, *, kind: str, row_id: int, subject: str, paragraphs: list[str]
) -> Mail:
    is_named = person.given_name.strip() or person.title.strip()
    hello = _("Hello %(name)s,") % {"name": person.name} if is_named else _("Hello,")
    text = [hello, *paragraphs, _("The link is for you alone."), network.mail_name]
    return Mail(
        kind=kind,
        to_name=person.name,
        to_address=person.email,
        subject=subject,
        text="\n\n".join(text) + "\n",
        sender=network.sender,
        reply_to=network.mail_from,
        network_id=network.pk,
        person_id=person.pk,
        row_id=row_id,
    )


def _address(token: str) -> str:
    return settings.BASE_URL + reverse("link", args=[token])


def _sits_there_still(mail: OutboxMail) -> bool:
    """Whoever has left the committee meanwhile reads its minutes no more."""
    record = MeetingRecord.objects.across_networks(WHY).filter(pk=mail.row_id or 0).first()
    return record is not None and _sits(mail, record.committee_id, record.network)


def _is_open_still(mail: OutboxMail) -> bool:
    row = Task.objects.across_networks(WHY).filter(pk=mail.row_id or 0).first()
    if row is None or not row.is_open or row.owner_id != mail.person_id:
        return False
    return _sits(mail, row.committee_id, row.network)


def _is_unsigned_still(mail: OutboxMail) -> bool:
    row = Declaration.objects.across_networks(WHY).filter(pk=mail.row_id or 0).first()
    if row is None or not _sits(mail, row.committee_id, row.network):
        return False
    signed = Signature.objects.in_network(row.network).standing(row.network.today())
    return not signed.filter(declaration=row, person=mail.person_id or 0).exists()


def _sits(mail: OutboxMail, committee_id: int, network: Network) -> bool:
    seats = Mandate.objects.in_network(network).as_of(network.today())
    return seats.filter(committee=committee_id, person=mail.person_id or 0).exists()


def _invented() -> tuple[MeetingRecord, Person]:
    network = Network(
        pk=0,
        slug="netz",
        name="Netzwerk Muster",
        mail_from="buero@muster.example",
        mail_name="Büro",
    )
    kim = Person(pk=0, given_name="Kim", family_name="Muster", email="kim@muster.example")
    kim.language = translation.get_language() or "de"
    circle = Committee(pk=0, network=network, name="Arbeitskreis Muster")
    return MeetingRecord(pk=0, network=network, committee=circle, met_on=today()), kim


def _task_of(record: MeetingRecord) -> Task:
    text, due_on = "Muster", record.met_on + timedelta(days=14)
    return Task(
        pk=0, network=record.network, committee=record.committee, record=record, text=text,
        due_on=due_on,
    )  # fmt: skip


def _sample_minutes() -> Mail:
    record, kim = _invented()
    to_do = ToDo(_task_of(record), mails.sample_token(TASK))
    return minutes(record, kim, mails.sample_token(MINUTES), [to_do])


def _sample_task() -> Mail:
    record, kim = _invented()
    return task(_task_of(record), kim, mails.sample_token(TASK))


def _sample_declaration() -> Mail:
    record, kim = _invented()
    row = Declaration(pk=0, network=record.network, committee=record.committee, version=1)
    row.text = _("What is said here stays here.")
    return declaration(row, kim, mails.sample_token(DECLARATION))


mails.register(
    Kind(
        name=MINUTES,
        label=gettext_lazy("minutes of a committee"),
        basis=Basis.CONTRACT,
        budget=Budget.TASK,
        sample=_sample_minutes,
        is_still_due=_sits_there_still,
    )
)
mails.register(
    Kind(
        name=TASK,
        label=gettext_lazy("a task of a committee before its day"),
        basis=Basis.CONTRACT,
        budget=Budget.TASK,
        sample=_sample_task,
        is_still_due=_is_open_still,
        answers=(
            Answer("done", gettext_lazy("Done"), TASK),
            Answer("later", gettext_lazy("Later"), TASK, ("day", "reason")),
            Answer("cannot", gettext_lazy("Not possible"), TASK, ("reason",)),
        ),
    )
)
mails.register(
    Kind(
        name=DECLARATION,
        label=gettext_lazy("what a committee keeps to itself, to be confirmed"),
        basis=Basis.CONTRACT,
        budget=Budget.TASK,
        sample=_sample_declaration,
        is_still_due=_is_unsigned_still,
        answers=(Answer("sign", gettext_lazy("I confirm"), DECLARATION),),
    )
)
