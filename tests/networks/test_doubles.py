"""The same firm is not entered twice without being asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kurzweg.networks import actions
from kurzweg.networks.models import Membership
from kurzweg.people.models import Organisation, Person
from tests.conftest import member_firm
from tests.factories import MandateFactory, NetworkFactory, PersonFactory
from tests.own_database import at_once

NEW = "/n/riegelstein/organisations/new/"
ENTRY = {"name": "Bäckerei Korn", "kind": "company", "town": "Riegelstein", "since": "2026-01-01"}


def shown(response) -> list[tuple[str, str]]:
    return [
        (each.organisation.name, "same" if each.is_same else "doubtful")
        for each in response.context["known"]
    ]


def firms() -> list[str]:
    return list(Organisation.objects.filter(name__contains="orn").values_list("name", flat=True))


@pytest.mark.parametrize("name", ["Bäckerei Korn", "BAECKEREI  KORN", "Bäckerei Korn GmbH"])
def test_a_firm_that_is_there_is_asked_about_before_a_second_one(name, office, as_person, bakery):
    answer = as_person(office).post(NEW, {**ENTRY, "name": name})

    assert (answer.status_code, shown(answer)) == (422, [("Bäckerei Korn", "same")])
    page = answer.content.decode()
    assert "Diese Firma ist schon eingetragen" in page
    assert "Mitglied seit 1. Januar 2020" in page
    assert f'value="{name}"' in page, "nothing that was typed is lost"
    assert firms() == ["Bäckerei Korn"]


def test_what_is_only_similar_is_shown_as_doubtful(office, as_person, bakery):
    answer = as_person(office).post(NEW, {**ENTRY, "name": "Bäckerei Korne"})

    assert shown(answer) == [("Bäckerei Korn", "doubtful")]
    assert "Diese Firma ist schon eingetragen" not in answer.content.decode()
    assert "ähnlichen Namens" in answer.content.decode()


def test_another_firm_is_entered_at_once(office, as_person, bakery):
    assert as_person(office).post(NEW, {**ENTRY, "name": "Metzgerei Korn"}).status_code == 302


def test_that_is_the_one_leads_to_the_member(office, as_person, bakery):
    answer = as_person(office).post(NEW, {**ENTRY, "which": bakery.public_id}, follow=True)

    assert answer.redirect_chain[0][0].endswith(f"/organisations/{bakery.public_id}/")
    assert "ist schon Mitglied" in answer.content.decode()
    assert firms() == ["Bäckerei Korn"]


def test_no_another_firm_enters_it(office, as_person, bakery, network):
    sent = {**ENTRY, "which": "another", "seen": bakery.public_id}

    assert as_person(office).post(NEW, sent).status_code == 302

    assert firms() == ["Bäckerei Korn", "Bäckerei Korn"]


def test_no_is_said_of_those_that_were_shown_only(office, as_person, bakery):
    answer = as_person(office).post(NEW, {**ENTRY, "which": "another", "seen": ""})

    assert (answer.status_code, firms()) == (422, ["Bäckerei Korn"])


def test_a_firm_that_left_comes_back_as_the_same(office, as_person, bakery, network):
    Organisation.objects.filter(pk=bakery.pk).update(phone="0201 5")
    network.memberships.update(until=network.today() - timedelta(days=90))
    asked = as_person(office).post(NEW, ENTRY)
    assert "ausgetreten am" in asked.content.decode()

    contact = {"family_name": "Korn", "email": "korn@firm.example"}
    as_person(office).post(NEW, {**ENTRY, **contact, "which": bakery.public_id})

    back = Membership.objects.in_network(network).active(network.today()).get()
    assert (back.organisation, back.organisation.phone) == (bakery, "0201 5")
    assert Person.objects.get(family_name="Korn").positions.get().organisation == bakery
    assert Membership.objects.in_network(network).count() == 2


def test_an_applicant_that_is_meant_is_admitted(office, as_person, bakery, network):
    network.memberships.update(since=None, applied_on=network.today())

    as_person(office).post(NEW, {**ENTRY, "which": bakery.public_id})

    membership = Membership.objects.in_network(network).get()
    assert membership.since.isoformat() == "2026-01-01"


def test_nobody_is_told_of_firms_of_other_networks(office, as_person, other_network):
    member_firm(other_network, "Bäckerei Korn")

    assert as_person(office).post(NEW, ENTRY).status_code == 302


def test_a_firm_of_another_network_cannot_be_chosen(office, as_person, other_network, network):
    firm = member_firm(other_network, "Bäckerei Korn")

    as_person(office).post(NEW, {**ENTRY, "which": firm.public_id})

    assert Membership.objects.in_network(network).get().organisation != firm


def test_two_offices_at_once_enter_one_firm(own_database):
    network = NetworkFactory()
    person = PersonFactory()
    MandateFactory(network=network, person=person)
    typed = dict.fromkeys(("street", "postal_code", "wz_code", "summary", "email"), "")
    typed |= {"name": "Neue Mühle", "kind": "company", "town": "Unna", "staff_band": None}
    typed |= {"family_name": "", "given_name": "", "since": network.today()}

    heard = at_once(*[lambda: actions.enter_member(typed, network=network, by=person)] * 2)

    assert sorted(type(each).__name__ for each in heard) == ["Membership", "list"]
    assert Organisation.objects.filter(name="Neue Mühle").count() == 1
