"""From `kurzweg init` to a letter that is answered: an empty network, run from the screen alone."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.management import call_command

from kurzweg.core import outbox, search
from kurzweg.introductions.models import Introduction
from tests.journeys.counting import COUNTS, done
from tests.places.files import geonames, written

pytestmark = pytest.mark.django_db(transaction=True)

BUDGET = 40
OFFICE = "buero@musterkreis.example"
CAN = "Wir drehen Teile aus Messing und Stahl, 50 bis 5.000 Stück, in zwei Wochen."
WANTED = "500 Drehteile aus Messing, höchstens 30 km von Soest"


@pytest.fixture
def begun(settings, live_server, tmp_path):
    """A network as `init` leaves it, served, with nothing in it but where places lie."""
    settings.BASE_URL, settings.HAS_BASE_URL = live_server.url, True
    search.forget()
    call_command(
        "init", name="Netzwerk Musterkreis", region="Musterkreis", office=OFFICE, verbosity=0
    )
    rows = [
        geonames("59494", "Soest", latitude="51.57", longitude="8.11"),
        geonames("59555", "Lippstadt", latitude="51.67", longitude="8.34"),
    ]
    call_command("import", "postcodes", written(tmp_path, *rows, name="DE.txt"), verbosity=0)
    yield f"{live_server.url}/n/netzwerk-musterkreis/due/"
    search.forget()


def last_mail_to(address: str) -> str:
    outbox.deliver()
    return next(each.body for each in reversed(mail.outbox) if address in str(each.to))


def sign_in(page) -> None:
    page.get_by_label("Mailadresse").fill(OFFICE)
    page.get_by_role("button", name="Code").click()
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", last_mail_to(OFFICE)).group(0)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Anmelden").click()
    page.get_by_role("heading", name="Erste Schritte").wait_for()


def enter_firm(page, *, name: str, town: str, person: str, address: str) -> None:
    page.get_by_label("Name der Organisation").fill(name)
    page.get_by_label("Ort", exact=True).fill(town)
    page.get_by_label("Nachname").fill(person)
    page.get_by_label("Mailadresse").fill(address)
    page.get_by_role("button", name="Eintragen").click()
    page.get_by_role("heading", name=name).wait_for()


def test_an_office_gets_from_nothing_to_a_letter_that_is_answered(page, browser, begun):
    page.add_init_script(COUNTS)
    page.goto(begun)
    sign_in(page)

    # The first firm, and what it can do
    page.get_by_role("link", name="Firma eintragen").click()
    enter_firm(
        page, name="Dreherei Span", town="Lippstadt", person="Span", address="span@firma.example"
    )
    page.get_by_label("Was kann die Firma?").fill(CAN)
    page.get_by_role("button", name="Weiter").click()
    page.get_by_role("button", name="Veröffentlichen").click()

    # Somebody calls who looks for it
    page.get_by_role("link", name="Organisationen").first.click()
    page.get_by_role("link", name="Mitglied eintragen").click()
    enter_firm(
        page, name="Pumpenbau Rohr", town="Soest", person="Rohr", address="rohr@firma.example"
    )
    page.get_by_role("link", name="Was ansteht").click()
    page.get_by_label("Ein Anruf? Was wird gesucht?").fill(WANTED)
    page.get_by_label("Für wen?").fill("Pumpenbau Rohr")
    page.get_by_label("Wer ruft an?").fill("Frau Rohr")
    page.wait_for_load_state("networkidle")  # what it proposes
    page.get_by_role("button", name="Passende Firmen finden").click()
    page.get_by_text("19\N{NARROW NO-BREAK SPACE}km").wait_for()
    page.get_by_role("link", name="Kontakt herstellen").click()
    page.get_by_role("button", name="Brief abschicken").click()
    page.get_by_text("sobald das Büro ihn freigibt").wait_for()

    # The trial ends, the letter leaves, the firm answers from its mail
    page.get_by_role("link", name="Was ansteht").click()
    page.get_by_role("link", name="Zu den Einstellungen").click()
    page.get_by_role("link", name="Mails ansehen und Netzwerk freigeben").click()
    page.get_by_role("button", name="Freigeben und die Mails senden").click()
    page.get_by_text("Das Netzwerk schreibt ab jetzt Mails").wait_for()
    steps_of_the_office = done(page)
    link = re.search(r"https?://\S+/l/\S+", last_mail_to("span@firma.example")).group(0)
    phone = browser.new_context(locale="de-DE").new_page()
    phone.add_init_script(COUNTS)
    phone.goto(link)
    phone.get_by_role("button", name="Ja, gern").click()
    phone.get_by_text("Danke").first.wait_for()

    introduction = Introduction.objects.across_networks("the test made the only one").get()
    assert introduction.answer == "yes"
    assert steps_of_the_office + done(phone) <= BUDGET
