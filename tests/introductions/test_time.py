"""What time does by itself: one reminder, an end, and nothing twice."""

from datetime import timedelta

import pytest

from kurzweg.core import jobs
from kurzweg.introductions import actions
from kurzweg.introductions.actions import ending
from kurzweg.introductions.errors import AlreadyDecided
from kurzweg.introductions.models import Answer, State
from kurzweg.people.models import Position
from tests.introductions.conftest import TODAY, fresh, kinds, mails, reply

pytestmark = pytest.mark.django_db


def test_silence_brings_one_reminder_and_then_an_end(introduce, later):
    introduction = introduce()

    later(3)
    assert kinds() == ["introduction question"]
    later(1)
    assert kinds() == ["introduction question", "introduction reminder"]
    later(6)
    assert kinds() == ["introduction question", "introduction reminder"]
    later(1)
    assert kinds() == [
        "introduction question",
        "introduction reminder",
        "introduction no contact",
    ]
    assert fresh(introduction).state == State.EXPIRED


def test_a_second_run_does_nothing(introduce, later):
    introduce()
    later(4)
    assert actions.follow_up() == 0
    later(7)

    assert actions.follow_up() == 0
    assert len(mails()) == 3


def test_a_killed_run_that_comes_back_reminds_nobody_twice(introduce, later):
    introduction = introduce()
    later(4)
    # As if the worker had died between the mail and its note.
    type(introduction).objects.in_network(introduction.network).update(reminded_at=None)

    actions.follow_up()

    assert kinds().count("introduction reminder") == 1


def test_a_worker_that_slept_ends_without_a_late_reminder(introduce, later):
    introduce()
    later(20, with_job=False)

    actions.follow_up()

    assert kinds() == ["introduction question", "introduction no contact"]


def test_an_answer_that_came_first_wins_over_the_job(introduce, monkeypatch, later):
    introduction = introduce()
    later(4, with_job=False)
    read = ending._each

    def answered_in_between(pk, **more):
        reply(introduction, Answer.NO)
        return read(pk, **more)

    monkeypatch.setattr(ending, "_each", answered_in_between)

    assert actions.follow_up() == 0
    assert kinds() == ["introduction question"]


def test_nobody_who_left_is_reminded(introduce, sawyer, network, later):
    introduce()
    Position.objects.filter(person=sawyer).update(until=network.today())

    later(5)

    assert kinds() == ["introduction question"]


def test_a_firm_that_took_its_address_back_is_not_reminded(introduce, sawmill, sawyer, later):
    Position.objects.filter(person=sawyer).delete()
    sawmill.email = "info@tann.example"
    sawmill.save()
    introduce()
    sawmill.email = ""
    sawmill.save()

    later(5)

    assert kinds() == ["introduction question"]


def test_each_network_has_its_own_day(introduce, network, time_machine, later):
    introduction = introduce()
    later(9)
    time_machine.move_to("2026-03-13 00:30 +0100")  # still the evening before in Lisbon
    network.time_zone = "Europe/Lisbon"
    network.save()
    actions.follow_up()
    assert fresh(introduction).state == State.ASKED

    network.time_zone = "Europe/Berlin"
    network.save()
    actions.follow_up()

    assert fresh(introduction).state == State.EXPIRED


def test_the_job_is_declared():
    assert jobs.regular()["kurzweg.introductions.actions.follow_up"] == 10


# Withdrawing ----------------------------------------------------------------------------------
def test_who_was_asked_hears_that_it_has_settled(introduce, owner, sawyer):
    introduction = actions.withdraw(introduce(), by=owner)

    assert introduction.state == State.WITHDRAWN
    assert kinds() == ["introduction question", "introduction no longer needed"]
    assert mails()[1].recipient == f"{sawyer.name} <{sawyer.email}>"


def test_a_letter_that_still_waits_is_withdrawn_silently(introduce, owner, sawmill):
    sawmill.is_only_through_office = True
    sawmill.save()

    actions.withdraw(introduce(by=owner), by=owner)

    assert mails() == []


def test_nobody_who_left_hears_that_it_has_settled(introduce, owner, sawyer, network):
    introduction = introduce()
    Position.objects.filter(person=sawyer).update(until=network.today())

    actions.withdraw(introduction, by=owner)

    assert kinds() == ["introduction question"]


def test_what_came_about_is_not_withdrawn(introduce, owner):
    introduction = reply(introduce(), Answer.YES)

    with pytest.raises(AlreadyDecided):
        actions.withdraw(introduction, by=owner)


def test_when_the_need_is_closed_its_open_questions_settle(introduce, need, later):
    introduction = introduce()
    need.closed_at, need.closing_reason = need.published_at, "filled elsewhere"
    need.save()

    actions.follow_up()

    assert fresh(introduction).state == State.WITHDRAWN
    assert kinds() == ["introduction question", "introduction no longer needed"]
    assert actions.follow_up() == 0


def test_a_contact_survives_the_end_of_its_need(introduce, need):
    introduction = reply(introduce(), Answer.YES)
    need.closed_at, need.closing_reason = need.published_at, "filled here"
    need.save()

    assert actions.follow_up() == 0
    assert fresh(introduction).state == State.ACCEPTED


# After a yes ----------------------------------------------------------------------------------
def test_the_office_finishes_a_contact_once(introduce, office, later):
    introduction = reply(introduce(), Answer.YES)
    assert introduction.follow_up_on == TODAY + timedelta(days=14)

    assert actions.finish(introduction, by=office).closed_at is not None
    with pytest.raises(AlreadyDecided):
        actions.finish(introduction, by=office)


def test_the_seeker_notes_once_that_she_called(introduce, owner):
    introduction = reply(introduce(), Answer.YES)

    assert actions.take_up(introduction, by=owner).taken_up_at is not None
    with pytest.raises(AlreadyDecided):
        actions.take_up(introduction, by=owner)


def test_without_a_yes_there_is_nothing_to_take_up_or_finish(introduce, owner, office):
    introduction = introduce()

    with pytest.raises(AlreadyDecided):
        actions.take_up(introduction, by=owner)
    with pytest.raises(AlreadyDecided):
        actions.finish(introduction, by=office)
