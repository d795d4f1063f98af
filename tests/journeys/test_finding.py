"""Anyone is found from any page: a key, three letters, an arrow, Enter."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.factories import MembershipFactory, OrganisationFactory, SiteFactory
from tests.journeys.counting import COUNTS, done


@pytest.fixture
def opened(page_of, live_server, office, network):
    firm = OrganisationFactory(name="Gießerei Müller")
    SiteFactory(organisation=firm, town="Soest")
    MembershipFactory(network=network, organisation=firm, number="0042")
    page = page_of(office)
    page.add_init_script(COUNTS)
    page.goto(f"{live_server.url}/n/riegelstein/settings/")
    return page


def test_the_office_finds_a_member_in_two_steps(opened):
    opened.get_by_placeholder("Name oder Nummer").fill("mül")
    opened.get_by_role("link", name="Gießerei Müller").click()
    opened.get_by_role("heading", name="Gießerei Müller", level=1).wait_for()

    assert done(opened) <= 2


def test_the_keyboard_alone_is_enough(opened):
    opened.keyboard.press("Control+k")
    opened.keyboard.type("0042")
    link = opened.get_by_role("link", name="Gießerei Müller")
    link.wait_for()
    opened.keyboard.press("ArrowDown")
    expect(link).to_be_focused()
    opened.keyboard.press("Escape")
    expect(opened.get_by_placeholder("Name oder Nummer")).to_be_focused()
    expect(link).to_have_count(0)
    opened.keyboard.type("0042")
    opened.keyboard.press("Enter")

    opened.get_by_role("heading", name="Gießerei Müller", level=1).wait_for()
