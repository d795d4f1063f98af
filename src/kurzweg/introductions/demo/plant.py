"""Write the contacts that were asked for, with the letters that the product itself would write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from kurzweg.core import links, outbox
from kurzweg.core.days import end_of
from kurzweg.core.demo import World
from kurzweg.core.demo.rows import Rows, moment
from kurzweg.core.models import OutboxMail
from kurzweg.introductions import letters, mails, shown
from kurzweg.introductions.actions import ANSWER, OBJECTION, last_day
from kurzweg.introductions.demo import draw
from kurzweg.introductions.demo.draw import Introduction
from kurzweg.introductions.models import Answer, InitiatedAs, State
from kurzweg.introductions.models import Introduction as Row
from kurzweg.introductions.recipients import Recipient, address_of, recipient_at
from kurzweg.market.models import Need, Offer
from kurzweg.people.models import Organisation, Person

ANSWERS = {"accepted": Answer.YES, "declined": Answer.NO, "later": Answer.LATER}
OBJECTION_OPEN = timedelta(days=365)
FOLLOWED_UP = timedelta(days=30)
PUT_OFF = timedelta(days=28)
WHY = "the demo fills every network"


def plant(world: World, rows: Rows) -> Iterator[str]:
    """Write all introductions; a letter waits only for who is reached only through the office."""
    asked = world.once(draw.introductions)
    waiting = [rows.pk(Offer, each.offer) for each in asked if each.state == State.WAITING]
    makers = Offer.objects.across_networks(WHY).filter(pk__in=waiting).values("organisation")
    Organisation.objects.filter(pk__in=makers).update(is_only_through_office=True)
    written = Row.objects.bulk_create([_row(each, rows, today=world.today) for each in asked])
    for row in written:
        if row.asked_at:
            _send(row, asked_at=row.asked_at)
    yield f"{len(written)} introductions"


def _send(row: Row, *, asked_at: datetime) -> None:
    """Write the mail that a firm got, with its link: in the demo it opens as on its phone."""
    person = row.asked_person
    address = address_of(person) if person else row.organisation.email
    to = Recipient(row.organisation, person, address)
    last_moment = end_of(row.last_day, row.network.time_zone)
    link, token = links.issue(
        ANSWER, row, person_id=person.pk if person else None, expires_at=last_moment
    )
    link.created_at, link.answer = asked_at, row.answer
    link.used_at = row.answered_at if row.answer else None
    link.save()
    _objection, objection_token = links.issue(
        OBJECTION,
        row,
        person_id=link.person_id,
        expires_at=asked_at + OBJECTION_OPEN,
    )
    mail = mails.question(row, to=to, token=token, objection_token=objection_token)
    OutboxMail.objects.create(
        **outbox.columns(mail), dedup_key=mail.dedup_key, created_at=asked_at,
        due_at=asked_at, sent_at=asked_at,
    )  # fmt: skip


def _row(each: Introduction, rows: Rows, *, today: date) -> Row:
    need = Need.objects.across_networks(WHY).get(pk=rows.pk(Need, each.need))
    offer = Offer.objects.across_networks(WHY).get(pk=rows.pk(Offer, each.offer))
    by = Person.objects.get(pk=rows.pk(Person, each.initiated_by))
    initiated_as = InitiatedAs.OFFICE if each.is_by_office else InitiatedAs.SEEKER
    to = recipient_at(offer.organisation, network=need.network, on=today)
    if to is None:
        raise ValueError(f"nobody answers for {offer.organisation.name}")
    letter = letters.draft(need, offer=offer, to=to, by=by, initiated_as=initiated_as)
    asked_at = moment(each.asked_on, each.key)
    is_asked = each.state != State.WAITING
    return Row(
        network=need.network,
        need=need,
        organisation=offer.organisation,
        offer=offer,
        **shown.numbers(need, offer=offer),
        initiated_by=by,
        initiated_as=initiated_as,
        asked_person=to.person if is_asked else None,
        asking_person=need.contact,
        subject=letter.subject,
        letter=letter.text,
        state=each.state,
        created_at=asked_at,
        rounds=1 if is_asked else 0,
        asked_at=asked_at if is_asked else None,
        remind_on=each.remind_on if is_asked else None,
        reminded_at=moment(each.reminded_on, each.key) if each.reminded_on else None,
        expires_on=_last_day(each, need),
        language=to.language,
        **dict(_answered(each, by=to.person, today=today)),
    )


def _last_day(each: Introduction, need: Need) -> date:
    if each.state == State.LATER and each.answered_on:
        return last_day(need, on=each.answered_on + PUT_OFF)
    return min(each.expires_on, need.expires_on or each.expires_on)


def _answered(each: Introduction, *, by: Person | None, today: date) -> Iterator[tuple[str, Any]]:
    """What is known once there is an answer, or once it is too late for one."""
    if each.state == State.EXPIRED:
        yield "closed_at", moment(each.expires_on + timedelta(days=1), each.key)
    if each.answered_on is None:
        return
    yield "answer", ANSWERS[each.state]
    yield "answered_at", moment(each.answered_on, each.key + "!")
    yield "answered_by", by
    yield "comment", each.comment
    yield "follow_up_on", each.follow_up_on
    if each.state == State.LATER:
        yield "ask_again_on", each.answered_on + PUT_OFF
        yield "has_been_put_off", True
    is_old = each.asked_on + FOLLOWED_UP < today
    if each.state == State.ACCEPTED and is_old:
        yield "taken_up_at", moment(each.answered_on + timedelta(days=1), each.key)
        yield "closed_at", moment(each.answered_on + timedelta(days=16), each.key)
    if each.state == State.DECLINED and each.expires_on < today:
        yield "closed_at", moment(each.expires_on + timedelta(days=1), each.key)
