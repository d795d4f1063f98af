"""The office's pages: from the file to the list that was taken over, and back."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kurzweg.imports.models import Line, MemberList, State, Verdict
from kurzweg.networks.models import Membership
from kurzweg.people.models import Organisation
from tests.conftest import member_firm
from tests.imports.conftest import HEAD, OHM, SPINDLER, as_csv
from tests.imports.test_taking_over import corrected_by, members, owner_of
from tests.market.conftest import text_of

pytestmark = pytest.mark.django_db
START = "/n/riegelstein/lists/"
TWIN = ("7", "Ohm und Soehne KG", *OHM[2:5], "", "", "Grete Ohm", "")


@pytest.fixture
def browser(office, as_person):
    return as_person(office)


@pytest.fixture
def bring(browser):
    """Bring a list and let its columns be as they were understood."""

    def post(*rows, head=HEAD):
        file = SimpleUploadedFile("Mitglieder.csv", as_csv(head, *rows))
        answer = browser.post(START, {"file": file}, follow=True)
        url = answer.redirect_chain[-1][0]
        form = answer.context["form"]
        sent = {name: field.initial for name, field in form.fields.items()}
        return browser.post(url, sent, follow=True)

    return post


def press(browser, answer, **form):
    return browser.post(answer.request["PATH_INFO"], form, follow=True)


def line_of(answer) -> str:
    return " ".join(text_of(answer).split())


def test_a_list_is_looked_at_and_then_taken_over_and_undone(browser, bring, network):
    preview = bring(SPINDLER, OHM)

    assert "Neue Firmen: 2, geänderte: 0, unveränderte: 0." in text_of(preview)
    assert members(network) == []

    over = press(browser, preview, apply="1")
    assert "Die Liste ist übernommen." in text_of(over)
    assert members(network) == ["Ohm & Söhne KG", "Spindler Metallbau GmbH"]
    ways = {"/n/riegelstein/organisations/", reverse("merging:double-list", args=["riegelstein"])}
    shown = over.content.decode().partition("Übernommen am")[2]
    assert ways <= set(re.findall(r'href="([^"?]+)"', shown)), "from the result one goes on"

    asked = browser.get(f"{over.request['PATH_INFO']}undo/")
    assert "2 Firmen, die mit dieser Liste kamen, verschwinden." in line_of(asked)
    assert "Bleibt, weil seitdem etwas geschah" not in line_of(asked)
    assert len(members(network)) == 2, "looking undoes nothing"

    undone = browser.post(f"{over.request['PATH_INFO']}undo/", follow=True)
    assert "Die Liste wurde rückgängig gemacht." in text_of(undone)
    assert members(network) == []


def test_a_list_that_changes_nothing_offers_nothing_to_take_over(browser, bring):
    taken_over = press(browser, bring(SPINDLER, OHM), apply="1")
    Organisation.objects.filter(name="Ohm & Söhne KG").update(phone="")

    one_differs = bring(OHM, SPINDLER)
    press(browser, one_differs, apply="1")
    again = bring(SPINDLER, OHM, ("",) * 9)

    assert "Die Liste ist übernommen." in text_of(taken_over)
    assert 'name="apply"' in one_differs.text
    assert 'name="apply"' not in again.text
    assert "In dieser Liste gibt es nichts zu übernehmen." in text_of(again)


def test_before_undoing_it_is_said_who_stays(browser, bring, network):
    over = press(browser, bring(SPINDLER, OHM), apply="1")
    Organisation.objects.get(name="Ohm & Söhne KG").activities.create(code="25.62", edition="2008")

    asked = line_of(browser.get(f"{over.request['PATH_INFO']}undo/"))

    assert "Eine Firma, die mit dieser Liste kam, verschwindet." in asked
    assert "Ohm & Söhne KG" in asked.partition("Bleibt, weil seitdem etwas geschah")[2]


def test_as_what_and_since_when_a_row_names_a_member_is_shown(browser, bring):
    head = ("Firma", "Ort", "Mitgliedsnummer", "Eintritt", "Austritt", "Mitarbeiter")
    preview = bring(("Ohm KG", "Dresden", "026", "6.8.09", "31.12.2020", "17"), head=head)

    text = text_of(preview)

    assert "Nr. 026" in text
    assert "Mitglied seit 6. August 2009" in text
    assert "ausgetreten, letzter Tag 31. Dezember 2020" in text
    assert "Beschäftigte: 17" in text


def test_what_was_not_understood_stands_in_one_place(browser, bring):
    head = ("Firma", "Ort", "Mitarbeiter", "Telefon")
    preview = bring(
        ("Ohm KG", "Dresden", "viele", "0351 815"), ("Roth KG", "Dresden", "17", "0351 816"),
        ("Summe", "", "17", ""), head=head,
    )  # fmt: skip

    assert 'Werte nicht verstanden <span class="number">1<' in line_of(preview)
    shown = line_of(browser.get(preview.request["PATH_INFO"], {"show": "unread"}))
    assert "Mitarbeiter: „viele“ ist keine Zahl." in shown.replace("Beschäftigte", "Mitarbeiter")
    assert "Ohm KG" in shown
    assert "Roth KG" not in shown
    assert "Summe" not in shown


def test_pressed_twice_the_second_press_hears_that_it_is_done(browser, bring, network):
    preview = bring(SPINDLER)
    press(browser, preview, apply="1")

    again = press(browser, preview, apply="1")

    assert "Diese Liste ist schon übernommen." in text_of(again)
    assert members(network) == ["Spindler Metallbau GmbH"]


def test_the_same_file_at_once_is_told_to_be_there(browser, bring):
    bring(SPINDLER)
    file = SimpleUploadedFile("Noch einmal.csv", as_csv(HEAD, SPINDLER))

    second = browser.post(START, {"file": file}, follow=True)

    assert "Diese Datei wird schon angesehen." in text_of(second)


def test_a_doubtful_row_says_why_and_is_what_the_office_says(browser, bring, network):
    preview = bring(OHM, TWIN)
    text = text_of(preview)
    assert "dieselbe wie Zeile 2: Ohm & Söhne KG" in text
    assert "dieselbe Straße (Lindenstraße 8)" in text

    press(browser, preview, row="3", **{"row-3-which": "another"}, apply="1")

    assert members(network) == ["Ohm & Söhne KG", "Ohm und Soehne KG"]


def test_what_nobody_may_say_of_a_row_is_not_kept(browser, bring):
    preview = bring(OHM, TWIN)

    press(browser, preview, row="3", **{"row-3-which": "same:7"})

    assert Line.objects.get(verdict=Verdict.DOUBTFUL).choice in ("", "same:0")


def test_the_firms_own_word_is_shown_and_overwritten_with_a_tick(browser, bring, network):
    firm = member_firm(network, "Ohm & Söhne KG")
    corrected_by(owner_of(firm), firm, phone="0351 900")

    preview = bring(OHM)

    assert "Das hat die Firma selbst angegeben." in text_of(preview)
    [own] = [d for row in preview.context["rows"] for d in row.differences if d.is_own]
    press(browser, preview, row="2", **{"row-2-ticked": str(own.place)}, apply="1")
    firm.refresh_from_db()
    assert firm.phone == "+49 351 815"


def test_columns_without_names_are_asked_back_and_what_was_corrected_is_known(browser, bring):
    file = SimpleUploadedFile("Farben.csv", as_csv(("Xyz", "Ort"), ("Spindler KG", "Riegelstein")))
    answer = browser.post(START, {"file": file}, follow=True)
    columns = answer.redirect_chain[-1][0]
    nothing = browser.post(columns, {"column-0": "nothing", "column-1": "town"}, follow=True)
    assert "Keine Spalte enthält die Namen" in text_of(nothing)

    browser.post(columns, {"column-0": "name", "column-1": "town"}, follow=True)
    next_one = as_csv(("Xyz", "Ort"), ("Ohm KG", "Riegelstein"))
    again = browser.post(START, {"file": SimpleUploadedFile("2.csv", next_one)}, follow=True)

    assert [field.initial for field in again.context["form"].sure] == ["name", "town"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_rows_takes_as_many_questions_however_many_they_are(
    browser, bring, count, django_assert_num_queries
):
    rows = [(str(n), f"Werk{n * 7} GmbH", f"Weg {n}", *SPINDLER[3:5], "", "", "", "")
            for n in range(count)]  # fmt: skip
    preview = bring(*rows)

    with django_assert_num_queries(QUERIES):
        browser.get(preview.request["PATH_INFO"])


QUERIES = 11


def test_a_long_list_is_compared_and_taken_over_by_the_worker(
    browser, bring, network, office, monkeypatch
):
    from kurzweg.imports import actions, jobs

    monkeypatch.setattr(actions, "SMALL", 10)
    waiting = bring(SPINDLER)
    list_ = MemberList.objects.in_network(network).get()
    assert "Die Liste wird mit dem Bestand verglichen." in text_of(waiting)

    jobs.compare(list_.pk)
    preview = browser.get(waiting.request["PATH_INFO"])
    taking = press(browser, preview, apply="1")
    assert "Die Liste wird übernommen." in text_of(taking)

    jobs.apply(list_.pk, office.pk)
    jobs.apply(list_.pk, office.pk)
    assert members(network) == ["Spindler Metallbau GmbH"]

    list_.refresh_from_db()
    list_.state = State.UNDOING
    list_.save()
    jobs.undo(list_.pk, office.pk)
    assert not Organisation.objects.filter(name="Spindler Metallbau GmbH").exists()


def test_a_list_that_is_thrown_away_leaves_nothing(browser, bring, network):
    preview = bring(SPINDLER)

    browser.post(f"{preview.request['PATH_INFO']}discard/")

    assert not MemberList.objects.in_network(network).exists()
    assert not Membership.objects.in_network(network).exists()


CARD = """BEGIN:VCARD
VERSION:3.0
FN:{name}
N:{name};;;;
ORG:Ohm & Söhne KG
ADR;TYPE=WORK:;;Lindenstraße 8;Riegelstein;;01067;
END:VCARD
"""


def test_vcards_need_no_columns_and_those_of_one_firm_are_one_member(browser, network):
    cards = "".join(CARD.format(name=name) for name in ("Ohm", "Klein")).encode()

    preview = browser.post(START, {"file": SimpleUploadedFile("K.vcf", cards)}, follow=True)
    press(browser, preview, apply="1")

    assert members(network) == ["Ohm & Söhne KG"]
    persons = Organisation.objects.get(name="Ohm & Söhne KG").positions.order_by("pk")
    assert sorted(each.person.family_name for each in persons) == ["Klein", "Ohm"]
