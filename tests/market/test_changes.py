"""Why not: the smallest change of a need, or of a firm's entry, that would bring them together."""

from datetime import date, timedelta
from urllib.parse import parse_qsl

import pytest
import time_machine

from kurzweg.core import search
from kurzweg.market import actions, matching
from kurzweg.market.explanation import explain
from kurzweg.market.models import Match
from tests.conftest import acting_for
from tests.market.conftest import CALL, NEEDS, able_firm, text_of
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)
FIT = {
    "iso_until": date(2027, 1, 1),
    "title": "Drehteile aus Messing",
    "text": "Wir drehen 500 Drehteile aus Messing.",
}


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel("2026-05-04 09:10+02:00", tick=False):
        yield


@pytest.fixture
def excluded(network, baking, say, owner, viewer_of):
    """Say the usual sentence, let the worker finish, and give the firms left out by their names."""

    def answered(text=CALL, *, viewer=None):
        search.rebuild()
        need = say(text, by=owner, owner=baking)
        matching.match_all(need.pk)
        explained = explain(need, viewer=viewer or viewer_of(owner))
        return {firm.organisation.name: firm for firm in explained.excluded}

    return answered


def test_the_asker_hears_which_change_of_the_need_would_do(network, excluded):
    able_firm(network, "Zu weit", **FIT, latitude=51.0)
    able_firm(network, "Ohne Zertifikat", title=FIT["title"])
    able_firm(network, "Zu klein", **FIT, lot_max=300)
    able_firm(network, "Zu langsam", **FIT, lead_days=71)

    found = excluded()

    assert {name: (firm.change, parse_qsl(firm.changed_facts)) for name, firm in found.items()} == {
        "Zu weit": (
            "Mit einem Umkreis von 112 statt 30\u202fkm stünde die Firma auf Platz 1",
            [("radius_km", "112")],
        ),
        "Ohne Zertifikat": (
            "Ohne das verlangte Zertifikat ISO 9001 stünde die Firma auf Platz 1",
            [("without", "ISO 9001")],
        ),
        "Zu klein": (
            "Mit 300 statt 500 Stück stünde die Firma auf Platz 1",
            [("quantity", "300")],
        ),
        "Zu langsam": (
            "Mit dem Termin 14. Juli 2026 statt 30. Juni 2026 stünde die Firma auf Platz 1",
            [("deadline_on", "2026-07-14")],
        ),
    }


def test_what_three_changes_would_mend_is_not_said(network, excluded):
    able_firm(network, "Weit, klein, langsam", title=FIT["title"], latitude=51.0, lot_max=3)

    (firm,) = excluded().values()

    assert (firm.change, firm.changed_facts) == ("", "")


def test_the_first_answer_does_not_wait_for_it(network, baking, say, owner):
    able_firm(network, "Zu weit", **FIT, latitude=51.0)
    search.rebuild()

    need = say(CALL, by=owner, owner=baking)

    (match,) = Match.objects.in_network(network).filter(need=need)
    assert match.change == {}


def test_one_click_opens_the_facts_with_the_change_and_saves_nothing(
    network, excluded, owner, as_person
):
    able_firm(network, "Zu weit", **FIT, latitude=51.0)
    (firm,) = excluded().values()
    need = Match.objects.in_network(network).get().need

    page = text_of(as_person(owner).get(f"{NEEDS}{need.public_id}/edit/?{firm.changed_facts}"))

    assert 'name="radius_km" value="112"' in page
    assert firm.change in page
    assert "Hier geändert, aber noch nicht gespeichert:" in page
    assert "Umkreis (km): 112 statt 30" in page
    need.refresh_from_db()
    assert need.radius_km == 30


def test_a_certificate_leaves_the_facts_in_the_same_way(need, owner, as_person):
    need.certificates = ["ISO 9001", "TISAX"]
    need.save()
    page = f"{NEEDS}{need.public_id}/edit/"
    person = as_person(owner)

    before, after = (text_of(person.get(page + query)) for query in ("", "?without=ISO+9001"))

    assert (before.count("ISO 9001, TISAX"), after.count("ISO 9001, TISAX")) == (1, 1)
    assert "Verlangte Zertifikate: TISAX statt ISO 9001, TISAX" in after
    assert "noch nicht gespeichert" not in before


@pytest.mark.parametrize("odd", ["radius_km=weit", "quantity=1e999x", "deadline_on=morgen", "x=1"])
def test_an_odd_address_proposes_nothing(need, owner, as_person, odd):
    page = text_of(as_person(owner).get(f"{NEEDS}{need.public_id}/edit/?{odd}"))

    assert "noch nicht gespeichert" not in page


@pytest.mark.parametrize(("who", "may_ask"), [("office", True), ("owner", False)])
def test_the_office_may_ask_a_firm_that_lacks_only_what_is_named(
    who, may_ask, network, excluded, owner, as_person, request
):
    able_firm(network, "Ohne Zertifikat", title=FIT["title"])
    excluded()
    (match,) = Match.objects.in_network(network)
    actions.publish(match.need, by=owner)
    letter = f"{NEEDS}{match.need.public_id}/introduce/{match.offer.public_id}/"

    page = text_of(as_person(request.getfixturevalue(who)).get(f"{NEEDS}{match.need.public_id}/"))

    assert (letter in page, "nehmen Sie die Änderung vor" in page) == (may_ask, not may_ask)


