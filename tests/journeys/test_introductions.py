"""Introductions in a real browser: few clicks, on the phone, readable by everybody."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone

from kurzweg.introductions import actions
from tests.factories import set_rule
from tests.introductions.conftest import (
    fresh,
    introduce,
    mails,
    match,
    need,
    offer,
    reply,
    token_in,
    url,
)

__all__ = ["introduce", "match", "need", "offer"]

PHONE = {"width": 390, "height": 844}
COUNTS_CLICKS = """
addEventListener("click", event => {
  const counted = Number(sessionStorage.clicks || 0);
  if (event.isTrusted) sessionStorage.clicks = counted + 1;
}, true);
"""


def need_page(need):
    return reverse("market:need-detail", args=["riegelstein", need.public_id])


def clicks(page):
    return page.evaluate("Number(sessionStorage.clicks || 0)")


@pytest.fixture
def counted(page_of):
    def open_as(person=None):
        page = page_of(person)
        page.set_viewport_size(PHONE)
        page.add_init_script(COUNTS_CLICKS)
        return page

    return open_as


def test_the_office_introduces_two_firms_with_two_clicks(counted, live_server, office, match):
    page = counted(office)
    page.goto(
        live_server.url + reverse("market:need-detail", args=["riegelstein", match.need.public_id])
    )

    page.get_by_role("link", name="Kontakt herstellen").first.click()
    page.get_by_role("button", name="Brief abschicken").click()
    page.get_by_text("ist unterwegs").wait_for()

    assert clicks(page) == 2
    assert len(mails("question")) == 1


def test_the_need_s_page_then_says_whom_it_has_reached(page_of, live_server, office, introduce):
    introduction = introduce()
    page = page_of(office)

    page.goto(live_server.url + need_page(introduction.need))

    page.get_by_role("link", name="Sägewerk Tann").wait_for()
    assert page.get_by_text("gefragt", exact=True).is_visible()


def test_a_firm_accepts_from_the_mail_with_one_click(counted, live_server, introduce):
    introduction = introduce()
    page = counted()
    page.goto(f"{live_server.url}/l/{token_in(mails()[0])}/")

    page.get_by_role("button", name="Ja, gern").click()
    page.get_by_role("heading", name="Danke für Ihr Ja").wait_for()

    assert clicks(page) == 1
    assert fresh(introduction).is_accepted


def test_it_works_without_javascript(browser, live_server, introduce):
    introduction = introduce()
    page = browser.new_context(java_script_enabled=False, locale="de-DE").new_page()
    page.goto(f"{live_server.url}/l/{token_in(mails()[0])}/")

    page.get_by_role("button", name="Nein, danke").click()

    assert page.get_by_role("heading", name="Sie haben Nein gesagt").is_visible()
    assert fresh(introduction).answer == "no"


@pytest.mark.parametrize("has_javascript", [True, False])
def test_enter_in_a_field_answers_nothing(browser, live_server, introduce, has_javascript):
    introduction = introduce()
    context = browser.new_context(java_script_enabled=has_javascript, locale="de-DE")
    page = context.new_page()
    page.goto(f"{live_server.url}/l/{token_in(mails()[0])}/")

    page.get_by_text("Jemand anderes aus der Firma oder ein Satz dazu").click()
    page.get_by_label("Ihr Name").fill("Ida Span")
    page.get_by_label("Ihr Name").press("Enter")
    page.wait_for_timeout(300)

    assert fresh(introduction).answer == ""
    assert page.get_by_label("Ihr Name").input_value() == "Ida Span"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # on the button itself it counts
    page.get_by_role("heading", name="Danke für Ihr Ja").wait_for()
    assert fresh(introduction).answered_by_name == "Ida Span"


def test_without_the_button_that_does_nothing_enter_would_say_yes(page_of, live_server, introduce):
    """Negative control."""
    introduction = introduce()
    page = page_of()
    page.goto(f"{live_server.url}/l/{token_in(mails()[0])}/")
    page.evaluate("document.querySelector('form button[disabled]').remove()")

    page.get_by_text("Jemand anderes aus der Firma oder ein Satz dazu").click()
    page.get_by_label("Ihr Name").press("Enter")
    page.get_by_role("heading", name="Danke für Ihr Ja").wait_for()

    assert fresh(introduction).answer == "yes"


def test_a_slip_is_taken_back_with_one_click(counted, live_server, introduce, network):
    set_rule(network, answer_take_back_minutes=10)
    introduction = introduce()
    page = counted()
    page.goto(f"{live_server.url}/l/{token_in(mails()[0])}/")
    page.get_by_role("button", name="Ja, gern").click()

    page.get_by_role("button", name="Antwort zurücknehmen").click()
    page.get_by_text("Die Antwort ist zurückgenommen.").wait_for()

    assert clicks(page) == 2
    assert page.get_by_role("button", name="Ja, gern").is_visible()
    assert fresh(introduction).answer == ""


def test_the_yes_is_seen_on_the_phone_without_scrolling(counted, live_server, introduce):
    introduce()
    page = counted()
    page.goto(f"{live_server.url}/l/{token_in(mails()[0])}/")

    box = page.get_by_role("button", name="Ja, gern").bounding_box()

    assert box["y"] + box["height"] <= PHONE["height"]


def test_an_owner_answers_on_the_list_of_what_is_due(counted, live_server, sawyer, introduce):
    introduction = introduce()
    page = counted(sawyer)
    page.goto(f"{live_server.url}/n/riegelstein/due/")

    page.get_by_role("button", name="Nein, danke").click()
    page.get_by_text("Ihre Antwort ist festgehalten").wait_for()

    assert clicks(page) == 1
    assert fresh(introduction).answer == "no"
    assert page.url.endswith("/due/")


def pages(introduce, match, sawyer):
    """Every page of introductions, with who looks at it."""
    offer = match.offer
    yield (
        "office",
        reverse("introductions:start", args=["riegelstein", match.need.public_id, offer.public_id]),
    )
    introduction = introduce()
    token = token_in(mails()[0])
    yield None, f"/l/{token}/"
    yield "office", url("detail", introduction)
    yield "sawyer", url("detail", introduction)
    yield "office", "/n/riegelstein/introductions/"
    yield "sawyer", "/n/riegelstein/due/"
    _link, objection = actions.asking.links.issue(
        actions.OBJECTION, introduction, person_id=sawyer.pk, expires_at=later_than(introduction)
    )
    yield None, f"/l/{objection}/"
    set_rule(introduction.network, answer_take_back_minutes=10)
    reply(introduction, "yes", comment="Gern morgens.")
    yield None, f"/l/{token}/"
    yield "office", url("detail", introduction)
    type(introduction).objects.in_network(introduction.network).update(tell_at=timezone.now())
    actions.tell()
    yield None, f"/l/{token}/"
    yield "owner", url("detail", introduction)


def later_than(introduction):
    return introduction.asked_at.replace(year=introduction.asked_at.year + 1)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_every_page_is_readable_by_everybody(
    request, page_of, live_server, introduce, match, sawyer, width, scheme
):
    found = {}
    for who, path in pages(introduce, match, sawyer):
        page = page_of(request.getfixturevalue(who) if who else None)
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(live_server.url + path)
        faults = Axe().run(page).response["violations"]
        found[f"{who} {path}"] = (
            [fault["id"] for fault in faults],
            page.evaluate("document.documentElement.scrollWidth") <= width,
        )
        page.close()

    assert set(map(str, found.values())) == {"([], True)"}, found
