"""The simulated users of the bench, in short: learning helps, and it cannot favour the big."""

import statistics
from datetime import date

import pytest

from bench import learning as bench
from kurzweg.demo.generate import world
from kurzweg.engine.match import learning, rank

MOST_LOST = 0.02  # of the first ten places, that users may take from small firms


@pytest.fixture(scope="module")
def region():
    return bench.questions(world("small", seed=7, today=date(2026, 11, 20)))


def regret(users, region, *, learns):
    runs = [bench.run(users, region, seed=seed, learns=learns) for seed in (1, 2, 3)]
    return statistics.median(float(each.regret[-1]) for each in runs)


@pytest.mark.parametrize("users", bench.FAIR, ids=lambda users: users.name)
def test_learning_lowers_the_regret(users, region):
    assert regret(users, region, learns=True) < regret(users, region, learns=False)


def test_without_learning_the_weights_stay(region):
    """Negative control: what helps is what was learned."""
    assert bench.run(bench.FAIR[0], region, seed=1, learns=False, rounds=30).weights is bench.START


def test_who_asks_big_firms_only_takes_hardly_a_place_from_small_ones(region):
    before = bench.share_of_small(region, bench.START)

    clicked = bench.run(bench.BIASED, region, seed=1, learns=True)
    known = bench.known_beforehand(bench.BIASED, region)

    assert before - clicked.share_of_small <= MOST_LOST
    assert before - bench.share_of_small(region, known) <= MOST_LOST


def test_if_the_size_of_firms_could_be_learned_small_ones_would_lose_their_places(
    region, monkeypatch
):
    """Negative control: what looks at size is not learned, and what is learned is bounded."""
    before = bench.share_of_small(region, bench.START)
    monkeypatch.setattr(learning, "LEARNED", rank.SIGNALS)
    monkeypatch.setattr(learning, "LEAST", 0.0)
    monkeypatch.setattr(learning, "MOST", 30.0)

    known = bench.known_beforehand(bench.BIASED, region)

    assert known["small"] < bench.START["small"] / 10
    assert before - bench.share_of_small(region, known) > MOST_LOST


def test_the_rule_gives_small_firms_their_share(region):
    fitting = bench.mean([each.is_small[each.grades >= 2] for each in region])

    assert bench.share_of_small(region, bench.WITHOUT_RULE) < fitting
    assert bench.share_of_small(region, bench.START) == pytest.approx(fitting, abs=0.05)
