"""Two people decide the same introduction at the same moment, in earnest."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from kurzweg.core.models import OutboxMail
from kurzweg.introductions import actions
from kurzweg.introductions.actions import asking, telling
from kurzweg.introductions.errors import (
    AlreadyDecided,
    AlreadyInContact,
    AlreadyIntroduced,
    AlreadyTold,
)
from kurzweg.introductions.models import Answer, InitiatedAs, Introduction, State
from kurzweg.market.models import Need
from tests.conftest import acting_for, member_firm
from tests.factories import MandateFactory, NetworkFactory, PersonFactory, set_rule
from tests.introductions.conftest import LETTER, newest_link
from tests.own_database import at_once


@pytest.fixture
def scene(own_database):
    """The cast of this moment, in a database that threads share."""
    network = NetworkFactory()
    set_rule(network, answer_take_back_minutes=0)
    seeker, firm = member_firm(network, "Bäckerei Korn"), member_firm(network, "Sägewerk Tann")
    office = PersonFactory()
    MandateFactory(network=network, person=office)
    need = Need.objects.create(
        network=network,
        owner=seeker,
        contact=acting_for(seeker, "Korn", is_admin=True),
        title="Eichenbretter",
        text="40 Eichenbretter",
        published_at=timezone.now(),
        expires_on=network.today() + timedelta(days=60),
    )
    sawyer = acting_for(firm, "Tann", is_admin=True)
    return SimpleNamespace(network=network, need=need, firm=firm, office=office, sawyer=sawyer)


def introduce(scene):
    return actions.introduce(
        scene.need,
        organisation=scene.firm,
        letter=LETTER,
        by=scene.office,
        initiated_as=InitiatedAs.OFFICE,
    )


def number(kind):
    return OutboxMail.objects.filter(kind=f"introduction {kind}").count()


def split(heard, refusal):
    """Count those whose wish came true and those who heard why not; anything else is shown."""
    done = [each for each in heard if isinstance(each, Introduction)]
    refused = [each for each in heard if isinstance(each, refusal)]
    return len(done), len(refused), [e for e in heard if e not in done and e not in refused]


def test_two_who_send_at_once_send_one_letter(scene):
    heard = at_once(*[lambda: introduce(scene)] * 4)

    assert split(heard, AlreadyIntroduced) == (1, 3, [])
    assert number("question") == 1


def test_colleagues_who_offer_at_once_ask_once(scene):
    def offer():
        return actions.offer(scene.need, organisation=scene.firm, by=scene.sawyer)

    heard = at_once(*[offer] * 4)

    assert split(heard, AlreadyInContact) == (1, 3, [])
    assert number("question") == 1


def test_who_asks_and_who_offers_at_once_are_in_contact_once(scene):
    heard = at_once(
        lambda: introduce(scene),
        lambda: actions.offer(scene.need, organisation=scene.firm, by=scene.sawyer),
    )

    assert split(heard, (AlreadyIntroduced, AlreadyInContact)) == (1, 1, [])
    assert number("question") == 1


def test_without_the_constraint_two_letters_would_leave(scene):
    """Negative control."""
    constraint = next(
        rule for rule in Introduction._meta.constraints if rule.name == "introduction_is_open_once"
    )
    with connection.schema_editor() as editor:
        editor.remove_constraint(Introduction, constraint)

    at_once(*[lambda: introduce(scene)] * 4)

    assert number("question") == 4


def test_of_two_who_decide_at_once_one_counts(scene):
    introduction = introduce(scene)
    link = newest_link(introduction)

    def from_the_mail():
        return actions.answer(introduction, reply=actions.Reply(Answer.YES), link=link)

    def signed_in():
        return actions.answer(introduction, reply=actions.Reply(Answer.NO), by=scene.sawyer)

    heard = at_once(from_the_mail, signed_in, from_the_mail, signed_in)

    assert split(heard, AlreadyDecided) == (1, 3, [])
    decided = Introduction.objects.in_network(scene.network).get()
    assert decided.state in (State.ACCEPTED, State.DECLINED)
    assert number("contact for seeker") == (decided.state == State.ACCEPTED)


def test_an_answer_and_a_withdrawal_at_once_are_one_end(scene):
    introduction = introduce(scene)
    link = newest_link(introduction)

    heard = at_once(
        lambda: actions.answer(introduction, reply=actions.Reply(Answer.YES), link=link),
        lambda: actions.withdraw(introduction, by=scene.office),
    )

    assert split(heard, AlreadyDecided) == (1, 1, [])
    decided = Introduction.objects.in_network(scene.network).get()
    assert (decided.state == State.ACCEPTED) == (number("contact for firm") == 1)


def test_without_reading_again_under_the_lock_both_would_count(scene, monkeypatch):
    """Negative control: the row as it was when the page was opened decides wrongly."""
    introduction = introduce(scene)
    monkeypatch.setattr(asking, "locked", lambda row: row)
    monkeypatch.setattr(actions.answering, "locked", lambda row: row)
    stale = Introduction.objects.in_network(scene.network).get()
    actions.answer(introduction, reply=actions.Reply(Answer.NO), by=scene.sawyer)

    try:
        actions.answer(stale, reply=actions.Reply(Answer.YES), by=scene.sawyer)
    except IntegrityError:  # pragma: no cover - not expected on either database
        pytest.fail("the second answer should have been written")

    assert number("contact for seeker") == 1
    assert Introduction.objects.in_network(scene.network).get().state == State.ACCEPTED


@pytest.fixture
def agreed(scene, time_machine):
    """A yes whose minutes are over at this moment."""
    set_rule(scene.network, answer_take_back_minutes=10)
    introduction = introduce(scene)
    link = newest_link(introduction)
    actions.answer(introduction, reply=actions.Reply(Answer.YES), link=link)
    time_machine.shift(timedelta(minutes=10))
    return introduction


def test_a_yes_is_taken_back_or_told_but_never_both(scene, agreed):
    heard = at_once(
        lambda: actions.take_back(agreed, by=scene.sawyer),
        actions.tell,
        lambda: actions.take_back(agreed, by=scene.sawyer),
        actions.tell,
    )

    taken, refused, told = split(heard, AlreadyTold)
    decided = Introduction.objects.in_network(scene.network).get()
    assert (taken, refused, sum(told)) in [(1, 1, 0), (0, 2, 1)]
    assert decided.state == (State.ASKED if taken else State.ACCEPTED)
    assert number("contact for seeker") == number("contact for firm") == 1 - taken


def test_without_reading_again_under_the_lock_both_would_happen(scene, agreed, monkeypatch):
    """Negative control: who takes back goes by the row as it was on the page."""
    stale = Introduction.objects.in_network(scene.network).get()
    monkeypatch.setattr(telling, "locked", lambda row: row)
    actions.tell()

    actions.take_back(stale, by=scene.sawyer)

    assert number("contact for seeker") == 1
    assert Introduction.objects.in_network(scene.network).get().state == State.ASKED


def test_the_job_run_by_two_workers_reminds_once(scene, time_machine):
    introduce(scene)
    time_machine.shift(timedelta(days=4))

    heard = at_once(actions.follow_up, actions.follow_up, actions.follow_up)

    assert sorted(heard) == [0, 0, 1]
    assert number("reminder") == 1
