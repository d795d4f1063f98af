"""Ending: withdrawing, noting what came of it, and what time does by itself."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from kurzweg.core import audit, ledger, links
from kurzweg.introductions import mails
from kurzweg.introductions.actions.asking import (
    ANSWER,
    ask,
    locked,
    rows,
    send,
    send_with_link,
)
from kurzweg.introductions.errors import AlreadyDecided
from kurzweg.introductions.models import (
    UNDECIDED,
    Introduction,
    IntroductionQuerySet,
    Outlook,
    State,
)
from kurzweg.introductions.recipients import asker_of, reachable, recipient_of
from kurzweg.networks.models import Network
from kurzweg.people.models import Person


@transaction.atomic
def withdraw(introduction: Introduction, *, by: Person, is_office: bool = False) -> Introduction:
    """Take the question back; an unseen no ends in the same way, so that nothing shows it.

    The office sees the no: to it there is nothing left to take back.
    """
    introduction = locked(introduction)
    if introduction.outlook(introduction.today()) != Outlook.OPEN:
        raise AlreadyDecided
    if is_office and introduction.state not in UNDECIDED:
        raise AlreadyDecided
    return _withdraw(introduction, by=by)


def _withdraw(introduction: Introduction, *, by: Person | None) -> Introduction:
    was_asked = introduction.state in (State.ASKED, State.AGREED)
    if introduction.state in (*UNDECIDED, State.AGREED):
        introduction.state = State.WITHDRAWN
    introduction.withdrawn_at = introduction.closed_at = timezone.now()
    introduction.save()
    links.close(ANSWER, introduction, answer="withdrawn")
    audit.record(introduction, "withdrawn", by=by)
    ledger.changed(introduction)
    if was_asked and (to := reachable(introduction)) is not None:
        send(mails.no_longer_needed(introduction, to=to))
    return introduction


@transaction.atomic
def take_up(introduction: Introduction, *, by: Person) -> Introduction:
    """Note that whoever asked has got in touch: nothing waits there any more."""
    introduction = locked(introduction)
    if not introduction.is_accepted or introduction.taken_up_at is not None:
        raise AlreadyDecided
    introduction.taken_up_at = timezone.now()
    introduction.save(update_fields=["taken_up_at"])
    audit.record(introduction, "taken up", by=by)
    ledger.changed(introduction)
    return introduction


@transaction.atomic
def finish(introduction: Introduction, *, by: Person) -> Introduction:
    """Note that the office has asked what came of the contact: nothing is due any more."""
    introduction = locked(introduction)
    if not introduction.is_accepted or introduction.closed_at:
        raise AlreadyDecided
    introduction.closed_at = timezone.now()
    introduction.save(update_fields=["closed_at"])
    audit.record(introduction, "finished", by=by)
    ledger.changed(introduction)
    return introduction


def follow_up() -> int:
    """Remind once, ask again, and end what is over, in all networks; a second run does nothing."""
    return sum(
        _each(pk, due=due, act=act, network=network)
        for network in Network.objects.order_by("pk")
        for due, act in _STEPS
        for pk in due(network).order_by("pk").values_list("pk", flat=True)
    )


@transaction.atomic
def _each(
    pk: int,
    *,
    due: Callable[[Network], IntroductionQuerySet],
    act: Callable[[Introduction], object],
    network: Network,
) -> bool:
    # Asked again under the lock: an answer may have come since the list was read.
    introduction = due(network).locked().filter(pk=pk).first()
    if introduction is not None:
        act(introduction)
    return introduction is not None


def _settle(introduction: Introduction) -> None:
    """End what a closed need was about: nobody is asked any more, and who asked hears of it."""
    if not introduction.is_offer:
        _withdraw(introduction, by=None)
        return
    # Who closed it was asked: to who offered it looks like a no, or like no answer.
    links.close(ANSWER, introduction, answer="need closed")
    _end(introduction)


def _end(introduction: Introduction) -> None:
    if introduction.state != State.DECLINED:
        introduction.state = State.EXPIRED
    introduction.closed_at = timezone.now()
    introduction.save(update_fields=["state", "closed_at"])
    ledger.changed(introduction)
    send(mails.no_contact(introduction, to=asker_of(introduction)))


def _ask_again(introduction: Introduction) -> None:
    to = recipient_of(introduction)
    if to is None:
        _end(introduction)
    else:
        ask(introduction, to=to, mail=mails.question)


def _remind(introduction: Introduction) -> None:
    introduction.reminded_at = timezone.now()
    introduction.save(update_fields=["reminded_at"])
    if (to := reachable(introduction)) is not None:
        send_with_link(introduction, to=to, mail=mails.reminder)


_STEPS: tuple[
    tuple[Callable[[Network], IntroductionQuerySet], Callable[[Introduction], object]], ...
] = (
    (lambda network: rows(network).about_closed_needs(), _settle),
    (lambda network: rows(network).over(network.today()), _end),
    (lambda network: rows(network).to_ask_again(network.today()), _ask_again),
    (lambda network: rows(network).to_remind(network.today()), _remind),
)
