"""Rights are computed from today's facts, and say why."""

from datetime import date, timedelta

import pytest

from kurzweg.core.viewer import Role
from kurzweg.networks.models import Membership
from kurzweg.networks.roles import standing_of
from kurzweg.people.models import Position
from tests.factories import MandateFactory

pytestmark = pytest.mark.django_db


def test_an_owner_is_a_member_and_responsible_for_the_entry(owner, bakery, viewer_of):
    viewer = viewer_of(owner)

    assert viewer.roles == {Role.PUBLIC, Role.MEMBER, Role.ORGANISATION_ADMIN}
    assert viewer.organisation_ids == {bakery.pk}
    assert [reason.because for reason in viewer.reasons] == ["Sie handeln für Bäckerei Korn"] * 2


def test_whoever_leaves_a_firm_loses_the_rights_on_the_same_day(owner, network):
    today = date(2026, 5, 4)
    Position.objects.update(until=today)

    assert standing_of(owner, network=network, on=today).reasons == ()
    assert standing_of(owner, network=network, on=today - timedelta(days=1)).reasons != ()


def test_a_membership_that_ended_gives_no_rights(owner, bakery, network, viewer_of):
    Membership.objects.in_network(network).update(until=network.today())

    assert viewer_of(owner).roles == {Role.PUBLIC}


def test_what_somebody_is_takes_one_query(owner, network, viewer_of, django_assert_num_queries):
    """Positions, memberships, mandates and activities at once: it is asked for every page."""
    MandateFactory(network=network, person=owner, kind="board")
    viewer_of(owner)

    with django_assert_num_queries(1):
        viewer = viewer_of(owner)

    assert viewer.roles == {Role.PUBLIC, Role.MEMBER, Role.ORGANISATION_ADMIN, Role.BOARD}


def test_rights_are_of_this_moment(owner, network, viewer_of):
    """A negative control: the statement is kept, no row is."""
    assert Role.MEMBER in viewer_of(owner).roles

    Membership.objects.in_network(network).delete()

    assert viewer_of(owner).roles == {Role.PUBLIC}


def test_an_adviser_is_partner_staff_without_membership(adviser, viewer_of):
    assert viewer_of(adviser).roles == {Role.PUBLIC, Role.PARTNER_STAFF}


def test_rights_end_at_the_border_of_the_network(owner, office, other_network, viewer_of):
    assert viewer_of(owner, at=other_network).roles == {Role.PUBLIC}
    assert viewer_of(office, at=other_network).roles == {Role.PUBLIC}
