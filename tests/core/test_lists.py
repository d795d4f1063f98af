"""Lists that are taken along: the rows of their page, as far as the reader may see them."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from kurzweg.core import lists
from kurzweg.core.lists import Listing
from kurzweg.core.models import AuditEntry
from kurzweg.engine import members
from kurzweg.engine.members import Field
from kurzweg.networks import lists as network_lists
from kurzweg.networks.models import Readers, Section, SectionMembership, ShownLine
from kurzweg.people.models import Organisation
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    SiteFactory,
)
from tests.taken_along import lines_of

pytestmark = pytest.mark.django_db

HERE = "/n/riegelstein/take-along/"


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to("2026-05-04 09:10 +0200", tick=False)


@pytest.fixture
def mill(network):
    """A member of whom everything is known, and of whom some reads like something else."""
    mill = OrganisationFactory(
        name="=Mühle & Söhne GmbH",
        legal_form="GmbH",
        phone="+49 2941 1234",
        email="info@muehle.example",
        website="https://muehle.example",
        staff_band=10,
        register_court="Amtsgericht Riegelstein",
        register_number="HRB 123",
        vat_id="DE136695976",
    )
    SiteFactory(organisation=mill, street="Mühlweg 1", postal_code="01067", town="Mühltal")
    MembershipFactory(network=network, organisation=mill, number="0007", since=date(2021, 3, 1))
    optics = Section.objects.create(network=network, name="Optik")
    SectionMembership.objects.create(network=network, section=optics, organisation=mill)
    miller = PersonFactory(
        title="Dr.",
        given_name="Änne",
        family_name="Müller",
        email="a@muehle.example",
        phone="+49 2941 5550",
    )
    PositionFactory(person=miller, organisation=mill, title="Inhaberin", answers_requests=True)
    return mill


def test_the_office_takes_the_members_along(mill, office, as_person):
    answer = as_person(office).get(HERE + "members/", {"as": "csv"})

    (row,) = (row for row in lines_of(answer) if "Mühle" in row["Organisation"])
    assert row == {
        "Mitgliedsnummer": "0007",
        "Organisation": "'=Mühle & Söhne GmbH",
        "Rechtsform": "GmbH",
        "Straße": "Mühlweg 1",
        "Postleitzahl": "01067",
        "Ort": "Mühltal",
        "Land": "DE",
        "Telefon": "'+49 2941 1234",
        "Mail": "info@muehle.example",
        "Website": "https://muehle.example",
        "Titel": "Dr.",
        "Vorname": "Änne",
        "Nachname": "Müller",
        "Funktion": "Inhaberin",
        "Mail Ansprechpartner": "a@muehle.example",
        "Telefon Ansprechpartner": "'+49 2941 5550",
        "Mitglied seit": "2021-03-01",
        "Mitglied bis": "",
        "Mitgliedsklasse": "",
        "Bereiche": "Optik",
        "Beschäftigte (ab)": "10",
        "Branche": "",
        "Register": "Amtsgericht Riegelstein, HRB 123",
        "Umsatzsteuer-Identifikationsnummer": "DE136695976",
    }
    disposition = answer.headers["Content-Disposition"]
    assert disposition == 'attachment; filename="mitglieder-riegelstein-2026-05-04.csv"'
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_a_member_takes_along_what_members_read(mill, owner, as_person):
    answer = as_person(owner).get(HERE + "members/", {"as": "csv"})

    (row,) = (row for row in lines_of(answer) if "Mühle" in row["Organisation"])
    assert (row["Ort"], row["Mitglied seit"]) == ("Mühltal", "2021-03-01")
    assert (row["Telefon"], row["Mail"]) == ("", "")  # shown to the office only
    hidden = {"Mitgliedsnummer", "Nachname", "Register"}
    assert hidden.isdisjoint(row)


HIDDEN = {
    "phone": "Telefon",
    "email": "Mail",
    "website": "Website",
    "street": "Straße",
    "staff_band": "Beschäftigte (ab)",
}


@pytest.mark.parametrize(("line", "column"), HIDDEN.items())
@pytest.mark.parametrize(("readers", "is_read"), [(Readers.OFFICE, False), (Readers.MEMBERS, True)])
def test_a_line_hidden_from_members_is_empty_in_what_they_take_along(
    line, column, readers, is_read, mill, network, owner, office, as_person
):
    told = {"network": network, "organisation": mill}
    ShownLine.objects.create(**told, line=line, readers=readers)

    files = [as_person(who).get(HERE + "members/", {"as": "csv"}) for who in (owner, office)]

    rows = [next(row for row in lines_of(file) if "Mühle" in row["Organisation"]) for file in files]
    assert [bool(row[column]) for row in rows] == [is_read, True]


def test_without_emptying_a_hidden_line_would_go_along(
    mill, network, owner, as_person, monkeypatch
):
    told = {"network": network, "organisation": mill}
    ShownLine.objects.create(**told, line="website", readers=Readers.OFFICE)
    monkeypatch.setattr(network_lists.visible_fields, "hide", lambda organisations, viewer: None)

    file = as_person(owner).get(HERE + "members/", {"as": "csv"})

    assert "https://muehle.example" in file.content.decode()


def test_a_member_gets_no_number_with_the_card_either(mill, owner, office, as_person):
    cards = {
        who: as_person(person).get(HERE + "members/", {"as": "vcard"}).content.decode()
        for who, person in (("member", owner), ("office", office))
    }

    assert ("FN:=Mühle & Söhne GmbH" in cards["member"], "2941" in cards["member"]) == (True, False)
    assert "TEL;TYPE=work:+49 2941 1234" in cards["office"]


def test_without_emptying_a_member_would_read_the_number(mill, owner, as_person, monkeypatch):
    monkeypatch.setattr(network_lists.visible_fields, "hide", lambda organisations, viewer: None)

    answer = as_person(owner).get(HERE + "members/", {"as": "vcard"})

    assert "2941" in answer.content.decode()


@pytest.mark.parametrize("name", ["persons", "positions", "tasks", "sections", "bodies", "sites"])
def test_what_is_the_office_s_no_member_takes_along(name, owner, office, client, as_person):
    answers = [as_person(who).get(f"{HERE}{name}/").status_code for who in (office, owner)]

    assert answers == [200, 404]
    assert AuditEntry.objects.filter(action="refused", fields=[f"list-{name}"]).exists()


def test_a_stranger_is_asked_to_sign_in(mill, client):
    assert client.get(HERE + "members/").status_code == 302


def test_a_list_goes_along_as_of_the_day_and_by_the_filter_of_its_page(
    mill, network, office, as_person
):
    then = {"since": date(2020, 1, 1), "until": date(2025, 1, 1)}
    MembershipFactory(network=network, organisation=OrganisationFactory(name="Weber"), **then)
    MembershipFactory(network=network, organisation=OrganisationFactory(name="Weberei"))
    client = as_person(office)

    found = {
        query: [
            row["Organisation"] for row in lines_of(client.get(f"{HERE}members/?as=csv&{query}"))
        ]
        for query in ("q=weber", "q=weber&on=2024-12-31")
    }

    assert found == {"q=weber": ["Weberei"], "q=weber&on=2024-12-31": ["Weber", "Weberei"]}


def test_a_spreadsheet_has_the_header_in_the_language_of_the_reader(mill, office, as_person):
    client = as_person(office)

    books = {
        language: openpyxl.load_workbook(
            io.BytesIO(client.get(HERE + "members/", {"language": language}).content)
        ).active
        for language in ("de", "en")
    }

    assert {each: (book.title, book["F1"].value) for each, book in books.items()} == {
        "de": ("Mitglieder", "Ort"),
        "en": ("Members", "Town"),
    }


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_we_read_our_own_list_as_it_was(language, ending, mill, office, as_person, tmp_path):
    query = {"as": ending, "language": language, "q": "Mühle"}
    path = tmp_path / f"members.{ending}"
    path.write_bytes(as_person(office).get(HERE + "members/", query).content)

    table = members.read(path)
    columns = members.propose(table)
    fields = {column.index: column.field for column in columns}
    (record,) = members.records(table, fields, today=date(2026, 5, 4))

    assert [column.name for column in columns if column.field is Field.NOTHING] == []
    assert (record.name, record.number, record.legal_form) == (mill.name, "0007", "GmbH")
    assert (record.street, record.postal_code, record.town) == ("Mühlweg 1", "01067", "Mühltal")
    assert (record.phone, record.email, record.website) == (mill.phone, mill.email, mill.website)
    assert (record.joined_on, record.left_on) == (date(2021, 3, 1), None)
    assert (record.sections, record.staff, record.vat_id) == (("Optik",), 10, mill.vat_id)
    assert (record.register_court, record.register_number) == ("Riegelstein", "HRB 123")
    (person,) = record.persons
    assert (person.title, person.given_name, person.family_name) == ("Dr.", "Änne", "Müller")
    assert (person.email, person.phone) == ("a@muehle.example", "+49 2941 5550")
    assert person.position == "Inhaberin"
    assert (record.unread, record.doubts) == ((), ())


def test_a_long_list_asks_the_database_no_more_than_a_short_one(
    network, office, as_person, django_assert_num_queries
):
    client = as_person(office)
    client.get(HERE + "members/", {"as": "csv"})
    for rows in (1, 3):
        for _ in range(rows):
            firm = OrganisationFactory()
            SiteFactory(organisation=firm)
            MembershipFactory(network=network, organisation=firm)
            PositionFactory(organisation=firm, person__entered_by_network=network)
        with django_assert_num_queries(10):
            client.get(HERE + "members/", {"as": "csv"})


def test_a_page_offers_its_list_to_whom_it_may(mill, office, client, as_person):
    page = "/n/riegelstein/organisations/?q=M%C3%BChle&page=1"

    office_sees = as_person(office).get(page).content.decode()
    client.logout()
    stranger_sees = client.get(page).content.decode()

    assert f'href="{HERE}members/?q=M%C3%BChle&amp;as=xlsx" download>Excel</a>' in office_sees
    assert "Liste mitnehmen" in office_sees
    assert (HERE in stranger_sees, "Mühle" in stranger_sees) == (False, True)


def test_all_lists_stand_on_one_page(office, as_person):
    page = as_person(office).get(HERE, {"on": "2024-12-31"}).content.decode()

    for listing in lists.listings():
        url = reverse(listing.route, args=["riegelstein"])
        assert f'href="{url}?on=2024-12-31&amp;as=csv"' in page


def test_a_list_is_declared_once():
    again = Listing(name="members", label="", columns=(), rows=lambda asked: ())

    with pytest.raises(ValueError, match="two apps declare the list 'members'"):
        lists.register(again)


def test_a_list_that_orders_nothing_is_refused(network, office, viewer_of):
    shuffled = Listing(
        name="shuffled", label="", columns=(), rows=lambda asked: Organisation.objects.order_by()
    )
    asked = lists.Asked(network, viewer_of(office), date(2026, 5, 4), {})

    with pytest.raises(ValueError, match="orders explicitly"):
        next(lists.rows_of(shuffled, asked))


def test_a_letter_goes_to_who_answers_or_else_to_the_organisation(
    mill, network, bakery, office, as_person
):
    abroad = OrganisationFactory(name="Zenit AG")
    SiteFactory(organisation=abroad, postal_code="8112", town="Otelfingen", country="CH")
    MembershipFactory(network=network, organisation=abroad)
    PositionFactory(organisation=abroad, answers_requests=False, is_admin=False)

    rows = lines_of(as_person(office).get(HERE + "letters/", {"as": "csv"}))

    columns = ("Zu Händen", "Land unter der Anschrift", "Anrede", "Mail")
    told = {row["Organisation"].lstrip("'="): [row[each] for each in columns] for row in rows}
    assert told["Mühle & Söhne GmbH"] == [
        "Dr. Änne Müller", "", "Guten Tag Dr. Änne Müller,", "a@muehle.example",
    ]  # fmt: skip
    assert told["Zenit AG"] == ["", "SCHWEIZ", "Guten Tag,", ""]
    assert len(rows) == 3


def test_both_vcards_are_files_of_their_own(mill, office, as_person):
    client = as_person(office)

    names = [
        client.get(HERE + "members/", {"as": form}).headers["Content-Disposition"]
        for form in ("vcard", "vcard3")
    ]

    assert names == [
        f'attachment; filename="mitglieder-riegelstein-2026-05-04-vcard-{number}.vcf"'
        for number in (4, 3)
    ]
