"""An application is decided once, by the office, with one click."""

from datetime import timedelta

import pytest

from kurzweg.core import findable
from kurzweg.core.models import AuditEntry, Change
from kurzweg.networks import actions
from kurzweg.networks.errors import NotAnApplication
from kurzweg.networks.models import Membership, MembershipState
from tests import agenda
from tests.factories import MembershipFactory, OrganisationFactory
from tests.market.factories import OfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(network) -> Membership:
    return MembershipFactory(
        network=network,
        organisation=OrganisationFactory(name="Gärtnerei Beet"),
        since=None,
        applied_on=network.today() - timedelta(days=3),
    )


def test_an_application_waits_for_the_office_and_for_nobody_else(
    application, office, owner, viewer_of
):
    items = agenda.for_viewer(viewer_of(office))

    assert [(item.kind, item.who) for item in items] == [("application", "Gärtnerei Beet")]
    assert agenda.for_viewer(viewer_of(owner)) == []


def test_one_click_admits(application, office, as_person, network):
    url = f"/n/{network.slug}/memberships/{application.public_id}/admit/"

    assert as_person(office).post(url).status_code == 302

    application.refresh_from_db()
    assert application.state(network.today()) == MembershipState.ACTIVE
    assert AuditEntry.objects.get(action="admitted").actor_id == office.pk


def test_the_second_click_hears_that_it_is_decided(application, office):
    actions.admit(application, by=office)

    with pytest.raises(NotAnApplication):
        actions.admit(application, by=office)


def test_a_member_cannot_admit(application, owner, as_person, network):
    url = f"/n/{network.slug}/memberships/{application.public_id}/admit/"

    assert as_person(owner).post(url).status_code == 404

    application.refresh_from_db()
    assert application.since is None


def test_whatever_an_admitted_firm_offered_before_is_read_anew(application, office, network):
    offer = OfferFactory(network=network, organisation=application.organisation)

    actions.admit(application, by=office)

    changes = Change.objects.values_list("network_id", "kind", "row_id")
    assert list(changes) == [(network.pk, "networks.membership", application.pk)]
    assert findable.touched([changes[0][1:]]) == {
        "need": set(),
        "offer": {offer.pk},
        "organisation": {application.organisation_id},
    }
