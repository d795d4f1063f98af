"""Two who take out the same entry at the same moment, or hang something on it, in earnest."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import IntegrityError, connections

from kurzweg.core import taking_out
from kurzweg.introductions import actions
from kurzweg.introductions.models import Introduction
from kurzweg.market.models import Offer
from kurzweg.networks import mistakes
from kurzweg.networks.errors import AlreadyTakenOut
from kurzweg.networks.models import Mandate
from kurzweg.people.models import Organisation, Person
from tests.conftest import acting_for, member_firm
from tests.factories import MandateFactory, NetworkFactory
from tests.market.factories import NeedFactory, OfferFactory
from tests.own_database import at_once


def test_of_two_offices_at_once_one_takes_it_out(own_database):
    network = NetworkFactory()
    firm = member_firm(network, "Bäckerei Korn")
    acting_for(firm, "Korn")
    by = MandateFactory(network=network).person
    seen = mistakes.going_with(firm, network=network).print

    heard = at_once(*[lambda: mistakes.take_out(firm, network=network, seen=seen, by=by)] * 4)

    assert [each for each in heard if each is None] == [None]
    assert [type(each) for each in heard if each is not None] == [AlreadyTakenOut] * 3
    assert not Organisation.objects.filter(pk=firm.pk).exists()


def test_what_is_hung_on_it_at_the_same_moment_is_seen_or_refused(own_database):
    network = NetworkFactory()
    firm = member_firm(network, "Bäckerei Korn")
    by = MandateFactory(network=network).person
    seen = mistakes.going_with(firm, network=network).print

    taken, added = at_once(
        lambda: mistakes.take_out(firm, network=network, seen=seen, by=by),
        lambda: OfferFactory(network=network, organisation=firm, title="Brot"),
    )

    is_there = Organisation.objects.filter(pk=firm.pk).exists()
    if isinstance(added, IntegrityError):
        assert (taken, is_there) == (None, False)
    else:
        assert taken is not None
        assert (is_there, Offer.objects.in_network(network).count()) == (True, 1)


@pytest.mark.parametrize("what", ["an offer to its need", "a task of its person"])
def test_nor_goes_what_is_hung_on_its_needs_and_persons_in_between(own_database, monkeypatch, what):
    network = NetworkFactory()
    firm, other = member_firm(network, "Bäckerei Korn"), member_firm(network, "Sägewerk Tann")
    korn, tann = acting_for(firm, "Korn"), acting_for(other, "Tann")
    Person.objects.filter(pk=korn.pk).update(entered_by_network=network)
    need = NeedFactory(network=network, owner=firm, contact=korn)
    by = MandateFactory(network=network).person
    seen = mistakes.going_with(firm, network=network).print
    hang = {
        "an offer to its need": lambda: actions.offer(need, organisation=other, by=tann),
        "a task of its person": lambda: MandateFactory(network=network, person=korn),
    }[what]
    heard, threads = [], []

    def hung() -> None:
        try:
            heard.append(hang())
        except Exception as error:  # whatever it was, the test wants to see it
            heard.append(error)
        finally:
            connections.close_all()

    delete = taking_out.Going.delete

    def delete_late(going) -> None:
        threads.append(Thread(target=hung))
        threads[0].start()
        threads[0].join(0.5)  # it is done, or it waits for what is held here
        delete(going)

    monkeypatch.setattr(taking_out.Going, "delete", delete_late)
    taken = mistakes.take_out(firm, network=network, seen=seen, by=by)
    threads[0].join(10)

    assert (taken, [type(each) for each in heard]) == (None, [IntegrityError])
    assert not Introduction.objects.in_network(network).exists()
    assert [each.person for each in Mandate.objects.in_network(network)] == [by]
