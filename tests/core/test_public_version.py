"""A page kept for strangers under a version is never older than what the version says."""

from __future__ import annotations

from datetime import timedelta
from threading import Event

import pytest
from django.db import transaction
from django.utils import timezone

from kurzweg.core import ledger
from kurzweg.core.ledger import Change
from kurzweg.networks.models import Network
from tests.factories import MembershipFactory, NetworkFactory, OrganisationFactory
from tests.market.factories import NeedFactory, OfferFactory
from tests.own_database import at_once


def version(network):
    return ledger.public_version(network.pk)


# What raises it ---------------------------------------------------------------------------------


def raises(network, *rows):
    before = version(network)
    ledger.changed(*rows)
    return version(network) != before


def test_what_strangers_see_raises_it_in_its_network_only(network, other_network, bakery):
    assert raises(network, OfferFactory(network=network, organisation=bakery))
    assert raises(network, bakery)
    assert raises(network, network)
    assert not raises(network, other_network)
    assert not raises(network, OfferFactory(network=other_network))


def test_a_firm_of_two_networks_raises_it_in_both(network, other_network, bakery):
    MembershipFactory(network=other_network, organisation=bakery)
    before = version(network), version(other_network)

    ledger.changed(bakery)

    assert version(network) != before[0]
    assert version(other_network) != before[1]


def test_a_need_that_is_public_no_longer_raises_it_and_a_draft_does_not(network):
    assert raises(network, NeedFactory(network=network, visibility="network"))
    assert not raises(network, NeedFactory(network=network, published_at=None, expires_on=None))
    assert not raises(network, OrganisationFactory())


# It never comes a second time -------------------------------------------------------------------


def test_no_state_has_the_name_of_another(network):
    """Numbered or not, forgotten or not: each change has its own name from the first on."""
    names = [version(network)]
    for number_after in (False, True, False, False, True):
        ledger.changed(network)
        names.append(version(network))
        if number_after:
            ledger.number()
            Change.objects.update(at=timezone.now() - timedelta(days=31))
            ledger.forget_before(ledger.newest())
            names.append(version(network))

    assert len(set(names)) >= 6
    assert names == sorted(set(names), key=names.index)


def test_the_newest_public_change_is_kept_however_old(network, other_network):
    ledger.changed(network, network, other_network)
    ledger.number()
    Change.objects.update(at=timezone.now() - timedelta(days=31))
    before = version(network)
    ledger.changed(other_network)

    assert ledger.forget_before(ledger.number()) == 2
    assert version(network) == before


def test_a_restored_line_shares_no_name_with_the_one_that_was_left(network):
    """After a restore the same numbers are given a second time, to other changes."""
    ledger.changed(network)
    backed_up = Change.objects.get().pk
    later = Change(network_id=network.pk, kind="k", row_id=1, is_public=True, pk=backed_up + 1)
    later.save(force_insert=True)
    left = version(network)

    later.delete()
    ledger.restored()
    Change.objects.bulk_create([later])

    assert version(network) != left


# Two connections --------------------------------------------------------------------------------


@pytest.fixture
def place(own_database) -> Network:
    with transaction.atomic():
        network = NetworkFactory(name="Alt", claim="Alt")
        ledger.changed(network)
    return network


class Shelf:
    """The simplest store: a page under each version, made once and kept for ever."""

    def __init__(self):
        self.pages = {}

    def page(self, network, *, meanwhile=lambda: None):
        name = version(network)
        if name not in self.pages:
            meanwhile()
            fresh = Network.objects.get(pk=network.pk)
            self.pages[name] = f"{fresh.name} {fresh.claim}"
        return self.pages[name]


def change(network, **facts):
    Network.objects.filter(pk=network.pk).update(**facts)
    ledger.changed(network)


def test_a_page_made_while_somebody_commits_is_not_kept_as_the_newer_one(place):
    shelf, is_asked, is_written = Shelf(), Event(), Event()

    def read():
        return shelf.page(place, meanwhile=lambda: (is_asked.set(), is_written.wait(20)))

    def write():
        is_asked.wait(20)
        with transaction.atomic():
            change(place, name="Neu")
        is_written.set()

    at_once(read, write)

    assert shelf.page(place) == "Neu Alt"


@pytest.mark.postgres
@pytest.mark.parametrize("first_commits_first", [True, False])
def test_whoever_commits_first_nobody_keeps_a_stale_page(place, first_commits_first):
    """Two write one network's rows at once; after each commit somebody looks, and numbers."""
    shelf, other = Shelf(), NetworkFactory(name="Alt", claim="Alt")
    written, commits = (Event(), Event()), (Event(), Event())
    seen = []

    def write(number, **facts):
        def run():
            with transaction.atomic():
                if number:
                    written[0].wait(20)
                # Rows of their own, which both are shown on the place's pages.
                Network.objects.filter(pk=(place, other)[number].pk).update(**facts)
                ledger.changed(place)
                written[number].set()
                commits[number].wait(20)

        return run

    def both():
        name = version(place)
        if name not in shelf.pages:
            rows = Network.objects.filter(pk__in=(place.pk, other.pk)).order_by("pk")
            shelf.pages[name] = [row.name for row in rows]
        return shelf.pages[name]

    def look():
        written[1].wait(20)
        seen.append(both())
        for number in (0, 1) if first_commits_first else (1, 0):
            before = version(place)
            commits[number].set()
            while version(place) == before:
                pass
            seen.append(both())
            ledger.number()
            seen.append(both())

    assert at_once(write(0, name="Eins"), write(1, name="Zwei"), look) == [None] * 3

    middle = ["Eins", "Alt"] if first_commits_first else ["Alt", "Zwei"]
    assert seen == [["Alt", "Alt"], middle, middle, ["Eins", "Zwei"], ["Eins", "Zwei"]]


@pytest.mark.postgres
def test_a_version_that_is_the_highest_number_would_keep_a_stale_page(place, monkeypatch):
    """Negative control: the later number commits first, and the earlier one raises nothing."""
    monkeypatch.setattr(
        ledger,
        "public_version",
        lambda network_id: str(Change.objects.latest("pk").pk),
    )
    assert _page_after_being_overtaken(place) == "Alt Alt"


def _page_after_being_overtaken(place):
    shelf, is_written, is_seen = Shelf(), Event(), Event()

    def early():
        with transaction.atomic():
            ledger.changed(place)
            Network.objects.filter(pk=place.pk).update(name="Neu")
            is_written.set()
            is_seen.wait(20)

    def late():
        is_written.wait(20)
        with transaction.atomic():
            ledger.changed(place)
        shelf.page(place)
        is_seen.set()

    assert at_once(early, late) == [None] * 2
    return shelf.page(place)


@pytest.mark.postgres
def test_a_change_that_is_overtaken_raises_it_all_the_same(place):
    assert _page_after_being_overtaken(place) == "Neu Alt"
