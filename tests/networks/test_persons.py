"""The office tells and erases whom it entered, and nobody else; the record says what is kept."""

import io
import json
import zipfile

import pytest

from kurzweg.core import retention
from kurzweg.core.models import AuditEntry, Erasure
from kurzweg.networks.models import LegalNotice
from kurzweg.people.models import Account, Person
from tests.factories import MembershipFactory, PersonFactory, PositionFactory
from tests.forms import forms_of, pressed

PERSONS = "/n/riegelstein/persons/"
OWN = "/me/data/"


@pytest.fixture
def entered(network, bakery):
    person = PersonFactory(family_name="Korn", entered_by_network=network)
    PositionFactory(person=person, organisation=bakery, title="Meisterin")
    return person


def sent_with(answer, action: str) -> dict[str, str]:
    """What a form of a page sends when nobody touches it."""
    forms = forms_of(answer.content.decode())
    return next(form.values for form in forms if form.action == action)


def names(answer) -> list[str]:
    return [person.name for person in answer.context["page"]]


def test_the_office_sees_whom_it_entered_and_nobody_else(
    as_person, office, entered, other_network, sawyer
):
    PersonFactory(family_name="Anders", entered_by_network=other_network)

    answer = as_person(office).get(PERSONS)

    assert names(answer) == ["Korn"]
    assert "Meisterin" in answer.content.decode()


def test_neither_a_member_nor_the_operator_sees_them(as_person, stranger, owner, entered):
    Account.objects.filter(pk=stranger.account_id).update(is_operator=True)

    assert as_person(stranger).get(PERSONS).status_code == 404
    assert as_person(owner).get(PERSONS).status_code == 404


