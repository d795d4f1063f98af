"""A committee in a real browser: minutes with two tasks are released, one is answered by mail."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from kurzweg.committees.models import MeetingRecord, Task
from kurzweg.core.models import OutboxMail
from tests.committees.factories import CommitteeFactory, seated
from tests.introductions.conftest import token_in

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def circle(network, owner, sawyer):
    circle = CommitteeFactory(network=network, name="Arbeitskreis Fachkräfte")
    seated(owner, circle, "chair")
    seated(sawyer, circle)
    return circle


def is_sound(page) -> bool:
    """Whether axe finds nothing, and the page is no wider than the phone."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_minutes_with_two_tasks_are_released_and_one_is_answered_from_the_mail(
    page_of, live_server, circle, owner, sawyer, network
):
    page = page_of(owner)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/n/riegelstein/committees/{circle.public_id}/")
    assert is_sound(page)  # nothing there yet

    page.get_by_role("link", name="Protokoll schreiben").click()
    page.get_by_role("button", name="Beginnen").click()
    page.locator("#id_points-0-title").fill("Ausbildungsmesse")
    page.locator("#id_points-0-decision").fill("Die Messe findet statt.")
    page.locator("#id_points-0-is_unanimous").check()
    for number, (text, person) in enumerate([("Halle fragen", owner), ("Schulen", sawyer)]):
        page.locator(f"#id_tasks-{number}-text").fill(text)
        page.locator(f"#id_tasks-{number}-owner").select_option(str(person.pk))
        page.locator(f"#id_tasks-{number}-due_on").fill("2030-01-31")
    assert is_sound(page)
    page.get_by_role("button", name="Speichern, dann lesen und freigeben").click()
    page.get_by_role("button", name="Protokoll freigeben").click()
    page.get_by_text("Das Protokoll ist freigegeben").wait_for()
    assert is_sound(page)

    mail = OutboxMail.objects.get(person_id=sawyer.pk, kind="committee minutes")
    page.goto(f"{live_server.url}/l/{token_in(mail, which=1)}/")
    assert is_sound(page)
    page.get_by_role("button", name="Erledigt").click()
    page.get_by_text("Sie haben gesagt: erledigt").wait_for()

    record = MeetingRecord.objects.in_network(network).get()
    tasks = Task.objects.in_network(network).order_by("pk")
    assert record.is_released
    assert [(task.text, task.state) for task in tasks] == [
        ("Halle fragen", "open"),
        ("Schulen", "done"),
    ]
