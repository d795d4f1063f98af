"""When weights are proposed, from which answers, and when nobody is bothered."""

import pytest

from kurzweg.core import jobs
from kurzweg.engine.match.rank import DEFAULT_PROFILE
from kurzweg.learning import actions
from kurzweg.market import weights
from kurzweg.market.models import RankingProfile
from tests.factories import set_rule
from tests.market.factories import RankingProfileFactory

pytestmark = pytest.mark.django_db

ENOUGH = 20


def proposals(network):
    return RankingProfile.objects.in_network(network).learned().order_by("pk")


def test_with_enough_answers_weights_are_proposed_and_say_from_what(network, near_ones_preferred):
    asked = near_ones_preferred(ENOUGH)

    assert actions.propose_all() == 1

    proposal = proposals(network).get()
    assert proposal.weights["distance"] > 1.05 * DEFAULT_PROFILE.weights["distance"]
    assert sum(proposal.weights.values()) == pytest.approx(1.0)
    assert proposal.trained_from["introductions"] == [each.pk for each in asked]
    assert weights.current(network.pk).version == DEFAULT_PROFILE.version


def test_one_answer_less_is_not_enough(network, near_ones_preferred):
    near_ones_preferred(ENOUGH - 1)

    assert actions.propose_all() == 0
    assert not proposals(network).exists()


def test_a_network_says_itself_how_many_are_enough(network, near_ones_preferred):
    near_ones_preferred(11)
    set_rule(network, weights_after_answers=11)

    assert actions.propose_all() == 1


def test_even_a_network_that_wants_no_answer_gets_no_proposal_without_one(network):
    set_rule(network, weights_after_answers=0)

    assert actions.propose_all() == 0


def test_the_second_night_proposes_nothing(network, near_ones_preferred):
    near_ones_preferred(ENOUGH)
    actions.propose_all()

    assert actions.propose_all() == 0
    assert proposals(network).count() == 1


def test_of_two_workers_who_learn_at_once_one_proposes(network, near_ones_preferred, monkeypatch):
    """What is learned is learned without a lock; under it is asked who was faster."""
    near_ones_preferred(ENOUGH)
    learn = actions.learn

    def learn_slowly(judgements, *, start):
        learned = learn(judgements, start=start)
        monkeypatch.setattr(actions, "learn", learn)
        assert actions.propose(network) is not None
        return learned

    monkeypatch.setattr(actions, "learn", learn_slowly)

    assert actions.propose(network) is None
    assert len(proposals(network)) == 1


def test_after_as_many_answers_again_all_of_them_are_learned_from_anew(
    network, office, near_ones_preferred
):
    near_ones_preferred(ENOUGH)
    actions.propose_all()
    weights.adopt(proposals(network).get(), by=office)
    near_ones_preferred(ENOUGH)

    assert actions.propose_all() == 1

    first, second = proposals(network)
    assert len(second.trained_from["introductions"]) == 2 * ENOUGH
    assert second.weights["distance"] > first.weights["distance"]


def test_answers_that_change_hardly_anything_bother_nobody(network, a_need, answered):
    alike = {"words": 0.5, "distance": 0.5}
    for _time in range(ENOUGH):
        answered(a_need(), alike, left=[(10**6, alike)])

    assert actions.propose_all() == 0


def test_after_a_release_with_new_weights_everything_is_learned_again(network, near_ones_preferred):
    asked = near_ones_preferred(ENOUGH)
    RankingProfileFactory(
        network=network,
        active=True,
        based_on="older",
        trained_from={"introductions": [each.pk for each in asked]},
    )

    assert actions.propose_all() == 1


def test_each_network_learns_from_its_own_answers(network, other_network, near_ones_preferred):
    near_ones_preferred(ENOUGH)
    actions.propose_all()

    assert proposals(network).exists()
    assert not proposals(other_network).exists()


def test_it_is_looked_at_every_night():
    assert jobs.regular()["kurzweg.learning.actions.propose_all"] == jobs.A_DAY
