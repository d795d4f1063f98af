"""What an answer says about what was seen, and what says nothing."""

import pytest

from kurzweg.engine.match.learning import Judgement
from kurzweg.learning import feedback
from tests.learning.conftest import FAR, MAY, NEAR

pytestmark = pytest.mark.django_db

MIDDLE = {"words": 0.5, "distance": 0.5}


def test_a_yes_stands_before_a_no_to_the_same_need_and_before_what_was_left(
    network, a_need, answered
):
    need = a_need()
    answered(need, FAR, state="declined")
    answered(need, NEAR, left=[(10**6, MIDDLE)])

    assert feedback.of(network).judgements == [Judgement(NEAR, (FAR, MIDDLE))]


def test_a_no_alone_says_nothing(network, a_need, answered):
    answered(a_need(), FAR, state="declined", left=[(10**6, NEAR)])

    assert feedback.of(network).judgements == []


def test_answers_to_different_needs_are_not_compared(network, a_need, answered):
    answered(a_need(), FAR, state="declined")
    answered(a_need(), NEAR)

    assert feedback.of(network).judgements == [Judgement(NEAR, ())]


def test_what_was_left_first_and_accepted_later_was_not_left(network, a_need, answered):
    need = a_need()
    later = answered(need, FAR)
    answered(need, NEAR, left=[(later.offer_id, FAR), (10**6, MIDDLE)])

    assert feedback.of(network).judgements == [
        Judgement(FAR, ()),
        Judgement(NEAR, (MIDDLE,)),
    ]


def test_what_was_left_and_then_said_no_counts_once(network, a_need, answered):
    need = a_need()
    refused = answered(need, FAR, state="declined")
    answered(need, NEAR, left=[(refused.offer_id, FAR)])

    assert feedback.of(network).judgements == [Judgement(NEAR, (FAR,))]


def test_a_need_that_was_filled_that_way_counts_twice(network, a_need, answered):
    answered(a_need(closed_at=MAY, closing_reason="filled here"), NEAR, left=[(10**6, FAR)])

    assert feedback.of(network).judgements == [Judgement(NEAR, (FAR,), weight=2.0)]


def test_filled_elsewhere_or_by_one_of_two_nothing_is_confirmed(network, a_need, answered):
    answered(a_need(closed_at=MAY, closing_reason="filled elsewhere"), NEAR)
    two = a_need(closed_at=MAY, closing_reason="filled here")
    answered(two, NEAR)
    answered(two, FAR)

    assert [each.weight for each in feedback.of(network).judgements] == [1.0, 1.0, 1.0]


def test_answers_are_counted_with_their_days_and_silence_apart(network, a_need, answered):
    first = answered(a_need(), NEAR, at=MAY.replace(month=2))
    second = answered(a_need(closed_at=MAY, closing_reason="filled here"), NEAR)
    third = answered(a_need(), FAR, state="declined", at=MAY.replace(month=3))
    answered(a_need(), NEAR, state="expired")
    answered(a_need(), {})  # asked without a list: its numbers are not known

    assert feedback.of(network).summary() == {
        "yes": 2,
        "confirmed": 1,
        "no": 1,
        "silent": 1,
        "first_on": "2026-02-04",
        "last_on": "2026-05-04",
        "introductions": [first.pk, second.pk, third.pk],
    }


def test_the_answers_of_another_network_are_not_read(other_network, near_ones_preferred):
    near_ones_preferred(1)

    assert feedback.of(other_network).answers == []
