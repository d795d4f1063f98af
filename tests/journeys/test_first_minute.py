"""The first sixty seconds of the demo: what is due, a caller, three firms, a letter, a phone."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from kurzweg.core import search
from kurzweg.introductions.models import Introduction
from kurzweg.market.demo.story import CALLER_SENTENCE

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def region(settings, live_server):
    """The small demo region, shown as `make demo` shows the large one."""
    settings.DEMO = True
    settings.BASE_URL = live_server.url
    search.forget()
    call_command("createcachetable", verbosity=0)
    call_command("demo", size="small", verbosity=0)
    yield live_server.url
    search.forget()


def test_the_first_sixty_seconds(page, browser, region):
    # 0-10 s: what is due, without a role menu, in German
    page.goto(f"{region}/demo/")
    page.get_by_role("heading", name="Was ansteht", level=1).wait_for()
    assert page.locator("ol.entries > li").count() >= 5
    assert page.get_by_text("Noch 6 bis zum 100. Mitglied").is_visible()

    # 10-25 s: one sentence as spoken on the phone; three firms, one honest "fehlt"
    page.get_by_label("Ein Anruf? Was wird gesucht?").fill(CALLER_SENTENCE)
    page.get_by_role("button", name="Passende Firmen finden").click()
    page.get_by_role("heading", name="So haben wir es verstanden").wait_for()
    fitting = page.locator(".entry.match:not(.quiet)")
    assert fitting.count() >= 3
    assert "eloxier" in fitting.first.inner_text().lower()
    assert "fehlt: Zertifikat ISO 9001, abgelaufen am" in " ".join(
        page.locator(".entry.match.quiet").all_inner_texts()
    )

    # 25-40 s: the letter stands ready; send
    page.get_by_role("button", name="Veröffentlichen").click()
    page.get_by_role("link", name="Kontakt herstellen").first.click()
    assert CALLER_SENTENCE in page.locator("textarea").last.input_value()
    page.get_by_role("button", name="Brief abschicken").click()
    page.get_by_text("ist unterwegs").wait_for()

    # 40-50 s: the owner's phone, no sign-in
    asked = Introduction.objects.across_networks("the test made the newest one").latest("pk")
    phone = browser.new_context(viewport=PHONE, locale="de-DE").new_page()
    phone.goto(f"{region}/demo/phone/{asked.public_id}/")
    yes = phone.get_by_role("button", name="Ja, gern")
    yes.wait_for()
    box = yes.bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]
    yes.click()
    phone.get_by_text("Danke").first.wait_for()

    asked.refresh_from_db()
    assert asked.answer == "yes"
