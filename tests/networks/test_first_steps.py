"""What a network begins with, as far as the register knows it."""

import pytest

from kurzweg.core import first_steps
from kurzweg.networks import first_steps as own
from tests.factories import MembershipFactory
from tests.places.conftest import germany  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def is_asked_for(network):
    return not own._located(network.pk).exists()


@pytest.fixture
def nowhere(network):
    network.memberships.all().delete()
    return network


def test_reference_data_come_first_and_are_asked_for_until_they_are_there(nowhere, request):
    assert first_steps.declared()[0].name == "places"
    assert is_asked_for(nowhere)

    request.getfixturevalue("germany")

    assert not is_asked_for(nowhere)


def test_where_firms_have_points_nobody_asks_for_reference_data(network, bakery):
    bakery.sites.update(latitude=51.0, longitude=8.0)

    assert not is_asked_for(network)


def test_points_of_another_network_s_firms_are_none_here(bakery, nowhere, other_network):
    bakery.sites.update(latitude=51.0, longitude=8.0)
    MembershipFactory(organisation=bakery, network=other_network)

    assert is_asked_for(nowhere)
