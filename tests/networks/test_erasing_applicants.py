"""Whoever applied, or was to be won, is erased: nothing of her stays, and the firm's way does."""

from __future__ import annotations

import pytest

from kurzweg.core.retention import Subject, told
from kurzweg.networks import applying
from kurzweg.networks.models import Application, Prospect
from kurzweg.people import erasing
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
SAID = {
    "name": "Gießerei Funk GmbH",
    "kind": "company",
    "town": "Riegelstein",
    "given_name": "Ute",
    "family_name": "Funk",
    "email": "ute@funk.example",
    "phone": "02921 4711",
}


@pytest.fixture
def applicant(network):
    return PersonFactory(family_name="Funk", email="ute@funk.example", entered_by_network=network)


def erase(person, office):
    erasing.erase([person], by=office)


def test_an_application_of_a_firm_forgets_whoever_wrote_it(network, office, applicant):
    application, _token = applying.apply(network, SAID)

    erase(applicant, office)

    application.refresh_from_db()
    assert application.said == {k: SAID[k] for k in ("name", "kind", "town")}
    assert (application.email, application.sent_on) == ("", network.today())


def test_an_application_of_a_natural_person_goes_as_a_whole(network, office, applicant):
    applying.apply(network, SAID | {"kind": "person"})
    applying.begin(network, {"email": "UTE@funk.example", "family_name": "Funk"})

    erase(applicant, office)

    assert not Application.objects.in_network(network).exists()


def test_a_firm_to_be_won_stays_without_its_contact(network, office, applicant):
    today = network.today()
    prospect = Prospect.objects.create(
        network=network, name="Funk", contact_name="Ute Funk", email="ute@funk.example",
        phone="1", source="search", noted_on=today, next_on=today,
    )  # fmt: skip

    erase(applicant, office)

    prospect.refresh_from_db()
    assert (prospect.name, prospect.contact_name, prospect.email) == ("Funk", "", "")


def test_her_own_export_tells_what_she_applied_with(network, applicant):
    applying.apply(network, SAID)

    subject = Subject(frozenset({applicant.pk}), frozenset(), frozenset({applicant.email}))
    tables = {row.table: row.fields for part in told(subject) for row in part.rows}

    assert tables["networks.Application"]["said"]["phone"] == "02921 4711"


def test_a_colleague_behind_the_same_address_keeps_hers(network, office):
    """Negative control: erasing goes by the address and the name, not by the table."""
    application, _token = applying.apply(network, SAID)

    for said in ({"family_name": "Erz", "email": SAID["email"]}, {"family_name": "Funk"}):
        erase(PersonFactory(**said, entered_by_network=network), office)

    application.refresh_from_db()
    assert application.said == SAID
