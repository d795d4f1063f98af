"""A network decides on another rule: whoever was told a day or a number of days keeps it."""

from datetime import timedelta

import pytest

from kurzweg.introductions.models import Answer
from kurzweg.introductions.standing import standing_for
from tests.factories import set_rule
from tests.introductions.conftest import TODAY, fresh, reply
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def another(network, bakery, owner):
    """A second need of the bakery."""
    return NeedFactory(network=network, owner=bakery, contact=owner, created_by=owner)


def change(network, **values):
    """Decide on other rules from today: what was told this morning stays."""
    set_rule(network, since=TODAY, **values)


def test_a_firm_keeps_the_days_it_was_given(network, introduce, another):
    told = introduce()

    change(network, ask_open_days=3, ask_reminder_days=1)
    new = introduce(about=another)

    told = fresh(told)
    assert (told.remind_on, told.expires_on) == (
        TODAY + timedelta(days=4),
        TODAY + timedelta(days=10),
    )
    assert (new.remind_on, new.expires_on) == (TODAY + timedelta(days=1), TODAY + timedelta(days=3))


def test_later_is_the_day_that_the_page_named(network, introduce, another):
    told, named = introduce(), TODAY + timedelta(days=28)
    assert told.again_on_if_put_off() == named

    change(network, ask_later_days=90)
    reply(told, Answer.LATER)

    assert fresh(told).ask_again_on == named
    assert introduce(about=another).again_on_if_put_off() == TODAY + timedelta(days=90)


def test_whoever_is_looking_reads_the_days_that_were_said(
    network, introduce, another, owner, viewer_of
):
    told = introduce(by=owner)

    change(network, ask_open_days=30)
    new = introduce(by=owner, about=another)

    sentences = [standing_for(viewer_of(owner), fresh(each)).sentence for each in (told, new)]
    assert "10 Tage" in sentences[0]
    assert "30 Tage" in sentences[1]


def test_a_yes_can_be_taken_back_as_long_as_was_said(network, introduce, another):
    set_rule(network, answer_take_back_minutes=10)
    told, new = introduce(), introduce(about=another)
    told = reply(told, Answer.YES)

    change(network, answer_take_back_minutes=60)
    new = reply(new, Answer.YES)

    minutes = [round((each.tell_at - each.answered_at).seconds / 60) for each in (told, new)]
    assert minutes == [10, 60]


def test_a_contact_is_followed_up_on_the_day_that_was_noted(network, introduce, another):
    told = reply(introduce(), Answer.YES)

    change(network, introduction_follow_up_days=3)
    new = reply(introduce(about=another), Answer.YES)

    assert fresh(told).follow_up_on == TODAY + timedelta(days=14)
    assert new.follow_up_on == TODAY + timedelta(days=3)


def test_without_what_was_told_the_page_would_follow_the_new_rule(network, introduce):
    """Negative control: it is the row that keeps the days, not chance."""
    told = introduce()
    told.later_days = None

    change(network, ask_later_days=90)

    assert told.again_on_if_put_off() == TODAY + timedelta(days=90)
