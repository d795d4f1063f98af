"""Whoever asks and has all told that is kept of her learns no more than her pages say."""

import pytest

from kurzweg.core import retention
from kurzweg.core.retention import telling
from kurzweg.introductions import actions
from kurzweg.introductions.models import Answer, Introduction
from kurzweg.people import erasing
from tests.factories import set_rule
from tests.introductions.conftest import fresh, reply

pytestmark = pytest.mark.django_db


def told(person) -> dict:
    """What stands of the one introduction in somebody's own export."""
    parts = retention.told(erasing.subject_of([person], account=person.account))
    (part,) = [part for part in telling.as_json(parts) if part["rule"] == "introduction"]
    (row,) = part["rows"]
    return row | {"until": part["until"]}


@pytest.fixture(params=["looks for it", "can do it"])
def asked(request, introduce, offers, owner, sawyer):
    """Somebody asked, one way or the other: the row, who asks, and who is asked."""
    if request.param == "looks for it":
        return introduce(by=owner), owner, sawyer
    return offers(), sawyer, owner


@pytest.mark.parametrize("answer", [Answer.NO, Answer.LATER, Answer.YES])
def test_an_answer_shows_in_no_export_of_whoever_asked(asked, network, answer):
    set_rule(network, answer_take_back_minutes=60)
    row, asking, _asked = asked
    silent = told(asking)

    reply(row, answer, comment="Kein Interesse")

    assert told(asking) == silent
    assert silent["state"] == "open"


def test_nor_does_a_reminder_or_a_later_round(asked, later):
    row, asking, _asked = asked
    silent = told(asking)

    later(5)
    reply(row, Answer.LATER)
    later(30)

    row = fresh(row)
    assert row.rounds == 2
    assert told(asking) == silent


def test_nor_that_the_office_kept_it_back_or_let_it_go(offers, bakery, sawyer, office):
    bakery.is_only_through_office = True
    bakery.save()
    row = offers()
    waiting = told(sawyer)

    actions.keep_back(row, by=office)

    assert told(sawyer) == waiting


def test_a_no_is_over_on_the_same_day_as_a_silence(asked, later):
    row, asking, _asked = asked
    reply(row, Answer.NO)

    later(11)

    said = told(asking)
    assert said["state"] == "no contact"
    assert {"answer", "answered_at", "closed_at", "rounds"}.isdisjoint(said)


def test_after_a_yes_she_is_told_all_of_it(asked):
    row, asking, _asked = asked

    reply(row, Answer.YES)

    said = told(asking)
    assert (said["state"], said["answer"]) == ("accepted", "yes")
    assert said["letter"]


def test_whoever_was_asked_is_told_what_she_answered(asked):
    row, _asking, answering = asked

    reply(row, Answer.NO, comment="Kein Interesse")

    said = told(answering)
    assert (said["state"], said["answer"], said["comment"]) == ("declined", "no", "Kein Interesse")


def test_so_is_the_office_that_asked(introduce, office):
    reply(introduce(), Answer.NO)

    assert told(office)["state"] == "declined"


def test_without_the_rule_a_no_would_stand_there(asked, monkeypatch):
    """Negative control: it is what the introductions declare that hides it."""
    row, asking, _asked = asked
    reply(row, Answer.NO)

    monkeypatch.delitem(telling._otherwise, Introduction)

    assert told(asking)["answer"] == "no"
