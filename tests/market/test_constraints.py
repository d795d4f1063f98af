"""What must never be in the database, whoever writes to it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from tests.market.factories import (
    LONG_AGO,
    MatchFactory,
    NeedFactory,
    OfferFactory,
    RankingProfileFactory,
)

pytestmark = pytest.mark.django_db

BEFORE = LONG_AGO - timedelta(days=1)

REFUSED = [
    (OfferFactory, {"visibility": "friends"}, "offer_visibility_is_known"),
    (OfferFactory, {"withdrawn_at": BEFORE}, "offer_is_withdrawn_after_it_is_published"),
    (OfferFactory, {"lot_min": 100, "lot_max": 10}, "offer_lots_go_upwards"),
    (NeedFactory, {"visibility": "friends"}, "need_visibility_is_known"),
    (
        NeedFactory,
        {"visibility": "public", "hidden_from_same_activity": True},
        "public_need_is_seen_by_everyone",
    ),
    (NeedFactory, {"expires_on": None}, "published_need_has_a_last_day"),
    (
        NeedFactory,
        {"closed_at": BEFORE, "closing_reason": "not needed"},
        "need_closes_after_it_is_published",
    ),
    (NeedFactory, {"closed_at": LONG_AGO}, "need_closes_with_a_reason"),
    (NeedFactory, {"closing_reason": "not needed"}, "need_closes_with_a_reason"),
    (NeedFactory, {"quantity": 0}, "need_quantity_is_more_than_nothing"),
    (NeedFactory, {"latitude": 91, "longitude": 0}, "need_lies_on_earth"),
    (MatchFactory, {"rank": 0}, "match_rank_begins_at_one"),
    (RankingProfileFactory, {"is_active": True}, "active_ranking_profile_was_adopted"),
    (RankingProfileFactory, {"active": True, "based_on": ""}, "active_ranking_profile_was_adopted"),
    (MatchFactory, {"score": -0.1}, "match_score_is_not_negative"),
]


@pytest.mark.parametrize(("factory", "values", "constraint"), REFUSED)
def test_the_database_refuses(factory, values, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        factory(**values)


ALLOWED = [
    (OfferFactory, {"withdrawn_at": LONG_AGO, "lot_min": 10, "lot_max": 10}),
    (NeedFactory, {"visibility": "public"}),
    (NeedFactory, {"draft": True}),
    (NeedFactory, {"closed_at": LONG_AGO, "closing_reason": "filled here", "quantity": 0.5}),
    (MatchFactory, {"rank": None}),
]


@pytest.mark.parametrize(("factory", "values"), ALLOWED)
def test_the_database_takes_the_nearest_thing_that_is_right(factory, values):
    """Negative control: the rows above are refused for the one thing that is wrong with them."""
    assert factory(**values).pk


def test_a_match_is_stored_once_in_each_state_of_the_index():
    first = MatchFactory(generation="g1")
    MatchFactory(need=first.need, offer=first.offer, generation="g2")

    with pytest.raises(IntegrityError):
        MatchFactory(need=first.need, offer=first.offer, generation="g1")


def test_a_version_of_the_weights_is_used_once_in_a_network():
    first = RankingProfileFactory()
    RankingProfileFactory()  # another network has its own versions

    with pytest.raises(IntegrityError):
        RankingProfileFactory(network=first.network)
