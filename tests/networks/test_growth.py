"""How a network grew: joined, left and the number at each end; whom the office congratulates."""

from __future__ import annotations

from datetime import date

import pytest

from kurzweg.core import indicators
from kurzweg.core.agenda import keeping
from kurzweg.insight import picture
from kurzweg.networks import growth
from kurzweg.networks.anniversaries import on_day
from kurzweg.networks.models import Membership
from tests.agenda import for_viewer
from tests.factories import MembershipFactory, OrganisationFactory, set_rule

pytestmark = pytest.mark.django_db

HERE = "/n/riegelstein/figures/"
TODAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to("2026-05-04 09:10 +0200", tick=False)


def counted(periods):
    return [(each.first.year, each.joined, each.left, each.number) for each in periods]


@pytest.fixture
def lived(network):
    """Six founders; two who came in 2023, one of whom left with that year; one left and back."""
    for _ in range(6):
        MembershipFactory(network=network, since=date(2021, 3, 1))
    MembershipFactory(network=network, since=date(2023, 2, 1), until=date(2024, 1, 1))
    back = MembershipFactory(network=network, since=date(2023, 6, 1), until=date(2025, 1, 1))
    MembershipFactory(network=network, organisation=back.organisation, since=date(2025, 1, 1))
    MembershipFactory(network=network, since=date(2026, 4, 1), until=date(2026, 12, 1))
    return network


def test_each_year_is_the_one_before_with_who_joined_and_without_who_left(lived):
    by_year = growth.years(growth.spans(lived.pk), today=TODAY)

    assert counted(by_year) == [
        (2021, 6, 0, 6),
        (2022, 0, 0, 6),
        (2023, 2, 1, 7),
        (2024, 0, 0, 7),
        (2025, 0, 0, 7),
        (2026, 1, 0, 8),
    ]


def test_the_growth_says_at_each_end_what_the_figure_says(lived):
    members = indicators.declared("members")
    periods = growth.years(growth.spans(lived.pk), today=TODAY)

    for period in periods[:-1]:
        end = date(period.first.year, 12, 31)
        assert period.number == len(indicators.at_end(members, lived.pk, end))
    assert periods[-1].number == indicators.value("members", lived.pk, TODAY).number


def test_the_months_of_a_year_add_up_to_it(lived):
    held = growth.spans(lived.pk)

    months = growth.months(held, year=2023, today=TODAY)

    assert [(each.first.month, each.net) for each in months if each.joined or each.left] == [
        (2, 1),
        (6, 1),
        (12, -1),
    ]
    assert months[-1].number == 7
    assert len(growth.months(held, year=2026, today=TODAY)) == 5


def test_a_forecast_goes_on_as_the_last_three_full_years_and_is_absent_before(lived):
    held = growth.spans(lived.pk)

    told = growth.forecast(growth.years(held, today=TODAY), today=TODAY)
    early = date(2024, 12, 30)

    assert (told.day, told.a_year, told.number) == (date(2027, 12, 31), 0.3, 9)
    assert growth.forecast(growth.years(held, today=early), today=early) is None
    assert growth.forecast([], today=TODAY) is None


def test_the_page_draws_the_growth_and_says_it_in_a_table(lived, office, as_person):
    client = as_person(office)

    page = client.get(HERE).content.decode()
    months = client.get(HERE, {"year": "2023"}).content.decode()

    assert page.count('class="joined"') == 6
    assert '<th scope="row"><a href="?year=2023#growth">2023</a></th>' in page
    assert "sind es am 31. Dezember 2027 etwa 9" in page
    assert ("Dezember</th>" in months, "etwa 9" in months) == (True, False)
    assert client.get(HERE, {"year": "1900"}).context["year"] is None


def test_nothing_is_drawn_where_nobody_joined(network, office, as_person):
    page = as_person(office).get(HERE)

    assert (page.context["picture"], page.context["forecast"]) == (None, None)
    assert "Noch ist niemand beigetreten." in page.content.decode()


def test_bars_stand_on_one_line_and_stay_in_the_picture():
    one = growth.Period(date(2024, 1, 1), joined=6, left=2, number=4)
    drawn = picture.drawn([one, growth.Period(date(2025, 1, 1), 0, 3, 1)], ["2024", "2025"])

    assert [(bar.top + bar.up, round(bar.up / bar.down)) for bar in drawn.bars] == [
        (drawn.line, 3.0),
        (drawn.line, 0.0),
    ]
    assert max(drawn.line + bar.down for bar in drawn.bars) <= drawn.height


# Anniversaries ----------------------------------------------------------------------------------


@pytest.fixture
def told(viewer_of, office):
    def titles(*kinds: str) -> list[tuple[str, str]]:
        items = for_viewer(viewer_of(office))
        return [(item.title, item.who) for item in items if item.kind in kinds]

    return titles


def member(network, name: str, **days) -> Membership:
    return MembershipFactory(network=network, organisation=OrganisationFactory(name=name), **days)


def test_the_office_is_told_of_a_member_of_ten_years(network, told):
    member(network, "Zehn", since=date(2016, 5, 10))
    member(network, "Neun", since=date(2017, 5, 10))
    member(network, "Fünf, aber bald fort", since=date(2021, 5, 10), until=date(2026, 5, 10))
    member(network, "Fünf im Juli", since=date(2021, 7, 1))

    assert told("anniversary") == [("Seit 10 Jahren Mitglied: gratulieren", "Zehn")]


def test_the_rule_says_every_how_many_years_and_0_is_never(network, told):
    member(network, "Neun", since=date(2017, 5, 10))
    member(network, "Zehn", since=date(2016, 5, 10))

    set_rule(network, anniversary_years=3)
    assert [who for _title, who in told("anniversary")] == ["Neun"]
    set_rule(network, anniversary_years=0)
    assert told("anniversary") == []


def test_an_anniversary_is_over_after_some_days_and_comes_again(network, told, time_machine):
    member(network, "Zehn", since=date(2016, 5, 10))

    seen = {}
    for day in ("2026-04-25", "2026-04-26", "2026-05-13", "2026-05-14", "2031-05-01"):
        time_machine.move_to(f"{day} 09:00 +0200", tick=False)
        seen[day] = len(told("anniversary"))
        assert keeping.drift() == {}

    assert list(seen.values()) == [0, 1, 1, 0, 1]


def test_whoever_joined_on_29_february_has_an_anniversary_each_year():
    since = date(2020, 2, 29)

    assert on_day(since, year=2025) == date(2025, 2, 28)
    assert on_day(since, year=2028) == date(2028, 2, 29)


def test_the_jubilee_of_a_firm_is_told_in_january(network, told, time_machine):
    firm = member(network, "Hundert").organisation
    firm.founded_year = 1927
    firm.save()

    seen = {}
    for day in ("2026-12-31", "2027-01-01", "2027-01-31", "2027-02-01"):
        time_machine.move_to(f"{day} 09:00 +0100", tick=False)
        seen[day] = told("jubilee")

    hundred = [("Vor 100 Jahren gegründet: nach dem Tag fragen und gratulieren", "Hundert")]
    assert list(seen.values()) == [[], hundred, hundred, []]
