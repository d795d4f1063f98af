"""Whom new weights would move, and whether small firms lose or win places."""

import pytest

from kurzweg.engine.match.rank import DEFAULT_PROFILE
from kurzweg.learning import preview
from kurzweg.market import weights
from tests.conftest import member_firm
from tests.market.factories import MatchFactory, OfferFactory, RankingProfileFactory

pytestmark = pytest.mark.django_db

NEARNESS = {**DEFAULT_PROFILE.weights, "words": 0.0, "distance": 0.775}


@pytest.fixture
def listed(network, a_need):
    """A need with firms of decreasing words and increasing nearness; every third is small."""

    def build(number, **facts):
        need = a_need(generation="g1", **facts)
        for rank in range(1, number + 1):
            firm = member_firm(network, f"Firma {rank}")
            firm.staff_band = 10 if rank % 3 == 0 else 250
            firm.save()
            MatchFactory(
                need=need,
                offer=OfferFactory(network=network, organisation=firm),
                rank=rank,
                signals={"words": 0.9 - rank / 50, "distance": rank / 50},
            )
        return need

    return build


@pytest.fixture
def of(network, office, viewer_of):
    """What weights that count nearness alone would change."""
    profile = RankingProfileFactory(network=network, weights=NEARNESS)

    def look(weights_after=profile):
        before = weights.engines(network.pk)
        return preview.of(viewer_of(office), weights_after or before, before=before)

    return look


def moves(changed):
    return [(move.organisation.name, move.before, move.after) for move in changed]


def test_each_firm_that_would_move_is_named_with_its_places(of, listed):
    need = listed(3)

    shown = of()

    assert [(each, moves(changed)) for each, changed in shown.changes] == [
        (need, [("Firma 3", 3, 1), ("Firma 1", 1, 3)])
    ]
    assert (shown.needs, shown.unchanged) == (1, 0)


def test_who_comes_into_the_first_ten_and_who_leaves_them_is_named(of, listed):
    listed(12)

    ((_need, changed),) = of().changes

    named = {name: (before, after) for name, before, after in moves(changed)}
    assert (named["Firma 12"], named["Firma 11"]) == ((None, 1), (None, 2))
    assert (named["Firma 1"], named["Firma 2"]) == ((1, None), (2, None))


def test_the_same_weights_change_nothing(of, listed):
    listed(3)

    shown = of(weights_after=None)

    assert (shown.changes, shown.unchanged) == ([], 1)


def test_small_firms_are_counted_among_the_first_ten_and_among_all_that_fit(of, listed):
    listed(12)

    shown = of()

    # Of 1 to 10 these are 3, 6 and 9, of 3 to 12 also 12, of all twelve 4.
    assert (shown.share_before, shown.share_after, shown.share_of_fitting) == (30, 40, 33)


def test_without_matches_there_is_nothing_to_say(of, a_need):
    a_need()
    a_need(draft=True, generation="g1")

    shown = of()

    assert (shown.needs, shown.changes, shown.share_before) == (0, [], None)
