"""Questions keep the budget of whoever is asked, and what was decided meanwhile is not mailed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kurzweg.core import mails as kinds_of_mail
from kurzweg.core.models import OutboxMail
from kurzweg.core.outbox import deliver
from kurzweg.introductions import actions
from kurzweg.introductions.models import Answer
from tests.introductions.conftest import fresh, reply
from tests.introductions.factories import NeedFactory


@pytest.fixture
def third(introduce, network, bakery, mailoutbox, time_machine):
    """A third question of the week to the sawyer, which waits: two left five days before."""
    needs = [NeedFactory(network=network, owner=bakery, title=f"Sache {n}") for n in range(3)]
    for need in needs[:2]:
        introduce(about=need)
    deliver()
    time_machine.shift(timedelta(days=5))
    third = introduce(about=needs[2])
    deliver()
    assert (len(mailoutbox), OutboxMail.objects.waiting_for_a_place().count()) == (2, 1)
    return third


def left_since(mailoutbox, later, days: int) -> list[str]:
    """Let days pass, without reminders, and give the subjects of what leaves."""
    mailoutbox.clear()
    for _day in range(days):
        later(1, with_job=False)
        deliver()
    return [sent.subject for sent in mailoutbox]


def test_a_third_question_of_a_week_waits_and_leaves_before_its_reminder(third, mailoutbox, later):
    assert left_since(mailoutbox, later, 1) == []
    assert left_since(mailoutbox, later, 1) == [third.subject]


def test_a_third_question_whose_reminder_would_come_first_leaves_at_once(
    introduce, network, bakery, mailoutbox
):
    for number in range(3):
        introduce(about=NeedFactory(network=network, owner=bakery, title=f"Sache {number}"))
    deliver()

    assert len(mailoutbox) == 3


@pytest.mark.parametrize("answer", [Answer.NO, Answer.YES])
def test_a_question_that_was_answered_on_the_page_leaves_no_more(third, mailoutbox, later, answer):
    reply(third, answer)

    subjects = left_since(mailoutbox, later, 3)

    assert third.subject not in subjects


def test_a_question_that_was_withdrawn_leaves_no_more_and_neither_does_the_word_of_it(
    third, mailoutbox, later, office
):
    actions.withdraw(third, by=office)

    subjects = left_since(mailoutbox, later, 3)

    assert [each for each in subjects if third.subject in each] == []
    dropped = OutboxMail.objects.filter(dropped_because="no longer due")
    assert sorted(dropped.values_list("kind", flat=True)) == [
        "introduction no longer needed",
        "introduction question",
    ]


def test_a_firm_that_got_the_question_hears_that_it_is_no_longer_open(
    introduce, mailoutbox, office
):
    asked = introduce()
    deliver()

    actions.withdraw(asked, by=office)
    deliver()

    assert [sent.subject for sent in mailoutbox] == [
        asked.subject,
        f"Hat sich erledigt: {asked.subject}",
    ]


def test_a_question_of_an_earlier_round_is_no_longer_due(third, need):
    stored = OutboxMail.objects.get(row_id=third.pk)
    assert kinds_of_mail.is_still_due(stored)

    third = fresh(third)
    third.rounds += 1
    third.save()

    assert not kinds_of_mail.is_still_due(stored)


def test_a_question_whose_introduction_is_gone_is_no_longer_due(third):
    stored = OutboxMail.objects.get(row_id=third.pk)

    third.delete()

    assert not kinds_of_mail.is_still_due(stored)


def test_without_asking_again_an_answered_question_would_leave(
    third, mailoutbox, later, monkeypatch
):
    """Negative control."""
    kind = replace(kinds_of_mail.kind("introduction question"), is_still_due=None)
    monkeypatch.setitem(kinds_of_mail._kinds, kind.name, kind)
    reply(third, Answer.NO)

    assert third.subject in left_since(mailoutbox, later, 3)


def test_the_answer_that_the_seeker_waits_for_never_waits(third):
    reply(third, Answer.YES)

    deliver()

    left = OutboxMail.objects.filter(row_id=third.pk, sent_at__isnull=False).order_by("pk")
    assert [mail.kind for mail in left] == [
        "introduction contact for seeker",
        "introduction contact for firm",
    ]
