"""What an introduction keeps of the list from which its firm was chosen."""

import pytest

from kurzweg.engine.match.rank import DEFAULT_PROFILE
from kurzweg.market import weights
from kurzweg.market.models import Match
from tests.conftest import member_firm
from tests.introductions.conftest import fresh
from tests.market.factories import MatchFactory, OfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(network, need):
    """Twelve firms that fit, each with its place as the value of a signal."""
    need.generation = "g1"
    need.save()
    weights.note_engines(network.pk)
    firms = [member_firm(network, f"Firma {rank}") for rank in range(1, 13)]
    for firm in firms:
        firm.email = "info@firma.example"
        firm.save()
    return [
        MatchFactory(
            need=need,
            offer=OfferFactory(network=network, organisation=firm),
            rank=rank,
            profile_version=DEFAULT_PROFILE.version,
            signals={"words": 0.9, "distance": rank / 100},
        )
        for rank, firm in enumerate(firms, start=1)
    ]


@pytest.fixture
def ask(introduce):
    """Ask the firm at one place of the list."""

    def ask_at(match):
        offer = match.offer
        return introduce(organisation=offer.organisation, offer=offer)

    return ask_at


def places(introduction):
    """The places of those that were seen beside the firm that was asked."""
    return [round(100 * each["signals"]["distance"]) for each in introduction.passed_over]


@pytest.mark.parametrize(
    ("asked", "seen"),
    [(1, [2]), (4, [1, 2, 3, 5]), (10, [*range(1, 10)]), (12, [*range(1, 12)])],
)
def test_who_is_asked_at_a_place_was_preferred_to_those_above_and_the_next_one(
    listed, ask, asked, seen
):
    introduction = fresh(ask(listed[asked - 1]))

    assert places(introduction) == seen
    assert introduction.passed_over[0]["offer"] == listed[seen[0] - 1].offer_id


def test_whom_somebody_asks_as_well_was_not_passed_over(listed, ask):
    ask(listed[0])
    ask(listed[2])

    assert places(fresh(ask(listed[3]))) == [2, 5]


def test_what_is_no_longer_offered_was_not_passed_over(listed, ask, need):
    listed[0].offer.withdrawn_at = need.published_at
    listed[0].offer.save()

    assert places(fresh(ask(listed[1]))) == [3]


def test_the_numbers_of_a_match_can_be_computed_again_from_its_introduction(listed, ask, network):
    introduction = fresh(ask(listed[4]))
    Match.objects.in_network(network).delete()

    by = weights.noted(network.pk, introduction.profile_version)
    (score,) = weights.scores([introduction.signals], by=by)

    assert introduction.signals == {"words": 0.9, "distance": 0.05}
    assert score == pytest.approx(0.9 * by.weights["words"] + 0.05 * by.weights["distance"])


def test_a_firm_that_stands_in_no_list_brings_no_numbers(listed, introduce, sawmill):
    introduction = fresh(introduce(organisation=sawmill))

    assert (introduction.signals, introduction.profile_version) == ({}, "")
    assert introduction.passed_over == []


def test_whoever_stands_below_the_line_was_chosen_for_something_else(listed, ask, need):
    """A firm that names hardly anything of it is in a list of its own, without a place."""
    listed[5].signals = {"words": 0.01}
    listed[5].save()

    introduction = fresh(ask(listed[5]))

    assert introduction.signals == {"words": 0.01}
    assert introduction.passed_over == []
