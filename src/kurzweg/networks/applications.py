"""What becomes of an application: accepted or declined by the rule, taken back, answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from kurzweg.core import audit, ledger, outbox
from kurzweg.networks import actions, application_mails, classes, welcoming
from kurzweg.networks.applying import close_questions, locked
from kurzweg.networks.doubles import Double, of_entry
from kurzweg.networks.errors import (
    AlreadyDecided,
    BelongsAlready,
    BelongsLonger,
    BoardDecides,
    NotDecided,
    NoticeFollowed,
)
from kurzweg.networks.models import (
    Application,
    Approval,
    DecidedBy,
    Membership,
    MembershipClass,
    Network,
)
from kurzweg.people.models import Organisation, Person

DECISION = ("decided_on", "is_accepted", "decided_by", "decision_reason", "membership")
# What an application says of the firm that `enter_member` does not ask for.
MORE = ("legal_form", "website", "phone", "register_court", "register_number", "vat_id")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about an application, on which day, by whom, and why."""

    is_accepted: bool
    decided_by: DecidedBy
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Voices:
    """How many of the board were asked, agree, do not, and may still answer."""

    asked: int = 0
    yes: int = 0
    no: int = 0
    open: int = 0


def voices(network: Network, rows: Sequence[Application]) -> dict[int, Voices]:
    """Count what the board says of applications of one network, by their ids, at once."""
    approvals = Approval.objects.in_network(network).filter(application__in=rows)
    # Who left the board answers no more; what she said while she sat there counts.
    open_ones = approvals.of_board(network.today()).filter(answered_at=None)
    told = (
        approvals.order_by()
        .values("application")
        .annotate(
            asked=Count("pk"),
            yes=Count("pk", filter=Q(is_yes=True)),
            no=Count("pk", filter=Q(is_yes=False)),
            open=Count("pk", filter=Q(pk__in=open_ones.values("pk"))),
        )
        .values_list("application", "asked", "yes", "no", "open")
    )
    found = {pk: Voices(*counted) for pk, *counted in told}
    return {row.pk: found.get(row.pk, Voices()) for row in rows}


def _voices_of(application: Application) -> Voices:
    return voices(application.network, [application])[application.pk]


def count(application: Application, *, is_yes: bool) -> int:
    """Count those of the board who said yes, or no."""
    said = _voices_of(application)
    return said.yes if is_yes else said.no


def needed(application: Application) -> int:
    """Say how many of the board have to agree; 0: the office decides alone."""
    network, on = application.network, application.sent_on
    return network.rule("board_approvals", on=on) if network.rule("board_decides", on=on) else 0


def outcome_of_board(application: Application, said: Voices | None = None) -> bool | None:
    """Say what the answers of the board come to; None: it is open still."""
    wanted = needed(application)
    if not wanted:
        return None
    said = said or _voices_of(application)
    if said.yes >= wanted:
        return True
    return False if said.asked and said.yes + said.open < wanted else None


@transaction.atomic
def accept(
    application: Application,
    decision: Decision,
    *,
    by: Person,
    since: date,
    organisation: Organisation | None = None,
    membership_class: MembershipClass | None = None,
) -> Application:
    """Make an applicant a member from a day on: of an organisation that is known, or a new one."""
    application = _to_decide(application, decision)
    membership = _membership(application, organisation, since=since, by=by)
    if membership_class is not None:
        classes.put_into(membership, membership_class, since=None, by=by)
    welcoming.plan(membership)
    application.membership = membership
    return _decided(application, decision, by=by)


@transaction.atomic
def decline(application: Application, decision: Decision, *, by: Person) -> Application:
    """Decline an application; the register learns of nobody."""
    application = _to_decide(application, decision)
    if application.membership is not None:  # it came on paper and stands in the register
        _end(application.membership, by=by)
    return _decided(application, decision, by=by)


@transaction.atomic
def reopen(application: Application, *, by: Person) -> Application:
    """Take a decision, or a withdrawal, back: the application waits as before."""
    application = locked(application)
    if application.sent_on is None or application.is_undecided:
        raise NotDecided
    membership = application.membership
    if membership is not None:
        _to_take_back(application, membership)
        # It stays in the register as what it was: somebody who applied.
        ledger.changed(membership)
        membership.since, membership.until = None, None
        membership.save(update_fields=["since", "until"])
        audit.record(membership, "not admitted after all", by=by, fields=["since"])
        ledger.changed(membership)
        welcoming.drop(membership)
    application.decided_on, application.is_accepted = None, None
    application.decided_by, application.decision_reason = "", ""
    application.withdrawn_on, application.answered_on = None, None
    # What the board said stands; who has not answered is asked anew by the office.
    application.answers_due_on = None
    application.save()
    audit.record(application, "reopened", by=by, fields=[*DECISION, "withdrawn_on"])
    ledger.changed(application)
    return application


@transaction.atomic
def answer(application: Application, *, by: Person, subject: str, text: str) -> Application:
    """Tell the applicant what was decided, in the words that the office has read; by mail."""
    application = _to_answer(application)
    outbox.add(application_mails.answer(application, subject=subject, text=text))
    return _answered(application, "answered", by=by)


@transaction.atomic
def answered_otherwise(application: Application, *, by: Person) -> Application:
    """Note that the applicant was told: on the phone, by letter."""
    return _answered(_to_answer(application), "answered otherwise", by=by)


