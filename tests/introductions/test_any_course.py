"""Whatever people do in whatever order, and however time passes: what must never happen."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

import pytest
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kurzweg.core.errors import DomainError
from kurzweg.core.models import OutboxMail
from kurzweg.introductions import actions, letters, standing
from kurzweg.introductions.letters import Letter
from kurzweg.introductions.models import (
    Answer,
    InitiatedAs,
    Introduction,
    State,
    introductions,
)
from kurzweg.introductions.recipients import recipient_at, recipient_of
from kurzweg.introductions.standing import standing_for
from kurzweg.market import actions as market
from kurzweg.market.models import Need
from kurzweg.people.models import Organisation, Person, Position
from tests.conftest import acting_for
from tests.factories import set_rule
from tests.introductions.conftest import fresh, newest_link

pytestmark = pytest.mark.django_db

ASKS = ("introduction question", "introduction reminder", "introduction confirmation")
STEPS = st.sampled_from(
    [
        *[f"answer {answer}" for answer in Answer],
        *[f"phone {answer}" for answer in Answer],
        *[f"days {number}" for number in (1, 4, 7, 28, 28)],
        "take back",
        "minutes",
        "withdraw",
        "office withdraws",
        "forward",
        "keep back",
        "ask somebody else",
        "take up",
        "finish",
        "who is asked leaves",
        "heir comes",
        "firm has no address",
        "need closes",
        "need is kept open",
    ]
)


class Scene(NamedTuple):
    """A question, or the other way round an offer: `firm` is asked, `answering` speaks there."""

    introduction: Introduction
    need: Need
    firm: Organisation
    answering: Person
    asking: Person
    owner: Person
    office: Person


def step(scene, name, clock):
    """Do one thing; a refusal is an answer like any other."""
    verb, _, what = name.partition(" ")
    row, need = fresh(scene.introduction), scene.need
    with transaction.atomic():
        if verb == "days":
            clock.shift(timedelta(days=int(what)))
            actions.tell()
            actions.follow_up()
        elif verb == "answer" and row.rounds:
            actions.answer(row, reply=actions.Reply(Answer(what)), link=newest_link(row))
        elif verb == "answer":
            actions.answer(row, reply=actions.Reply(Answer(what)), by=scene.answering)
        elif verb == "phone":
            actions.answer_by_phone(row, answer=Answer(what), by=scene.office)
        elif name == "take back":
            actions.take_back(row, by=scene.answering)
        elif name == "minutes":
            clock.shift(timedelta(minutes=10))
            actions.tell()
        elif name == "withdraw":
            actions.withdraw(row, by=scene.asking)
        elif name == "office withdraws":
            actions.withdraw(row, by=scene.office, is_office=True)
        elif name == "forward":
            letter = Letter(row.subject, row.letter)
            actions.forward(row, letter=letter, by=scene.office)
        elif name == "keep back":
            actions.keep_back(row, by=scene.office)
        elif name == "ask somebody else":
            actions.ask_somebody_else(row, by=scene.office)
        elif name == "take up":
            actions.take_up(row, by=scene.asking)
        elif name == "finish":
            actions.finish(row, by=scene.office)
        elif name == "who is asked leaves":
            Position.objects.filter(person=scene.answering).update(until=need.network.today())
        elif name == "heir comes":
            Person.objects.filter(pk=acting_for(scene.firm, "Erbe", is_admin=True).pk).update(
                given_name="Hanna", family_name="Erbe"
            )
        elif name == "firm has no address":
            Position.objects.filter(organisation=scene.firm).update(answers_requests=False)
            Position.objects.filter(organisation=scene.firm).update(is_admin=False)
        elif name == "need closes":
            market.close(need, by=scene.owner, reason="not needed")
        else:
            market.extend(need, by=scene.owner)


def wrong_in(scene, *, before, sent):
    """What must never be, of the mails since then and of the row against how it was."""
    row, need = fresh(scene.introduction), Need.objects.in_network(scene.need.network).get()
    today = need.network.today()
    for mail in OutboxMail.objects.filter(kind__startswith="introduction").exclude(pk__in=sent):
        if mail.kind in ASKS and not (need.is_open_on(today) or need.is_closed):
            yield f"{mail.kind} after the need's last day"
        person = Person.objects.filter(pk=mail.person_id or 0).first()
        acts = Position.objects.as_of(today).filter(person=person)
        if person is not None and not acts.exists():
            yield f"{mail.kind} to somebody who left"
        gone = Position.objects.filter(until__lte=today).values_list("person", flat=True)
        named = [each.name for each in Person.objects.filter(pk__in=gone)]
        if mail.kind in ASKS and any(name in mail.text for name in named):
            yield f"{mail.kind} names somebody who left"
    for field in ("expires_on", "remind_on", "asked_at", "rounds"):
        was, is_now = getattr(before, field), getattr(row, field)
        if was is not None and (is_now is None or is_now < was):
            yield f"{field} went back"
    if row.state == State.ASKED and row.closed_at is None and row.last_day > need.expires_on:
        yield "can be answered after the need"


def presses(row, scene):
    """Each thing that a reader may be offered: who, the flag on the page, and what it does."""
    office, asking = scene.office, scene.asking
    to = recipient_of(row)
    answering = to.person if to else None

    def reply(answer):
        return lambda: actions.answer(row, reply=actions.Reply(answer), by=answering)

    def phone(answer):
        return lambda: actions.answer_by_phone(row, answer=answer, by=office)

    yield "office", "may_withdraw", lambda: actions.withdraw(row, by=office, is_office=True)
    yield (
        "office",
        "may_forward",
        lambda: actions.forward(row, letter=Letter(row.subject, row.letter), by=office),
    )
    yield "office", "may_read_and_forward", lambda: actions.keep_back(row, by=office)
    yield "office", "may_ask_somebody_else", lambda: actions.ask_somebody_else(row, by=office)
    yield "office", "may_phone_yes", phone(Answer.YES)
    yield "office", "may_phone", phone(Answer.NO)
    yield "office", "may_put_off", phone(Answer.LATER)
    yield "office", "may_take_back", lambda: actions.take_back(row, by=office)
    yield "office", "may_finish", lambda: actions.finish(row, by=office)
    yield "asking", "may_withdraw", lambda: actions.withdraw(row, by=asking)
    if row.taken_up_at is None:  # a second time it is no mistake and changes nothing
        yield "asking", "may_take_up", lambda: actions.take_up(row, by=asking)
    if answering is not None:
        yield answering, "may_answer", reply(Answer.YES)
        yield answering, "may_answer", reply(Answer.NO)
        yield answering, "may_put_off", reply(Answer.LATER)
        if row.rounds:  # before, it has heard of nothing
            yield answering, "may_take_back", lambda: actions.take_back(row, by=answering)


def succeeds(press):
    try:
        with transaction.atomic():
            press()
            transaction.set_rollback(True)
    except DomainError:
        return False
    return True


def lies_in(scene, viewer_of):
    """The buttons that are offered and refused, or hidden although they would work."""
    row = Introduction.objects.in_network(scene.need.network).with_both().get()
    for who, flag, press in presses(row, scene):
        person = getattr(scene, who) if isinstance(who, str) else who
        is_offered = getattr(standing_for(viewer_of(person), row), flag)
        if is_offered is not succeeds(press):
            yield f"{who}: {flag} is {is_offered}"


@pytest.fixture
def begin(need, offer, sawmill, sawyer, owner, office):
    """Ask with the prepared letter about a need that ends after some days, or offer it."""
    for person, given_name in ((sawyer, "Maria"), (owner, "Dora")):
        person.given_name = given_name
        person.save()

    def offered():
        introduction = actions.offer(need, organisation=sawmill, by=sawyer, sentence="Gern.")
        return Scene(introduction, need, need.owner, owner, sawyer, owner, office)

    def ask(*, days, by_office, is_offer=False):
        # The examples set the clock back: what was published stays older than they are.
        need.published_at = timezone.now()
        need.expires_on = need.network.today() + timedelta(days=days)
        need.save()
        set_rule(need.network, answer_take_back_minutes=10)
        if is_offer:
            need.owner.is_only_through_office = not by_office
            need.owner.save()
            return offered()
        sawmill.is_only_through_office = not by_office
        sawmill.save()
        as_whom = InitiatedAs.OFFICE if by_office else InitiatedAs.SEEKER
        by = office if by_office else owner
        to = recipient_at(sawmill, network=need.network, on=need.network.today())
        letter = letters.draft(need, offer=offer, to=to, by=by, initiated_as=as_whom)
        introduction = actions.introduce(
            need, organisation=sawmill, offer=offer, letter=letter, by=by, initiated_as=as_whom
        )
        return Scene(introduction, need, sawmill, sawyer, owner, owner, office)

    return ask


def run(scene, steps, clock, viewer_of):
    wrong = []
    for name in steps:
        before = fresh(scene.introduction)
        sent = list(OutboxMail.objects.values_list("pk", flat=True))
        try:
            step(scene, name, clock)
        except DomainError:
            continue
        wrong += [f"{name}: {each}" for each in wrong_in(scene, before=before, sent=sent)]
    return wrong + list(lies_in(scene, viewer_of))


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    steps=st.lists(STEPS, min_size=1, max_size=6),
    days=st.integers(0, 60),
    by_office=st.booleans(),
    is_offer=st.booleans(),
)
def test_no_course_of_things_breaks_a_promise(
    begin, time_machine, viewer_of, steps, days, by_office, is_offer
):
    time_machine.move_to("2026-03-02 09:00 +0100")
    with transaction.atomic():
        scene = begin(days=days, by_office=by_office, is_offer=is_offer)

        wrong = run(scene, steps, time_machine, viewer_of)

        transaction.set_rollback(True)
    assert wrong == []


def as_if_needs_had_no_end(patch):
    patch.setattr(introductions, "_is_sought", lambda on: Q())
    patch.setattr(introductions.IntroductionQuerySet, "over", lambda rows, on: rows.none())
    patch.setattr(Introduction, "again_on_if_put_off", lambda row: row.today() + timedelta(days=28))


def as_if_letters_stayed_as_they_are(patch):
    patch.setattr(letters, "readdressed", lambda row, *, to: row.letter)


def as_if_the_office_knew_no_answer(patch):
    patch.setattr(standing, "UNDECIDED", tuple(State))


@pytest.mark.parametrize(
    ("guard_off", "days", "steps", "is_offer"),
    [
        (as_if_needs_had_no_end, 10, ["answer later", "days 28"], False),
        (as_if_needs_had_no_end, 10, ["answer later", "days 28"], True),
        (
            as_if_letters_stayed_as_they_are,
            60,
            ["answer later", "who is asked leaves", "heir comes", "days 28"],
            False,  # an offer greets nobody by name
        ),
        (as_if_the_office_knew_no_answer, 60, ["answer no"], False),
        (as_if_the_office_knew_no_answer, 60, ["answer no"], True),
    ],
)
def test_without_a_guard_that_test_turns_red(
    begin, time_machine, viewer_of, monkeypatch, guard_off, days, steps, is_offer
):
    """Negative control."""
    scene = begin(days=days, by_office=True, is_offer=is_offer)
    assert run(scene, [], time_machine, viewer_of) == []
    guard_off(monkeypatch)

    assert run(scene, steps, time_machine, viewer_of) != []
