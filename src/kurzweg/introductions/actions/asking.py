"""Asking a firm: first, after it waited with the office, and anew when somebody left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from kurzweg.core import audit, ledger, links, outbox
from kurzweg.core.days import end_of
from kurzweg.introductions import letters, mails, shown
from kurzweg.introductions.errors import (
    AlreadyDecided,
    AlreadyIntroduced,
    AsksItself,
    NeedIsOver,
    NobodyToAsk,
    TimeIsOver,
)
from kurzweg.introductions.letters import Letter
from kurzweg.introductions.models import (
    ANSWER,
    OBJECTION,
    InitiatedAs,
    Introduction,
    IntroductionQuerySet,
    State,
)
from kurzweg.introductions.recipients import (
    Recipient,
    has_left,
    recipient_at,
    recipient_of,
)
from kurzweg.market import actions as market
from kurzweg.market.models import Need, Offer
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Person

MOVED = "an address counts in whatever network somebody was asked at it"
OBJECTION_OPEN = timedelta(days=365)


@transaction.atomic
def introduce(
    need: Need,
    *,
    organisation: Organisation,
    letter: Letter,
    by: Person,
    initiated_as: InitiatedAs,
    offer: Offer | None = None,
) -> Introduction:
    """Ask a firm whether it wants to hear from the one that is looking.

    What a seeker wants from a firm that is reached only through the office waits there first.
    """
    network, on = need.network, need.network.today()
    is_seeker = initiated_as == InitiatedAs.SEEKER
    if organisation == need.owner:
        raise AsksItself
    if need.is_draft:
        need = market.open_to_questions(need, by=by)
    if not need.is_open_on(on):
        raise NeedIsOver
    if is_seeker and need.introductions.filter(organisation=organisation).exists():
        # Also after it ended: asking again is up to the office, which knows what was answered.
        raise AlreadyIntroduced
    to = recipient_at(organisation, network=network, on=on)
    if to is None and not is_seeker:
        raise NobodyToAsk
    introduction = create(
        need,
        organisation=organisation,
        offer=offer,
        letter=letter,
        initiated_by=by,
        initiated_as=initiated_as,
        language=to.language if to else organisation.language,
        expires_on=last_day(need, on=on),
        answer_days=network.rule("ask_open_days"),
    )
    audit.record(introduction, "started", by=by, on_behalf_of=need.owner)
    ledger.changed(introduction)
    if to is not None and not (is_seeker and organisation.is_only_through_office):
        ask(introduction, to=to, mail=mails.question)
    return introduction


def create(
    need: Need, *, letter: Letter, offer: Offer | None = None, **fields: Any
) -> Introduction:
    """Write an introduction down, waiting; the same one a second time is refused."""
    try:
        with transaction.atomic():
            return Introduction.objects.create(
                network=need.network,
                need=need,
                offer=offer,
                **shown.numbers(need, offer=offer),
                subject=outbox.one_line(letter.subject),
                letter=letter.text,
                state=State.WAITING,
                **fields,
            )
    except IntegrityError:
        # Two people pressed the button at the same moment: one letter, and the second hears so.
        raise AlreadyIntroduced from None


@transaction.atomic
def forward(introduction: Introduction, *, letter: Letter, by: Person) -> Introduction:
    """Let a letter that waited with the office go to the firm."""
    introduction = locked(introduction)
    if not introduction.is_waiting_with_office:
        raise AlreadyDecided
    require_time(introduction)
    to = recipient_or_error(introduction)
    introduction.subject, introduction.letter = outbox.one_line(letter.subject), letter.text
    audit.record(introduction, "forwarded", by=by)
    return ask(introduction, to=to, mail=mails.question)


@transaction.atomic
def keep_back(introduction: Introduction, *, by: Person) -> Introduction:
    """Do not forward a letter; to whoever asked it stays open until its last day."""
    introduction = locked(introduction)
    if not introduction.is_waiting_with_office:
        raise AlreadyDecided
    introduction.state = State.DECLINED
    introduction.save(update_fields=["state"])
    audit.record(introduction, "kept back", by=by)
    ledger.changed(introduction)
    return introduction


@transaction.atomic
def ask_somebody_else(introduction: Introduction, *, by: Person) -> Introduction:
    """Ask another person of the firm, because the first one left between mail and click."""
    introduction = locked(introduction)
    if introduction.state != State.ASKED or not has_left(introduction):
        raise AlreadyDecided
    require_time(introduction)
    to = recipient_or_error(introduction)
    links.close(ANSWER, introduction, answer="asked somebody else")
    audit.record(introduction, "asked somebody else", by=by)
    return ask(introduction, to=to, mail=mails.question)


def ask_at_new_address(person_id: int) -> int:
    """Ask anew what was asked at an address that is no longer hers; a second run does nothing."""
    every: IntroductionQuerySet = Introduction.objects.across_networks(MOVED)
    waiting = every.filter(asked_person=person_id, state=State.ASKED, closed_at=None)
    return sum(map(_ask_anew, waiting.select_related("network").order_by("pk")))


@transaction.atomic
def _ask_anew(introduction: Introduction) -> bool:
    introduction = locked(introduction)
    to = recipient_of(introduction)
    is_with_her = links.is_open(ANSWER, introduction)
    if to is None or is_with_her or not introduction.is_answerable_on(introduction.today()):
        return False
    said = introduction.phoned_yes_on
    mail = mails.confirmation_of_call if said else mails.question
    ask(introduction, to=to, mail=mail, phoned_yes_on=said)
    return True


def ask(
    introduction: Introduction,
    *,
    to: Recipient,
    mail: Callable[..., outbox.Mail],
    phoned_yes_on: date | None = None,
) -> Introduction:
    """Send the question, to whom it goes today; what was promised until when is kept."""
    network, on = introduction.network, introduction.today()
    introduction.letter = letters.readdressed(introduction, to=to)
    introduction.state = State.ASKED
    introduction.asked_person, introduction.language = to.person, to.language
    introduction.phoned_yes_on = phoned_yes_on
    introduction.rounds += 1
    introduction.later_days = network.rule("ask_later_days")
    introduction.asked_at, introduction.reminded_at = timezone.now(), None
    remind_on = on + timedelta(days=network.rule("ask_reminder_days"))
    introduction.remind_on = max(introduction.remind_on or remind_on, remind_on)
    introduction.expires_on = max(introduction.expires_on, last_day(introduction.need, on=on))
    introduction.save()
    ledger.changed(introduction)
    send_with_link(introduction, to=to, mail=mail)
    return introduction


def last_day(need: Need, *, on: date) -> date:
    """The last day for an answer to what is asked on a day; the need's own comes first."""
    last = on + timedelta(days=need.network.rule("ask_open_days"))
    return min(last, need.expires_on or market.runs_until(need))


