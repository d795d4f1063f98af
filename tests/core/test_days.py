"""Days begin and end where the network is at home."""

from datetime import UTC, date, datetime

import pytest

from kurzweg.core.days import day_of, end_of


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (date(2026, 7, 1), datetime(2026, 7, 1, 22, tzinfo=UTC)),
        (date(2026, 12, 31), datetime(2026, 12, 31, 23, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_over_there(day, moment):
    assert end_of(day, "Europe/Berlin") == moment


def test_a_moment_falls_on_the_day_that_it_is_over_there():
    moment = datetime(2026, 12, 31, 23, tzinfo=UTC)

    assert day_of(moment, "Europe/Berlin") == date(2027, 1, 1)
    assert day_of(moment, "UTC") == date(2026, 12, 31)
