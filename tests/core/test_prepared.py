"""A statement is made once, and its answer is of this moment each time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Q, QuerySet

from kurzweg.core import prepared
from kurzweg.core.errors import Unscoped
from kurzweg.core.prepared import Blank
from kurzweg.market.models import Need
from kurzweg.networks.models import Membership
from tests.factories import MembershipFactory
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 5)


def members() -> QuerySet:
    rows = Membership.objects.in_network(Blank("network")).active(Blank("on"))
    return rows.order_by("pk").values_list("pk", "since")


@pytest.fixture(autouse=True)
def nothing_made():
    prepared.forget()
    yield
    prepared.forget()


def test_a_statement_is_made_once_and_asked_with_what_is_filled_in(network, other_network):
    here = MembershipFactory(network=network, since=DAY)
    there = MembershipFactory(network=other_network, since=DAY)
    made = []

    def counted() -> QuerySet:
        made.append(1)
        return members()

    assert prepared.rows(counted, network=network.pk, on=DAY) == [(here.pk, DAY)]
    assert prepared.rows(counted, network=other_network.pk, on=DAY) == [(there.pk, DAY)]
    assert prepared.rows(counted, network=network.pk, on=DAY - timedelta(days=1)) == []
    assert len(made) == 1


def test_no_row_is_kept(network):
    membership = MembershipFactory(network=network, since=DAY)
    assert prepared.rows(members, network=network.pk, on=DAY) == [(membership.pk, DAY)]

    membership.delete()

    assert prepared.rows(members, network=network.pk, on=DAY) == []


def test_what_is_switched_off_in_a_test_is_off_in_what_was_made(network, monkeypatch):
    """A negative control of the promises: a mutant must not hide behind an old statement."""
    MembershipFactory(network=network, since=DAY)
    assert prepared.rows(members, network=network.pk, on=DAY)

    monkeypatch.setattr("kurzweg.networks.models.belonging.holds", lambda day: Q(pk=0))

    assert prepared.rows(members, network=network.pk, on=DAY) == []


def test_rows_are_counted_as_they_are_read(network, other_network):
    MembershipFactory(network=network, since=DAY)
    MembershipFactory(network=network, since=DAY)
    MembershipFactory(network=other_network, since=DAY)

    assert prepared.count(members, network=network.pk, on=DAY) == 2
    assert prepared.count(members, network=network.pk, on=DAY - timedelta(days=1)) == 0


def test_a_day_that_is_filled_in_can_be_turned_into_a_moment(network):
    need = NeedFactory(network=network, published_at=datetime(2026, 3, 5, 12, tzinfo=UTC))

    def asked() -> QuerySet:
        rows = Need.objects.in_network(Blank("network")).open_as_of(Blank("on"))
        return rows.values_list("pk", "published_at")

    there = [(need.pk, need.published_at)]
    assert prepared.rows(asked, network=network.pk, on=DAY) == there
    assert prepared.rows(asked, network=network.pk, on=DAY - timedelta(days=1)) == []


def test_a_place_that_nobody_fills_in_is_a_mistake(network):
    with pytest.raises(KeyError):
        prepared.rows(members, network=network.pk)


def test_rows_of_nobody_said_which_network_are_refused():
    with pytest.raises(Unscoped):
        prepared.rows(lambda: Membership.objects.values_list("pk"))
