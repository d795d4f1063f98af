"""A firm says from its mail that its entry is right, and looks at itself with others' eyes."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe

from kurzweg.core.models import OutboxMail
from kurzweg.networks import declarations, said
from tests.journeys.counting import COUNTS, done

PHONE = {"width": 390, "height": 844}


def is_fit_for_the_phone(page) -> bool:
    """Whether axe finds nothing, and the page is no wider than the phone."""
    width = page.evaluate("document.documentElement.scrollWidth")
    return Axe().run(page).response["violations"] == [] and width <= PHONE["width"]


def test_one_tap_in_the_mail_s_page_says_that_all_is_right(
    page_of, live_server, network, bakery, owner
):
    bakery.phone = "02921 4711"
    bakery.save()
    owner.email = "eva@korn.example"
    owner.save()
    declarations.ask(bakery, network=network, by=None)
    link = re.search(r"/l/\w+/", OutboxMail.objects.get().text)[0]
    page = page_of()
    page.set_viewport_size(PHONE)
    page.add_init_script(COUNTS)
    page.goto(f"{live_server.url}{link}")
    assert page.get_by_label("Telefon").input_value() == "02921 4711"
    assert is_fit_for_the_phone(page)
    before = done(page)

    page.get_by_role("button", name="Stimmt noch alles").click()

    page.get_by_role("heading", name="Danke").wait_for()
    assert done(page) - before == 1
    assert is_fit_for_the_phone(page)
    assert said.said_by_firm(bakery, "phone")


def test_an_owner_hides_the_street_and_sees_what_a_member_sees(page_of, live_server, bakery, owner):
    bakery.sites.update(street="Kornweg 7")
    page = page_of(owner)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/n/riegelstein/organisations/{bakery.public_id}/shown/")
    page.get_by_label("Straße und Hausnummer").select_option("nur das Büro")
    assert is_fit_for_the_phone(page)

    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("link", name="ein Mitglied", exact=True).click()

    page.get_by_text("So sieht Sie ein Mitglied").wait_for()
    assert page.get_by_text("Kornweg 7").count() == 0
    assert page.get_by_text(bakery.name).count() > 0
    assert is_fit_for_the_phone(page)
