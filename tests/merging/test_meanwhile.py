"""What somebody edits while two entries become one, or two again, in earnest."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pytest
from django.db import connections

from kurzweg.merging import actions
from kurzweg.merging.errors import ChangedSince
from kurzweg.merging.moving import Moving
from kurzweg.networks.models import Membership
from kurzweg.people.models import Organisation
from tests.conftest import member_firm
from tests.factories import MandateFactory, NetworkFactory


@pytest.fixture
def pair(own_database):
    network = NetworkFactory()
    by = MandateFactory(network=network, kind="office").person
    kept, other = (member_firm(network, name) for name in ("Korn", "Korn GmbH"))
    return network, kept, other, by


@pytest.fixture
def meanwhile(monkeypatch):
    """Let somebody edit just before a step; she is done by then, or waits for what is held."""
    threads: list[Thread] = []

    def before(place, name: str, edit: Callable[[], object]) -> None:
        step = getattr(place, name)

        def run() -> None:
            try:
                edit()
            finally:
                connections.close_all()

        def late(*args, **named):
            if not threads:
                threads.append(Thread(target=run))
                threads[0].start()
                threads[0].join(0.4)
            return step(*args, **named)

        monkeypatch.setattr(place, name, late)

    return before, lambda: threads[0].join(20)


def numbered(membership) -> Callable[[], object]:
    rows = Membership.objects.across_networks("a test edits one")
    return lambda: rows.filter(pk=membership.pk).update(number="4711")


def test_an_edit_while_two_are_taken_apart_is_not_written_over(pair, meanwhile):
    network, kept, other, by = pair
    done = actions.merge(kept, other, values={}, network=network, by=by)
    membership = Membership.objects.in_network(network).get(organisation=kept)
    before, wait = meanwhile
    before(actions, "put_back", numbered(membership))

    actions.unmerge(done, by=by)
    wait()

    membership.refresh_from_db()
    assert (Organisation.objects.filter(pk=other.pk).count(), membership.number) == (1, "4711")


def test_an_edit_while_two_become_one_is_not_written_over(pair, meanwhile):
    network, kept, other, by = pair
    membership = Membership.objects.in_network(network).get(organisation=kept)
    before, wait = meanwhile
    before(Moving, "_combine", numbered(membership))

    done = actions.merge(kept, other, values={}, network=network, by=by)
    wait()

    membership.refresh_from_db()
    assert membership.number == "4711"
    with pytest.raises(ChangedSince, match="Mitgliedschaft"):
        actions.unmerge(done, by=by)
