"""Every list of the register as of a day: rows, figures and filters are those of that day."""

from __future__ import annotations

from datetime import date

import pytest

from kurzweg.core.as_of import asked
from kurzweg.networks import as_of
from kurzweg.networks.models import Mandate, Section, SectionMembership
from kurzweg.networks.models.belonging import MembershipQuerySet
from kurzweg.people.models import Position
from tests.factories import (
    MandateFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    SiteFactory,
    SupportingBodyFactory,
)

pytestmark = pytest.mark.django_db

HERE = "/n/riegelstein/"
SINCE, UNTIL = date(2021, 1, 1), date(2025, 1, 1)
LAST, AFTER, BEFORE = "2024-12-31", "2025-01-01", "2020-12-31"
THEN = {"since": SINCE, "until": UNTIL}
ANOTHER_DAY = 'class="another-day"'


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to("2026-05-04 09:10 +0200", tick=False)


@pytest.fixture
def mill(network):
    """A firm that belonged for four years, with a section, a site and a person of that time."""
    mill = OrganisationFactory(name="Alte Mühle")
    MembershipFactory(network=network, organisation=mill, **THEN)
    optics = Section.objects.create(network=network, name="Optik", **THEN)
    SectionMembership.objects.create(network=network, section=optics, organisation=mill, **THEN)
    SiteFactory(organisation=mill, town="Mühltal", is_seat=False, **THEN)
    miller = PersonFactory(family_name="Müller", account=None, email="", entered_by_network=network)
    PositionFactory(person=miller, organisation=mill, entered_by_network=network, **THEN)
    MandateFactory(network=network, person=miller, kind="board", title="Beisitz", **THEN)
    SupportingBodyFactory(network=network, organisation=OrganisationFactory(name="Kammer"), **THEN)
    return mill


LISTS = {
    "organisations/": lambda context: [row.organisation.name for row in context["page"]],
    "persons/": lambda context: [row.family_name for row in context["page"]],
    "settings/tasks/": lambda context: [
        row.person.family_name for _label, rows in context["groups"] for row in rows
    ],
    "settings/sections/": lambda context: [row.name for row in context["rows"]],
    "settings/bodies/": lambda context: [row.organisation.name for row in context["rows"]],
}
OF_THE_PAST = {
    "organisations/": "Alte Mühle",
    "persons/": "Müller",
    "settings/tasks/": "Müller",
    "settings/sections/": "Optik",
    "settings/bodies/": "Kammer",
}


@pytest.mark.parametrize("where", LISTS)
def test_a_list_shows_what_held_on_its_day_and_says_which_that_is(where, mill, office, as_person):
    client = as_person(office)

    answers = {day: client.get(HERE + where, {"on": day}) for day in (BEFORE, LAST, AFTER, "")}

    shown = {day: OF_THE_PAST[where] in LISTS[where](answers[day].context) for day in answers}
    assert {day: shown[day] for day in (BEFORE, LAST, AFTER)} == {
        BEFORE: False,
        LAST: True,
        AFTER: False,
    }
    past, today = (answers[day].content.decode() for day in (LAST, ""))
    assert "Stand am 31. Dezember 2024." in past
    assert '<a href="?">Zum heutigen Stand</a>' in past
    assert (ANOTHER_DAY in past, ANOTHER_DAY in today) == (True, False)


@pytest.mark.parametrize("on", ["", "2026-05-04", "gestern", "0000-00-00", "31.12.99999"])
def test_a_day_that_nobody_understands_is_today(on):
    found = asked({"on": on}, today=date(2026, 5, 4))

    assert (found.day, found.is_today) == (date(2026, 5, 4), True)


def test_what_an_organisation_had_on_a_day(network, office, as_person):
    firm = OrganisationFactory(name="Bäckerei")
    MembershipFactory(network=network, organisation=firm)
    SiteFactory(organisation=firm, is_seat=False, **THEN)
    PositionFactory(organisation=firm, entered_by_network=network, **THEN)
    client, firm = as_person(office), f"{HERE}organisations/{firm.public_id}/"

    for place, key in (("sites/", "now"), ("persons/", "today")):
        found = {
            day: len(client.get(firm + place, {"on": day}).context[key])
            for day in (BEFORE, LAST, AFTER)
        }
        assert found == {BEFORE: 0, LAST: 1, AFTER: 0}


def test_a_section_names_who_took_part_on_a_day(mill, network, office, as_person):
    section = Section.objects.in_network(network).get()
    page, client = f"{HERE}settings/sections/{section.public_id}/", as_person(office)

    then, later = (client.get(page, {"on": day}) for day in (LAST, AFTER))

    assert [row.organisation.name for row in then.context["members"]] == ["Alte Mühle"]
    assert list(later.context["members"]) == []
    assert "Teilnahme beenden" not in then.content.decode()


