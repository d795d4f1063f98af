"""The watch that every test is under: what strangers see does not change unsaid."""

import pytest

from kurzweg.core import audit, ledger
from kurzweg.market import actions
from tests.factories import MembershipFactory, PersonFactory
from tests.market.factories import NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unsaid(watch):
    """What the watch finds; afterwards it has heard nothing."""
    yield watch.unsaid
    watch.heard.clear()


def test_who_forgets_to_say_it_is_named(network, owner, unsaid, monkeypatch):
    """Negative control: the action as it is, but the ledger hears nothing."""
    offer = OfferFactory(network=network)
    monkeypatch.setattr(ledger, "changed", lambda *rows: None)

    actions.withdraw_offer(offer, by=owner)

    assert unsaid() == {f"market.offer:{offer.pk}": ["withdrawn"]}


def test_who_says_it_is_not(network, owner, unsaid):
    actions.withdraw_offer(OfferFactory(network=network), by=owner)

    assert unsaid() == {}


def test_one_change_does_not_speak_for_two_actions(network, other_network, bakery, unsaid):
    MembershipFactory(network=other_network, organisation=bakery)
    audit.record(bakery, "mended")
    ledger.changed(bakery)
    audit.record(bakery, "mended")

    assert unsaid() == {f"people.organisation:{bakery.pk}": ["mended", "mended"]}


def test_what_strangers_never_saw_may_change_unsaid(network, unsaid):
    audit.record(NeedFactory(network=network, published_at=None), "said")
    audit.record(MembershipFactory(network=network, since=None, applied_on="2026-05-04"), "applied")
    audit.record(PersonFactory(), "joined")

    assert unsaid() == {}