@transaction.atomic
def take_up(membership: Membership, *, by: Person) -> Application:
    """Let an application on paper, which stands in the register, go the way of all others."""
    Membership.objects.in_network(membership.network_id).locked().get(pk=membership.pk)
    known = Application.objects.in_network(membership.network_id).undecided()
    found = known.filter(membership=membership).first()
    if found is not None:
        return found
    firm, network = membership.organisation, membership.network
    seat = firm.seat_on(network.today())
    application = Application.objects.create(
        network=network,
        membership=membership,
        language=firm.language,
        sent_on=membership.applied_on,
        said={"name": firm.name, "kind": firm.kind, "town": seat.town if seat else ""}
        | {"email": firm.email},
    )
    audit.record(application, "taken up", by=by)
    ledger.changed(application, membership)
    return application


def known(application: Application) -> list[Double]:
    """List who of the network may be meant: by name and town, number or address."""
    said = application.said
    entry = {"name": said.get("name", ""), "town": said.get("town", "")}
    return of_entry({**entry, "street": said.get("street", "")}, network=application.network)


def others_alike(application: Application) -> list[Application]:
    """List other applications that are open and name the same firm, number or address."""
    keys = _keys(application)
    rows = Application.objects.in_network(application.network_id).undecided()
    others = rows.exclude(pk=application.pk).order_by("sent_on", "pk")
    return [each for each in others if keys & _keys(each)]


def _keys(application: Application) -> set[tuple[str, str]]:
    names = ("name", "vat_id", "register_number", "email")
    written = ((name, str(application.said.get(name, "")).casefold()) for name in names)
    return {(name, text) for name, text in written if text}


def _to_decide(application: Application, decision: Decision) -> Application:
    application = locked(application)
    if not application.is_undecided:
        raise AlreadyDecided
    if not needed(application) or decision.decided_by == DecidedBy.MEETING:
        return application
    if outcome_of_board(application) is not decision.is_accepted:
        raise BoardDecides
    return application


def _decided(application: Application, decision: Decision, *, by: Person) -> Application:
    application.decided_on, application.is_accepted = decision.on, decision.is_accepted
    application.decided_by = decision.decided_by
    application.decision_reason = decision.reason
    application.save(update_fields=DECISION)
    close_questions(application, answer="decided")
    action = "accepted" if decision.is_accepted else "declined"
    audit.record(application, action, by=by, fields=DECISION)
    ledger.changed(application)
    return application


def _membership(
    application: Application, organisation: Organisation | None, *, since: date, by: Person
) -> Membership:
    network = application.network
    # Two applications of one firm may be accepted at once: the second hears of the first.
    Network.objects.select_for_update().get(pk=network.pk)
    membership = application.membership
    if membership is None and organisation is not None:
        membership = _open_one(organisation, network=network, since=since)
    elif membership is None:
        membership = _entered(application, since=since, by=by)
    membership.since, membership.applied_on = since, membership.applied_on or application.sent_on
    membership.source = membership.source or str(application.said.get("source_said", ""))[:120]
    membership.save()
    audit.record(membership, "admitted", by=by, fields=["since"])
    ledger.changed(membership)
    return membership


def _open_one(organisation: Organisation, *, network: Network, since: date) -> Membership:
    rows = Membership.objects.in_network(network).filter(organisation=organisation)
    if rows.filter(since__isnull=False).meeting(since, None).exists():
        raise BelongsAlready
    applied = rows.filter(since=None, until=None).first()
    return applied or Membership(network=network, organisation=organisation)


def _entered(application: Application, *, since: date, by: Person) -> Membership:
    said: dict[str, Any] = dict.fromkeys(
        ("name", "summary", "email", "street", "postal_code", "town", "given_name", "family_name"),
        "",
    )
    said |= application.said
    entry = said | {"kind": said.get("kind") or "company", "wz_code": "", "since": since}
    entry["staff_band"] = said.get("staff_band") or None
    # The office has read who may be meant, and says that it is none of them.
    seen = [each.organisation.public_id for each in known(application)]
    entered = actions.enter_member(
        entry, network=application.network, by=by, seen=seen, is_her_own=True
    )
    if not isinstance(entered, Membership):
        raise BelongsAlready
    firm = entered.organisation
    for name in MORE:
        setattr(firm, name, said.get(name, ""))
    firm.save(update_fields=MORE)
    ledger.changed(firm)
    return entered


def _to_take_back(application: Application, membership: Membership) -> None:
    """Refuse to take away more than followed from the decision."""
    if not application.is_accepted:
        return
    if membership.until is not None or membership.notice_on is not None:
        raise NoticeFollowed
    sent_on = application.sent_on
    if membership.since is not None and sent_on is not None and membership.since < sent_on:
        raise BelongsLonger


def _end(membership: Membership, *, by: Person) -> None:
    membership.until = membership.network.today() + timedelta(days=1)
    membership.save(update_fields=["until"])
    audit.record(membership, "declined", by=by, fields=["until"])
    ledger.changed(membership)


def _to_answer(application: Application) -> Application:
    application = locked(application)
    if application.decided_on is None or application.answered_on is not None:
        raise NotDecided
    return application


def _answered(application: Application, action: str, *, by: Person) -> Application:
    application.answered_on = application.network.today()
    application.save(update_fields=["answered_on"])
    audit.record(application, action, by=by, fields=["answered_on"])
    ledger.changed(application)
    return application