def test_the_number_of_those_who_took_part_is_that_of_the_day(mill, network):
    section = Section.objects.in_network(network).get()
    SectionMembership.objects.create(
        network=network, section=section, organisation=OrganisationFactory(), since=UNTIL
    )

    assert [row.number for row in as_of.sections(network, date(2024, 12, 31))] == [1]


def test_nothing_can_be_entered_on_a_past_day(mill, office, as_person):
    client = as_person(office)

    for where in ("settings/sections/", "settings/bodies/"):
        assert 'method="post"' not in _main(client.get(HERE + where, {"on": LAST}))
        assert 'method="post"' in _main(client.get(HERE + where))


NUMBERS = {"organisations/": 13, "persons/": 10, "settings/tasks/": 7, "settings/bodies/": 8}


def _main(response):
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def test_the_public_list_leads_to_no_page_of_whoever_left(
    mill, bakery, network, client, office, as_person
):
    body = OrganisationFactory(name="Zweckverband")
    MembershipFactory(network=network, organisation=body, **THEN)
    SupportingBodyFactory(network=network, organisation=body)

    def leads(client):
        page = _main(client.get(f"{HERE}organisations/", {"on": LAST}))
        return [f"organisations/{each.public_id}/" in page for each in (mill, bakery, body)]

    strangers, offices = leads(client), leads(as_person(office))

    assert (strangers, offices) == ([False, True, True], [True, True, True])


def test_a_natural_person_who_left_is_listed_for_the_office_alone(
    mill, network, client, office, as_person
):
    ada, eva = (OrganisationFactory(kind="person", name=name) for name in ("Ada", "Eva"))
    MembershipFactory(network=network, organisation=ada, **THEN)
    MembershipFactory(network=network, organisation=eva)
    where, names = f"{HERE}organisations/", LISTS["organisations/"]

    seen = names(client.get(where, {"on": LAST}).context)

    assert seen == ["Alte Mühle", "Eva"]
    assert names(as_person(office).get(where, {"on": LAST}).context) == ["Ada", *seen]


def test_the_filter_looks_among_those_of_the_day(mill, bakery, client):
    where, names = f"{HERE}organisations/", LISTS["organisations/"]

    answers = {
        day: names(client.get(where, {"on": day, "q": "muehle"}).context) for day in (LAST, AFTER)
    }

    assert answers == {LAST: ["Alte Mühle"], AFTER: []}


def test_exports_get_what_the_pages_show(mill, network, bakery):
    day = date(2024, 12, 31)

    assert [row.organisation.name for row in as_of.members(network, day)] == [
        "Alte Mühle",
        "Bäckerei Korn",
    ]
    assert [row.person.family_name for row in as_of.positions(network, day)] == ["Müller"]
    assert [row.town for row in as_of.sites(network, day)] == ["Mühltal", "Riegelstein"]
    assert [row.title for row in as_of.mandates(network, day)] == ["Beisitz"]
    assert [row.organisation.name for row in as_of.bodies(network, day)] == ["Kammer"]


def test_what_another_network_entered_of_a_person_is_in_no_list_here(mill, network, other_network):
    MembershipFactory(network=other_network, organisation=mill, **THEN)
    foreign = PersonFactory(family_name="Fremd", entered_by_network=other_network)
    PositionFactory(person=foreign, organisation=mill, entered_by_network=other_network, **THEN)

    day = date(2024, 12, 31)
    assert [row.person.family_name for row in as_of.positions(network, day)] == ["Müller"]
    assert [row.family_name for row in as_of.persons(network, day)] == ["Müller"]
    assert Position.objects.as_of(day).count() == 2
    assert Mandate.objects.in_network(other_network).as_of(day).count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_of_a_day_takes_the_same_queries(
    rows, network, office, as_person, django_assert_num_queries
):
    for each in range(rows):
        firm = OrganisationFactory(name=f"Werk {each}")
        MembershipFactory(network=network, organisation=firm, **THEN)
        SupportingBodyFactory(network=network, organisation=firm, **THEN)
        person = PersonFactory(account=None, email="", entered_by_network=network)
        PositionFactory(person=person, organisation=firm, **THEN)
        MandateFactory(network=network, person=person, kind="board", **THEN)
    office.mandates.all().in_network(network).update(since=UNTIL)
    client = as_person(office)
    client.get(f"{HERE}persons/", {"on": LAST})

    for where, number in NUMBERS.items():
        with django_assert_num_queries(number):
            response = client.get(HERE + where, {"on": LAST})
        assert len(LISTS[where](response.context)) == rows


def test_a_list_that_forgets_its_day_is_found_out(mill, client, monkeypatch):
    """The negative control: without the day, whoever left stands in the list of today."""
    monkeypatch.setattr(MembershipQuerySet, "active", lambda self, on: self)

    rows = client.get(f"{HERE}organisations/", {"on": "2026-05-04"})

    assert [row.organisation.name for row in rows.context["page"]] == ["Alte Mühle"]
