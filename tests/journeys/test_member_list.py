"""January, the spreadsheet: from the file to 94 members, in a real browser."""

from __future__ import annotations

from kurzweg.networks.models import Membership
from tests.imports.test_story import january
from tests.journeys.counting import COUNTS, done


def test_a_spreadsheet_becomes_94_members_in_six_interactions(
    page_of, live_server, office, network
):
    page = page_of(office)
    page.add_init_script(COUNTS)
    page.goto(f"{live_server.url}/n/{network.slug}/lists/")
    file = {"name": "Mitglieder.csv", "mimeType": "text/csv", "buffer": january()}

    page.get_by_label("Ihre Mitgliederliste").set_input_files(file)
    page.get_by_role("button", name="Ansehen").click()
    page.get_by_label("Xyz").select_option("offers")
    page.get_by_role("button", name="Mit dem Bestand vergleichen").click()
    page.get_by_text("Neue Firmen: 94").wait_for()
    page.get_by_role("button", name="Liste übernehmen").click()

    page.get_by_text("Die Liste ist übernommen.").wait_for()
    assert done(page) <= 6
    assert Membership.objects.in_network(network).count() == 94
