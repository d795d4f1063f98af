"""Telling both sides of a yes, and until then taking an answer back."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kurzweg.core import audit, ledger, links
from kurzweg.core.days import end_of
from kurzweg.core.models import Link
from kurzweg.introductions import mails
from kurzweg.introductions.actions.asking import ANSWER, locked, rows, send
from kurzweg.introductions.errors import AlreadyTold
from kurzweg.introductions.models import Answer, Introduction, State
from kurzweg.introductions.recipients import (
    Recipient,
    acts_for,
    answerer_of,
    asker_of,
    contacts_of,
)
from kurzweg.networks.models import Network
from kurzweg.people.models import Person


@transaction.atomic
def take_back(
    introduction: Introduction, *, by: Person | None = None, link: Link | None = None
) -> Introduction:
    """Undo an answer of which the other side does not know: the question is open as before."""
    # The same lock as of whoever tells: one of the two comes first, and the other hears so.
    introduction = locked(introduction)
    if not introduction.may_be_taken_back_on(introduction.today()):
        raise AlreadyTold
    taken = introduction.answer
    if taken == Answer.LATER:
        introduction.has_been_put_off, introduction.ask_again_on = False, None
    # What was said on the phone while the letter waited with the office waits there again.
    introduction.state = State.ASKED if introduction.asked_at else State.WAITING
    introduction.answer, introduction.answered_at, introduction.tell_at = "", None, None
    introduction.answered_by, introduction.answered_by_name = None, ""
    introduction.comment, introduction.agreed_lines = "", None
    introduction.save()
    if introduction.asked_at:
        last_moment = end_of(introduction.last_day, introduction.network.time_zone)
        links.reopen(ANSWER, introduction, since=introduction.asked_at, expires_at=last_moment)
    audit.record(introduction, f"took back {taken}", by=by or link)
    ledger.changed(introduction)
    return introduction


def tell() -> int:
    """Tell both sides of every yes whose time to take it back is over; a second run does none."""
    return sum(
        _tell(pk, network=network)
        for network in Network.objects.order_by("pk")
        for pk in rows(network).to_tell(timezone.now()).order_by("pk").values_list("pk", flat=True)
    )


@transaction.atomic
def _tell(pk: int, *, network: Network) -> bool:
    # Asked again under the lock: it may have been taken back since the list was read.
    introduction = rows(network).to_tell(timezone.now()).locked().filter(pk=pk).first()
    if introduction is not None:
        accept(introduction)
        introduction.save()
        ledger.changed(introduction)
    return introduction is not None


def accept(introduction: Introduction) -> None:
    """Tell both sides of the yes, and give each the contact of the other."""
    network, on = introduction.network, introduction.today()
    introduction.state = State.ACCEPTED
    introduction.follow_up_on = on + timedelta(days=network.rule("introduction_follow_up_days"))
    asking, asked = asker_of(introduction), answerer_of(introduction)
    firm = introduction.asked
    if asked.person and not acts_for(asked.person, firm, network=network, on=on):
        # Left between the click and now: the firm said yes, and hears of it as a firm.
        asked = Recipient(firm, None, firm.email)
        introduction.answered_by = None
    introduction.asking_person = asking.person
    introduction.is_told_by_office = not asking.address
    of_asked, of_asking = contacts_of(introduction, asked=asked, asking=asking)
    for mail in (
        mails.contact_for_seeker(introduction, to=asking, contact=of_asked, own=of_asking),
        mails.contact_for_firm(introduction, to=asked, contact=of_asking, own=of_asked),
    ):
        send(mail)
