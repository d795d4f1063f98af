"""What people type about needs: odd input, corrected facts, for whom it is."""

from datetime import date

import pytest

from kurzweg.core import search
from kurzweg.market import organisations, places
from kurzweg.market.models import Need
from kurzweg.people.models import Organisation
from tests.conftest import member_firm
from tests.forms import send
from tests.market.conftest import (
    CALL,
    FACTS,
    HTMX,
    NEEDS,
    NEW,
    able_firm,
    only_need,
    text_of,
)
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db

# Bad input ---------------------------------------------------------------------------------------

LONG = "Wir suchen Mehl. " * 1177  # 20,009 characters


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Bitte schreiben Sie in einem Satz, worum es geht."),
        ("   \n ", "Bitte schreiben Sie in einem Satz, worum es geht."),
        ("🥨🥐🍞", "Bitte sagen Sie es mit Worten"),
        (LONG, "Dieser Text hat 20008 Zeichen, höchstens 4000 passen."),
    ],
)
def test_what_cannot_be_searched_for_comes_back_with_a_sentence(text, sentence, owner, as_person):
    response = as_person(owner).post(NEW, {"text": text})

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert text.strip() in text_of(response)  # nothing is lost
    assert not Need.objects.across_networks("count").exists()


def test_an_english_sentence_is_understood_as_english(owner, as_person):
    as_person(owner).post(
        NEW, {"text": "We are looking for 200 black housings made of aluminium, ISO 9001"}
    )

    need = only_need()
    assert (need.language, need.quantity, need.certificates) == ("en", 200, ["ISO 9001"])


def test_html_is_shown_and_never_executed(owner, as_person):
    text = 'Mehl <script>alert(1)</script> <img src=x onerror="alert(1)"> gesucht'

    page = as_person(owner).post(NEW, {"text": text}, follow=True).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert only_need().text == text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"text": "🥨"}, "text"),
        ({"quantity": "viele"}, "quantity"),
        ({"quantity": "0"}, "quantity"),
        ({"quantity": "9" * 400}, "quantity"),
        ({"radius_km": "2,5"}, "radius_km"),
        ({"radius_km": "99999"}, "radius_km"),
        ({"deadline_on": "2020-01-01"}, "deadline_on"),
        ({"deadline_on": "bald"}, "deadline_on"),
        ({"topics": ", ".join(map(str, range(13)))}, "topics"),
        ({"topics": "x" * 61}, "topics"),
        ({"visibility": "friends"}, "visibility"),
        ({"unit": "Schock"}, "unit"),
    ],
)
def test_a_fact_that_cannot_be_is_said_at_its_field(changed, field, draft, owner, as_person):
    response = send(as_person(owner), f"{NEEDS}{draft.public_id}/edit/", FACTS | changed)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


# Correcting --------------------------------------------------------------------------------------


def test_corrected_facts_are_kept_as_people_wrote_them(draft, sawmill, owner, as_person):
    sawmill.sites.update(town="Tannroda", postal_code="00107", latitude=50.5, longitude=9.5)

    send(
        as_person(owner),
        f"{NEEDS}{draft.public_id}/edit/",
        FACTS
        | {
            "quantity": "1.500,5",
            "unit": "kg",
            "place": "00107 Tannroda",
            "topics": "Roggen,  Type 997 , Roggen",
            "certificates": "din en iso 9001:2015",
            "deadline_on": "31.12.2099",
        },
    )

    draft.refresh_from_db()
    assert (draft.quantity, draft.unit, draft.pieces) == (1500.5, "kg", None)
    assert (draft.postal_code, draft.place, draft.latitude) == ("00107", "Tannroda", 50.5)
    assert draft.topics == ["Roggen", "Type 997"]
    assert draft.certificates == ["ISO 9001"]
    assert draft.deadline_on == date(2099, 12, 31)


def test_an_unknown_place_is_kept_without_a_point(draft, owner, as_person):
    send(as_person(owner), f"{NEEDS}{draft.public_id}/edit/", FACTS | {"place": "99999 Nirgends"})

    draft.refresh_from_db()
    assert (draft.postal_code, draft.place, draft.latitude) == ("99999", "Nirgends", None)


