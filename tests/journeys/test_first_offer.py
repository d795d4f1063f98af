"""From a firm that was just entered to its first offer, in a real browser."""

from __future__ import annotations

from tests.journeys.counting import COUNTS, done


def test_entering_a_firm_leads_into_the_field_of_its_first_offer(page_of, live_server, office):
    page = page_of(office)
    page.add_init_script(COUNTS)
    page.goto(f"{live_server.url}/n/riegelstein/organisations/new/")
    page.get_by_label("Name der Organisation").fill("Gießerei Hammer")
    page.get_by_label("Ort").fill("Riegelstein")
    page.get_by_label("Tätigkeit").press_sequentially("Stahlgie")
    page.wait_for_selector("#activity-names option", state="attached")
    offered = page.eval_on_selector_all("#activity-names option", "all => all.map(o => o.value)")
    assert offered == ["24.52.0 Stahlgießereien"]
    page.get_by_label("Tätigkeit").fill(offered[0])
    page.get_by_role("button", name="Eintragen").click()
    page.wait_for_url("**#first-step")
    before = done(page)

    page.keyboard.type("Wir gießen Stahl bis 200 kg, auch Einzelstücke.")
    page.get_by_role("button", name="Weiter").click()
    page.get_by_role("button", name="Veröffentlichen").click()

    page.get_by_text("Ab jetzt").wait_for()
    assert done(page) - before <= 3