def test_the_pages_say_it_in_english_too(network, excluded, owner, as_person):
    able_firm(network, "Zu weit", **FIT, latitude=51.0)
    excluded()
    need = Match.objects.in_network(network).get().need

    english = as_person(owner).get(f"{NEEDS}{need.public_id}/edit/", {"language": "en"})

    assert "With a radius of 112 instead of 30\u202fkm, the firm would rank number 1." in text_of(
        english
    )


# The firm's own entry ----------------------------------------------------------------------------


@pytest.fixture
def wanted(network, baking, owner):
    """A need that the whole network sees."""
    return NeedFactory(
        network=network,
        owner=baking,
        contact=owner,
        title="Drehteile",
        text="Wir suchen Drehteile aus Messing",
        radius_km=30,
        certificates=["ISO 9001"],
    )


def place_page(need):
    return f"{NEEDS}{need.public_id}/place/"


def test_a_firm_sees_what_would_bring_its_entry_to_the_front(network, wanted, as_person):
    firm = able_firm(network, "Ohne Zertifikat", iso_until=DAY - timedelta(days=1))
    turner = acting_for(firm, "Span", is_admin=True)
    search.rebuild()

    page = text_of(as_person(turner).get(place_page(wanted)))

    assert "Mit gültigem Zertifikat ISO 9001 stünde die Firma auf Platz 1." in page
    assert page.count("fehlt: Zertifikat ISO 9001, abgelaufen am 3. Mai 2026") == 1
    assert "/edit/" in page


def test_a_firm_that_stands_there_sees_its_place(network, wanted, as_person):
    turner = acting_for(able_firm(network, "Gültig", iso_until=DAY), "Span")
    search.rebuild()

    page = text_of(as_person(turner).get(place_page(wanted)))

    assert "Dieser Eintrag steht für diese Anfrage auf Platz 1." in page
    assert 'dir="auto" lang="de">Drehteile aus Messing</h2>' in page
    assert "/edit/" not in page, "only whoever keeps the entry changes it"


def test_a_firm_that_no_small_change_would_help_is_told_so(network, wanted, as_person):
    firm = able_firm(network, "Zu weit", iso_until=DAY, latitude=51.0)
    search.rebuild()

    page = text_of(as_person(acting_for(firm, "Span")).get(place_page(wanted)))

    assert "keine kleine Änderung" in page


def test_a_firm_without_entries_is_told_so(wanted, sawyer, as_person):
    search.rebuild()

    page = text_of(as_person(sawyer).get(place_page(wanted)))

    assert "Kein Eintrag dieser Firma" in page


def test_the_office_looks_for_any_firm_a_member_for_its_own_only(
    network, wanted, office, sawyer, as_person
):
    firm = able_firm(network, "Ohne Zertifikat")
    search.rebuild()
    query = f"{place_page(wanted)}?firm={firm.public_id}"

    assert "Mit gültigem Zertifikat" in text_of(as_person(office).get(query))
    assert as_person(sawyer).get(query).status_code == 404


def test_a_need_that_hides_from_an_activity_has_no_such_page_for_it(
    network, wanted, rival, sawyer, as_person
):
    search.rebuild()
    wanted.hidden_from_same_activity = True
    wanted.save()

    assert as_person(rival).get(place_page(wanted)).status_code == 404
    assert as_person(sawyer).get(place_page(wanted)).status_code == 200


def test_the_page_of_a_need_leads_there(network, wanted, sawyer, owner, as_person):
    detail = f"{NEEDS}{wanted.public_id}/"

    assert place_page(wanted) in text_of(as_person(sawyer).get(detail))
    assert place_page(wanted) not in text_of(as_person(owner).get(detail))


@pytest.mark.parametrize(
    ("visibility", "since"), [("matching", "Gesucht seit"), ("network", "Veröffentlicht")]
)
def test_what_nobody_sees_is_not_called_published(need, owner, as_person, visibility, since):
    need.visibility = visibility
    need.save()

    page = text_of(as_person(owner).get(f"{NEEDS}{need.public_id}/"))

    assert [each for each in ("Gesucht seit", "Veröffentlicht") if each in page] == [since]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("office", ["Wird nicht mehr gesucht", "Firmen derselben Branche", "Was kann die Firma?"]),
        ("owner", ["Wir suchen nicht mehr", "Firmen unserer eigenen Branche", "Was können Sie?"]),
    ],
)
def test_the_office_reads_of_a_firm_what_a_firm_reads_of_itself(
    need, as_person, request, who, said
):
    client, here = as_person(request.getfixturevalue(who)), f"{NEEDS}{need.public_id}/"
    new = f"/n/riegelstein/organisations/{need.owner.public_id}/offers/new/"

    pages = [text_of(client.get(page)) for page in (here, f"{here}edit/", new)]

    assert [words in page for words, page in zip(said, pages, strict=True)] == [True, True, True]
