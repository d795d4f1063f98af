"""Answering: from the mail's link, signed in, or on the phone; and objecting to such mails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kurzweg.core import audit, ledger, links
from kurzweg.core.models import Link
from kurzweg.introductions import mails
from kurzweg.introductions.actions.asking import (
    ANSWER,
    ask,
    last_day,
    locked,
    recipient_or_error,
    require_time,
)
from kurzweg.introductions.actions.telling import accept
from kurzweg.introductions.errors import (
    AlreadyDecided,
    AlreadyPutOff,
    NoTimeForLater,
    PersonLeft,
)
from kurzweg.introductions.models import Answer, Introduction, State, Suppression, hash_of
from kurzweg.introductions.recipients import (
    address_of,
    has_left,
    to_agree_upon,
)
from kurzweg.people.models import Person


@dataclass(frozen=True, slots=True)
class Reply:
    """What a firm answered, and who did: a colleague may answer under another name."""

    answer: Answer
    name: str = ""
    comment: str = ""


@transaction.atomic
def answer(
    introduction: Introduction, *, reply: Reply, by: Person | None = None, link: Link | None = None
) -> Introduction:
    """Take the firm's one answer, from the mail's link or from somebody signed in."""
    introduction = locked(introduction)
    _require_answerable(introduction)
    if link is not None:
        if has_left(introduction):
            raise PersonLeft
        links.use(link, answer=reply.answer)
        by = None if reply.name else introduction.asked_person
    if reply.answer == Answer.LATER:
        _require_time_for_later(introduction)
    if reply.answer == Answer.YES:
        # Before the name of who answered: this is what the page said.
        introduction.agreed_lines = to_agree_upon(introduction)
    introduction.answer, introduction.answered_at = reply.answer, timezone.now()
    introduction.answered_by, introduction.answered_by_name = by, reply.name
    introduction.comment = reply.comment
    links.close(ANSWER, introduction, answer=reply.answer)
    audit.record(introduction, f"answered {reply.answer}", by=by or link)
    _OUTCOMES[reply.answer](introduction)
    introduction.save()
    ledger.changed(introduction)
    return introduction


@transaction.atomic
def answer_by_phone(introduction: Introduction, *, answer: Answer, by: Person) -> Introduction:
    """Note what a firm said on the phone; a yes still needs its click, because contacts follow."""
    introduction = locked(introduction)
    if introduction.state not in (State.WAITING, State.ASKED) or introduction.closed_at:
        raise AlreadyDecided
    require_time(introduction)
    if answer == Answer.LATER:
        _require_time_for_later(introduction)
    if answer == Answer.YES and introduction.phoned_yes_on is not None:
        raise AlreadyDecided  # the mail to confirm it is on its way, and so is its reminder
    links.close(ANSWER, introduction, answer="answered by phone")
    audit.record(introduction, f"answered {answer} by phone", by=by)
    if answer == Answer.YES:
        return ask(
            introduction,
            to=recipient_or_error(introduction),
            mail=mails.confirmation_of_call,
            phoned_yes_on=introduction.today(),
        )
    introduction.answer, introduction.answered_at = answer, timezone.now()
    _OUTCOMES[answer](introduction)
    introduction.save()
    ledger.changed(introduction)
    return introduction


def _agree(introduction: Introduction) -> None:
    """Keep a yes for some minutes before both sides are told: a slip can be taken back."""
    minutes = introduction.network.rule("answer_take_back_minutes")
    introduction.state = State.AGREED
    introduction.tell_at = timezone.now() + timedelta(minutes=minutes)
    if not minutes:
        accept(introduction)


def _decline(introduction: Introduction) -> None:
    introduction.state = State.DECLINED


def _put_off(introduction: Introduction) -> None:
    introduction.state, introduction.has_been_put_off = State.LATER, True
    days = timedelta(days=introduction.days_if_put_off)
    introduction.ask_again_on = introduction.today() + days
    last = last_day(introduction.need, on=introduction.ask_again_on)
    introduction.expires_on = max(introduction.expires_on, last)


_OUTCOMES: dict[str, Callable[[Introduction], None]] = {
    Answer.YES: _agree,
    Answer.NO: _decline,
    Answer.LATER: _put_off,
}


@transaction.atomic
def object_to_requests(link: Link) -> None:
    """Put the address to which a question went on the list of those who want no more."""
    introduction = introduction_of(link)
    links.use(link, answer="objected")
    person = Person.objects.filter(pk=link.person_id or 0).first()
    address = address_of(person) if person else introduction.asked.email
    Suppression.objects.in_network(introduction.network).get_or_create(
        network=introduction.network, address_hash=hash_of(address)
    )
    audit.record(introduction, "objected", by=link)


def introduction_of(link: Link) -> Introduction:
    """Find the introduction behind a link."""
    return Introduction.objects.in_network(link.network_id).with_both().get(pk=link.row_id)


def _require_answerable(introduction: Introduction) -> None:
    if introduction.state != State.ASKED or introduction.closed_at:
        raise AlreadyDecided
    require_time(introduction)


def _require_time_for_later(introduction: Introduction) -> None:
    if introduction.has_been_put_off:
        raise AlreadyPutOff
    if introduction.again_on_if_put_off() is None:
        raise NoTimeForLater
