"""Wherever somebody stands, every way in the masthead, the menu and the foot of a page opens."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.conftest import acting_for, member_firm
from tests.market.factories import NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db

PEOPLE = ["office", "owner", "apprentice", "adviser", "neighbour", "stranger", "nobody"]
TAB = re.compile(r'<nav class="sections".*?</nav>', re.DOTALL)


@pytest.fixture
def nobody():
    return None


@pytest.fixture
def both(network, other_network):
    """Two networks, each with a firm, what it can do and a need for everybody's eyes."""
    for here, name in ((network, "Gießerei Glut"), (other_network, "Weberei Faden")):
        firm = member_firm(here, name)
        acting_for(firm, "Chef", is_admin=True)
        OfferFactory(network=here, organisation=firm)
        NeedFactory(network=here, owner=firm, visibility="public")
    return network, other_network


def public_pages(network):
    need, firm = network.needs.get(visibility="public"), network.memberships.last().organisation
    here = f"/n/{network.slug}/"
    return [
        here,
        f"{here}needs/",
        f"{here}needs/{need.public_id}/",
        f"{here}organisations/",
        f"{here}organisations/{firm.public_id}/",
        f"{here}search/?q=Drehteile",
    ]


def frame(response):
    """What stands around the content of a page."""
    body = response.content.decode()
    main = re.search(r"<main.*</main>", body, re.DOTALL)
    return body.replace(main[0], "") if main else body


def ways(html):
    return {unescape(way) for way in re.findall(r'<a\b[^>]*\bhref="(/[^"]*)"', html)}


@pytest.mark.parametrize("who", PEOPLE)
def test_every_way_around_a_public_page_opens(request, as_person, both, who):
    client = as_person(request.getfixturevalue(who))
    shut = []
    for network in both:
        opened = [client.get(page) for page in public_pages(network)]
        found = {way for response in opened for way in ways(frame(response))}
        shut += [
            response.request["PATH_INFO"] for response in opened if response.status_code != 200
        ]
        shut += [way for way in found if client.get(way, follow=True).status_code != 200]

    assert shut == []


def test_the_tab_of_what_is_due_is_there_for_who_belongs_there(as_person, office, both):
    client = as_person(office)
    here, there = both

    tabs = [TAB.search(client.get(f"/n/{each.slug}/").content.decode())[0] for each in both]

    assert [f"/n/{here.slug}/due/" in tabs[0], f"/n/{there.slug}/due/" in tabs[1]] == [True, False]
    # What a tab would have led to.
    assert client.get(f"/n/{there.slug}/due/").status_code == 404
