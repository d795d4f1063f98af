"""A query on a network's rows without a network raises."""

import pytest

from kurzweg.core.errors import Unscoped
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.networks.models import Membership

pytestmark = pytest.mark.django_db

UNSCOPED = [
    lambda rows: list(rows),
    lambda rows: rows.count(),
    lambda rows: rows.exists(),
    lambda rows: rows.first(),
    lambda rows: rows.get(),
    lambda rows: list(rows.iterator()),
    lambda rows: rows.update(number="1"),
    lambda rows: rows.delete(),
]


@pytest.mark.parametrize("evaluate", UNSCOPED)
def test_an_unscoped_query_raises(evaluate, bakery):
    with pytest.raises(Unscoped):
        evaluate(Membership.objects.filter(organisation=bakery))


def test_the_guard_is_what_raises(bakery, monkeypatch):
    """Negative control: without the guard the rows of all networks come out."""
    monkeypatch.setattr(NetworkQuerySet, "_require_scope", lambda self: None)

    assert Membership.objects.filter(organisation=bakery).count() == 1


def test_a_scoped_query_sees_its_network_only(bakery, neighbour, network):
    assert [m.organisation for m in Membership.objects.in_network(network)] == [bakery]
    assert Membership.objects.across_networks("all members of the installation").count() == 2


def test_rows_of_a_network_are_scoped_by_it_but_rows_of_an_organisation_are_not(bakery, network):
    assert network.memberships.count() == 1
    with pytest.raises(Unscoped):
        bakery.memberships.count()
