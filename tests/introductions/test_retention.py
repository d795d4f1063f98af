"""Letters and answers are forgotten two years after their end, objections after ten."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from kurzweg.core import retention
from kurzweg.introductions.models import Introduction, Suppression
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db
ENDED = datetime(2024, 3, 31, 12, tzinfo=UTC)


def on(year: int, month: int, day: int) -> dict[str, int]:
    with time_machine.travel(datetime(year, month, day, 12, 30, tzinfo=UTC)):
        return retention.carry_out()


def introduction(network, bakery, sawyer, *, closed_at) -> Introduction:
    return Introduction.objects.create(
        network=network,
        need=NeedFactory(network=network),
        organisation=bakery,
        initiated_by=sawyer,
        initiated_as="seeker",
        asked_person=sawyer,
        asking_person=sawyer,
        subject="Drehteile",
        letter="Guten Tag",
        state="declined",
        rounds=1,
        expires_on=date(2024, 4, 10),
        answer="no",
        answered_at=ENDED,
        answered_by=sawyer,
        answered_by_name="Tann",
        comment="zu weit",
        closed_at=closed_at,
    )


def test_an_introduction_that_ended_keeps_its_answer_and_loses_words_and_people(
    network, bakery, sawyer
):
    ended = introduction(network, bakery, sawyer, closed_at=ENDED)
    going_on = introduction(network, bakery, sawyer, closed_at=None)

    days = [on(2026, 3, 30), on(2026, 4, 1), on(2026, 4, 2)]

    assert [taken["introduction"] for taken in days] == [0, 1, 0]
    rows = Introduction.objects.in_network(network)
    ended, going_on = rows.get(pk=ended.pk), rows.get(pk=going_on.pk)
    assert (ended.subject, ended.letter, ended.comment, ended.answered_by_name) == ("",) * 4
    assert {ended.initiated_by, ended.asked_person, ended.asking_person, ended.answered_by} == {
        None
    }
    assert (ended.answer, ended.state) == ("no", "declined")
    assert going_on.letter == "Guten Tag"


def test_a_contact_that_nobody_followed_up_is_forgotten_two_years_after_its_yes(
    network, bakery, sawyer
):
    accepted = introduction(network, bakery, sawyer, closed_at=None)
    accepted.state, accepted.answer = "accepted", "yes"
    accepted.save()

    days = [on(2026, 3, 30), on(2026, 4, 1)]

    assert [taken["introduction"] for taken in days] == [0, 1]
    accepted.refresh_from_db()
    assert (accepted.letter, accepted.asked_person, accepted.state) == ("", None, "accepted")


def test_an_objection_holds_for_ten_years(network):
    Suppression.objects.create(network=network, address_hash="a" * 64, created_at=ENDED)

    assert on(2034, 3, 30)["objection"] == 0
    assert on(2034, 4, 1)["objection"] == 1
