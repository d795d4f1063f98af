"""Who sits in a committee: given and ended as tasks, asked as of a day, and what follows of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kurzweg.committees import seats
from kurzweg.core.viewer import Role
from kurzweg.networks.models import Committee, Mandate
from tests.committees.factories import CommitteeFactory, seated, written
from tests.conftest import acting_for
from tests.factories import MandateFactory, PersonFactory, PositionFactory
from tests.forms import pressed

pytestmark = pytest.mark.django_db

HERE = "/n/riegelstein/committees/"


def page_of(committee, rest: str = "") -> str:
    return f"{HERE}{committee.public_id}/{rest}"


def names(committee, on: date) -> list[str]:
    return [row.person.family_name for row in seats.who_sits(committee, on=on)]


def test_the_office_enters_a_committee_and_somebody_new_who_sits_there(desk, network):
    desk.post(f"{HERE}new/", {"name": "Rundtisch", "kind": "circle", "since": "2026-01-01"})
    circle = Committee.objects.in_network(network).get()

    entry = {"family_name": "Neu", "seat": "chair", "since": "2026-01-01", "email": "n@x.example"}
    answer = desk.post(page_of(circle, "seats/new/"), entry)

    assert answer.status_code == 302
    assert [row.task for row in seats.who_sits(circle, on=network.today())] == [
        "Rundtisch: Leitung"
    ]


def test_somebody_whom_the_network_knows_is_asked_about_and_not_entered_twice(desk, circle, owner):
    entry = {"family_name": owner.family_name, "seat": "member", "since": "2026-01-01"}

    asked = desk.post(page_of(circle, "seats/new/"), entry)
    desk.post(page_of(circle, "seats/new/"), entry | {"which": owner.public_id})

    assert asked.status_code == 422
    assert [row.person for row in seats.seats_of(circle)] == [owner]


def test_whom_no_mail_reaches_is_said_to_whoever_writes_the_minutes(
    circle, bakery, chair, as_person
):
    for name, email in (("Still", ""), ("Laut", "laut@korn.example")):
        person = PersonFactory(family_name=name, email=email)
        PositionFactory(person=person, organisation=bakery)
        seated(person, circle)

    to_the_chair = as_person(chair).get(page_of(circle)).content.decode()
    to_a_member = as_person(person).get(page_of(circle)).content.decode()

    assert to_the_chair.count("keine Mailadresse</span>") == 1
    assert "Eine Person hier hat keine Mailadresse" in to_the_chair
    assert "Mailadresse" not in to_a_member


@pytest.mark.parametrize(
    ("email", "is_warned"), [("", True), ("n@x.example", False)], ids=["none", "one"]
)
def test_a_mail_that_was_ticked_and_reaches_nobody_is_told_at_once(desk, circle, email, is_warned):
    entry = {"family_name": "Neu", "seat": "member", "since": "2026-01-01", "is_told": "on"}

    answer = desk.post(page_of(circle, "seats/new/"), entry | {"email": email}, follow=True)

    said = "hat keine Mailadresse und bekam keine Mail" in answer.content.decode()
    assert said is is_warned


def test_minutes_and_confidentiality_name_whom_no_mail_reached(desk, circle, chair, as_person):
    seated(PersonFactory(family_name="Still", email=""), circle)
    record = written(circle)

    released = desk.post(f"/n/riegelstein/minutes/{record.public_id}/release/", follow=True)
    declared = desk.post(page_of(circle, "confidentiality/declare/"), {"text": "Pst"}, follow=True)

    expected = "Still hat keine Mailadresse und bekam keine Mail"
    assert [expected in each.content.decode() for each in (released, declared)] == [True, True]


def test_who_sat_there_on_an_earlier_day_is_shown_as_of_that_day(desk, circle, bakery):
    until = date(2026, 1, 1)
    seated(acting_for(bakery, "Damals"), circle, until=until)
    seated(acting_for(bakery, "Heute"), circle, since=until)

    before = desk.get(page_of(circle), {"on": "2025-12-31"}).content.decode()

    assert names(circle, until - timedelta(days=1)) == ["Damals"]
    assert names(circle, until) == ["Heute"]
    assert ("Damals" in before, "Heute</bdi>" in before) == (True, False)


def test_a_board_member_sits_on_the_one_board_wherever_she_is_entered(desk, network, bakery):
    person = acting_for(bakery, "Vor")
    task = {"kind": "board", "title": "Vorsitz", "since": "2026-01-01", "person": person.public_id}

    desk.post("/n/riegelstein/settings/tasks/new/", task)

    board = Committee.objects.in_network(network).get()
    assert (board.name, board.kind) == ("Vorstand", "board")
    assert [row.person for row in seats.seats_of(board)] == [person]


def test_a_seat_that_ends_ends_wherever_it_is_read(desk, network, circle, chair, viewer_of):
    seat = seats.seats_of(circle).get()
    before = Role.COMMITTEE in viewer_of(chair).roles

    desk.post(page_of(circle, f"seats/{seat.public_id}/end/"))

    assert (before, Role.COMMITTEE in viewer_of(chair).roles) == (True, False)
    assert not seats.sits_there(chair, committee=circle, on=network.today())
    assert Mandate.objects.in_network(network).get(person=chair).until == network.today()


def test_a_guest_sits_there_and_has_no_right_from_it(network, circle, stranger, viewer_of):
    seated(stranger, circle, "guest")

    assert viewer_of(stranger).roles == {Role.PUBLIC}
    assert names(circle, network.today()) == [stranger.family_name]


def test_a_guest_who_belongs_to_the_network_reads_nothing_of_the_committee_either(
    as_person, circle, sawyer
):
    seat = seated(sawyer, circle, "guest")
    record = written(circle, is_released=True)
    pages = [page_of(circle), page_of(circle, "confidentiality/")]
    pages.append(f"/n/riegelstein/minutes/{record.public_id}/")
    browser = as_person(sawyer)
    before = [browser.get(page).status_code for page in pages]

    Mandate.objects.in_network(circle.network_id).filter(pk=seat.pk).update(
        seat="member", kind="committee"
    )

    assert before == [404, 404, 404]
    assert [browser.get(page).status_code for page in pages] == [200, 200, 200]


def test_a_guest_who_becomes_a_member_has_the_rights_of_one(desk, circle, stranger, viewer_of):
    seat = seated(stranger, circle, "guest")
    page = page_of(circle, f"seats/{seat.public_id}/")

    desk.post(page, pressed(desk.get(page), seat="member"))

    assert Role.COMMITTEE in viewer_of(stranger).roles


@pytest.mark.parametrize(("is_public", "status"), [(True, 200), (False, 404)])
def test_strangers_see_a_committee_only_if_the_network_says_so(client, circle, is_public, status):
    Committee.objects.in_network(circle.network_id).update(is_public=is_public)

    assert client.get(page_of(circle)).status_code == status
    assert (circle.name in client.get(HERE).content.decode()) == is_public


def test_a_former_member_sees_nothing_from_the_next_request_on(as_person, circle, chair, network):
    browser = as_person(chair)
    before = browser.get(page_of(circle)).status_code

    seats.seats_of(circle).update(until=network.today())

    assert (before, browser.get(page_of(circle)).status_code) == (200, 404)


def test_a_member_of_another_committee_sees_only_her_own(as_person, circle, network, sawyer):
    other = CommitteeFactory(network=network)
    seated(sawyer, other)
    browser = as_person(sawyer)

    assert browser.get(page_of(other)).status_code == 200
    assert browser.get(page_of(circle)).status_code == 404


def test_a_second_board_and_a_second_seat_are_refused_and_say_so(desk, network, circle, owner):
    CommitteeFactory(network=network, kind="board", name="Vorstand")
    seated(owner, circle)

    board = desk.post(f"{HERE}new/", {"name": "Noch einer", "kind": "board"})
    entry = {"seat": "member", "since": "2026-01-01", "person": owner.public_id}
    seat = desk.post(page_of(circle, "seats/new/"), entry)

    assert (board.status_code, seat.status_code) == (422, 422)
    assert "bereits einen Vorstand" in board.content.decode()


def test_the_database_refuses_a_second_board_and_a_seat_nowhere(network, owner):
    CommitteeFactory(network=network, kind="board")

    for make in (
        lambda: CommitteeFactory(network=network, kind="board"),
        lambda: MandateFactory(network=network, person=owner, kind="committee", seat="chair"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_cost_the_same_for_one_and_for_three(
    desk, network, circle, number, django_assert_num_queries, bakery
):
    for place in range(number):
        CommitteeFactory(network=network)
        seated(acting_for(bakery, f"P{place}"), circle)
    desk.get(HERE)

    with django_assert_num_queries(LIST):
        desk.get(HERE)
    with django_assert_num_queries(DETAIL):
        desk.get(page_of(circle))


LIST, DETAIL = 7, 15
