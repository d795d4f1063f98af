"""Who owes what for a year, as of a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kurzweg.dues import owing
from kurzweg.networks.models import ClassTerm, MembershipClass, SaidLine
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    SupportingBodyFactory,
    set_rule,
)

pytestmark = pytest.mark.django_db

JANUARY = date(2027, 1, 1)


@pytest.fixture
def member(network):
    """Let a firm belong to the network."""

    def join(name, *, since=date(2020, 1, 1), until=None, **firm):
        organisation = OrganisationFactory(name=name, **firm)
        return MembershipFactory(
            network=network, organisation=organisation, since=since, until=until
        )

    return join


def put_into(membership, name, *, since=None, until=None):
    network = membership.network
    of_class, _ = MembershipClass.objects.in_network(network).get_or_create(
        network=network, name=name
    )
    ClassTerm.objects.create(
        network=network,
        membership=membership,
        membership_class=of_class,
        since=since,
        until=until,
    )
    return of_class


def told(network, day=JANUARY):
    return {row.name: row.amount for row in owing.dues(network, day).rows}


def doubts(network, day=JANUARY):
    return {row.name: row.doubt for row in owing.dues(network, day).rows if row.doubt}


def test_each_member_owes_what_its_band_of_employees_says(network, member, line):
    line(400)
    line(900, staff_from=10)
    line(1400, staff_from=50)
    for name, band in (("Amboss", 1), ("Bolzen", 10), ("Achse", 1000)):
        member(name, staff_band=band)

    assert told(network) == {"Achse": 1400, "Amboss": 400, "Bolzen": 900}


def test_the_base_is_said_with_the_day_on_which_it_was_stated(network, member, line):
    line(400)
    line(900, staff_from=10)
    firm = member("Amboss", staff_band=10).organisation
    SaidLine.objects.create(
        organisation=firm,
        line="staff_band",
        said_by="firm",
        said_at=datetime(2026, 9, 3, tzinfo=UTC),
    )

    (row,) = owing.dues(network, JANUARY).rows

    assert (row.base, row.said_on) == ("10 bis 49 Beschäftigte", date(2026, 9, 3))


def test_who_left_before_the_year_owes_nothing_and_who_leaves_within_it_all(network, member, line):
    line(400)
    member("Gegangen", until=JANUARY)
    member("Geht noch", until=date(2027, 3, 1))
    member("Kommt erst", since=date(2027, 2, 1))

    assert told(network) == {"Geht noch": 400}
    assert told(network, date(2027, 12, 31)) == {"Geht noch": 400, "Kommt erst": 400}


def test_who_carries_the_network_and_is_no_member_owes_nothing(network, member, line):
    line(400)
    SupportingBodyFactory(network=network)
    member("Amboss")

    assert told(network) == {"Amboss": 400}


def test_a_firm_that_left_and_came_back_in_a_year_owes_once(network, member, line):
    line(400)
    first = member("Amboss", until=date(2027, 2, 1))
    again = {"since": date(2027, 9, 1), "organisation": first.organisation}
    MembershipFactory(network=network, **again)
    set_rule(network, dues_parts=12)

    assert told(network, date(2027, 12, 31)) == {"Amboss": 400}


def test_who_joins_in_the_year_pays_a_part_only_where_the_network_says_so(network, member, line):
    line("250.10")
    member("Amboss", since=date(2027, 8, 15))
    whole = told(network, date(2027, 12, 31))

    set_rule(network, dues_parts=4)

    (row,) = owing.dues(network, date(2027, 12, 31)).rows
    assert whole == {"Amboss": Decimal("250.10")}
    assert (row.amount, row.owed) == (Decimal("125.05"), "2 von 4 Quartalen")


def test_classes_and_natural_persons_have_lines_of_their_own(network, member, line):
    line(400)
    line(30, is_for_persons=True)
    line(500, membership_class=put_into(member("Förderin"), "Fördermitglieder"))
    member("Nele Rotter", kind="person")
    member("Amboss")

    assert told(network) == {"Amboss": 400, "Förderin": 500, "Nele Rotter": 30}


def test_the_class_of_the_first_day_of_the_year_counts(network, member, line):
    firm = member("Amboss")
    line(400, membership_class=put_into(firm, "Ordentliche", until=date(2027, 5, 1)))
    line(50, membership_class=put_into(firm, "Fördernde", since=date(2027, 5, 1)))

    assert told(network, date(2027, 12, 31)) == {"Amboss": 400}
    assert told(network, date(2028, 1, 1)) == {"Amboss": 50}


def test_a_line_holds_from_its_day_and_what_held_before_stays(network, member, line):
    member("Amboss")
    line(400)
    line(420, since=JANUARY)

    assert told(network, date(2026, 12, 31)) == {"Amboss": 400}
    assert told(network) == {"Amboss": 420}


def test_of_two_lines_of_one_day_the_last_one_entered_holds(network, member, line):
    member("Amboss")
    line(4000, since=JANUARY)
    line(400, since=JANUARY)

    assert told(network) == {"Amboss": 400}


def test_who_pays_nothing_by_the_scale_is_no_doubt(network, member, line):
    member("Gründerin")
    line(0)

    (row,) = owing.dues(network, JANUARY).rows

    assert (row.amount, row.doubt) == (Decimal("0.00"), "")


def test_who_cannot_be_told_comes_first_with_the_reason_and_never_as_nothing(network, member, line):
    line(400)
    line(900, staff_from=30)
    member("Amboss", staff_band=1)
    member("Bolzen", staff_band=10)
    member("Zange")
    member("Nele Rotter", kind="person")

    dues = owing.dues(network, JANUARY)

    assert doubts(network) == {
        "Bolzen": "10 bis 49 Beschäftigte können das eine oder das andere sein: "
        "ab 0 400,00\xa0€; ab 30 900,00\xa0€.",
        "Nele Rotter": "Die Beitragsordnung sagt nichts zu: Privatpersonen ohne Mitgliedsklasse.",
        "Zange": "Wie viele dort beschäftigt sind, ist nicht bekannt.",
    }
    assert [row.name for row in dues.rows] == ["Bolzen", "Nele Rotter", "Zange", "Amboss"]
    assert (dues.total, dues.doubtful) == (400, 3)


def test_a_line_without_an_amount_ends_it(network, member, line):
    member("Amboss")
    line(400)
    line(None, since=JANUARY)

    assert doubts(network) == {
        "Amboss": "Die Beitragsordnung sagt nichts zu: Organisationen ohne Mitgliedsklasse."
    }


def test_the_list_reads_as_often_for_three_as_for_one(
    network, member, line, django_assert_num_queries
):
    line(400)
    put_into(member("Amboss", staff_band=1), "Ordentliche")
    owing.dues(network, JANUARY)  # what the network has decided is read once
    with django_assert_num_queries(6):
        owing.dues(network, JANUARY)
    for name in ("Bolzen", "Zange"):
        put_into(member(name), "Ordentliche")

    with django_assert_num_queries(6):
        owing.dues(network, JANUARY)
