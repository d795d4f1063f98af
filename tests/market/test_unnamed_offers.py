"""An offer that is only for finding firms finds its firm and is not quoted."""

from html import unescape

import pytest

from kurzweg.market.models import Visibility
from tests.market.factories import MatchFactory, NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db
WORDS = "Sonderschichten für den Wettbewerber"


@pytest.fixture(params=[Visibility.PUBLIC, Visibility.NETWORK, Visibility.MATCHING])
def offer(request, network, sawmill):
    return OfferFactory(
        network=network, organisation=sawmill, title=WORDS, text=WORDS, visibility=request.param
    )


@pytest.fixture
def need(network, bakery, owner):
    return NeedFactory(network=network, owner=bakery, contact=owner)


def pages_of(client, network, need, offer) -> list[str]:
    at = f"/n/{network.slug}/needs/{need.public_id}/"
    addresses = [at, f"{at}introduce/{offer.public_id}/"]
    return [unescape(client.get(address).content.decode()) for address in addresses]


def test_whoever_is_looking_meets_the_firm_and_not_its_words(
    as_person, owner, network, need, offer, sawmill
):
    MatchFactory(need=need, offer=offer)

    pages = pages_of(as_person(owner), network, need, offer)

    is_quoted = offer.visibility != Visibility.MATCHING
    assert [sawmill.name in page for page in pages] == [True, True]
    assert [WORDS in page for page in pages] == [is_quoted, is_quoted]


def test_the_office_and_the_firm_itself_read_it(viewer_of, office, sawyer, owner, offer):
    assert offer.is_shown_to(viewer_of(office))
    assert offer.is_shown_to(viewer_of(sawyer))
    assert offer.is_shown_to(viewer_of(owner)) is (offer.visibility != Visibility.MATCHING)
