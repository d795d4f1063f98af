import math

import pytest

from tests.engine.duplicates.gold import loading, scoring
from tests.engine.duplicates.gold.facts import Entry
from tests.engine.duplicates.gold.loading import Listing, pair
from tests.engine.duplicates.gold.scoring import figure, score

KEYS = ("1", "1+", "2", "2+", "3", "3+", "3~", "4")
LIST = Listing(
    "learning",
    1,
    tuple(Entry(key, f"Firma {key}") for key in KEYS),
    same={pair("1", "1+"): "easy", pair("2", "2+"): "hard"},
    doubtful=frozenset({pair("3", "3+")}),
    different={pair("3", "3~"): "general partner"},
)


def test_a_finder_that_finds_all_and_asks_about_the_doubtful_has_full_marks():
    result = score([LIST], [[("1+", "1", True), ("2", "2+", True), ("3", "3+", False)]])

    assert [
        result.precision.share,
        result.recall.share,
        result.recall_asked.share,
        result.recall_with_doubtful.share,
    ] == [1, 1, 1, 1]
    assert (result.false, result.missed, result.questions_for_nothing) == ((), (), 0)


def test_a_sure_claim_of_different_firms_is_false_under_the_name_of_its_pitfall():
    result = score([LIST], [[("1", "1+", True), ("3", "3~", True), ("4", "2", True)]])

    assert result.precision.share == 1 / 3
    assert result.false == ((0, pair("2", "4")), (0, pair("3", "3~")))
    assert result.false_by_pitfall == {"general partner": 1, "not foreseen": 1}


def test_a_question_costs_time_but_no_precision():
    result = score([LIST], [[("1", "1+", True), ("3", "3~", False), ("2", "2+", False)]])

    assert (result.precision.share, result.recall.share) == (1, 0.5)
    assert (result.recall_asked.share, result.questions_for_nothing) == (1, 1)
    assert result.recall_by_kind == {"easy": 1, "hard": 0}


def test_an_undecidable_pair_is_never_missed_and_only_false_when_said_for_sure():
    silent = score([LIST], [[("1", "1+", True)]])
    bold = score([LIST], [[("1", "1+", True), ("3", "3+", True)]])

    assert (silent.precision.share, silent.missed) == (1, ((0, pair("2", "2+")),))
    assert (bold.precision.share, bold.false_by_pitfall) == (0.5, {"undecidable": 1})
    assert (silent.recall_with_doubtful.share, bold.recall_with_doubtful.share) == (1 / 3, 2 / 3)


def test_a_pair_claimed_twice_counts_once_and_for_sure():
    result = score([LIST], [[("1", "1+", False), ("1+", "1", True), ("1", "1+", True)]])

    assert (result.precision.share, result.recall.share) == (1, 0.5)


def test_a_mistake_in_each_of_two_lists_weighs_twice():
    mistake = [("2", "4", True), ("1", "1+", True)]

    assert score([LIST, LIST], [mistake, [("2", "4", True)]]).precision.share == 1 / 3


def test_a_claim_about_a_stranger_is_refused():
    with pytest.raises(ValueError, match="no pair of this list"):
        score([LIST], [[("1", "77", True)]])


def test_nothing_claimed_has_no_precision():
    result = score([LIST], [[]])

    assert math.isnan(result.precision.share)
    assert result.recall.share == 0


def test_the_interval_holds_the_share_and_narrows_with_the_number():
    few, many = figure([True, True, False] * 10), figure([True, True, False] * 100)

    assert few.low < few.share < few.high
    assert many.high - many.low < few.high - few.low
    assert figure([True] * 10) == scoring.Figure(1, 1, 1)


@pytest.mark.skipif(not loading.is_there(), reason=loading.MISSING)
def test_an_oracle_has_full_marks_and_a_finder_of_equal_names_has_not():
    def of_equal_names(entries):
        first = {}
        for entry in entries:
            other = first.setdefault(entry.name.lower(), entry.key)
            if other != entry.key:
                yield other, entry.key, True

    lists = loading.listings("learning")
    oracle = score(lists, [[(*sorted(both), True) for both in one.same] for one in lists])
    equal = scoring.measure("learning", of_equal_names)

    assert (oracle.precision.share, oracle.recall.share) == (1, 1)
    assert 0 < equal.recall.share < 0.2
    assert 0 < equal.precision.share < 1
