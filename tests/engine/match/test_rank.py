"""Each signal by itself, and the sum of them."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurzweg.engine.documents import Certificate, Document, Place
from kurzweg.engine.match import rank
from kurzweg.engine.match.matcher import DEFAULT_PROFILE, RankingProfile

TODAY = date(2026, 11, 20)
HERE = Place(51.0, 8.0)


def signal(answer, name):
    return {each.key: round(each.signals[name], 4) for each in answer.ranked}


def documents(**by_key):
    return [
        Document(key, **{"title": "Eloxieren", "text": "Aluminium", **facts})
        for key, facts in by_key.items()
    ]


@pytest.mark.parametrize(
    ("code", "other", "value"),
    [
        ("wz2008:25.61", "wz2008:25.61", 1.0),
        ("wz2008:25.61", "wz2008:25.62", 3 / 4),
        ("wz2008:25.6", "wz2008:25.61.0", 3 / 5),
        ("wz2008:25", "wz2008:25.61", 2 / 4),
        ("wz2008:25.61", "wz2008:28.61", 0.0),
        ("wz2008:25.61", "wz2025:25.61", 0.0),
        ("cpv:44316500", "cpv:44316000", 5 / 6),
        ("wz2008:", "wz2008:", 0.0),
    ],
)
def test_codes_agree_as_far_as_their_digits_do(code, other, value):
    assert rank.agreement(code, other) == rank.agreement(other, code) == value


def test_the_best_of_all_codes_counts(matcher_of, ask):
    matcher = matcher_of(
        *documents(
            same={"codes": ("wz2008:10.11", "wz2008:25.61")},
            near={"codes": ("wz2008:25.6",)},
            none={},
        )
    )

    answer = ask(matcher, codes=("wz2008:25.61", "cpv:44316500"))

    assert signal(answer, "codes") == {"same": 1.0, "near": 0.75, "none": 0.0}


def test_a_firm_of_the_same_activity_is_found_without_a_common_word(matcher_of, ask):
    near, far = Place(51.0, 8.1), Place(51.0, 9.0)
    matcher = matcher_of(
        Document("1", title="Steuerberatung", codes=("wz2008:69.20.3",), place=far),
        Document("2", title="Steuerberatung", codes=("wz2008:69.20.3",), place=near),
        Document("3", title="Steuerberatung", codes=("wz2008:70.22",), place=near),
    )

    answer = ask(matcher, text="Buchhaltung", codes=("wz2008:69.20",), place=HERE)

    assert [each.key for each in answer.ranked] == ["2", "1"]


def test_nearness_halves_every_fifty_kilometres(matcher_of, ask):
    east = Place(51.0, 8.0 + np.degrees(50 / 6371.0088 / np.cos(np.radians(51))))
    matcher = matcher_of(*documents(here={"place": HERE}, east={"place": east}, nowhere={}))

    answer = ask(matcher, place=HERE)

    assert signal(answer, "distance") == {"here": 1.0, "east": 0.5, "nowhere": 0.0}
    assert {each.key: each.distance_km and round(each.distance_km) for each in answer.ranked} == {
        "here": 0,
        "east": 50,
        "nowhere": None,
    }


def test_freshness_halves_every_year(matcher_of, ask):
    matcher = matcher_of(
        *documents(
            today={"changed_on": TODAY},
            tomorrow={"changed_on": TODAY + timedelta(1)},
            old={"changed_on": TODAY - timedelta(365)},
            undated={},
        )
    )

    assert signal(ask(matcher), "freshness") == {
        "today": 1.0,
        "tomorrow": 1.0,
        "old": 0.5,
        "undated": 0.0,
    }


def test_capacity_needs_a_stated_lot(matcher_of, ask):
    matcher = matcher_of(
        *documents(
            both={"lot_min": 1, "lot_max": 50}, low={"lot_min": 1}, high={"lot_max": 50}, no={}
        )
    )

    assert signal(ask(matcher, quantity=50), "capacity") == {
        "both": 1,
        "low": 1,
        "high": 1,
        "no": 0,
    }
    assert signal(ask(matcher), "capacity") == {"both": 0, "low": 0, "high": 0, "no": 0}


def test_certificates_count_by_their_part(matcher_of, ask):
    nine, fourteen = Certificate("ISO 9001"), Certificate("ISO 14001")
    matcher = matcher_of(
        *documents(both={"certificates": (nine, fourteen)}, one={"certificates": (nine,)}, none={})
    )

    answer = ask(matcher, certificates=("ISO 9001", "ISO 14001"), certificates_required=False)

    assert signal(answer, "certificates") == {"both": 1.0, "one": 0.5, "none": 0.0}


def test_the_core_activity_counts_more(matcher_of, ask):
    matcher = matcher_of(*documents(core={}, also={"is_core": False}))

    assert signal(ask(matcher), "core") == {"core": 1.0, "also": 0.0}


def test_a_signal_without_weight_counts_nothing(matcher_of, ask):
    only_words = RankingProfile("words", {"words": 1.0})
    matcher = matcher_of(*documents(core={}, also={"is_core": False}), profile=only_words)

    scores = {each.key: each.score for each in ask(matcher).ranked}

    assert scores["core"] == scores["also"]


def test_of_firms_that_fit_equally_well_the_small_one_comes_first_where_that_is_the_rule(
    matcher_of, ask
):
    matcher = matcher_of(
        *documents(
            a_large={"staff": 250}, b_unknown={}, c_medium={"staff": 50}, d_small={"staff": 10}
        )
    )

    on, off = ask(matcher, small_first=True), ask(matcher)

    assert [each.key for each in on.ranked] == ["d_small", "a_large", "b_unknown", "c_medium"]
    assert [each.key for each in off.ranked] == ["a_large", "b_unknown", "c_medium", "d_small"]
    assert signal(on, "small") == {"d_small": 1, "a_large": 0, "b_unknown": 0, "c_medium": 0}


def test_a_better_firm_stays_before_a_small_one(matcher_of, ask):
    matcher = matcher_of(*documents(large={"staff": 250, "changed_on": TODAY}, small={"staff": 1}))

    assert [each.key for each in ask(matcher, small_first=True).ranked] == ["large", "small"]


def test_the_weights_of_the_default_add_up_to_one():
    assert sum(DEFAULT_PROFILE.weights.values()) == pytest.approx(1.0)
    assert set(DEFAULT_PROFILE.weights) == set(rank.SIGNALS)


@given(
    st.integers(0, 2**30).map(lambda grains: grains / 2**30),
    st.lists(st.floats(0, 1), min_size=1, max_size=20),
)
def test_shares_add_up_exactly(whole, parts):
    shared = rank.shares(whole, np.array(parts))

    assert sum(shared) == (whole if sum(parts) > 0 else 0)
    assert (shared >= 0).all()
