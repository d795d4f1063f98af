"""What somebody meets who does not see the page, or has no mouse."""

from __future__ import annotations

import pytest

from kurzweg.core import search
from kurzweg.market import matching
from kurzweg.market.models import Need
from tests.market.conftest import able_firm, baking, fresh_index
from tests.market.factories import NeedFactory

__all__ = ["baking", "fresh_index"]

FOCUSED = "document.activeElement.className || document.activeElement.id"
SAID = "document.getElementById('said').textContent"


@pytest.fixture
def firms(network, baking):
    """Twelve firms that can do it: more than a list shows at once."""
    for number in range(12):
        able_firm(network, f"Dreherei {chr(65 + number)}", iso_until=None)
    search.rebuild()


@pytest.fixture
def draft(page_of, live_server, owner, firms):
    page = page_of(owner)
    page.goto(f"{live_server.url}/n/riegelstein/needs/new/")
    page.locator(".ask textarea").fill("Wir brauchen 500 Drehteile aus Messing")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="So haben wir es verstanden").wait_for()
    return page


def test_a_form_that_comes_back_leads_to_what_is_wrong(page_of, live_server, office):
    page = page_of(office)
    page.goto(f"{live_server.url}/n/riegelstein/organisations/new/")
    page.get_by_label("Name der Organisation").fill("Gießerei Guss")
    page.get_by_label("Ort", exact=True).fill("Riegelstein")
    page.get_by_label("Tätigkeit (WZ 2008)").fill("99.99.9")

    page.get_by_role("button", name="Eintragen").click()
    page.locator(".mistakes").wait_for()

    assert page.evaluate(FOCUSED) == "mistakes"
    assert page.title().startswith("Bitte sehen Sie noch einmal hin: ")
    assert page.get_by_label("Tätigkeit (WZ 2008)").get_attribute("aria-invalid") == "true"
    page.locator(".mistakes a").first.click()
    assert page.evaluate("document.activeElement.name") == "wz_code"


def test_a_wrong_fact_is_marked_without_a_new_page_and_nobody_is_led_away(draft):
    quantity = draft.get_by_label("Menge")

    quantity.fill("viele")
    draft.keyboard.press("Tab")
    draft.locator("[aria-invalid=true]").wait_for()

    assert quantity.get_attribute("aria-invalid") == "true"
    assert draft.locator("#id_quantity_error").text_content() == "Bitte hier eine Zahl eintragen."
    assert quantity.get_attribute("aria-describedby") == "id_quantity_error"
    assert draft.evaluate(SAID) == ""
    assert draft.title().startswith("Bitte sehen Sie noch einmal hin: ")
    assert draft.evaluate("document.activeElement.name") == "unit"

    quantity.fill("400")
    draft.keyboard.press("Tab")
    draft.locator("[aria-invalid=true]").wait_for(state="detached")

    assert draft.locator("#id_quantity_error").count() == 0
    assert quantity.get_attribute("aria-describedby") is None
    assert draft.title().startswith("Entwurf: ")


@pytest.mark.parametrize("way", ["Enter", "Neu suchen"])
def test_searching_again_leads_to_the_list_and_says_the_number(draft, way):
    draft.get_by_label("Menge").fill("400")
    if way == "Enter":
        draft.keyboard.press("Enter")
    else:
        draft.get_by_role("button", name=way).click()
    draft.locator("#matches:focus").wait_for()

    assert draft.evaluate(SAID) == "10 Firmen passen"


def test_only_the_number_of_what_was_found_is_read_out(
    draft, page_of, live_server, network, bakery
):
    assert draft.locator("[aria-live]").count() == 0

    draft.get_by_label("Menge").fill("400")
    draft.keyboard.press("Tab")
    draft.locator("#said", has_text="Firmen").wait_for(state="attached")

    assert draft.evaluate(SAID) == "10 Firmen passen"

    NeedFactory(network=network, owner=bakery, title="Mehl", visibility="public")
    page = page_of(None)
    page.goto(f"{live_server.url}/n/riegelstein/needs/")
    page.get_by_label("Nur Anfragen mit diesen Wörtern").fill("Mehl")
    page.get_by_role("button", name="Zeigen").click()
    page.locator("#said", has_text="Anfrage").wait_for(state="attached")

    assert page.evaluate(SAID) == "Eine Anfrage"
    assert page.evaluate(FOCUSED) == "results"


def test_the_number_above_is_the_number_in_the_list_and_more_stays_in_place(draft):
    matching.match_all(Need.objects.across_networks("a test").get().pk)
    draft.reload()
    assert draft.get_by_role("heading", name="12 Firmen passen").is_visible()
    assert draft.locator(".entry.match").count() == 10

    draft.get_by_role("link", name="2 weitere Firmen zeigen").click()
    draft.locator("#place-12").wait_for()

    assert draft.locator(".entry.match").count() == 12
    assert draft.locator("#place-11").evaluate("e => e.getBoundingClientRect().top < innerHeight")
    assert draft.evaluate("scrollY") > 0


def test_the_account_menu_closes_when_the_keyboard_leaves_it(page_of, live_server, owner):
    page = page_of(owner)
    page.goto(f"{live_server.url}/n/riegelstein/")
    page.locator(".menu > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".menu[open]").count() == 1

    page.get_by_label("Was suchen Sie?").focus()

    assert page.locator(".menu[open]").count() == 0


def test_paper_shows_what_is_folded_and_the_screen_folds_it_again(page_of, live_server, network):
    page = page_of(None)
    page.goto(f"{live_server.url}/n/riegelstein/organisations/")
    page.evaluate("document.querySelector('details.more form').outerHTML = '<p>Gefaltet</p>'")
    folded = page.get_by_text("Gefaltet")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folded.is_visible()

    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert folded.is_hidden()

    page.emulate_media(media="print")  # without JavaScript the style sheet does it
    assert folded.is_visible()


def test_paper_shows_a_list_without_what_searches_it(page_of, live_server, network, bakery):
    page = page_of(None)
    page.goto(f"{live_server.url}/n/riegelstein/organisations/")

    page.emulate_media(media="print")

    assert page.get_by_text("Bäckerei Korn").first.is_visible()
    assert [each.is_visible() for each in page.locator("main form, main summary").all()] == [
        False
    ] * 3


def test_the_current_entry_shows_in_colours_of_ones_own(page_of, live_server, network):
    page = page_of(None)
    page.emulate_media(forced_colors="active")
    page.goto(f"{live_server.url}/n/riegelstein/needs/")

    def line_below(name):
        entry = page.locator(".sections").get_by_role("link", name=name)
        return entry.evaluate("e => getComputedStyle(e).borderBottomColor")

    assert line_below("Wir suchen") != line_below("Organisationen")


def test_back_and_the_other_language_keep_a_filtered_list(page_of, live_server, network, bakery):
    for title in ("Mehl", "Hefe"):
        NeedFactory(network=network, owner=bakery, title=title, text=title, visibility="public")
    page = page_of(None)
    page.goto(f"{live_server.url}/n/riegelstein/needs/")
    page.get_by_label("Nur Anfragen mit diesen Wörtern").fill("Hefe")
    page.wait_for_url("**/needs/?q=Hefe")

    assert page.locator("a.language").get_attribute("href").endswith("?q=Hefe&language=en")

    page.go_back()
    page.locator("#results", has_text="Mehl").wait_for()

    assert page.locator("body > .masthead, body > header").count() == 1
