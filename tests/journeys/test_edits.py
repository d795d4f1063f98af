"""In a real browser: Enter decides nothing, and two versions are chosen from by keyboard."""

from __future__ import annotations

import pytest
from django.test import Client

from kurzweg.market.models import Need
from tests.forms import pressed
from tests.market.conftest import baking, fresh_index
from tests.market.factories import NeedFactory

__all__ = ["baking", "fresh_index"]

INPUTS = "#facts input:not([type=hidden], [type=checkbox], [type=radio])"


@pytest.fixture
def draft(network, baking, owner):
    return NeedFactory(network=network, owner=baking, contact=owner, title="Mehl", draft=True)


@pytest.fixture
def edit(draft):
    return f"/n/riegelstein/needs/{draft.public_id}/edit/"


def test_enter_in_a_fact_publishes_no_draft(page_of, live_server, owner, edit):
    page = page_of(owner)
    page.goto(live_server.url + edit)
    names = [field.get_attribute("name") for field in page.locator(INPUTS).all()]

    for name in [*names, "visibility"]:
        page.goto(live_server.url + edit)
        page.locator(f"#facts [name={name}]").first.press("Enter")
        page.wait_for_load_state("networkidle")

    assert {"quantity", "deadline_on", "place", "radius_km"} <= set(names)
    assert Need.objects.across_networks("a test").get().is_draft


def test_enter_in_a_fact_of_a_draft_saves_what_was_typed(page_of, live_server, owner, edit):
    page = page_of(owner)
    page.goto(live_server.url + edit)

    page.get_by_label("Menge").fill("1.500")
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")

    need = Need.objects.across_networks("a test").get()
    assert (need.quantity, need.is_draft) == (1500, True)


def test_a_contest_while_typing_is_decided_by_keyboard(page_of, live_server, owner, edit, office):
    page = page_of(owner)
    page.goto(live_server.url + edit)
    colleague = Client()
    colleague.force_login(office.account)
    colleague.post(edit, pressed(colleague.get(edit), title="Roggenmehl"))

    page.get_by_label("Kurz gesagt").fill("Dinkelmehl")
    page.keyboard.press("Tab")
    page.get_by_text("Jemand anderes hat das inzwischen geändert").wait_for()
    page.get_by_role("button", name="Behalten, was ich geschrieben habe").press("Enter")
    page.get_by_text("Jemand anderes hat das inzwischen geändert").wait_for(state="detached")
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.get_by_label("Menge").fill("20")
        page.keyboard.press("Tab")

    need = Need.objects.across_networks("a test").get()
    assert (need.title, need.quantity) == ("Dinkelmehl", 20)


def test_the_versions_fit_a_phone_and_work_without_javascript(
    browser, live_server, client, owner, edit, office
):
    client.force_login(owner.account)
    cookies = [
        {"name": name, "value": cookie.value, "url": live_server.url}
        for name, cookie in client.cookies.items()
    ]
    context = browser.new_context(
        java_script_enabled=False, locale="de-DE", viewport={"width": 320, "height": 640}
    )
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(live_server.url + edit)
    colleague = Client()
    colleague.force_login(office.account)
    colleague.post(edit, pressed(colleague.get(edit), title="Roggenmehl"))

    page.get_by_label("Kurz gesagt").fill("Dinkelmehl")
    page.get_by_label("Stichworte").fill("Bio")
    page.get_by_role("button", name="Neu suchen").click()
    keep = page.get_by_role("button", name="Behalten, was jetzt dort steht")
    box = keep.bounding_box()
    keep.click()

    need = Need.objects.across_networks("a test").get()
    assert (need.title, need.topics) == ("Roggenmehl", ["Bio"])
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
