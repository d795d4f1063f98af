"""The ways in the frame of a page: declared by the apps, for those who may go them."""

import re
from datetime import date

import pytest
from django.core.checks import run_checks

from kurzweg.core import navigation
from kurzweg.core.navigation import Slot, Way
from kurzweg.core.policy import MEMBERS, OFFICE, READING, SIGNED_IN, routes
from kurzweg.core.viewer import Role, Viewer

STRANGER = Viewer(today=date(2026, 5, 4), network_id=7)
MEMBER = Viewer(
    today=date(2026, 5, 4),
    account_id=1,
    network_id=7,
    roles=frozenset({Role.PUBLIC, Role.MEMBER}),
)
HERE = "/n/netz/needs/"


@pytest.fixture
def only_these(monkeypatch):
    """Let a test declare its own ways and take them away afterwards."""

    def bring(*ways):
        monkeypatch.setattr(navigation, "_ways", {})
        for way in ways:
            navigation.register(way)

    return bring


def shown(slot, viewer, *, network="netz", page=HERE):
    return navigation.shown(slot, viewer=viewer, network=network, page=page)


def test_ways_stand_in_their_order_and_each_in_its_slot(only_these):
    only_these(
        Way(slot=Slot.SECTIONS, label="search", route="insight:search", order=90),
        Way(slot=Slot.ACCOUNT, label="settings", route="networks:settings", order=5),
        Way(slot=Slot.SECTIONS, label="needs", route="market:need-list", order=20),
    )

    assert [way.label for way in shown(Slot.SECTIONS, STRANGER)] == ["needs", "search"]
    assert [way.url for way in shown(Slot.ACCOUNT, STRANGER)] == ["/n/netz/settings/"]


def test_a_way_is_shown_to_its_audience_only(only_these):
    only_these(
        Way(slot=Slot.SECTIONS, route="insight:due", audience=MEMBERS, order=1),
        Way(slot=Slot.SECTIONS, route="networks:settings", audience=OFFICE, order=2),
        Way(slot=Slot.SECTIONS, route="insight:search", order=3),
    )

    seen = {who: [way.url for way in shown(Slot.SECTIONS, who)] for who in (STRANGER, MEMBER)}

    assert seen == {
        STRANGER: ["/n/netz/search/"],
        MEMBER: ["/n/netz/due/", "/n/netz/search/"],
    }


def test_a_way_can_ask_for_more_than_its_audience(only_these):
    only_these(
        Way(
            slot=Slot.ACCOUNT,
            route="people:who",
            scope="installation",
            audience=SIGNED_IN,
            is_shown=lambda viewer: viewer.has_several_names,
            order=1,
        )
    )

    assert shown(Slot.ACCOUNT, MEMBER) == []


def test_outside_a_network_only_the_installation_has_ways(only_these):
    only_these(
        Way(slot=Slot.ACCOUNT, route="networks:settings", order=1),
        Way(slot=Slot.ACCOUNT, route="people:who", scope="installation", order=2),
    )

    assert [way.url for way in shown(Slot.ACCOUNT, MEMBER, network="", page="/")] == ["/who/"]


@pytest.mark.parametrize(
    ("page", "here"),
    [
        (HERE, "page"),
        (f"{HERE}?q=Messing", "page"),
        (f"{HERE}6umgywsj5tb8/", "true"),
        ("/n/netz/", ""),
        ("/n/netz2/needs/", ""),
    ],
)
def test_a_way_says_whether_somebody_stands_on_it_or_below(only_these, page, here):
    only_these(Way(slot=Slot.SECTIONS, route="market:need-list", order=1))

    assert [way.here for way in shown(Slot.SECTIONS, STRANGER, page=page)] == [here]


def test_a_page_to_come_back_from_learns_the_whole_address(only_these):
    only_these(
        Way(
            slot=Slot.ENTRANCE,
            route="account_login",
            scope="installation",
            comes_back=True,
            order=1,
        )
    )

    url = shown(Slot.ENTRANCE, STRANGER, page="/n/netz/search/?q=a&kind=need")[0].url

    assert url == "/sign-in/?next=/n/netz/search/%3Fq%3Da%26kind%3Dneed"


def test_a_job_is_done_by_the_first_who_does_it_or_by_nobody(only_these):
    only_these(
        Way(slot=Slot.FRONT, route="networks:organisation-list", order=90),
        Way(slot=Slot.FRONT, route="insight:home", order=10),
    )

    addresses = [navigation.address(slot, "netz") for slot in (Slot.FRONT, Slot.SEARCH)]

    assert addresses == ["/n/netz/", ""]


def uncovered():
    """Name the ways that are shown to somebody whom the page behind them turns away."""
    policies = {route.name: route.policy for route in routes()}
    viewers = [
        STRANGER,
        *(Viewer(today=STRANGER.today, account_id=1, roles=frozenset({role})) for role in Role),
    ]

    def is_covered(way):
        audience = policies[way.route].audience_for("POST" if way.is_button else READING[0])
        return policies[way.route].scope == way.scope and all(
            audience.admits(viewer)
            for viewer in viewers
            if way.audience.admits(viewer) and way.is_shown(viewer)
        )

    declared = [way for slot in Slot for way in navigation.ways(slot)]
    return [way.route for way in declared if not is_covered(way)]


def test_whoever_is_shown_a_way_may_go_it():
    assert uncovered() == []


def test_a_way_for_more_people_than_its_page_is_noticed(only_these):
    only_these(
        Way(slot=Slot.ACCOUNT, route="networks:settings", audience=MEMBERS, order=1),
        Way(slot=Slot.ACCOUNT, route="networks:standing", audience=MEMBERS, order=2),
    )

    assert uncovered() == ["networks:settings"]


def test_a_way_that_leads_nowhere_keeps_the_server_from_starting(only_these):
    only_these(
        Way(slot=Slot.SECTIONS, route="market:need-lists", order=1),
        Way(slot=Slot.ACCOUNT, route="people:who", order=2),
        Way(slot=Slot.SEARCH, route="insight:search", order=3),
    )

    refused = [error.msg for error in run_checks(tags=["urls"])]

    assert refused == [
        "The way “market:need-lists” in “sections” leads nowhere.",
        "The way “people:who” in “account” leads nowhere.",
    ]


@pytest.mark.django_db
def test_the_masthead_and_the_menu_hold_what_they_held(as_person, office, client):
    def frame(page):
        body = page.content.decode().partition("<main")[0]
        return re.findall(r'<a href="([^"]*)"(?: aria-current="(\w+)")?>', body)

    home = "/n/riegelstein/"

    assert frame(as_person(office).get(f"{home}organisations/")) == [
        (f"{home}introductions/", ""),
        (f"{home}me/", ""),
        (f"{home}committees/", ""),
        (f"{home}weights/", ""),
        (f"{home}settings/", ""),
        (f"{home}figures/", ""),
        (f"{home}joining/", ""),
        (f"{home}persons/", ""),
        (f"/me/data/?next={home}organisations/", ""),
        (f"{home}due/", ""),
        (f"{home}needs/", ""),
        (f"{home}organisations/", "page"),
        (f"{home}search/", ""),
    ]
    client.logout()
    assert frame(client.get(home)) == [
        (f"{home}needs/", ""),
        (f"{home}organisations/", ""),
        (f"{home}search/", ""),
    ]