def require_time(introduction: Introduction) -> None:
    """Refuse what comes too late: the need is over, or the question."""
    on = introduction.today()
    if not introduction.need.is_open_on(on):
        raise NeedIsOver
    if introduction.closed_at or on > introduction.last_day:
        raise TimeIsOver


def send_with_link(
    introduction: Introduction, *, to: Recipient, mail: Callable[..., outbox.Mail]
) -> None:
    person_id = to.person.pk if to.person else None
    last_moment = end_of(introduction.last_day, introduction.network.time_zone)
    _link, token = links.issue(ANSWER, introduction, person_id=person_id, expires_at=last_moment)
    _link, objection_token = links.issue(
        OBJECTION, introduction, person_id=person_id, expires_at=timezone.now() + OBJECTION_OPEN
    )
    outbox.add(mail(introduction, to=to, token=token, objection_token=objection_token))


def send(mail: outbox.Mail) -> None:
    """Put a mail into the outbox, unless the firm has no address at all."""
    if mail.to_address:
        outbox.add(mail)


def recipient_or_error(introduction: Introduction) -> Recipient:
    to = recipient_of(introduction)
    if to is None:
        raise NobodyToAsk
    return to


def rows(network: Network) -> IntroductionQuerySet:
    """Open the introductions of a network for an action, which has no viewer."""
    found: IntroductionQuerySet = Introduction.objects.in_network(network)
    return found


def locked(introduction: Introduction) -> Introduction:
    """Read an introduction again under its lock: somebody else may be deciding it right now."""
    return rows(introduction.network).locked().get(pk=introduction.pk)
