"""A small market: firms that can do things, and people who look for them."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from kurzweg.core import search
from kurzweg.market import actions, matching
from kurzweg.market.models import Need
from kurzweg.people.models import Activity, Certificate
from tests.conftest import acting_for, member_firm
from tests.market.factories import LONG_AGO, NeedFactory, OfferFactory

NEEDS = "/n/riegelstein/needs/"
NEW = f"{NEEDS}new/"
HTMX = {"HX-Request": "true"}
LATER = LONG_AGO + timedelta(days=100)
CALL = "Wir brauchen 500 Drehteile aus Messing bis zum 30. Juni, ISO 9001, höchstens 30 km"
FACTS = {
    "text": "Wir suchen Mehl",
    "title": "Mehl",
    "visibility": "network",
    "hidden_from_same_activity": "on",
}


@pytest.fixture(autouse=True)
def fresh_index():
    """Let each test begin with an index of its own."""
    search.forget()
    yield
    search.forget()


def able_firm(network, name, *, title="Drehteile aus Messing", text="Wir drehen Messing.", **more):
    """Make a member that offers something: by default the very thing that the tests look for."""
    firm = member_firm(network, name)
    firm.sites.update(latitude=more.pop("latitude", 50.0), longitude=9.0)
    for code in more.pop("codes", ()):
        Activity.objects.create(organisation=firm, code=code)
    if "iso_until" in more:
        Certificate.objects.create(
            organisation=firm, scheme="ISO 9001", valid_until=more.pop("iso_until")
        )
    OfferFactory(network=network, organisation=firm, title=title, text=text, **more)
    return firm


@pytest.fixture
def turner(network):
    """A firm that can do what the tests look for."""
    return able_firm(network, "Dreherei Span", codes=["25.62.0"])


@pytest.fixture
def rival(network):
    """A person of a firm that has the bakery's activity."""
    firm = member_firm(network, "Bäckerei Kruste")
    Activity.objects.create(organisation=firm, code="10.71.0")
    return acting_for(firm, "Kruste", is_admin=True)


@pytest.fixture
def baking(bakery):
    """Let the bakery have its activity, so that there are firms of the same one."""
    bakery.sites.update(latitude=50.0, longitude=9.0)
    Activity.objects.create(organisation=bakery, code="10.71.0")
    return bakery


@pytest.fixture
def need(network, baking, owner):
    return NeedFactory(network=network, owner=baking, contact=owner, title="Mehl")


@pytest.fixture
def draft(network, baking, owner):
    return NeedFactory(network=network, owner=baking, contact=owner, title="Mehl", draft=True)


def looked_at(need):
    """Let somebody look at what fits a need, who finds it matched from then on."""
    matching.match_at_first_look(need)
    need.refresh_from_db()
    return need


@pytest.fixture
def say(network):
    """Say a sentence for a firm, as its person, and look at what fits."""

    def said(text, *, by, owner=None):
        need = actions.say(text, network=network, owner=owner, by=by)
        return looked_at(need)

    return said


def names(response):
    """The names of the rows on a page, in their order."""
    pattern = r'class="name"[^>]*>\s*(?:<a[^>]*>)?([^<]+)<'
    return [unescape(name).strip() for name in re.findall(pattern, response.content.decode())]


def text_of(response):
    return unescape(response.content.decode())


def only_need():
    return Need.objects.across_networks("a test looks at everything").get()
