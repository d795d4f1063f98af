"""What the network says of its members itself, read once more, changes nothing."""

import csv
import io
from datetime import date

import pytest

from kurzweg.engine.members import Field
from kurzweg.imports import actions
from kurzweg.networks.findable import COLUMNS
from kurzweg.networks.models import (
    ClassTerm,
    Membership,
    MembershipClass,
    Section,
    SectionMembership,
)
from kurzweg.people.models import Activity, Kind, Organisation
from tests.conftest import member_firm
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    SiteFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to("2026-05-04 09:10 +0200", tick=False)


TAKE_ALONG = "/n/riegelstein/take-along/members/"


def compared(content, name, *, network, office):
    """Read a file as it is understood by itself, and say of each row what it would change."""
    list_ = actions.upload(content, name=name, network=network, by=office)
    fields = [Field(column["field"]) for column in list_.columns]
    list_ = actions.understand(list_, fields, in_a_job=False)
    return [
        (line.name, line.verdict, line.changes, line.unread, line.doubts)
        for line in list_.lines.order_by("row")
    ]


def same(*names):
    return [(name, "same", [], [], []) for name in names]


@pytest.fixture
def search_export(network):
    """What a search finds, with the headings and values of its columns, as a table."""
    for name, facts in (
        ("Ohm & Söhne KG", {"phone": "0351 815", "email": "info@ohm.example", "staff_band": 10}),
        ("Spindler GmbH", {"website": "https://www.spindler.example/", "summary": "Dreht; fräst."}),
        ("Bäckerei Krume", {"founded_year": 1911}),
    ):
        firm = member_firm(network, name)
        Organisation.objects.filter(pk=firm.pk).update(**facts)
        Activity.objects.create(organisation=firm, code="25.62.0")
    members = Membership.objects.in_network(network).with_organisation().order_by("pk")
    firms = [membership.organisation for membership in members]
    written = io.StringIO()
    table = csv.writer(written, delimiter=";")
    table.writerow([str(column.label) for column in COLUMNS])
    table.writerows([[column.value(firm) for column in COLUMNS] for firm in firms])
    return written.getvalue().encode("utf-8-sig")


def test_what_a_search_found_changes_nothing(search_export, network, office):
    found = compared(search_export, "Export.csv", network=network, office=office)

    assert found == same("Ohm & Söhne KG", "Spindler GmbH", "Bäckerei Krume")


def firm(network, name, *, seat=None, person=None, codes=(), sections=(), joined=None, **facts):
    """Enter a member of whom much is known."""
    membership = joined or {"since": date(2021, 3, 1)}
    organisation = OrganisationFactory(name=name, **facts)
    MembershipFactory(network=network, organisation=organisation, **membership)
    if seat:
        street, postal_code, town, country = seat
        SiteFactory(
            organisation=organisation, street=street, postal_code=postal_code, town=town,
            country=country,
        )  # fmt: skip
    if person:
        position = person.pop("position", "")
        somebody = PersonFactory(entered_by_network=network, account=None, **person)
        PositionFactory(
            person=somebody, organisation=organisation, title=position, answers_requests=True
        )
    for at, code in enumerate(codes):
        Activity.objects.create(organisation=organisation, code=code, is_core=at == 1)
    for name in sections:
        section, _new = Section.objects.in_network(network).get_or_create(
            network=network, name=name
        )
        SectionMembership.objects.create(
            network=network, section=section, organisation=organisation
        )
    return organisation


@pytest.fixture
def members(network):
    """Members as a network has them, many of whom read like something else."""
    firm(
        network, "=Mühle & Söhne GmbH", legal_form="GmbH", phone="+49 2941 1234",
        email="info@muehle.example", website="https://muehle.example", staff_band=10,
        register_court="Amtsgericht Riegelstein", register_number="HRB 123", vat_id="DE136695976",
        seat=("Mühlweg 1", "01067", "Mühltal", "DE"), codes=("25.62.0", "10.71.0"),
        sections=("Optik", "Metall und Elektro"),
        joined={"number": "0007", "since": date(2021, 3, 1)},
        person={"title": "Dr.", "given_name": "Änne", "family_name": "Müller", "position":
                "Inhaberin", "email": "a@muehle.example", "phone": "+49 2941 5550"},
    )  # fmt: skip
    firm(
        network, "Alpenblick KG", register_court="Landesgericht Salzburg", register_number="HRA 9",
        email="b@alpen.example", seat=("Getreidegasse 9", "5020", "Salzburg", "AT"),
        staff_band=1000, sections=("Holz, Möbel",), phone="+43 662 8888",
        website="https://alpen.example/wir/",
        joined={"since": date(2019, 4, 1), "until": date(2027, 7, 1)},
        person={"given_name": "", "family_name": "Berg", "email": "b@alpen.example",
                "position": "Leiterin, Einkauf"},
    )  # fmt: skip
    groß = firm(
        network, "Dr. Anna Groß", kind=Kind.PERSON, seat=("", "59494", "Soest", "DE"),
        person={"title": "Dr.", "given_name": "Anna", "family_name": "Groß", "email": ""},
    )  # fmt: skip
    supporting = MembershipClass.objects.create(network=network, name="Fördermitglied")
    ClassTerm.objects.create(
        network=network, membership=Membership.objects.in_network(network).get(organisation=groß),
        membership_class=supporting,
    )  # fmt: skip
    firm(network, "Nur ein Name", register_court="Riegelstein", register_number="VR 77")
    for number in ("12", "13"):
        seat = (f"Weg {number}", "59494", "Soest", "DE")
        firm(network, "Zwilling GmbH", seat=seat, joined={"number": number})
    names = Membership.objects.in_network(network).order_by("organisation__name", "pk")
    return list(names.values_list("organisation__name", flat=True))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_list_of_members_taken_along_changes_nothing(
    members, network, office, as_person, form, language
):
    browser = as_person(office)
    answer = browser.get(TAKE_ALONG, {"as": form}, headers={"Accept-Language": language})

    found = compared(answer.content, f"Mitglieder.{form}", network=network, office=office)

    assert sorted(found, key=lambda each: each[0]) == same(*members)
