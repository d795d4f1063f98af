"""People and firms that left are forgotten on the right day; their days can be counted."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from kurzweg.core import retention
from kurzweg.networks.models import Mandate, Membership, SupportingBody
from kurzweg.people.models import Account, Organisation, Person, Position, Site

pytestmark = pytest.mark.django_db
LEFT = date(2024, 3, 31)
NAMELESS = "–"


@pytest.fixture(autouse=True)
def firm_with_details(bakery):
    Organisation.objects.filter(pk=bakery.pk).update(
        email="korn@firma.example", phone="1", website="https://korn.example/", summary="Brot"
    )
    Membership.objects.across_networks("test").update(number="17", source="Liste 2020")
    Position.objects.update(title="Meisterin")


def on(year: int, month: int, day: int) -> dict[str, int]:
    with time_machine.travel(datetime(year, month, day, 2, 30, tzinfo=UTC)):
        return retention.carry_out()


def person(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_a_person_is_forgotten_a_year_after_the_last_task(owner, sawyer):
    Position.objects.filter(person=owner).update(until=LEFT)

    assert on(2025, 3, 30)["contact"] == 0
    assert on(2025, 3, 31)["contact"] == 2, "the person and her position"
    assert on(2025, 4, 1)["contact"] == 0

    gone = person(owner)
    assert (gone.name, gone.email, gone.phone, gone.account) == (NAMELESS, "", "", None)
    assert list(Position.objects.values_list("person", flat=True)) == [sawyer.pk]
    assert person(sawyer).family_name == "Tann"


def test_whoever_never_had_a_task_is_forgotten_a_year_after_she_was_entered(sawyer, stranger):
    Person.objects.update(created_at=datetime(2024, 3, 31, 2, tzinfo=UTC))

    assert [on(2025, 3, 30)["contact"], on(2025, 4, 1)["contact"]] == [0, 1]

    assert (person(stranger).name, person(sawyer).family_name) == (NAMELESS, "Tann")


def test_whoever_runs_the_installation_is_not_forgotten(stranger):
    Person.objects.update(created_at=datetime(2024, 3, 31, 2, tzinfo=UTC))
    Account.objects.update(is_operator=True)

    assert on(2026, 4, 1)["contact"] == 0

    Account.objects.update(is_operator=False)
    assert on(2026, 4, 1)["contact"] == 1


def test_whoever_still_has_a_task_anywhere_is_not_forgotten(owner, office, network, sawmill):
    Position.objects.filter(person=owner).update(until=LEFT)
    Position.objects.create(person=owner, organisation=sawmill, since=LEFT)

    assert on(2028, 1, 1)["contact"] == 0
    Position.objects.filter(organisation=sawmill).update(until=date(2024, 4, 1))
    Mandate.objects.create(network=network, person=owner, kind="ambassador", since=LEFT)
    assert on(2028, 1, 1)["contact"] == 0


def test_a_firm_is_forgotten_in_two_steps(bakery, sawmill):
    Membership.objects.across_networks("test").filter(organisation=bakery).update(until=LEFT)

    assert on(2025, 3, 30)["firm"] == 0
    assert on(2025, 3, 31)["firm"] == 2, "its details and its site"
    bakery.refresh_from_db()
    assert (bakery.name, bakery.email, bakery.phone) == ("Bäckerei Korn", "", "")
    assert (bakery.website, bakery.summary, Site.objects.filter(organisation=bakery).count()) == (
        "",
        "",
        0,
    )
    sawmill.refresh_from_db()
    assert Site.objects.filter(organisation=sawmill).count() == 1

    before, after = on(2027, 12, 31), on(2028, 1, 1)
    assert [before[name] for name in ("membership", "firm name")] == [0, 0], "the end of the year"
    assert [after[name] for name in ("membership", "firm name")] == [1, 1]
    bakery.refresh_from_db()
    membership = Membership.objects.across_networks("test").get(organisation=bakery)
    assert (bakery.name, membership.number, membership.source) == (NAMELESS, "", "")
    assert (membership.until, sawmill.name) == (LEFT, "Sägewerk Tann")


def test_a_firm_that_belongs_elsewhere_or_carries_a_network_stays(bakery, other_network, network):
    Membership.objects.across_networks("test").filter(organisation=bakery).update(until=LEFT)
    Membership.objects.create(network=other_network, organisation=bakery, since=LEFT)

    assert on(2030, 1, 1)["firm"] == 0

    Membership.objects.in_network(other_network).update(until=date(2024, 5, 1))
    network.office = bakery
    network.save()
    assert on(2030, 1, 1)["firm"] == 0


def test_a_firm_that_carried_a_network_is_forgotten_too(bakery, network):
    Membership.objects.across_networks("test").filter(organisation=bakery).delete()
    SupportingBody.objects.create(network=network, organisation=bakery, until=LEFT)

    assert (on(2025, 3, 30)["firm"], on(2025, 3, 31)["firm"]) == (0, 2)


def test_a_task_for_the_network_is_forgotten_after_three_years(office):
    Mandate.objects.across_networks("test").update(until=LEFT)

    assert on(2027, 12, 31)["membership"] == 0
    assert on(2028, 1, 1)["membership"] == 1
    assert Mandate.objects.across_networks("test").count() == 0
