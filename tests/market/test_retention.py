"""The words of needs and offers are forgotten two years after their end."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from kurzweg.core import retention, rules, search
from kurzweg.engine.documents import Request
from kurzweg.market.models import Need, Offer
from kurzweg.networks.models import Membership
from tests.market.factories import LONG_AGO, NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db
ENDED = datetime(2024, 3, 31, 12, tzinfo=UTC)


def on(year: int, month: int, day: int) -> int:
    with time_machine.travel(datetime(year, month, day, 12, 30, tzinfo=UTC)):
        return retention.carry_out()["market"]


@pytest.mark.parametrize(
    "ending",
    [
        {"closed_at": ENDED, "closing_reason": "not needed"},
        {"expires_on": ENDED.date()},
        {"published_at": None, "expires_on": None, "changed_at": ENDED},
    ],
)
def test_a_need_that_ended_loses_its_words_and_people(network, bakery, owner, ending):
    need = NeedFactory(
        network=network, owner=bakery, contact=owner, created_by=owner, place="Hier", **ending
    )
    open_need = NeedFactory(network=network, owner=bakery)

    assert (on(2026, 3, 31 - 1), on(2026, 4, 1), on(2026, 4, 2)) == (0, 1, 0)

    need = Need.objects.in_network(network).get(pk=need.pk)
    assert (need.title, need.text, need.place, need.contact, need.created_by) == (
        "–",
        "",
        "",
        None,
        None,
    )
    assert Need.objects.in_network(network).get(pk=open_need.pk).text == open_need.text


@pytest.mark.parametrize(
    "ending", [{"withdrawn_at": ENDED}, {"published_at": None, "changed_at": ENDED}]
)
def test_an_offer_that_ended_loses_its_words(network, bakery, owner, ending):
    offer = OfferFactory(network=network, organisation=bakery, created_by=owner, **ending)
    current = OfferFactory(network=network, organisation=bakery, published_at=LONG_AGO)

    assert (on(2026, 3, 30), on(2026, 4, 1), on(2026, 4, 2)) == (0, 1, 0)

    offer = Offer.objects.in_network(network).get(pk=offer.pk)
    assert (offer.title, offer.text, offer.created_by) == ("–", "", None)
    assert Offer.objects.in_network(network).get(pk=current.pk).text == current.text


def test_the_offers_of_a_firm_that_left_are_forgotten_too(network, bakery):
    OfferFactory(network=network, organisation=bakery)
    Membership.objects.in_network(network).update(until=date(2024, 3, 31))

    assert (on(2026, 3, 30), on(2026, 3, 31)) == (0, 1)


def test_words_that_were_forgotten_are_no_longer_in_the_index(network, bakery):
    NeedFactory(network=network, owner=bakery, title="Xylolith", expires_on=ENDED.date())
    NeedFactory(network=network, owner=bakery, title="Xylolith", text="Xylolith, gut")
    search.rebuild()
    found = Request(text="Xylolith", today=date(2024, 3, 31), kinds=frozenset({"need"}))

    def number_found():
        return len(search.matcher().search(found, k=10).ranked)

    assert number_found() == 2
    on(2026, 4, 1)
    # Negative control: the need that goes on is still found.
    assert number_found() == 1


def test_a_network_may_forget_earlier_and_others_go_on(network, other_network, bakery):
    network.decided_rules.create(name="keep_market", value=3)
    ended = {"closed_at": ENDED, "closing_reason": "not needed"}
    need = NeedFactory(network=network, owner=bakery, **ended)
    elsewhere = NeedFactory(network=other_network, owner=bakery, **ended)

    assert (on(2024, 6, 29), on(2024, 7, 1), on(2024, 7, 2)) == (0, 1, 0)

    words = dict(Need.objects.across_networks("test").values_list("pk", "text"))
    assert words == {need.pk: "", elsewhere.pk: elsewhere.text}
    assert on(2026, 4, 1) == 1


def test_a_network_keeps_nothing_longer_than_the_file_says(network):
    for name, rule in rules._rules.items():
        if name.startswith("keep_"):
            assert 0 < rule.least < rule.default == rule.most
    assert network.rule("keep_market") == 24


def test_what_was_decided_under_older_bounds_keeps_no_less_than_the_file_asks(network, bakery):
    network.decided_rules.create(name="keep_market", value=1)
    NeedFactory(network=network, owner=bakery, closed_at=ENDED, closing_reason="not needed")

    assert (on(2024, 6, 29), on(2024, 7, 1)) == (0, 1)
