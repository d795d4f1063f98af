"""Who keeps something made of rows reads their changes on from where it stood."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from kurzweg.core import ledger
from kurzweg.core.ledger import Change, NotInATransaction, Reader
from kurzweg.core.models import UsedKey
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def noted():
    return [(each.network_id, each.kind, each.row_id) for each in Change.objects.order_by("pk")]


def reader(*, begins, reads):
    """Read on, and keep what was heard in two lists."""
    return ledger.read(
        "counting", apply=reads.extend, begin=lambda: begins.append(Change.objects.count())
    )


# What is noted --------------------------------------------------------------------------------


def test_a_row_of_a_network_is_noted_for_it(network):
    membership = MembershipFactory(network=network)

    ledger.changed(membership)

    assert noted() == [(network.pk, "networks.membership", membership.pk)]


def test_a_firm_is_noted_for_each_network_and_one_without_any_for_none(
    network, other_network, bakery
):
    MembershipFactory(network=other_network, organisation=bakery)
    nowhere = OrganisationFactory()

    ledger.changed(bakery, nowhere)

    assert noted() == [
        (network.pk, "people.organisation", bakery.pk),
        (other_network.pk, "people.organisation", bakery.pk),
        (None, "people.organisation", nowhere.pk),
    ]


def test_of_which_network_a_row_is_must_be_known(db):
    key = UsedKey.objects.create(key="k", path="/", content_hash="0")

    with pytest.raises(LookupError, match=r"which networks core\.UsedKey concerns"):
        ledger.changed(key)

    assert noted() == []


@pytest.mark.django_db(transaction=True)
def test_a_change_is_noted_only_in_the_transaction_of_the_change(network):
    with pytest.raises(NotInATransaction):
        ledger.changed(network)

    with transaction.atomic():
        ledger.changed(network)

    assert noted() == [(network.pk, "networks.network", network.pk)]


# What is read ---------------------------------------------------------------------------------


def test_a_new_reader_begins_from_the_rows_and_reads_on_from_there(network):
    ledger.changed(network)
    begins, reads = [], []

    reader(begins=begins, reads=reads)
    ledger.changed(network)
    reader(begins=begins, reads=reads)

    assert begins == [1]
    assert [change.pk for change in reads] == [Change.objects.latest("pk").pk]
    assert reader(begins=begins, reads=reads) == 0


def test_a_reader_that_fails_reads_the_same_changes_again(network):
    begins, reads = [], []
    reader(begins=begins, reads=reads)
    ledger.changed(network)

    def stumble(changes):
        raise ValueError("stumbled")

    with pytest.raises(ValueError, match="stumbled"), transaction.atomic():
        ledger.read("counting", apply=stumble, begin=begins.clear)

    assert reader(begins=begins, reads=reads) == 1
    assert len(reads) == 1


def grow_old():
    Change.objects.update(at=timezone.now() - timedelta(days=31))


def test_who_stood_still_until_changes_were_forgotten_begins_anew(network):
    begins, reads = [], []
    reader(begins=begins, reads=reads)
    ledger.changed(network, network)
    grow_old()

    assert ledger.forget_before(ledger.number()) == 1
    reader(begins=begins, reads=reads)

    assert (begins, reads) == ([0, 1], [])


def test_who_has_read_what_is_forgotten_reads_on(network):
    begins, reads = [], []
    reader(begins=begins, reads=reads)
    ledger.changed(network, network)
    reader(begins=begins, reads=reads)
    grow_old()

    assert ledger.forget_before(ledger.number()) == 1
    ledger.changed(network)
    reader(begins=begins, reads=reads)

    assert (begins, len(reads)) == ([0], 3)
    assert str(Reader.objects.get()) == f"counting at {ledger.newest()}"


# Whom a row concerns --------------------------------------------------------------------------


def test_a_person_concerns_where_she_was_entered_or_all_places_where_she_acts(
    network, other_network, bakery, owner, office
):
    MembershipFactory(network=other_network, organisation=bakery)
    entered = PersonFactory(entered_by_network=network)

    ledger.changed(entered, owner, office, owner.positions.get())

    assert noted() == [
        (network.pk, "people.person", entered.pk),
        (network.pk, "people.person", owner.pk),
        (other_network.pk, "people.person", owner.pk),
        (network.pk, "people.person", office.pk),
        (network.pk, "people.position", owner.positions.get().pk),
        (other_network.pk, "people.position", owner.positions.get().pk),
    ]
