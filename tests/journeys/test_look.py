"""Every page in a real browser: readable by everybody, no wider than the phone, nothing refused."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from kurzweg.core import search
from kurzweg.market import actions, weights
from kurzweg.market.models import Offer
from kurzweg.networks import applying
from tests.factories import PersonFactory, PositionFactory, set_rule
from tests.learning.conftest import ANSWERS, NEARER
from tests.market.conftest import CALL, able_firm, baking, fresh_index

__all__ = ["baking", "fresh_index"]

LOOKS = ((1280, "light"), (390, "dark"))
NARROWEST = 320

PAGES = {
    "/n/riegelstein/": "stranger",
    "/n/riegelstein/due/": "office",
    "/n/riegelstein/search/?q=brot": "owner",
    "/n/riegelstein/me/": "adviser",
    "/": "stranger",
    "/sign-in/": "stranger",
    "/nowhere/": "stranger",
    "/n/riegelstein/organisations/": "owner",
    "/n/riegelstein/organisations/new/": "office",
    "/n/riegelstein/organisations/{firm}/edit/": "owner",
    "/n/riegelstein/organisations/{firm}/membership/": "owner",
    "/n/riegelstein/organisations/{firm}/persons/": "owner",
    "/n/riegelstein/organisations/{firm}/persons/new/": "owner",
    "/n/riegelstein/organisations/{firm}/persons/{person}/": "office",
    "/n/riegelstein/organisations/{firm}/take-out/": "office",
    "/n/riegelstein/organisations/{turner}/take-out/": "office",
    "/n/riegelstein/memberships/{membership}/": "office",
    "/n/riegelstein/memberships/{membership}/end/": "office",
    "/n/riegelstein/persons/{person}/": "office",
    "/n/riegelstein/persons/{person}/edit/": "office",
    "/n/riegelstein/settings/": "office",
    "/n/riegelstein/settings/presentation/": "office",
    "/n/riegelstein/settings/release/": "office",
    "/n/riegelstein/settings/tasks/": "office",
    "/n/riegelstein/settings/tasks/new/": "office",
    "/n/riegelstein/settings/legal/": "office",
    "/n/riegelstein/settings/legal/imprint/": "office",
    "/n/riegelstein/settings/area/": "office",
    "/n/riegelstein/settings/sections/": "office",
    "/n/riegelstein/settings/classes/": "office",
    "/n/riegelstein/settings/welcome/": "office",
    "/n/riegelstein/join/": "stranger",
    "/n/riegelstein/joining/": "office",
    "/n/riegelstein/prospects/new/": "office",
    "/n/riegelstein/applications/{application}/": "office",
    "/n/riegelstein/settings/bodies/": "office",
    "/n/riegelstein/settings/funders/": "office",
    "/n/riegelstein/imprint/": "office",
    "/n/riegelstein/privacy/": "stranger",
    "/n/riegelstein/settings/rules/": "office",
    "/n/riegelstein/settings/processing/": "office",
    "/n/riegelstein/persons/": "office",
    "/me/data/": "owner",
    "/n/riegelstein/weights/": "office",
    "/n/riegelstein/organisations/{firm}/": "office",
    "/n/riegelstein/organisations/{firm}/offers/new/": "owner",
    "/n/riegelstein/organisations/{turner}/offers/": "office",
    "/n/riegelstein/offers/{offer}/edit/": "office",
    "/n/riegelstein/needs/": "owner",
    "/n/riegelstein/needs/new/": "office",
    "/n/riegelstein/needs/{draft}/edit/": "owner",
    "/n/riegelstein/needs/{need}/": "owner",
    "/n/riegelstein/organisations/{turner}/": "sawyer",
}


@pytest.fixture
def places(network, bakery, baking, owner):
    """Fill the network so that each page has something to show; give the names in the paths."""
    turner = able_firm(network, "Dreherei Span", iso_until=network.today())
    able_firm(network, "Dreherei Rost", iso_until=network.today() - timedelta(days=1))
    search.rebuild()
    draft, need = (actions.say(CALL, network=network, owner=bakery, by=owner) for _ in range(2))
    actions.publish(need, by=owner)
    for days, answer_days in ((-9, 7), (9, 21)):  # once decided, and planned
        since = network.today() + timedelta(days=days)
        set_rule(network, since=since, ask_open_days=answer_days)
    weights.propose(network, weights=NEARER, trained_from=ANSWERS)
    baker = PersonFactory(entered_by_network=network, phone="02941 77 12")
    PositionFactory(person=baker, organisation=bakery, title="Einkauf", is_admin=True)
    gone = PersonFactory(entered_by_network=network)
    PositionFactory(person=gone, organisation=bakery, until=network.today())
    applied, _token = applying.apply(network, {"name": "Gießerei Funk", "town": "Riegelstein"})
    return {
        "application": applied.public_id,
        "membership": bakery.memberships.across_networks("a test").get().public_id,
        "person": baker.public_id,
        "firm": bakery.public_id,
        "turner": turner.public_id,
        "offer": Offer.objects.in_network(network).get(organisation=turner).public_id,
        "draft": draft.public_id,
        "need": need.public_id,
    }


@pytest.fixture
def visit(request, live_server, page_of, places):
    """Open a page as somebody of the cast and note what the browser complains about."""

    def go(path):
        who = PAGES[path]
        person = None if who == "stranger" else request.getfixturevalue(who)
        page = page_of(person)
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        answer = page.goto(live_server.url + path.format(**places))
        assert answer.status == (404 if path == "/nowhere/" else 200)
        return page

    return go


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_barrier_in_any_light(visit, path):
    page = visit(path)

    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_the_narrowest_phone_and_the_finger(visit, path, live_server):
    page = visit(path)
    page.set_viewport_size({"width": NARROWEST, "height": 600})

    too_small = page.evaluate(
        """[...document.querySelectorAll("button, .button, nav a, summary, input")]
        .filter(one => one.checkVisibility() && !["checkbox", "radio", "hidden"].includes(one.type))
        .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""
    )
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST
    assert too_small == []
    assert [line for line in page.complaints if "404" not in line] == []
    assert [name for name in loaded if not name.startswith(live_server.url)] == []
    assert loaded != []