def test_a_place_left_alone_keeps_its_point(network, baking, owner, as_person):
    need = NeedFactory(
        network=network, owner=baking, draft=True, place="Dorf", latitude=1.0, longitude=2.0
    )

    send(as_person(owner), f"{NEEDS}{need.public_id}/edit/", FACTS | {"place": "Dorf"})

    need.refresh_from_db()
    assert (need.place, need.latitude, need.longitude) == ("Dorf", 1.0, 2.0)


def test_a_corrected_fact_swaps_the_firms_only(network, baking, owner, as_person):
    able_firm(network, "Dreherei Span")
    search.rebuild()
    client = as_person(owner)
    client.post(NEW, {"text": CALL})
    edit = f"{NEEDS}{only_need().public_id}/edit/"
    sent = FACTS | {"text": CALL, "title": "Drehteile"}

    with_certificate = send(client, edit, sent | {"certificates": "ISO 9001"}, headers=HTMX)
    without = send(client, edit, sent | {"certificates": ""}, headers=HTMX)

    assert "<html" not in without.content.decode()
    assert "fehlt: Zertifikat ISO 9001" in text_of(with_certificate)
    assert "fehlt" not in text_of(without)


def test_a_mistake_in_a_swapped_part_is_said_there(draft, owner, as_person):
    response = send(
        as_person(owner), f"{NEEDS}{draft.public_id}/edit/", FACTS | {"title": ""}, headers=HTMX
    )

    assert response.status_code == 422
    assert "<html" not in text_of(response)
    assert "Kurz gesagt" in text_of(response)


def test_what_was_corrected_is_saved_with_the_click_that_publishes(draft, owner, as_person):
    send(as_person(owner), f"{NEEDS}{draft.public_id}/publish/", FACTS | {"title": "Roggen"})

    draft.refresh_from_db()
    assert (draft.title, draft.is_draft) == ("Roggen", False)


def test_a_mistake_keeps_the_draft_from_being_published(draft, owner, as_person):
    response = send(as_person(owner), f"{NEEDS}{draft.public_id}/publish/", FACTS | {"title": ""})

    draft.refresh_from_db()
    assert (response.status_code, draft.is_draft) == (422, True)


def test_a_need_for_everyone_hides_from_nobody(draft, owner, as_person):
    send(as_person(owner), f"{NEEDS}{draft.public_id}/publish/", FACTS | {"visibility": "public"})

    draft.refresh_from_db()
    assert (draft.visibility, draft.hidden_from_same_activity) == ("public", False)


def test_saving_a_published_need_leads_back_to_it(need, owner, as_person):
    response = send(as_person(owner), f"{NEEDS}{need.public_id}/edit/", FACTS, follow=True)

    assert response.redirect_chain == [(f"{NEEDS}{need.public_id}/", 302)]
    assert "Die Änderungen sind gespeichert." in text_of(response)


def test_saving_a_draft_stays_with_it(draft, owner, as_person):
    response = send(as_person(owner), f"{NEEDS}{draft.public_id}/edit/", FACTS)

    assert response["Location"] == f"{NEEDS}{draft.public_id}/edit/#matches"


# For whom ----------------------------------------------------------------------------------------


def test_two_firms_of_one_name_are_told_apart_by_their_town(network, office, as_person):
    here, there = member_firm(network, "Müller, Meier"), member_firm(network, "Müller, Meier")
    there.sites.update(town="Tannroda")
    client = as_person(office)

    doubtful = client.post(NEW, {"text": "Wir suchen Mehl", "for_whom": "Müller, Meier"})
    client.post(NEW, {"text": "Wir suchen Mehl", "for_whom": "Müller, Meier, Tannroda"})

    assert doubtful.status_code == 422
    meant = [label for _public_id, label in doubtful.context["form"].meant]
    assert meant == ["Müller, Meier, Riegelstein", "Müller, Meier, Tannroda"]
    assert only_need().owner == there != here


