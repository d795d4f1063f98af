"""A need in a real browser: a sentence goes in, firms come out, within the budget of clicks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kurzweg.core import search
from kurzweg.market.models import Need
from tests.factories import SiteFactory
from tests.journeys.counting import COUNTS, done
from tests.market.conftest import CALL, able_firm, baking, fresh_index

__all__ = ["baking", "fresh_index"]


@pytest.fixture
def firms(network, baking):
    """Three firms that can do it, and one whose certificate ended yesterday."""
    for name in ("Dreherei Span", "Dreherei Locke", "Dreherei Blank"):
        able_firm(network, name, iso_until=network.today() + timedelta(days=90))
    able_firm(network, "Dreherei Rost", iso_until=network.today() - timedelta(days=1))
    SiteFactory(organisation=network.office, latitude=50.0, longitude=9.0)
    search.rebuild()


@pytest.fixture
def opened(page_of, live_server):
    def open_as(person, path):
        page = page_of(person)
        page.add_init_script(COUNTS)
        page.goto(live_server.url + path)
        return page

    return open_as


def test_an_owner_says_what_she_needs_in_three_steps(opened, owner, firms):
    page = opened(owner, "/n/riegelstein/")

    page.get_by_label("Was suchen Sie?").fill(CALL)
    page.get_by_role("button", name="Passende Firmen finden").click()
    page.get_by_role("button", name="Veröffentlichen").click()
    page.get_by_text("Veröffentlicht").first.wait_for()

    assert done(page) <= 3
    assert Need.objects.across_networks("a test").get().is_draft is False


def test_the_office_reads_out_three_firms_from_a_callers_sentence(opened, office, firms):
    page = opened(office, "/n/riegelstein/due/")

    page.get_by_label("Ein Anruf? Was wird gesucht?").fill(CALL)
    page.get_by_role("button", name="Passende Firmen finden").click()
    page.get_by_role("heading", name="3 Firmen passen").wait_for()

    assert done(page) <= 3
    assert sorted(page.locator(".entry.match:not(.quiet) .name").all_inner_texts()) == [
        "Dreherei Blank",
        "Dreherei Locke",
        "Dreherei Span",
    ]
    assert page.locator(".entry.match.quiet .name").all_inner_texts() == ["Dreherei Rost"]
    assert "abgelaufen" in page.locator(".entry.match.quiet").inner_text()


def test_enter_sends_the_sentence_and_works_once(opened, owner, firms):
    page = opened(owner, "/n/riegelstein/")

    page.get_by_label("Was suchen Sie?").fill(CALL)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="So haben wir es verstanden").wait_for()

    assert Need.objects.across_networks("a test").count() == 1


def test_a_corrected_fact_changes_the_firms_beside_it(opened, owner, firms):
    page = opened(owner, "/n/riegelstein/needs/new/")
    page.locator(".ask textarea").fill(CALL)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="3 Firmen passen").wait_for()

    page.get_by_label("Verlangte Zertifikate").fill("")
    page.keyboard.press("Tab")

    page.get_by_role("heading", name="4 Firmen passen").wait_for()
    assert page.locator(".entry.match:not(.quiet)").count() == 4


def test_the_office_is_offered_the_names_it_begins_to_type(opened, office, bakery):
    page = opened(office, "/n/riegelstein/needs/new/")

    page.get_by_label("Für wen?").press_sequentially("korn")
    options = page.locator("#for-whom-names option")
    options.first.wait_for(state="attached")

    assert options.evaluate_all("all => all.map(one => one.value)") == [
        "Bäckerei Korn, Riegelstein"
    ]


def test_it_works_without_javascript(browser, live_server, client, owner, firms):
    client.force_login(owner.account)
    cookies = [
        {"name": name, "value": cookie.value, "url": live_server.url}
        for name, cookie in client.cookies.items()
    ]
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"{live_server.url}/n/riegelstein/")

    page.get_by_label("Was suchen Sie?").fill(CALL)
    page.get_by_role("button", name="Passende Firmen finden").click()
    page.get_by_role("button", name="Veröffentlichen").click()

    assert page.get_by_text("Veröffentlicht").first.is_visible()


def test_anyone_finds_a_firm_with_a_word_in_two_steps(opened, network, firms):
    page = opened(None, "/n/riegelstein/search/")

    label = "Organisationen, was sie können und Anfragen durchsuchen"
    page.get_by_label(label).fill("Dreherei Span")
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name="Dreherei Span").first.wait_for()

    assert done(page) <= 3
