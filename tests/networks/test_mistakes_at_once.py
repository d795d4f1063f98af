"""Two who take out the same entry at the same moment, or hang something on it, in earnest."""

from __future__ import annotations

from django.db import IntegrityError

from kurzweg.market.models import Offer
from kurzweg.networks import mistakes
from kurzweg.networks.errors import AlreadyTakenOut
from kurzweg.people.models import Organisation
from tests.conftest import acting_for, member_firm
from tests.factories import MandateFactory, NetworkFactory
from tests.market.factories import OfferFactory
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