@pytest.mark.parametrize("name", ["Nirgendwo GmbH", "Mühle Bach"])
def test_a_firm_that_is_not_in_the_network_is_not_spoken_for(name, office, neighbour, as_person):
    response = as_person(office).post(NEW, {"text": "Wir suchen Mehl", "for_whom": name})

    assert response.status_code == 422
    assert f"„{name}“ ist nicht in diesem Netzwerk." in text_of(response)


def test_a_part_of_the_name_is_enough(office, bakery, sawmill, as_person):
    as_person(office).post(NEW, {"text": "Wir suchen Mehl", "for_whom": "säge tann"})

    assert only_need().owner == sawmill


def test_the_field_offers_the_names_that_fit(office, bakery, sawmill, as_person):
    client = as_person(office)

    offered = client.get(f"{NEEDS}for-whom/", {"for_whom": "korn"}).content.decode()
    nothing = client.get(f"{NEEDS}for-whom/").content.decode()

    assert offered.strip() == '<option value="Bäckerei Korn, Riegelstein"></option>'
    assert nothing.strip() == ""


SPELLED = [
    ("Haase & Söhne", ["Haase und Söhne", "Haase&Söhne", "haase u. soehne", "HAASE + SÖHNE"]),
    ("Gebr. Kaya", ["Gebrüder Kaya", "Gebrueder Kaya", "GEBR KAYA"]),
    ("Stüwe", ["Stuewe", "Stuwe", "Stu\u0308we", "STÜWE", "Stü\u00adwe", "Firma Stüwe"]),
    ("Wirth GmbH & Co. KG", ["Wirth GmbH & Co.KG", "Wirth GmbH u. Co KG", "wirth gmbh&co.kg"]),
    ("D'Angelo Licht", ["D’Angelo", "D´Angelo Licht", "D`Angelo", "Dangelo licht, Riegelstein"]),
    ("Łukasz Dvořák e. K.", ["Lukasz Dvorak e.K.", "lukasz dvorak"]),
    ("Weiß-Guß", ["Weiss Guss", "WEISS-GUSS", "WEIẞ\u2011GUẞ, riegelstein"]),
    ("Haus  Nord", ["Haus Nord", "Haus\u00a0Nord", "haus\u202fnord"]),
]


@pytest.mark.parametrize(("name", "typed"), [(n, t) for n, typed in SPELLED for t in typed])
def test_whom_a_need_is_for_is_known_however_the_name_is_typed(
    name, typed, network, office, as_person
):
    for each, _typed in SPELLED:
        member_firm(network, each)
    client = as_person(office)

    offered = client.get(f"{NEEDS}for-whom/", {"for_whom": typed})
    client.post(NEW, {"text": "Wir suchen Mehl", "for_whom": typed})

    assert only_need().owner.name == name
    assert [each for each, _ in offered.context["options"]] == [f"{name}, Riegelstein"]


def test_an_option_holds_what_was_typed_so_that_browsers_show_it(network, office, as_person):
    member_firm(network, "Stüwe")
    page = f"{NEEDS}for-whom/"

    offered = [as_person(office).get(page, {"for_whom": typed}) for typed in ("stü", "Stuewe")]

    assert [text_of(each).strip() for each in offered] == [
        '<option value="Stüwe, Riegelstein"></option>',
        '<option value="Stüwe, Riegelstein" label="Stüwe, Riegelstein (Stuewe)"></option>',
    ]


@pytest.mark.parametrize("others", [0, 2])
@pytest.mark.parametrize(("typed", "queries"), [("Stuewe 0", 2), ("Stuewe", 3), ("Nirgendwo", 2)])
def test_a_name_is_looked_up_in_few_queries(
    typed, queries, others, network, django_assert_num_queries
):
    for number in range(1 + others):
        member_firm(network, f"Stüwe {number}")
    among = Organisation.objects.order_by("name", "pk")

    with django_assert_num_queries(queries):
        organisations.named(typed, among=among, on=network.today())


def test_the_exact_name_goes_before_one_that_looks_like_it(network, office, as_person):
    muller, _ = member_firm(network, "Muller"), member_firm(network, "Müller")

    as_person(office).post(NEW, {"text": "Wir suchen Mehl", "for_whom": "muller"})

    assert only_need().owner == muller


