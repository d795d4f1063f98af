"""A reader in memory reads only what changed since, and misses nothing that did."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from kurzweg.core import at_hand, findable, ledger, search
from kurzweg.core.ledger import Change
from kurzweg.core.place import Place, PlaceLost

pytestmark = pytest.mark.django_db

NETWORK = "networks.network"


@pytest.fixture
def noted(network, other_network):
    """Two changes that have their places, and the reader who has read them."""
    ledger.changed(network, other_network)
    return Place(ledger.number()).read_on()[0]


def test_what_was_read_is_not_read_again(noted, network):
    ledger.changed(network)

    place, rows = noted.read_on()

    assert rows == {(NETWORK, network.pk)}
    assert place.read_on() == (place, set())


def test_a_change_that_gets_its_place_afterwards_is_not_read_again(noted, network, other_network):
    ledger.changed(network)
    place, _rows = noted.read_on()

    newest = ledger.number()
    assert place.read_on() == (place, set())
    ledger.changed(other_network)
    further, rows = place.read_on()

    assert rows == {(NETWORK, other_network.pk)}
    assert (further.seq, len(further.waiting)) == (newest, 1)


def test_what_was_seen_and_rolled_back_is_read_again(noted, network, other_network):
    """SQLite gives the id of a change that was rolled back to the next one."""
    with transaction.atomic():
        ledger.changed(network)
        place, _rows = noted.read_on()
        transaction.set_rollback(True)

    ledger.changed(other_network)

    assert place.read_on()[1] == {(NETWORK, network.pk), (NETWORK, other_network.pk)}


def test_a_reader_whose_place_was_rolled_back_is_told(noted, network):
    with transaction.atomic():
        ledger.changed(network)
        ledger.number()
        place, _rows = noted.read_on()
        transaction.set_rollback(True)

    with pytest.raises(PlaceLost):
        place.read_on()

    assert noted.read_on() == (noted, set())


def test_a_reader_under_whom_changes_were_forgotten_is_told(noted, network):
    Change.objects.update(at=timezone.now() - timedelta(days=31))
    ledger.changed(network)
    ledger.changed(network)
    Change.objects.update(is_public=False)
    place, _rows = Place(noted.seq).read_on()

    ledger.forget_before(ledger.number())

    with pytest.raises(PlaceLost):
        place.read_on()


# What the index makes of it ----------------------------------------------------------------------


@pytest.fixture
def read(monkeypatch):
    """Which rows the index reads, as the sources are asked for them."""
    asked, touched = [], findable.touched

    def listening(rows):
        rows = list(rows)
        asked.append(sorted(rows))
        return touched(rows)

    monkeypatch.setattr(findable, "touched", listening)
    return asked


def test_one_more_change_reads_one_more_row(bakery, sawmill, read):
    search.rebuild()
    ledger.changed(bakery)
    search.matcher()
    ledger.changed(sawmill)
    search.matcher()
    search.matcher()

    firm = "people.organisation"
    assert [rows for rows in read if rows] == [[(firm, bakery.pk)], [(firm, sawmill.pk)]]


def test_read_in_pieces_it_knows_what_it_would_know_read_at_once(network, bakery, sawmill):
    search.rebuild()
    for number in range(5):
        bakery.name = f"Bäckerei {number}"
        bakery.save()
        ledger.changed(bakery)
        search.matcher()
    network.memberships.filter(organisation=sawmill).delete()
    ledger.changed(sawmill)
    in_pieces = at_hand.up_to_date().changed

    search.forget()

    assert in_pieces == at_hand.up_to_date().changed
    assert in_pieces[f"organisation:{sawmill.pk}"] is None
