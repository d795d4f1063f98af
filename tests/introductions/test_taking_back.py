"""A slip is undone while the other side has not heard of it, and leaves no trace with them."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from kurzweg.core.models import AuditEntry, Link
from kurzweg.introductions import actions
from kurzweg.introductions.errors import AlreadyTold
from kurzweg.introductions.models import Answer, State
from kurzweg.people.models import Position
from tests.factories import set_rule
from tests.introductions.conftest import (
    TODAY,
    fresh,
    kinds,
    mails,
    newest_link,
    reply,
    token_in,
    url,
)

pytestmark = pytest.mark.django_db

TAKE_BACK = "Antwort zurücknehmen"


@pytest.fixture
def introduction(introduce, network):
    set_rule(network, answer_take_back_minutes=10)
    return introduce()


@pytest.fixture
def opened(introduction):
    return f"/l/{token_in(mails()[0])}/"


def minutes(clock, number):
    clock.shift(timedelta(minutes=number))
    actions.tell()
    actions.follow_up()


def seen_by(client, introduction):
    """The page of an introduction and of its list, without what changes with every request."""
    pages = [url("detail", introduction), "/n/riegelstein/introductions/", "/n/riegelstein/due/"]
    bodies = [client.get(page).content.decode() for page in pages]
    return [re.sub(r'value="[^"]*"', "", body) for body in bodies]


# Yes ------------------------------------------------------------------------------------------
def test_both_sides_hear_of_a_yes_when_its_minutes_are_over(introduction, time_machine):
    assert reply(introduction, Answer.YES).state == State.AGREED
    minutes(time_machine, 9)
    assert kinds() == ["introduction question"]

    minutes(time_machine, 1)

    assert fresh(introduction).state == State.ACCEPTED
    assert kinds()[1:] == ["introduction contact for seeker", "introduction contact for firm"]
    assert actions.tell() == 0


def test_until_then_nobody_sees_the_other_s_contact(as_person, introduction, owner, sawyer, office):
    owner.phone, sawyer.phone = "02051 22", "02051 11"
    owner.save()
    sawyer.save()
    before = seen_by(as_person(owner), introduction)

    reply(introduction, Answer.YES, comment="Gern vormittags.")

    assert seen_by(as_person(owner), introduction) == before
    page = as_person(sawyer).get(url("detail", introduction)).content.decode()
    assert ("02051 22" in page, "Um 9.10 Uhr bekommen Sie" in page) == (False, True)
    assert "hat am Mo., 2. März Ja gesagt und kann es bis 9.10 Uhr zurücknehmen" in (
        as_person(office).get(url("detail", introduction)).content.decode()
    )


def test_a_yes_before_midnight_of_the_last_day_still_counts(introduction, later, time_machine):
    later(10)
    time_machine.move_to("2026-03-12 23:58 +0100")
    reply(introduction, Answer.YES)
    minutes(time_machine, 5)
    assert fresh(introduction).outlook(TODAY + timedelta(days=11)) == "open"

    minutes(time_machine, 5)

    assert fresh(introduction).state == State.ACCEPTED


def test_whoever_left_in_those_minutes_is_not_introduced(
    introduction, sawmill, sawyer, network, time_machine
):
    sawmill.email = "info@tann.example"
    sawmill.save()
    reply(introduction, Answer.YES)
    Position.objects.filter(person=sawyer).update(until=network.today())

    minutes(time_machine, 10)

    to_seeker, to_firm = mails("contact for")
    assert "    Sägewerk Tann\n    info@tann.example\n" in to_seeker.text
    assert to_firm.recipient.endswith("<info@tann.example>")


# Taking back ----------------------------------------------------------------------------------
@pytest.mark.parametrize("answer", Answer.values)
def test_one_click_on_the_page_of_the_mail_takes_an_answer_back(
    client, opened, introduction, answer, time_machine
):
    client.post(opened, {"answer": answer, "name": "Ida Span", "comment": "Gern."})
    assert TAKE_BACK in client.get(opened).content.decode()

    page = client.post(opened, {"take-back": "yes"}, follow=True).content.decode()

    assert "Die Antwort ist zurückgenommen." in page
    assert "Möchten Sie mit Bäckerei Korn sprechen?" in page
    row = fresh(introduction)
    assert (row.state, row.answer, row.answered_at, row.tell_at) == (State.ASKED, "", None, None)
    assert (row.answered_by_name, row.comment, row.has_been_put_off) == ("", "", False)
    minutes(time_machine, 60)
    assert kinds() == ["introduction question"]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("no", "yes", "Ihr Klick auf „Ja, gern“ hat nicht gezählt."),
        ("yes", "no", "Ihr Klick auf „Nein, danke“ hat nicht gezählt."),
        ("later", "yes", "Ihr Klick auf „Ja, gern“ hat nicht gezählt."),
        ("no", "later", "Ihr Klick auf „Später“ hat nicht gezählt."),
        ("no", "no", ""),
    ],
)
def test_a_click_in_a_second_tab_is_said_not_to_count(
    client, opened, introduction, first, second, said
):
    client.post(opened, {"answer": first})

    page = client.post(opened, {"answer": second}, follow=True).content.decode()

    assert ("hat nicht gezählt" in page, said in page, TAKE_BACK in page) == (
        bool(said),
        True,
        True,
    )
    assert fresh(introduction).answer == first
    assert "nicht gezählt" not in client.get(opened).content.decode()


def test_taking_back_in_a_second_tab_after_both_sides_were_told_is_said_to_be_too_late(
    client, opened, introduction, time_machine
):
    client.post(opened, {"answer": "yes"})
    minutes(time_machine, 11)

    page = client.post(opened, {"take-back": "yes"}).content.decode()

    assert str(AlreadyTold.sentence) in unescape(page)


@pytest.mark.parametrize("answer", Answer.values)
def test_what_was_taken_back_leaves_no_trace_with_who_is_looking(
    as_person, introduction, owner, answer
):
    before = seen_by(as_person(owner), introduction)
    reply(introduction, answer, comment="Nein, doch nicht.")

    actions.take_back(introduction, link=newest_link(introduction))

    assert seen_by(as_person(owner), introduction) == before


def test_that_comparison_would_see_an_answer(as_person, introduction, owner, time_machine):
    """Negative control."""
    before = seen_by(as_person(owner), introduction)

    reply(introduction, Answer.YES)
    minutes(time_machine, 10)

    assert seen_by(as_person(owner), introduction) != before


def test_the_audit_keeps_that_it_happened(introduction, sawyer):
    reply(introduction, Answer.NO)

    actions.take_back(introduction, by=sawyer)

    entries = AuditEntry.objects.filter(action__contains="no").order_by("pk")
    assert [(each.action, each.actor_id) for each in entries] == [
        ("answered no", sawyer.pk),
        ("took back no", sawyer.pk),
    ]


def test_all_links_of_the_question_can_be_used_again(introduction, later):
    later(4)  # the reminder brought a second one
    reply(introduction, Answer.LATER)

    row = actions.take_back(introduction, link=newest_link(introduction))

    links = Link.objects.filter(purpose=actions.ANSWER)
    assert [(link.used_at, link.answer) for link in links] == [(None, ""), (None, "")]
    # "Later" had moved the last day; what was said is not taken back with the answer.
    assert row.last_day == TODAY + timedelta(days=42)
    later(20)
    assert reply(introduction, Answer.YES).state == State.AGREED


@pytest.mark.parametrize("answer", [Answer.NO, Answer.LATER])
def test_what_the_office_noted_by_mistake_it_takes_back(
    as_person, office, introduction, answer, owner, introduce
):
    client = as_person(office)
    client.post(url(f"phone-{answer}", introduction))
    assert TAKE_BACK in client.get(url("detail", introduction)).content.decode()

    client.post(url("take-back", introduction))

    assert fresh(introduction).state == State.ASKED


def test_what_was_said_while_the_letter_waited_waits_again(introduce, owner, office, sawmill):
    sawmill.is_only_through_office = True
    sawmill.save()
    introduction = introduce(by=owner)
    actions.answer_by_phone(introduction, answer=Answer.NO, by=office)

    assert actions.take_back(introduction, by=office).state == State.WAITING


# Too late -------------------------------------------------------------------------------------
def test_a_yes_that_was_told_stays(client, opened, introduction, sawyer, time_machine):
    reply(introduction, Answer.YES)
    minutes(time_machine, 10)

    with pytest.raises(AlreadyTold):
        actions.take_back(introduction, by=sawyer)
    assert TAKE_BACK not in client.get(opened).content.decode()
    client.post(opened, {"take-back": "yes"})
    assert fresh(introduction).state == State.ACCEPTED


def test_a_no_is_taken_back_until_the_other_side_hears_of_no_contact(introduction, sawyer, later):
    reply(introduction, Answer.NO)
    later(10)
    assert fresh(introduction).may_be_taken_back_on(fresh(introduction).today())

    later(1)

    with pytest.raises(AlreadyTold):
        actions.take_back(introduction, by=sawyer)
    assert kinds()[1:] == ["introduction no contact"]


def test_later_is_taken_back_until_the_firm_is_asked_again(client, opened, introduction, later):
    reply(introduction, Answer.LATER)
    later(28)
    reply(introduction, Answer.NO)

    page = client.get(opened).content.decode()

    assert ("inzwischen noch einmal gefragt" in page, TAKE_BACK in page) == (True, False)
    client.post(opened, {"take-back": "yes"})
    assert fresh(introduction).answer == "no"


def test_after_the_need_nothing_is_taken_back(introduction, need, sawyer):
    reply(introduction, Answer.NO)
    need.closed_at, need.closing_reason = need.published_at, "not needed"
    need.save()

    with pytest.raises(AlreadyTold):
        actions.take_back(introduction, by=sawyer)


def test_a_letter_that_was_kept_back_is_no_answer(introduce, owner, office, sawmill):
    sawmill.is_only_through_office = True
    sawmill.save()
    introduction = actions.keep_back(introduce(by=owner), by=office)

    with pytest.raises(AlreadyTold):
        actions.take_back(introduction, by=office)


# In those minutes -----------------------------------------------------------------------------
def test_a_withdrawal_comes_first_and_the_firm_hears_of_it(introduction, owner, time_machine):
    reply(introduction, Answer.YES)

    actions.withdraw(introduction, by=owner)

    minutes(time_machine, 20)
    assert fresh(introduction).state == State.WITHDRAWN
    assert kinds()[1:] == ["introduction no longer needed"]


@pytest.mark.parametrize(("who", "status"), [("owner", 404), ("neighbour", 404), ("sawyer", 302)])
def test_only_who_answers_for_the_firm_takes_an_answer_back(
    request, as_person, introduction, who, status
):
    reply(introduction, Answer.NO)
    client = as_person(request.getfixturevalue(who))

    assert client.post(url("take-back", introduction)).status_code == status
    assert fresh(introduction).state == (State.ASKED if status == 302 else State.DECLINED)