def test_a_member_speaks_for_her_own_firms_only(owner, bakery, sawmill, as_person):
    client = as_person(owner)
    client.post(NEW, {"text": "Wir suchen Mehl", "for_whom": sawmill.name})
    assert only_need().owner == bakery

    owner.positions.create(organisation=sawmill, since=date(2020, 1, 1))
    client.post(NEW, {"text": "Wir suchen Holz", "for_whom": sawmill.name})
    assert Need.objects.across_networks("t").get(text="Wir suchen Holz").owner == sawmill


# Measures, colours and norms ---------------------------------------------------------------------

SIZED = (
    "Wir suchen eine Dreherei für Wellen Ø 45 mm, bis 3,5 kg, Länge bis 2,5 m, RAL 7016, DIN 912"
)


def test_sizes_and_norms_are_read_from_the_sentence_and_shown(owner, as_person):
    page = as_person(owner).post(NEW, {"text": SIZED}, follow=True)

    need = only_need()
    assert need.measures == ["diameter 45 mm", "weight ..3.5 kg", "length ..2.5 m"]
    assert need.norms == ["RAL 7016", "DIN 912"]
    assert "Ø 45 mm, bis 3,5 kg, Länge bis 2,5 m" in text_of(page)
    assert "RAL 7016, DIN 912" in text_of(page)


def test_they_are_shown_as_the_reader_writes_numbers(need, owner, as_person):
    need.measures = ["length ..2.5 m", "rotation 18000 rpm"]
    need.save()
    client = as_person(owner)

    german = text_of(client.get(f"{NEEDS}{need.public_id}/"))
    english = text_of(client.get(f"{NEEDS}{need.public_id}/", {"language": "en"}))

    assert "Länge bis 2,5\u202fm, 18.000\u202fU/min" in german
    assert "length up to 2.5\u202fm, 18,000\u202frpm" in english


def test_corrected_sizes_and_norms_are_kept_in_one_form(draft, owner, as_person):
    sent = {
        "measures": "Durchmesser 20 - 80 mm, max. 2,5 kg; 0,5 mm dick",
        "norms": "ral7016, DIN  912",
    }

    send(as_person(owner), f"{NEEDS}{draft.public_id}/edit/", FACTS | sent)

    draft.refresh_from_db()
    assert draft.measures == ["diameter 20..80 mm", "weight ..2.5 kg", "thickness 0.5 mm"]
    assert draft.norms == ["RAL 7016", "DIN 912"]


def test_a_size_without_unit_is_asked_for_again(draft, owner, as_person):
    response = send(
        as_person(owner),
        f"{NEEDS}{draft.public_id}/edit/",
        FACTS | {"measures": "Ø 20 mm, ungefähr so"},
    )

    assert response.status_code == 422
    assert "Bitte schreiben Sie „ungefähr so“ als Zahl mit Einheit" in text_of(response)
    assert "Ø 20 mm, ungefähr so" in text_of(response)  # nothing is lost


# Where the radius counts from --------------------------------------------------------------------

NO_PLACE = "Für den Umkreis fehlt ein Ort"


@pytest.mark.parametrize(
    ("place", "seat", "is_known"),
    [("", 50.0, True), ("Nirgends", 50.0, False), ("", None, False)],
)
def test_a_radius_counts_from_the_seat_or_asks_for_a_place(
    place, seat, is_known, network, baking, owner, as_person
):
    baking.sites.update(latitude=seat, longitude=seat)
    need = NeedFactory(network=network, owner=baking, radius_km=30, place=place)

    page = text_of(as_person(owner).get(f"{NEEDS}{need.public_id}/"))

    assert (places.of_need(need) is not None) is is_known
    assert (NO_PLACE in page) is not is_known


def test_without_a_radius_no_place_is_missed(network, bakery, owner, as_person):
    need = NeedFactory(network=network, owner=bakery)

    assert NO_PLACE not in text_of(as_person(owner).get(f"{NEEDS}{need.public_id}/"))
