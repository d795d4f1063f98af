"""What a scale of dues says for a band of employees, and for part of a year."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurzweg.dues.scale import Doubt, Step, parts_owed, read, share, year_of

VIU = (Step(0, Decimal(400)), Step(10, Decimal(900)), Step(50, Decimal(1400)))
SMALL, MIDDLE, OPEN = range(1, 10), range(10, 50), range(1000, 10**9)


@pytest.mark.parametrize(
    ("steps", "staff", "amount"),
    [
        (VIU, SMALL, 400),
        (VIU, MIDDLE, 900),
        (VIU, OPEN, 1400),
        (VIU[:1], None, 400),  # the same for all: nobody asks how many
        ((Step(0, Decimal(250)), Step(26, Decimal(250))), MIDDLE, 250),  # either way the same
    ],
)
def test_a_band_within_one_step_gives_its_amount(steps, staff, amount):
    found = read(steps, staff=staff)

    assert (found.doubt, found.step and found.step.amount) == (None, amount)


@pytest.mark.parametrize(
    ("steps", "staff", "doubt"),
    [
        ((), MIDDLE, Doubt.NO_STEP),
        (VIU, None, Doubt.STAFF_UNKNOWN),
        (VIU[1:], SMALL, Doubt.BELOW_FIRST),
        (VIU[1:2], None, Doubt.STAFF_UNKNOWN),
        ((Step(0, Decimal(250)), Step(26, Decimal(400))), MIDDLE, Doubt.BETWEEN),
        ((Step(26, Decimal(400)),), MIDDLE, Doubt.BELOW_FIRST),
    ],
)
def test_what_cannot_be_said_is_a_doubt_and_no_amount(steps, staff, doubt):
    found = read(steps, staff=staff)

    assert (found.doubt, found.step) == (doubt, None)


@pytest.mark.parametrize(
    ("joined_on", "parts", "owed"),
    [
        (None, 4, 4),
        (date(2020, 7, 1), 4, 4),
        (date(2027, 1, 1), 4, 4),
        (date(2027, 3, 31), 4, 4),
        (date(2027, 4, 1), 4, 3),
        (date(2027, 6, 30), 2, 2),
        (date(2027, 7, 1), 2, 1),
        (date(2027, 12, 31), 12, 1),
        (date(2027, 12, 31), 1, 1),
    ],
)
def test_a_part_of_the_year_that_has_begun_counts_wholly(joined_on, parts, owed):
    assert parts_owed(joined_on, year_begins=date(2027, 1, 1), parts=parts) == owed


def test_a_year_may_begin_in_summer():
    day = date(2027, 2, 1)

    begins = year_of(day, first_month=7)

    assert (begins, parts_owed(day, year_begins=begins, parts=12)) == (date(2026, 7, 1), 5)
    assert year_of(date(2027, 7, 1), first_month=7) == date(2027, 7, 1)


@given(
    st.decimals(min_value=0, max_value=9_999_999, places=2),
    st.sampled_from((1, 2, 4, 12)),
    st.data(),
)
def test_a_share_is_exact_to_the_cent(amount, parts, data):
    owed = data.draw(st.integers(1, parts))

    reckoned = share(amount, owed=owed, parts=parts)

    assert (reckoned.as_tuple().exponent, share(amount, owed=parts, parts=parts)) == (-2, amount)
    assert abs(reckoned * parts - amount * owed) <= Decimal("0.005") * parts


def test_half_a_cent_is_rounded_up():
    assert share(Decimal("100.01"), owed=1, parts=2) == Decimal("50.01")
