"""The weights a network ranks by: noted, proposed, taken over, taken back, and kept."""

import pytest
from django.db import IntegrityError, transaction

from kurzweg.core import audit, search
from kurzweg.engine.match.rank import DEFAULT_PROFILE
from kurzweg.market import matching, weights
from kurzweg.market.explanation import explain, replayed_score
from kurzweg.market.models import Match, Need, RankingProfile
from tests.market.conftest import able_firm
from tests.market.factories import NeedFactory, RankingProfileFactory

pytestmark = pytest.mark.django_db

NEARER = {**DEFAULT_PROFILE.weights, "words": 0.615, "distance": 0.16}
ANSWERS = {"introductions": [1, 2, 3]}


@pytest.fixture
def proposal(network):
    return weights.propose(network, weights=NEARER, trained_from=ANSWERS)


def versions(network):
    """Every profile of a network: its version, and whether it ranks."""
    profiles = RankingProfile.objects.in_network(network).order_by("pk")
    return dict(profiles.values_list("version", "is_active"))


def test_a_proposal_changes_nothing_until_it_is_taken_over(network, office, proposal):
    assert weights.current(network.pk).weights == dict(DEFAULT_PROFILE.weights)

    weights.adopt(proposal, by=office)

    assert weights.current(network.pk) == proposal
    assert weights.of_engine(proposal).weights == NEARER
    assert [entry.action for entry in audit.history(proposal)] == ["adopted", "proposed"]


def test_looking_at_the_engines_weights_notes_nothing_down(network):
    assert weights.engines(network.pk).weights == dict(DEFAULT_PROFILE.weights)
    assert versions(network) == {}


def test_a_newer_proposal_takes_the_place_of_the_older_one(network, proposal):
    newer = weights.propose(network, weights=NEARER, trained_from=ANSWERS)

    assert list(weights.usable(network.pk).proposed()) == [newer]
    assert versions(network) == {DEFAULT_PROFILE.version: False, "1": False, "2": False}


def test_what_is_set_aside_is_no_longer_proposed(network, office, proposal):
    weights.set_aside(proposal, by=office)

    assert not weights.usable(network.pk).proposed().exists()
    assert audit.history(proposal).first().action == "set aside"


def test_going_back_takes_up_what_ranked_before_or_the_engines_own(network, office, proposal):
    start = weights.engines(network.pk)
    weights.adopt(proposal, by=office)
    newer = weights.propose(network, weights=NEARER, trained_from=ANSWERS)
    weights.adopt(newer, by=office)

    weights.adopt(proposal, by=office)
    assert weights.current(network.pk) == proposal

    weights.adopt(start, by=office)
    assert weights.current(network.pk) == start
    assert versions(network) == {DEFAULT_PROFILE.version: False, "1": False, "2": False}


def test_what_was_learned_from_weights_of_an_older_release_no_longer_ranks(network):
    RankingProfileFactory(network=network, active=True, based_on="older")

    assert weights.current(network.pk).version == DEFAULT_PROFILE.version

    own = RankingProfileFactory(network=network, version="2", adopted=True)
    assert weights.usable(network.pk).learned().get() == own


def test_a_network_ranks_by_one_profile(network):
    RankingProfileFactory(network=network, version="1", active=True)

    with (
        pytest.raises(IntegrityError, match=r"(?i)unique|network_ranks_by_one"),
        transaction.atomic(),
    ):
        RankingProfileFactory(network=network, version="2", active=True)


def test_the_weights_of_another_network_stay_as_they_are(network, other_network, office, proposal):
    own = RankingProfileFactory(network=other_network, active=True)

    weights.adopt(proposal, by=office)

    assert weights.current(other_network.pk) == own


# What changes with them --------------------------------------------------------------------------


@pytest.fixture
def need(network, baking):
    """A need for which a far firm names more and a near one less of what is wanted."""
    able_firm(network, "Nah", title="Drehteile", text="Stahl, gern einzeln.")
    able_firm(network, "Fern", title="Drehteile", text="Messing, Serien.", latitude=50.9)
    search.rebuild()
    need = NeedFactory(
        network=network, owner=baking, title="Drehteile", text="Messing, Serien", latitude=50.0,
        longitude=9.0,
    )  # fmt: skip
    matching.match_stale()
    need.refresh_from_db()
    return need


def order(need):
    matches = Match.objects.in_network(need.network_id).filter(need=need).ranked()
    return [match.offer.organisation.name for match in matches]


def test_open_needs_are_ordered_anew_and_older_explanations_stay(network, need, office, proposal):
    old = {match.pk: match.score for match in Match.objects.in_network(network)}
    assert order(need) == ["Fern", "Nah"]

    weights.adopt(proposal, by=office)

    kept = Match.objects.in_network(network)
    assert {match.pk: replayed_score(match) for match in kept} == old
    assert not Need.objects.in_network(network).exclude(matched_at=None).exists()

    matching.match_stale()
    assert order(need) == ["Nah", "Fern"]
    matched = Match.objects.in_network(network)
    assert {match.profile_version for match in matched} == {proposal.version}
    assert all(replayed_score(match) == match.score for match in matched)


# Small firms first -------------------------------------------------------------------------------


@pytest.fixture
def equals(network, baking):
    """Three firms that fit equally well, the small one with the last key."""
    for name, staff in (("Groß", 250), ("Ohne Angabe", None), ("Klein", 10)):
        firm = able_firm(network, name)
        firm.staff_band = staff
        firm.save()
    search.rebuild()
    need = NeedFactory(network=network, owner=baking, title="Drehteile", text="Drehteile Messing")
    matching.match_stale()
    need.refresh_from_db()
    return need


def said(need, viewer):
    """Each firm in its place, and whether its size is given as the reason."""
    explained = explain(need, viewer=viewer)
    reason = "gleich passend; kleinere Firma zuerst"
    return [(firm.organisation.name, reason in firm.fits) for firm in explained.fitting]


def test_of_firms_that_fit_equally_well_the_small_one_comes_first_and_it_says_so(
    equals, owner, viewer_of
):
    assert said(equals, viewer_of(owner)) == [
        ("Klein", True),
        ("Groß", False),
        ("Ohne Angabe", False),
    ]
    assert explain(equals, viewer=viewer_of(owner)).has_size_decided


def test_switched_off_the_size_plays_no_part(network, equals, owner, office, viewer_of):
    """Negative control: it is the rule that brings it to the front."""
    weights.put_small_firms_first(network, is_on=False, by=office)
    matching.match_stale()

    assert said(equals, viewer_of(owner)) == [
        ("Groß", False),
        ("Ohne Angabe", False),
        ("Klein", False),
    ]
    assert not explain(equals, viewer=viewer_of(owner)).has_size_decided
    network.refresh_from_db()
    assert network.rule("small_firms_first") is False
    assert audit.history(network).first().fields == ["small_firms_first"]


def test_where_size_did_not_decide_nothing_is_said_about_it(network, equals, owner, viewer_of):
    Match.objects.in_network(network).exclude(offer__organisation__name="Klein").delete()

    assert said(equals, viewer_of(owner)) == [("Klein", False)]
