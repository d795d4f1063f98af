"""As what a member belongs: classes, and the days from which they hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kurzweg.networks import classes
from kurzweg.networks.models import ClassTerm, Membership, MembershipClass
from kurzweg.people.models import Kind, Organisation
from tests.factories import MembershipFactory, OrganisationFactory
from tests.forms import pressed

pytestmark = pytest.mark.django_db

CLASSES = "/n/riegelstein/settings/classes/"
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def desk(as_person, office):
    return as_person(office)


@pytest.fixture
def firms(network):
    return MembershipClass.objects.create(network=network, name="Firmen", order=1)


@pytest.fixture
def supporters(network):
    return MembershipClass.objects.create(
        network=network, name="Förderer", order=2, is_supporting=True
    )


@pytest.fixture
def member(network):
    return MembershipFactory(network=network, since=date(2020, 1, 1))


def of_that_day(member: Membership, *days: date) -> list[str]:
    rows = Membership.objects.in_network(member.network_id).filter(pk=member.pk)
    return [rows.with_class(day).get().class_name for day in days]


def test_a_member_changes_its_class_from_a_day_on(office, member, firms, supporters):
    classes.put_into(member, firms, since=None, by=office)

    classes.put_into(member, supporters, since=NEW_YEAR, by=office)

    assert of_that_day(member, NEW_YEAR - timedelta(days=1), NEW_YEAR) == ["Firmen", "Förderer"]
    rows = Membership.objects.in_network(member.network_id)
    assert [*rows.supporting(NEW_YEAR)] == [*rows.of_class(supporters, NEW_YEAR)] == [member]
    assert [*rows.supporting(date(2026, 1, 1))] == []


@pytest.mark.parametrize("since", [None, date(2026, 6, 1), NEW_YEAR, date(2028, 1, 1)])
def test_one_class_holds_on_each_day(office, member, firms, supporters, since):
    classes.put_into(member, firms, since=None, by=office)
    classes.put_into(member, supporters, since=NEW_YEAR, by=office)

    classes.put_into(member, None, since=since, by=office)
    classes.put_into(member, firms, since=since, by=office)

    terms = [*ClassTerm.objects.in_network(member.network_id).filter(membership=member)]
    on = [sum(term.holds_on(day) for term in terms) for day in (date(2021, 1, 1), NEW_YEAR)]
    assert on == [1, 1]
    assert all(term.since is None or term.since != term.until for term in terms)


def test_the_office_enters_a_class_and_puts_a_member_into_it(desk, network, member):
    desk.post(CLASSES, {"name": "Privatpersonen"})
    row = MembershipClass.objects.in_network(network).get()
    page = f"/n/riegelstein/memberships/{member.public_id}/"

    sent = {"membership_class": row.pk, "class_since": "2026-03-01"}
    answer = desk.post(f"{page}class/", sent)

    assert answer.status_code == 302
    assert (row.order, of_that_day(member, date(2026, 2, 28), date(2026, 3, 1))) == (
        1,
        ["", "Privatpersonen"],
    )
    firm = f"/n/riegelstein/organisations/{member.organisation.public_id}/"
    assert "Privatpersonen" in desk.get(firm).content.decode()


@pytest.mark.parametrize("day", ["2019-12-31", "2030-02-30"])
def test_a_class_outside_the_membership_is_refused(desk, member, firms, day):
    page = f"/n/riegelstein/memberships/{member.public_id}/class/"

    answer = desk.post(page, {"membership_class": firms.pk, "class_since": day})

    assert answer.status_code == 422
    assert not member.class_terms.exists()


def test_a_class_of_another_network_is_none(desk, other_network, member):
    elsewhere = MembershipClass.objects.create(network=other_network, name="Fremde")
    page = f"/n/riegelstein/memberships/{member.public_id}/class/"

    assert desk.post(page, {"membership_class": elsewhere.pk}).status_code == 422
    assert desk.get(f"{CLASSES}{elsewhere.public_id}/").status_code == 404


def test_a_class_that_somebody_was_in_stays(desk, office, network, member, firms, supporters):
    classes.put_into(member, firms, since=None, by=office)

    for row in (firms, supporters):
        desk.post(f"{CLASSES}{row.public_id}/remove/", {})

    assert [*MembershipClass.objects.in_network(network)] == [firms]


def test_strangers_do_not_read_the_class(client, office, member, firms, as_person):
    classes.put_into(member, firms, since=None, by=office)
    page = f"/n/riegelstein/organisations/{member.organisation.public_id}/"

    assert "Firmen</span>" not in client.get(page).content.decode()
    assert "Firmen</span>" in as_person(office).get(page).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(
    desk, network, number, django_assert_num_queries
):
    for each in range(number):
        MembershipClass.objects.create(network=network, name=f"Klasse {each}")
    desk.get(CLASSES)

    with django_assert_num_queries(9):
        desk.get(CLASSES)


def test_a_natural_person_is_a_member(desk, network):
    new = {"name": "Dr. Eva Stein", "kind": "person", "town": "Riegelstein", "since": "2026-01-01"}

    desk.post("/n/riegelstein/organisations/new/", new)

    member = Membership.objects.in_network(network).get(organisation__name="Dr. Eva Stein")
    assert member.organisation.kind == Kind.PERSON


def test_the_entry_says_register_and_vat_id(desk, network):
    firm = MembershipFactory(network=network, organisation=OrganisationFactory()).organisation
    page = f"/n/riegelstein/organisations/{firm.public_id}/"
    opened = desk.get(f"{page}edit/")
    numbers = {"register_court": "Amtsgericht Riegel", "register_number": "hrb 77"}

    wrong = desk.post(f"{page}edit/", pressed(opened, vat_id="DE136695977", **numbers))
    answer = desk.post(f"{page}edit/", pressed(opened, vat_id="de136695976", **numbers))

    assert (wrong.status_code, answer.status_code) == (422, 302)
    stored = Organisation.objects.get(pk=firm.pk)
    assert (stored.register_entry, stored.vat_id) == ("Amtsgericht Riegel, HRB 77", "DE136695976")
    shown = desk.get(page).content.decode()
    assert [number in shown for number in ("HRB 77", "DE136695976")] == [True, True]


def test_a_register_number_alone_asks_for_its_court(desk, network):
    firm = MembershipFactory(network=network).organisation
    page = f"/n/riegelstein/organisations/{firm.public_id}/edit/"

    answer = desk.post(page, pressed(desk.get(page), register_number="HRB 77"))

    assert answer.status_code == 422
    assert Organisation.objects.get(pk=firm.pk).register_number == ""