def test_a_person_is_found_by_a_part_of_the_name(as_person, office, entered, network):
    PersonFactory(family_name="Mehl", entered_by_network=network)

    assert names(as_person(office).get(PERSONS + "?q=kor")) == ["Korn"]
    assert names(as_person(office).get(PERSONS)) == ["Korn", "Mehl"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(
    as_person, office, network, bakery, number, django_assert_num_queries
):
    for _each in range(number):
        PositionFactory(person=PersonFactory(entered_by_network=network), organisation=bakery)
    client = as_person(office)
    client.get(PERSONS)

    with django_assert_num_queries(10):
        assert len(names(client.get(PERSONS))) == number


def test_the_office_hands_out_what_is_kept(as_person, office, entered):
    answer = as_person(office).post(f"{PERSONS}{entered.public_id}/export/")

    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    said = json.loads(zipfile.ZipFile(io.BytesIO(answer.content)).read("daten.json"))
    assert [part["rule"] for part in said["kept"]] == ["contact"]
    assert AuditEntry.objects.get(action="told").row_id == entered.pk


def test_the_office_erases_and_reads_what_became_of_it(as_person, office, entered):
    client = as_person(office)
    page = f"{PERSONS}{entered.public_id}/"
    form = {**sent_with(client.get(page), f"{page}erase/"), "is_sure": "on"}

    answer = client.post(f"{page}erase/", form)
    again = client.post(f"{page}erase/", form)

    erasure = Erasure.objects.get()
    assert (
        answer["Location"] == again["Location"] == (f"/n/riegelstein/erasures/{erasure.public_id}/")
    )
    assert "Ansprechpartner" in client.get(answer["Location"]).content.decode()
    assert client.get(page).status_code == 404
    assert Person.objects.get(pk=entered.pk).name == "–"


def test_nothing_is_erased_by_a_press_alone(as_person, office, entered):
    answer = as_person(office).post(f"{PERSONS}{entered.public_id}/erase/", {})

    assert answer.status_code == 422
    assert Person.objects.get(pk=entered.pk).name == "Korn"


@pytest.mark.parametrize("what", ["export", "erase"])
def test_whom_others_entered_is_theirs(as_person, office, other_network, sawyer, what):
    theirs = PersonFactory(family_name="Anders", entered_by_network=other_network)

    for person in (theirs, sawyer):
        answer = as_person(office).post(f"{PERSONS}{person.public_id}/{what}/", {"is_sure": "on"})
        assert answer.status_code == 404

    assert not Erasure.objects.exists()
    assert set(Person.objects.filter(pk__in=(theirs.pk, sawyer.pk)).values_list("family_name")) == {
        ("Anders",),
        ("Tann",),
    }


def test_the_last_of_the_office_hears_why_not(as_person, office, network):
    Person.objects.filter(pk=office.pk).update(entered_by_network=network)

    answer = as_person(office).post(
        f"{PERSONS}{office.public_id}/erase/", {"is_sure": "on"}, follow=True
    )

    assert "Niemand sonst führt das Büro" in answer.content.decode()
    assert Person.objects.get(pk=office.pk).name == "Amt"


def test_the_report_of_another_network_is_not_shown(as_person, office, other_network):
    theirs = Erasure.objects.create(network_id=other_network.pk)

    assert as_person(office).get(f"/n/riegelstein/erasures/{theirs.public_id}/").status_code == 404


def test_the_record_says_of_every_rule_what_why_and_how_long(as_person, office):
    page = as_person(office).get("/n/riegelstein/settings/processing/").content.decode()

    for rule in retention.rules():
        assert rule.label in page
        assert rule.period in page
    assert "Familienname" in page


def test_the_record_names_who_answers_for_the_network(as_person, office, network):
    path = "/n/riegelstein/settings/processing/"
    before = as_person(office).get(path).content.decode()

    LegalNotice.objects.create(network=network, town="Torstadt", represented_by="Ida Zweit")

    after = as_person(office).get(path).content.decode()
    assert ("Torstadt" in before, "Vertreten durch" in before) == (False, False)
    assert ("Torstadt" in after, "Ida Zweit" in after) == (True, True)
    assert network.office.name in before


# Her own page ----------------------------------------------------------------------------------


def test_somebody_takes_along_what_is_kept_of_her(as_person, owner):
    answer = as_person(owner).post(f"{OWN}export/")

    said = json.loads(zipfile.ZipFile(io.BytesIO(answer.content)).read("daten.json"))
    assert said["name"] == "Korn"
    assert {"contact", "sign-in"} <= {part["rule"] for part in said["kept"]}


def test_somebody_erases_herself_reads_the_report_and_is_signed_out(as_person, owner):
    client = as_person(owner)
    form = {**sent_with(client.get(OWN), f"{OWN}erase/"), "is_sure": "on"}

    answer = client.post(f"{OWN}erase/", form)
    again = client.post(f"{OWN}erase/", form)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert ("Ansprechpartner" in page, "Korn" in page) == (True, False)
    assert again["Location"].startswith("/sign-in/")
    assert Erasure.objects.count() == 1
    assert not Account.objects.filter(pk=owner.account_id).exists()


def test_nobody_erases_herself_by_a_press_alone(as_person, owner):
    assert as_person(owner).post(f"{OWN}erase/", {}).status_code == 422
    assert not Erasure.objects.exists()


def test_whoever_has_several_names_says_first_who_she_is(as_person, owner):
    PersonFactory(family_name="Mehl", account=owner.account)
    client = as_person(owner)

    assert client.get(OWN)["Location"] == "/who/?next=%2Fme%2Fdata%2F"
    assert client.post(f"{OWN}export/")["Location"] == OWN
    assert client.post(f"{OWN}erase/", {"is_sure": "on"})["Location"] == OWN


def test_an_account_without_a_person_is_told_of_its_sign_in(as_person, owner):
    Person.objects.all().delete()

    client = as_person(owner)

    assert "Mein" in client.get(OWN).content.decode()
    answer = client.post(f"{OWN}export/")
    said = json.loads(zipfile.ZipFile(io.BytesIO(answer.content)).read("daten.json"))
    assert "sign-in" in {part["rule"] for part in said["kept"]}
    assert client.post(f"{OWN}erase/", {"is_sure": "on"})["Location"] == OWN


def test_without_the_lock_anybody_would_be_erased(as_person, office, sawyer, monkeypatch):
    """Negative control: what keeps others' rows is that a network opens only its own."""
    from kurzweg.networks.views import persons

    monkeypatch.setattr(persons, "_held", lambda request: Person.objects.all())

    as_person(office).post(f"{PERSONS}{sawyer.public_id}/erase/", {"is_sure": "on"})

    assert Person.objects.get(pk=sawyer.pk).name == "–"


def test_a_person_is_found_by_the_firm(as_person, office, entered, network):
    PersonFactory(family_name="Mehl", entered_by_network=network)

    assert names(as_person(office).get(PERSONS + "?q=baeckerei+korn")) == ["Korn"]
    assert names(as_person(office).get(PERSONS + "?q=sägewerk")) == []


def test_a_persons_page_leads_to_her_firms_and_says_what_happened(
    as_person, office, entered, bakery, network
):
    other = MembershipFactory(network=network).organisation
    ended = PositionFactory(person=entered, organisation=other, until=network.today())

    answer = as_person(office).get(f"{PERSONS}{entered.public_id}/")

    html = answer.content.decode()
    there = f"/n/riegelstein/organisations/{bakery.public_id}/persons/{entered.public_id}/"
    assert [each.pk for each in answer.context["positions"]] == [
        entered.positions.exclude(pk=ended.pk).get().pk,
        ended.pk,
    ]
    assert f'href="{there}"' in html
    assert f"Ist nicht mehr bei {other.name}" in html
    assert as_person(office).get(there).status_code == 200


def test_the_office_changes_the_address_of_whoever_acts_for_no_firm(as_person, office, network):
    person = PersonFactory(account=None, email="", entered_by_network=network)
    page = f"{PERSONS}{person.public_id}/edit/"
    client = as_person(office)

    client.post(page, pressed(client.get(page), email="neu@firm.example", title="Dr."))

    person.refresh_from_db()
    assert (person.email, person.title) == ("neu@firm.example", "Dr.")


def test_nobody_changes_whom_another_network_entered(as_person, office, other_network, owner):
    person = PersonFactory(entered_by_network=other_network)

    page = f"{PERSONS}{person.public_id}/edit/"
    assert as_person(office).get(page).status_code == 404
    assert as_person(office).get(f"{PERSONS}{owner.public_id}/edit/").status_code == 404


def test_whoever_runs_the_office_is_listed_with_that_task(as_person, office, network):
    Person.objects.filter(pk=office.pk).update(entered_by_network=network)

    shown = as_person(office).get("/n/riegelstein/persons/").content.decode()

    assert "<span>Büro</span>" in shown
    assert "heute ohne Funktion" not in shown
