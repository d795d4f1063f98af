"""Every page in a real browser: readable by everybody, no wider than the phone, nothing refused."""

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
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
    "/n/riegelstein/settings/": "office",
    "/n/riegelstein/organisations/{firm}/": "office",
}


@pytest.fixture
def visit(request, live_server, page_of, bakery):
    """Open a page as somebody of the cast and note what the browser complains about."""

    def go(path):
        who = PAGES[path]
        person = None if who == "stranger" else request.getfixturevalue(who)
        page = page_of(person)
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(live_server.url + path.format(firm=bakery.public_id))
        return page

    return go


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_barrier_in_any_light(visit, path):
    page = visit(path)

    for width in WIDTHS:
        for scheme in SCHEMES:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page).response["violations"]
            assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_the_narrowest_phone(visit, path):
    page = visit(path)
    page.set_viewport_size({"width": NARROWEST, "height": 600})

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST


@pytest.mark.parametrize("path", PAGES)
def test_the_browser_refuses_nothing_and_loads_nothing_from_elsewhere(visit, path, live_server):
    page = visit(path)

    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")

    assert [line for line in page.complaints if "404" not in line] == []
    assert [name for name in loaded if not name.startswith(live_server.url)] == []
    assert loaded != []


@pytest.mark.parametrize("path", PAGES)
def test_what_is_touched_on_a_phone_is_large_enough(visit, path):
    page = visit(path)
    page.set_viewport_size({"width": 390, "height": 800})

    too_small = page.evaluate(
        """[...document.querySelectorAll("button, .button, nav a, summary, input")]
        .filter(one => one.checkVisibility() && !["checkbox", "radio", "hidden"].includes(one.type))
        .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""
    )

    assert too_small == []


def test_the_test_of_the_narrowest_phone_does_find_what_is_too_wide(visit):
    page = visit("/")
    page.set_viewport_size({"width": NARROWEST, "height": 600})

    page.evaluate(
        "document.querySelector('main').append('x'.repeat(400)); "
        "document.body.style.overflowWrap = 'normal'"
    )

    assert page.evaluate("document.documentElement.scrollWidth") > NARROWEST
