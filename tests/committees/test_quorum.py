"""Whether enough were there to decide: by the committee's rule, as kept with the release."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kurzweg.committees import actions
from kurzweg.committees.models import MeetingRecord
from kurzweg.committees.quorum import Reached
from kurzweg.networks.models import Committee, Quorum
from tests.committees.factories import seated
from tests.conftest import acting_for
from tests.forms import pressed

pytestmark = pytest.mark.django_db
MET = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("rule", "needed"),
    [
        (Quorum.NONE, [0, 0, 0, 0]),
        (Quorum.THIRD, [1, 2, 2, 4]),
        (Quorum.HALF, [2, 2, 3, 5]),
        (Quorum.MAJORITY, [2, 3, 3, 6]),
        (Quorum.TWO_THIRDS, [2, 3, 4, 7]),
    ],
)
def test_each_rule_says_how_many_it_takes(rule, needed):
    assert [rule.of(seats) for seats in (3, 4, 5, 10)] == needed


@pytest.fixture
def draft(network, circle, chair, bakery):
    """Five who vote, a guest, and one who sat down later; three of the five are there."""
    Committee.objects.in_network(network).update(quorum=Quorum.MAJORITY)
    for number in range(4):
        seated(acting_for(bakery, f"Sitz {number}"), circle)
    seated(acting_for(bakery, "Gast"), circle, "guest")
    seated(acting_for(bakery, "Danach"), circle, since=MET + timedelta(days=1))
    circle.refresh_from_db()
    record = actions.begin(MeetingRecord(network=network, committee=circle, met_on=MET), by=chair)
    away = record.attendances.filter(name__contains="Sitz").order_by("pk")[:2]
    record.attendances.filter(pk__in=[row.pk for row in away]).update(state="excused")
    record.attendances.create(name="Wer auch da war")
    return record


def test_who_votes_and_was_there_is_counted_and_nobody_else(draft):
    assert draft.quorum == Reached(present=3, seats=5, needed=3)
    assert draft.quorum.is_enough


def test_the_minutes_say_whether_enough_were_there(draft, desk):
    page = f"/n/riegelstein/minutes/{draft.public_id}/"
    enough = desk.get(page).content.decode()
    draft.attendances.filter(state="present").update(state="absent")

    too_few = desk.get(page).content.decode()

    assert "3 von 5 mit Stimme" in enough
    assert "nicht beschlussfähig" not in enough
    assert "nicht beschlussfähig" in too_few


def test_what_was_released_stays_whatever_is_corrected_later(network, circle, draft, chair, bakery):
    released = actions.release(draft, by=chair)
    before = released.quorum

    seated(acting_for(bakery, "Nachgetragen"), circle, since=MET - timedelta(days=9))
    Committee.objects.in_network(network).update(quorum=Quorum.TWO_THIRDS)

    again = MeetingRecord.objects.in_network(network).get()
    assert again.quorum == before == Reached(present=3, seats=5, needed=3)


def test_without_a_rule_nothing_is_said(network, draft, chair):
    Committee.objects.in_network(network).update(quorum=Quorum.NONE)
    record = MeetingRecord.objects.in_network(network).get()

    released = actions.release(record, by=chair)

    assert (record.quorum, released.quorum) == (None, None)


def test_the_office_says_how_many_it_takes(network, circle, desk):
    page = f"/n/riegelstein/committees/{circle.public_id}/edit/"

    desk.post(page, pressed(desk.get(page), quorum="67"))

    assert Committee.objects.in_network(network).get().quorum == Quorum.TWO_THIRDS
