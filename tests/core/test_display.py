"""Days, moments, numbers and distances as people here write them."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.template import engines
from django.utils import translation

from kurzweg.core.templatetags import display
from tests.factories import MembershipFactory, OrganisationFactory


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC), tick=False):
        yield


def test_a_day_is_written_as_in_an_office():
    assert display.day(date(2026, 3, 5)) == "Do., 5. März"


def test_a_day_of_another_year_names_the_year():
    assert display.day(date(2025, 12, 31)) == "Mi., 31. Dezember 2025"


def test_a_moment_is_told_in_the_networks_time():
    assert display.moment(datetime(2026, 3, 5, 6, 30, tzinfo=UTC)) == "Do., 5. März, 7.30 Uhr"


def test_a_full_hour_has_no_minutes():
    assert display.clock(time(17)) == "17 Uhr"


def test_the_english_reader_gets_english_days():
    with translation.override("en"):
        assert display.moment(datetime(2026, 3, 5, 6, 30, tzinfo=UTC)) == "Thu 5 March, 7:30"
        assert display.plain_day(date(2026, 3, 5)) == "5 March 2026"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 1), "heute"),
        (date(2026, 3, 2), "morgen"),
        (date(2026, 3, 7), "noch 6 Tage"),
        (date(2026, 2, 28), "seit 1 Tag"),
        (date(2026, 2, 27), "seit 2 Tagen"),
    ],
)
def test_a_deadline_says_how_far_it_is(day, said):
    assert display.days_left(day) == said


def test_only_yesterday_and_before_is_past():
    assert [display.is_past(date(2026, 3, 1)), display.is_past(date(2026, 2, 28))] == [False, True]


def test_a_number_that_was_not_measured_is_not_zero():
    assert [display.number(None), display.number(0), display.number(1234.5)] == [
        "–",
        "0",
        "1.234,5",
    ]


def test_an_amount_is_exact():
    assert display.euro(26550) == "26.550,00\xa0€"


def test_a_distance_is_rounded_and_below_one_kilometre_said_in_words():
    assert [display.km(12.4), display.km(0.3), display.km(None)] == [
        "12\u202fkm",
        "unter 1\u202fkm",
        "",
    ]


def test_a_signal_is_a_width_and_a_word():
    assert [display.hundredths(0.734), display.hundredths(1.7), display.hundredths(None)] == [
        73,
        100,
        0,
    ]
    assert display.in_tenths(0.734) == "7 von 10"


def test_nothing_is_written_as_nothing():
    assert [display.day(None), display.moment(None), display.plain_day(None)] == ["", "", ""]
    assert [display.clock(None), display.days_left(None)] == ["", ""]


def test_a_large_number_is_never_written_without_separators(client, network):
    words = (
        "{% blocktranslate count n=n %}{{ n }} firm{% plural %}{{ n }} firms{% endblocktranslate %}"
    )
    template = engines["django"].from_string("{{ n }}, " + words)

    assert template.render({"n": 1234}) == "1.234, 1.234 firms"
    with translation.override("en"):
        assert template.render({"n": 1234}) == "1,234, 1,234 firms"


def test_a_year_is_no_number(client, network):
    firm = OrganisationFactory(founded_year=1987)
    MembershipFactory(network=network, organisation=firm)

    page = client.get(f"/n/riegelstein/organisations/{firm.public_id}/").content.decode()

    assert ">1987</dd>" in page
