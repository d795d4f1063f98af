"""A firm that moves is at its old seat until the last day, and at its new one from the next."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kurzweg.core import search
from kurzweg.core.models import Change
from kurzweg.introductions import letters
from kurzweg.introductions.models import InitiatedAs
from kurzweg.introductions.recipients import Recipient
from kurzweg.market import matching, organisations, places
from kurzweg.market.explanation import explain
from kurzweg.market.models import Match
from kurzweg.people.models import Site
from tests.factories import MembershipFactory, OrganisationFactory, SiteFactory
from tests.market.factories import NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db

HERE = {"latitude": 50.0, "longitude": 9.0}
THERE = {"latitude": 51.0, "longitude": 9.0}
LIST = "/n/riegelstein/organisations/"
ORGANISATIONS = frozenset({"organisation"})


@pytest.fixture
def moving_on(network):
    return network.today() + timedelta(days=1)


@pytest.fixture
def sawmill_moves(sawmill, moving_on):
    """The sawmill leaves Riegelstein for Kupferau tomorrow."""
    Site.objects.filter(organisation=sawmill).update(until=moving_on, **HERE)
    SiteFactory(
        organisation=sawmill, town="Kupferau", postal_code="00202", since=moving_on, **THERE
    )
    return sawmill


def at_noon(day) -> str:
    return f"{day.isoformat()} 12:00 +0100"


def test_the_seat_is_that_of_the_day(sawmill_moves, moving_on, network):
    assert sawmill_moves.seat_on(network.today()).town == "Riegelstein"
    assert sawmill_moves.seat_on(moving_on).town == "Kupferau"


def test_a_site_that_ended_is_no_seat_even_if_there_is_no_other(sawmill, network):
    Site.objects.filter(organisation=sawmill).update(until=network.today())

    assert sawmill.seat_on(network.today()) is None


def test_pages_say_where_the_firm_is_today(client, sawmill_moves, moving_on, time_machine):
    page = f"{LIST}{sawmill_moves.public_id}/"
    for address in (LIST, page):
        assert "Riegelstein</" in client.get(address).content.decode()
        assert "Kupferau" not in client.get(address).content.decode()

    time_machine.move_to(at_noon(moving_on))

    for address in (LIST, page):
        assert "Kupferau</" in client.get(address).content.decode()
    assert "00101" not in client.get(page).content.decode()


def test_the_list_of_a_past_day_says_where_the_firms_were(
    client, sawmill_moves, moving_on, time_machine
):
    past = (moving_on - timedelta(days=1)).isoformat()
    time_machine.move_to(at_noon(moving_on))

    assert "Kupferau" not in client.get(LIST, {"on": past}).content.decode()


def test_the_distance_follows_at_midnight_without_anybody_doing_anything(
    sawmill_moves, bakery, network, moving_on, time_machine
):
    Site.objects.filter(organisation=bakery).update(**HERE)
    OfferFactory(network=network, organisation=sawmill_moves)
    need = NeedFactory(network=network, owner=bakery, place="Riegelstein", **HERE)
    search.rebuild()
    assert distance_of(need) == 0

    time_machine.move_to(at_noon(moving_on))

    assert distance_of(need) == pytest.approx(111, abs=1)
    assert not Change.objects.exclude(kind="market.need").exists()  # now a firm fits, that is all


def distance_of(need) -> float:
    matching.match_all(need.pk)
    return Match.objects.in_network(need.network).newest().get(need=need).distance_km


def test_a_membership_that_begins_is_found_on_its_first_day(
    network, moving_on, time_machine, viewer_of
):
    firm = OrganisationFactory(name="Neue Mühle")
    MembershipFactory(network=network, organisation=firm, since=moving_on)
    search.rebuild()
    assert search.find(viewer_of(), "Mühle", kinds=ORGANISATIONS) == []

    time_machine.move_to(at_noon(moving_on))

    found = search.find(viewer_of(), "Mühle", kinds=ORGANISATIONS)
    assert [shown.row for shown in found] == [firm]
    assert search.drift() == set()


def test_towns_are_known_by_the_sites_of_the_day(network, sawmill_moves, moving_on, time_machine):
    assert places.named("Kupferau", network=network)[1] is None
    assert places.named("Riegelstein", network=network)[1].name == "Riegelstein"

    time_machine.move_to(at_noon(moving_on))

    assert places.named("Kupferau", network=network)[1].name == "Kupferau"
    assert places.named("Riegelstein", network=network)[1] is None


def test_letters_lists_and_choices_say_the_seat_of_the_day(
    sawmill_moves, office, network, moving_on, time_machine, viewer_of
):
    time_machine.move_to(at_noon(moving_on))
    need = NeedFactory(network=network, owner=sawmill_moves)
    to = Recipient(sawmill_moves, None, "a@b.example")

    letter = letters.draft(need, offer=None, to=to, by=office, initiated_as=InitiatedAs.OFFICE)

    assert "Sägewerk Tann (Kupferau)" in letter.text
    among = organisations.spoken_for(viewer_of(office), network=network)
    label = organisations.label(sawmill_moves, among=among, on=moving_on)
    assert label == "Sägewerk Tann, Kupferau"
    assert organisations.named("Tann, Kupferau", among=among, on=moving_on) == [sawmill_moves]
    assert organisations.named("Tann, Riegelstein", among=among, on=moving_on) == []
    assert places.of_need(need) == places.of_seat(sawmill_moves, on=moving_on)[1]


def test_the_firms_of_a_need_stand_where_they_are_today(
    sawmill_moves, bakery, office, network, moving_on, time_machine, viewer_of
):
    OfferFactory(network=network, organisation=sawmill_moves)
    need = NeedFactory(network=network, owner=bakery)
    time_machine.move_to(at_noon(moving_on))
    search.rebuild()
    matching.match_all(need.pk)

    [firm] = explain(need, viewer=viewer_of(office)).fitting

    assert firm.place == "Kupferau"
