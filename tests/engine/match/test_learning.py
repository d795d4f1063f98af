"""What is learned from what was taken and what was left, and what can never be."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurzweg.engine.documents import Document, Request
from kurzweg.engine.index.generation import in_memory
from kurzweg.engine.match import learning, rank
from kurzweg.engine.match.learning import LEAST, MOST, PRIOR, STEEPNESS, Judgement, learn
from kurzweg.engine.match.rank import DEFAULT_PROFILE, LEARNED
from kurzweg.engine.words.vocabulary import Vocabulary

START = DEFAULT_PROFILE.weights
NOTHING = dict.fromkeys(rank.SIGNALS, 0.0)
EXACT = 1e-9

tenths = st.integers(0, 10).map(lambda tenth: tenth / 10)
signals = st.fixed_dictionaries(dict.fromkeys(rank.SIGNALS, tenths))
judgements = st.builds(
    Judgement,
    taken=signals,
    left=st.lists(signals, max_size=3).map(tuple),
    weight=st.sampled_from([1.0, 2.0]),
)
many = st.lists(judgements, max_size=30)
promise = settings(max_examples=100, deadline=None, derandomize=True)


def leading(name, *, times=1):
    """So many judgements in which only one signal leads."""
    return [Judgement(taken={**NOTHING, name: 1.0}, left=(NOTHING,))] * times


def test_without_judgements_the_weights_are_exactly_those_of_the_start():
    assert learn([], start=START) == dict(START)
    assert learn([Judgement(taken=NOTHING, left=())], start=START) == dict(START)


def test_what_decides_counts_more_and_the_rest_makes_room():
    learned = learn(leading("distance", times=200), start=START)

    assert learned["distance"] > 1.5 * START["distance"]
    assert all(learned[name] < START[name] for name in LEARNED if name != "distance")


def test_what_was_left_with_much_of_it_counts_less():
    left = [Judgement(taken=NOTHING, left=({**NOTHING, "core": 1.0},))] * 50

    assert learn(left, start=START)["core"] < START["core"]


def test_a_judgement_counts_as_a_whole_however_many_were_left():
    near = {**NOTHING, "distance": 1.0}
    one = [Judgement(taken=near, left=(NOTHING,))]
    three = [Judgement(taken=near, left=(NOTHING,) * 3)]

    assert learn(three, start=START) == pytest.approx(learn(one, start=START), abs=EXACT)


def test_a_judgement_of_weight_two_counts_as_two():
    near = {**NOTHING, "distance": 1.0}
    twice = [Judgement(taken=near, left=(NOTHING,), weight=2.0)]

    assert learn(twice, start=START) == pytest.approx(
        learn(leading("distance", times=2), start=START), abs=EXACT
    )


def test_a_signal_without_weight_gets_none():
    start = {"words": 0.9, "distance": 0.1, "core": 0.0}

    learned = learn(leading("core", times=20) + leading("distance", times=20), start=start)

    assert learned["core"] == 0.0
    assert learned["distance"] > 0.1


def test_the_formula_in_one_case_by_hand():
    """Two weights of 1/2, one judgement: at the minimum both slopes are the same."""
    start = {"words": 0.5, "distance": 0.5}

    learned = learn(leading("distance"), start=start)

    moved = learned["distance"] - 0.5
    surprise = 1 / (1 + np.exp(STEEPNESS * learned["distance"]))
    # PRIOR · moved / 0.5 on one side, minus that on the other, and the pull of the pair between.
    assert 4 * PRIOR * moved == pytest.approx(STEEPNESS * surprise)


@promise
@given(many)
def test_the_sum_stays_and_no_weight_leaves_its_bounds(given_back):
    learned = learn(given_back, start=START)

    assert sum(learned.values()) == pytest.approx(sum(START.values()), abs=EXACT)
    for name in LEARNED:
        assert LEAST * START[name] - EXACT <= learned[name] <= MOST * START[name] + EXACT


def test_even_a_thousand_judgements_of_one_kind_stay_within_the_bounds():
    learned = learn(leading("freshness", times=1000) + leading("core", times=1000), start=START)

    assert learned["freshness"] == pytest.approx(MOST * START["freshness"])
    assert learned["core"] == pytest.approx(MOST * START["core"])


def test_on_the_way_to_the_minimum_every_step_is_allowed(monkeypatch):
    judged = leading("freshness", times=1000)
    monkeypatch.setattr(learning, "_STEPS", 1)

    halfway = learn(judged, start=START)

    assert sum(halfway.values()) == pytest.approx(sum(START.values()))
    assert START["freshness"] < halfway["freshness"] <= MOST * START["freshness"]


@promise
@given(st.lists(judgements.map(lambda each: replace(each, weight=1.0)), max_size=10))
def test_ten_clicks_move_no_weight_further_than_stated(ten):
    learned = learn(ten, start=START)

    for name in LEARNED:
        assert abs(learned[name] - START[name]) <= 2 * STEEPNESS * 10 / PRIOR * START[name]


def test_without_a_prior_ten_clicks_wreck_the_weights(monkeypatch):
    """Negative control: it is the prior that holds them."""
    monkeypatch.setattr(learning, "PRIOR", 1.0)

    assert learn(leading("freshness", times=10), start=START)["freshness"] == pytest.approx(
        MOST * START["freshness"]
    )


@promise
@given(many, st.sampled_from(LEARNED), signals, tenths)
def test_more_feedback_for_a_signal_never_lowers_its_weight(before, name, left, lead):
    more = Judgement(taken={**left, name: min(1.0, left[name] + lead)}, left=(left,))

    without = learn(before, start=START)
    learned = learn([*before, more], start=START)

    assert learned[name] >= without[name] - EXACT


@promise
@given(many, st.randoms())
def test_the_order_of_the_judgements_does_not_matter(given_back, random):
    assert learn(random.sample(given_back, len(given_back)), start=START) == learn(
        given_back, start=START
    )


@promise
@given(many)
def test_learning_again_from_the_same_changes_nothing(given_back):
    once = learn(given_back, start=START)

    assert learn(given_back, start=START) == once


@promise
@given(many)
def test_nothing_is_learned_about_what_a_network_switches_on(given_back):
    learned = learn(given_back, start=START)

    assert {name: learned[name] for name in rank.RULES} == {
        name: START[name] for name in rank.RULES
    }


def test_whoever_takes_a_place_has_seen_those_above_and_the_next_one():
    assert learning.seen(0, among=10) == [1]
    assert learning.seen(3, among=10) == [0, 1, 2, 4]
    assert learning.seen(9, among=10) == list(range(9))


def test_no_signal_that_is_learned_looks_at_the_size_of_a_firm():
    small = Document("1", title="Eloxieren", staff=1)
    sizes = [replace(small, key=str(staff), staff=staff) for staff in (1, 10, 50, 250, 1000)]
    rows = in_memory(sizes, vocabulary=Vocabulary.of({})).segment.columns
    request = Request(text="Eloxieren", today=date(2026, 11, 20), small_first=True)

    computed = rank.signals(
        rows, np.arange(5), request=request, words=np.ones(5), km=np.full(5, np.nan)
    )

    assert {name for name, values in computed.items() if len(set(values)) > 1} == {"small"}
    assert "small" not in LEARNED
