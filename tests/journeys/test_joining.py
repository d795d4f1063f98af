"""Applying for membership on a phone: one mistake, nothing lost, and it is sent."""

from __future__ import annotations

import pytest

from kurzweg.networks.forms import joining
from kurzweg.networks.models import Application


@pytest.fixture
def phone(browser, live_server, network):
    context = browser.new_context(locale="de-DE", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}/n/riegelstein/join/")
    return page


def test_somebody_applies_on_a_phone(phone, network, monkeypatch):
    monkeypatch.setattr(joining, "SECONDS", 0)
    for label, text in (
        ("Name der Organisation", "Gießerei Funk GmbH"),
        ("Ort", "Riegelstein"),
        ("Umsatzsteuer-Identifikationsnummer", "DE136695977"),
        ("Nachname", "Funk"),
        ("Mailadresse", "ute@funk.example"),
    ):
        phone.get_by_label(label, exact=True).fill(text)
    phone.get_by_label("Ich darf für diese Organisation").check()

    phone.get_by_role("button", name="Antrag absenden").click()
    phone.get_by_text("Die Prüfziffer passt nicht").first.wait_for()
    assert phone.get_by_label("Nachname", exact=True).input_value() == "Funk"
    phone.locator("[name=vat_id]").fill("DE136695976")
    phone.get_by_role("button", name="Antrag absenden").click()

    phone.get_by_role("heading", name="Danke, Ihr Antrag ist angekommen").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth <= 390")
    assert Application.objects.in_network(network).get().name == "Gießerei Funk GmbH"
