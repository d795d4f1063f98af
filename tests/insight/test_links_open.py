"""Whoever is shown a link can open it: lists, search and profiles are walked as everybody."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urldefrag

import pytest

from kurzweg.core import search
from tests.conftest import acting_for
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    SiteFactory,
    SupportingBodyFactory,
)
from tests.market.factories import NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db

MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
HREF = re.compile(r'href="([^"]*)"')
HOME = "/n/riegelstein/"
SEARCHES = ("search/?q=Messing", "search/?q=Drehteile&kind=offer", "search/?q=Kammer")
STARTS = (
    "",
    "organisations/",
    "organisations/?on=2019-01-01",
    "needs/",
    *SEARCHES,
    "due/",
    "introductions/",
    "me/",
)
EVERYBODY = (
    None,
    "owner",
    "apprentice",
    "office",
    "adviser",
    "neighbour",
    "stranger",
    "consultant",
)


@pytest.fixture
def chamber(network):
    """A supporting body, which carries the network without being a member."""
    body = OrganisationFactory(name="Kammer Riegelstein", kind="chamber", summary="Wir beraten.")
    SiteFactory(organisation=body)
    SupportingBodyFactory(network=network, organisation=body)
    return body


@pytest.fixture
def consultant(chamber):
    return acting_for(chamber, "Rath", is_admin=True)


@pytest.fixture
def at_the_edges(network):
    """Who applies, who will belong and who has left: the office still opens their pages."""
    today, firms = network.today(), []
    for name, days in {
        "Antrag": {"since": None, "applied_on": today},
        "Später": {"since": today + timedelta(days=9), "applied_on": today},
        "Ehemals": {"until": today},
        "Gekündigt": {"notice_on": today},
    }.items():
        firms.append(OrganisationFactory(name=f"{name} GmbH"))
        SiteFactory(organisation=firms[-1])
        MembershipFactory(network=network, organisation=firms[-1], **days)
    return firms


@pytest.fixture
def market(network, bakery, chamber, at_the_edges):
    """What members and the supporting body offer and look for, seen by everybody and inside."""
    for visibility in ("public", "network"):
        for firm in (bakery, chamber, *at_the_edges):
            OfferFactory(network=network, organisation=firm, visibility=visibility)
            NeedFactory(network=network, owner=firm, visibility=visibility)
    for firm in (bakery, chamber):
        NeedFactory(network=network, owner=firm, draft=True)
    search.rebuild()


def links_of(response) -> set[str]:
    """Name the pages of ours that the middle of a page leads to."""
    middle = MAIN.search(response.content.decode())
    found = {urldefrag(unescape(href)).url for href in HREF.findall(middle[0])}
    return {href for href in found if href.startswith("/")}


def dead_links(client, *shown: str) -> list[tuple[str, str]]:
    """Walk from the starts over every link and name those that do not open, and from where.

    `shown` are pages that a firm's name leads to elsewhere: where they open, their links do too.
    """
    waiting = [("", HOME + start) for start in (*STARTS, *shown)]
    seen, dead = set(), []
    while waiting:
        origin, path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        response = client.get(path)
        if response.status_code == 404 and origin:
            dead.append((origin, path))
        elif response.status_code == 200 and "text/html" in response.headers["Content-Type"]:
            waiting += [(path, href) for href in links_of(response)]
    assert len(seen) > len(STARTS), "the control: something was linked"
    return dead


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_link_that_is_shown_opens(who, market, at_the_edges, client, as_person, request):
    person = request.getfixturevalue(who) if who else None
    profiles = [f"organisations/{firm.public_id}/" for firm in at_the_edges]

    assert dead_links(as_person(person), *profiles) == []


def test_the_page_of_a_supporting_body_says_since_when_it_carries_the_network(
    client, chamber, market
):
    page = client.get(f"{HOME}organisations/{chamber.public_id}/").content.decode()

    assert "Trägt das Netzwerk seit" in page
    assert "Mitglied seit" not in page
    assert "Wir beraten." in page


def test_the_page_of_a_supporting_body_ends_with_its_support(client, network, chamber):
    network.supporting_bodies.update(until=network.today())

    assert client.get(f"{HOME}organisations/{chamber.public_id}/").status_code == 404