def test_the_test_of_the_narrowest_phone_does_find_what_is_too_wide(visit):
    page = visit("/")
    page.set_viewport_size({"width": NARROWEST, "height": 600})

    page.evaluate(
        "document.querySelector('main').append('x'.repeat(400)); "
        "document.body.style.overflowWrap = 'normal'"
    )

    assert page.evaluate("document.documentElement.scrollWidth") > NARROWEST


@pytest.mark.parametrize("width", [NARROWEST, 375, 1280])
def test_the_menu_behind_the_name_opens_within_the_window(visit, width):
    page = visit("/n/riegelstein/due/")
    page.set_viewport_size({"width": width, "height": 800})

    page.click(".menu > summary")

    menu = page.locator(".menu > div").bounding_box()
    assert menu["height"] > 100
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= width


GAPS = """([above, below]) => document.querySelector(below).getBoundingClientRect().top
    - document.querySelector(above).getBoundingClientRect().bottom"""


@pytest.mark.parametrize(
    ("path", "above", "below"),
    [
        ("/n/riegelstein/due/", "#items > ol", "#items > p > .button"),
        ("/me/data/", ".part:has(.choice) p:last-of-type", ".choice"),
        (
            "/n/riegelstein/organisations/{firm}/membership/",
            ".part p:last-of-type",
            ".part .button",
        ),
    ],
)
def test_what_is_clicked_does_not_touch_what_stands_above_it(
    visit, office, network, bakery, path, above, below
):
    for _ in range(8):  # more than what is shown at once of what is due
        actions.say(CALL, network=network, owner=bakery, by=office)

    page = visit(path)

    assert page.evaluate(GAPS, [above, below]) >= 8
