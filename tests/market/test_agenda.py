"""What the market asks of people, each with its one click."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from kurzweg.core.agenda import keeping, waiting
from kurzweg.market import actions
from kurzweg.market.models import Need
from tests import agenda
from tests.factories import set_rule
from tests.market.factories import MatchFactory, NeedFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)
YESTERDAY = datetime(2026, 5, 3, 23, 30, tzinfo=UTC)  # already the 4th where the network is at home
KINDS = {"draft", "need ends", "need without firms"}


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel("2026-05-04 09:10+02:00", tick=False):
        yield


def due(viewer):
    items = [item for item in agenda.for_viewer(viewer) if item.kind in KINDS]
    return [(item.kind, item.who, item.due_on) for item in items]


def test_a_draft_waits_for_whoever_wrote_it(network, bakery, owner, office, sawyer, viewer_of):
    NeedFactory(
        network=network,
        owner=bakery,
        created_by=owner,
        contact=owner,
        draft=True,
        created_at=YESTERDAY,
    )

    assert due(viewer_of(owner)) == [("draft", "Bäckerei Korn", DAY + timedelta(days=3))]
    assert due(viewer_of(office)) == []
    assert due(viewer_of(sawyer)) == []


def test_what_the_office_wrote_down_for_a_caller_waits_for_both(
    network, bakery, owner, office, viewer_of
):
    NeedFactory(
        network=network,
        owner=bakery,
        created_by=office,
        contact=owner,
        draft=True,
        created_at=YESTERDAY,
    )

    assert due(viewer_of(office)) == due(viewer_of(owner)) != []


@pytest.mark.parametrize(("days", "is_due"), [(-1, False), (0, True), (7, True), (8, False)])
def test_a_need_that_ends_asks_whether_it_is_still_looked_for(
    days, is_due, network, bakery, owner, viewer_of
):
    expires_on = DAY + timedelta(days=days)
    NeedFactory(
        network=network, owner=bakery, created_by=owner, contact=owner, expires_on=expires_on
    )

    expected = [("need ends", "Bäckerei Korn", expires_on)] if is_due else []
    assert due(viewer_of(owner)) == expected


@pytest.mark.parametrize(
    ("for_days", "asked_after"),
    [(0, None), (1, 1), (4, 2), (5, 3), (10, 5), (14, 7), (40, 33)],
)
def test_what_was_published_today_is_asked_about_in_the_second_half_of_its_time(
    for_days, asked_after, network, bakery, owner, viewer_of
):
    expires_on = DAY + timedelta(days=for_days)
    NeedFactory(
        network=network,
        owner=bakery,
        created_by=owner,
        contact=owner,
        published_at=YESTERDAY,
        expires_on=expires_on,
    )

    days = []
    for day in range(for_days + 1):
        with time_machine.travel(f"{DAY + timedelta(days=day)} 09:10+02:00", tick=False):
            days += [day] if due(viewer_of(owner)) else []

    assert days == ([] if asked_after is None else list(range(asked_after, for_days + 1)))


def test_what_was_kept_open_for_a_short_term_is_not_asked_about_at_once(
    network, bakery, owner, viewer_of, as_person
):
    set_rule(network, need_open_days=6)
    need = NeedFactory(network=network, owner=bakery, created_by=owner, expires_on=DAY)
    assert due(viewer_of(owner)) == [("need ends", "Bäckerei Korn", DAY)]

    as_person(owner).post(f"/n/riegelstein/needs/{need.public_id}/extend/")

    assert due(viewer_of(owner)) == []


def test_one_click_on_the_agenda_keeps_the_need_open(network, bakery, owner, viewer_of, as_person):
    NeedFactory(network=network, owner=bakery, created_by=owner, contact=owner, expires_on=DAY)
    (item,) = [each for each in agenda.for_viewer(viewer_of(owner)) if each.kind == "need ends"]

    as_person(owner).post(item.action_url)

    assert due(viewer_of(owner)) == []
    assert Need.objects.in_network(network).get().expires_on == DAY + timedelta(days=90)


def test_a_need_that_its_deadline_ends_is_led_to_its_facts(network, bakery, owner, viewer_of):
    need = NeedFactory(
        network=network, owner=bakery, created_by=owner, expires_on=DAY, deadline_on=DAY
    )

    (item,) = [each for each in agenda.for_viewer(viewer_of(owner)) if each.kind == "need ends"]

    assert (item.action, item.action_url) == ("Angaben ändern", "")
    assert item.url == f"/n/riegelstein/needs/{need.public_id}/edit/"


def test_a_need_that_no_firm_fits_waits_for_the_office(network, bakery, owner, office, viewer_of):
    lonely = NeedFactory(
        network=network,
        owner=bakery,
        created_by=owner,
        contact=owner,
        published_at=YESTERDAY,
        matched_at=YESTERDAY,
    )
    answered = NeedFactory(
        network=network, owner=bakery, created_by=owner, contact=owner, matched_at=YESTERDAY
    )
    NeedFactory(network=network, owner=bakery)  # not matched yet: nobody knows
    MatchFactory(need=answered)
    MatchFactory(need=lonely, rank=None)  # would fit but for a condition: that is nobody
    MatchFactory(need=lonely, signals={"words": 0.01})  # names hardly anything of it

    waiting = [("need without firms", "Bäckerei Korn", DAY + timedelta(days=3))]
    assert due(viewer_of(office)) == waiting
    assert due(viewer_of(owner)) == []


def test_a_firm_that_fitted_before_and_no_longer_does_answers_nothing(
    network, bakery, office, viewer_of
):
    need = NeedFactory(
        network=network, owner=bakery, matched_at=YESTERDAY, generation="2", contact=None
    )
    MatchFactory(need=need, generation="1")
    kept = MatchFactory(need=need)
    assert due(viewer_of(office)) == []

    kept.delete()

    assert [kind for kind, _who, _on in due(viewer_of(office))] == ["need without firms"]


def test_an_offer_that_was_taken_back_answers_nothing(network, bakery, office, viewer_of):
    need = NeedFactory(network=network, owner=bakery, matched_at=YESTERDAY)
    offer = MatchFactory(need=need).offer
    assert due(viewer_of(office)) == []

    offer.withdrawn_at = datetime(2026, 5, 4, 6, tzinfo=UTC)
    offer.save()

    assert [kind for kind, _who, _on in due(viewer_of(office))] == ["need without firms"]


@pytest.mark.parametrize("who", ["adviser", "stranger"])
def test_whoever_acts_for_nobody_is_asked_nothing(who, network, bakery, request, viewer_of):
    NeedFactory(network=network, owner=bakery, draft=True)

    assert due(viewer_of(request.getfixturevalue(who))) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_agenda_costs_the_same_however_much_waits(
    rows, network, office, viewer_of, django_assert_num_queries
):
    NeedFactory.create_batch(rows, network=network, draft=True)
    NeedFactory.create_batch(rows, network=network, expires_on=DAY, matched_at=YESTERDAY)
    viewer = viewer_of(office)

    keeping.catch_up()

    with django_assert_num_queries(9):
        assert len(waiting.for_viewer(viewer)) == 3 * rows


# What was told stays ------------------------------------------------------------------------------


def test_another_rule_moves_no_draft_that_somebody_was_told_about(
    network, bakery, owner, viewer_of
):
    actions.say("40 Eichenbretter", network=network, owner=bakery, by=owner)
    told = due(viewer_of(owner))

    set_rule(network, since=DAY, need_draft_days=10)
    actions.say("12 Stühle", network=network, owner=bakery, by=owner)

    assert [day for _kind, _who, day in told] == [DAY + timedelta(days=3)]
    assert [day for _kind, _who, day in due(viewer_of(owner))] == [
        DAY + timedelta(days=3),
        DAY + timedelta(days=10),
    ]


def test_another_rule_moves_no_need_that_the_office_was_told_about(
    network, bakery, owner, office, viewer_of
):
    for _each in range(2):
        draft = NeedFactory(network=network, owner=bakery, created_by=owner, draft=True)
        actions.publish(draft, by=owner)
        network.needs.filter(pk=draft.pk).update(matched_at=YESTERDAY)
        set_rule(network, since=DAY, need_without_firms_days=10)

    days = [day for kind, _who, day in due(viewer_of(office)) if kind == "need without firms"]

    assert days == [DAY + timedelta(days=3), DAY + timedelta(days=10)]


def test_another_term_moves_no_last_day(network, bakery, owner):
    told = actions.publish(NeedFactory(network=network, owner=bakery, draft=True), by=owner)

    set_rule(network, since=DAY, need_open_days=14)
    new = actions.publish(NeedFactory(network=network, owner=bakery, draft=True), by=owner)

    told.refresh_from_db()
    assert told.expires_on == DAY + timedelta(days=90)
    assert new.expires_on == DAY + timedelta(days=14)
