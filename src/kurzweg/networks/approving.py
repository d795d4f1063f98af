"""Asking the board about an application: once each, reminded once, answered by link."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kurzweg.core import audit, ledger, links, outbox
from kurzweg.core.days import day_of, end_of
from kurzweg.core.models import Link
from kurzweg.networks import application_mails, applications
from kurzweg.networks.applying import locked
from kurzweg.networks.errors import AlreadyDecided, HasAnswered, NobodyOnBoard, NotOnBoard
from kurzweg.networks.models import Application, Approval, Mandate, MandateKind, Network
from kurzweg.people.models import Person

PURPOSE = "approval"
WHY = "whoever holds the link to a question to the board sees this one; reminders run for all"


def board_of(network: Network) -> list[Person]:
    """List who has a task in the board today and an address, each address once."""
    rows = Mandate.objects.in_network(network).as_of(network.today())
    found: dict[str, Person] = {}
    for mandate in rows.filter(kind=MandateKind.BOARD).select_related("person").order_by("pk"):
        if mandate.person.email:
            found.setdefault(mandate.person.email, mandate.person)
    return [*found.values()]


@transaction.atomic
def ask(application: Application, *, by: Person) -> list[Approval]:
    """Ask everybody of the board who was not asked yet; who has not answered is asked anew."""
    application = locked(application)
    if not application.is_undecided:
        raise AlreadyDecided
    network = application.network
    board = board_of(network)
    if not board:
        raise NobodyOnBoard
    days = network.rule("board_answer_days")
    application.answers_due_on = network.today() + timedelta(days=days)
    application.save(update_fields=["answers_due_on"])
    asked = {each.person.email: each for each in application.approvals.select_related("person")}
    rows = []
    for person in board:
        row = asked.get(person.email) or Approval.objects.create(
            network=network, application=application, person=person
        )
        if row.answered_at is None:
            row.asked_at, row.reminded_at = timezone.now(), None
            row.save(update_fields=["asked_at", "reminded_at"])
            outbox.add(application_mails.question(row, token=_link(row, application)))
            rows.append(row)
    audit.record(application, "board asked", by=by, fields=["answers_due_on"])
    ledger.changed(application, *rows)
    return rows


def is_on_board(approval: Approval) -> bool:
    """Tell whether whoever was asked sits on the board today."""
    network = approval.network
    rows = Approval.objects.in_network(network).of_board(network.today())
    return rows.filter(pk=approval.pk).exists()


@transaction.atomic
def answer(
    approval: Approval, *, is_yes: bool, comment: str, link: Link | None = None, by: Person | None
) -> Approval:
    """Take down what somebody of the board says; with enough of them nobody else is asked."""
    # Two of the board may answer at once: they do so one after the other.
    application = locked(approval.application)
    rows = Approval.objects.in_network(approval.network_id).locked()
    approval = rows.select_related("application__network", "person").get(pk=approval.pk)
    if not is_on_board(approval):
        raise NotOnBoard
    if approval.answered_at is not None or not application.is_undecided:
        raise HasAnswered
    said = "yes" if is_yes else "no"
    if link is not None:
        links.use(link, answer=said)
    approval.answered_at, approval.is_yes = timezone.now(), is_yes
    approval.comment = comment
    approval.save(update_fields=["answered_at", "is_yes", "comment"])
    links.close(PURPOSE, approval, answer=said)
    audit.record(approval, f"said {said}", by=by or approval.person, fields=["is_yes"])
    ledger.changed(approval, application)
    return approval


@transaction.atomic
def take_back(approval: Approval, *, by: Person) -> Approval:
    """Take an answer back while the application is not decided; the question is open again."""
    application = locked(approval.application)
    if not application.is_undecided:
        raise HasAnswered
    rows = Approval.objects.in_network(approval.network_id).locked()
    approval = rows.select_related("network").get(pk=approval.pk)
    if not is_on_board(approval):
        raise NotOnBoard
    approval.answered_at, approval.is_yes, approval.comment = None, None, ""
    approval.save(update_fields=["answered_at", "is_yes", "comment"])
    answers_by = application.answers_due_on or application.network.today()
    until = end_of(answers_by, application.network.time_zone)
    links.reopen(PURPOSE, approval, since=approval.asked_at, expires_at=until)
    audit.record(approval, "took back", by=by, fields=["is_yes"])
    ledger.changed(approval, application)
    return approval


def remind() -> int:
    """Remind once who of a board has not answered; run by the worker."""
    reminded = 0
    rows = Approval.objects.across_networks(WHY).filter(
        answered_at=None, reminded_at=None, application__answers_due_on__isnull=False
    )
    for approval in rows.select_related("application__network", "person").order_by("pk"):
        reminded += _remind(approval)
    return reminded


@transaction.atomic
def _remind(approval: Approval) -> bool:
    application = locked(approval.application)
    network = application.network
    today, until = network.today(), application.answers_due_on
    rows = Approval.objects.in_network(network).locked().select_related("person")
    row = rows.get(pk=approval.pk)
    on = day_of(row.asked_at, network.time_zone)
    due_on = on + timedelta(days=network.rule("board_reminder_days", on=on))
    is_over = not application.is_undecided or until is None or today > until
    is_settled = applications.outcome_of_board(application) is not None
    if row.answered_at or row.reminded_at or is_over or is_settled or today < due_on:
        return False
    if not is_on_board(row):
        return False
    row.application = application
    row.reminded_at = timezone.now()
    row.save(update_fields=["reminded_at"])
    outbox.add(application_mails.reminder(row, token=_link(row, application)))
    audit.record(row, "reminded", fields=["reminded_at"])
    return True


def of_link(link: Link) -> Approval:
    """Find the question behind a link."""
    rows = Approval.objects.across_networks(WHY).select_related("application__network", "person")
    return rows.get(pk=link.row_id)


def _link(row: Approval, application: Application) -> str:
    answers_by = application.answers_due_on or application.network.today()
    _link, token = links.issue(
        PURPOSE,
        row,
        person_id=row.person_id,
        expires_at=end_of(answers_by, application.network.time_zone),
    )
    return token
