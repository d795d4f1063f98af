"""Until when a membership holds after a notice: by the rule, and never longer than the law says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from kurzweg.networks import deciding
from kurzweg.networks.models import Membership
from kurzweg.networks.notice import Term, months_later
from tests.factories import MembershipFactory
from tests.forms import pressed

DAY = timedelta(days=1)
YEAR, QUARTER, MONTH, ANY_DAY = 12, 3, 1, 0
RULES = "/n/riegelstein/settings/rules/"


@pytest.fixture
def desk(as_person, office):
    return as_person(office)


@pytest.fixture
def member(network):
    return MembershipFactory(network=network, since=date(2020, 1, 1))


@pytest.mark.plain
@pytest.mark.parametrize(
    ("term", "arrived_on", "last_day"),
    [
        (Term(3, YEAR), date(2026, 9, 28), date(2026, 12, 31)),
        (Term(3, YEAR), date(2026, 9, 30), date(2026, 12, 31)),
        (Term(3, YEAR), date(2026, 10, 1), date(2027, 12, 31)),
        (Term(0, YEAR), date(2026, 12, 31), date(2026, 12, 31)),
        (Term(3, YEAR, begins=7), date(2026, 3, 31), date(2026, 6, 30)),
        (Term(3, YEAR, begins=7), date(2026, 4, 1), date(2027, 6, 30)),
        (Term(1, QUARTER), date(2026, 2, 28), date(2026, 3, 31)),
        (Term(1, QUARTER), date(2026, 3, 1), date(2026, 6, 30)),
        (Term(0, MONTH), date(2024, 2, 29), date(2024, 2, 29)),
        (Term(3, ANY_DAY), date(2026, 11, 30), date(2027, 2, 28)),
        (Term(24, ANY_DAY), date(2026, 5, 5), date(2028, 5, 5)),
    ],
)
def test_a_notice_ends_a_membership_on_the_day_that_the_rule_says(term, arrived_on, last_day):
    assert term.until(arrived_on) == last_day + DAY
    assert not term.is_bounded(arrived_on)
    assert term.last_arrival(last_day + DAY) >= arrived_on


@pytest.mark.plain
def test_two_years_to_the_end_of_a_year_are_cut_to_two_years():
    statutes, arrived_on = Term(24, YEAR), date(2026, 3, 10)

    assert statutes.until(arrived_on) == date(2028, 3, 11)
    assert statutes.is_bounded(arrived_on)


@pytest.mark.plain
def test_no_term_holds_anybody_for_more_than_two_years():
    days = [date(2024, 1, 1) + each * DAY for each in range(0, 800, 7)]
    terms = [
        Term(m, every, begins) for m in (0, 5, 12, 24) for every in (0, 1, 12) for begins in (1, 9)
    ]

    longest = max((term.until(day) - months_later(day, 24)).days for term in terms for day in days)

    assert longest == 1


@pytest.mark.django_db
def test_the_office_takes_down_when_it_arrived_and_reads_the_last_day_and_why(desk, member):
    page = f"/n/riegelstein/memberships/{member.public_id}/"
    with time_machine.travel(date(2026, 9, 29)):
        proposed = desk.get(f"{page}end/").content.decode()

        answer = desk.post(f"{page}end/", {"notice_on": "2026-09-28"}, follow=True)

        shown = desk.get(page).content.decode()
    member.refresh_from_db()
    assert (member.notice_on, member.last_day) == (date(2026, 9, 28), date(2026, 12, 31))
    assert "31. Dezember 2026, 24.00 Uhr: 3 Monate zum Jahresende" in proposed
    assert "bis 31. Dezember 2026, 24.00 Uhr" in answer.content.decode()
    assert "zum Jahresende, nach der Regel, die am 28. September 2026 galt" in shown


@pytest.mark.django_db
def test_the_rule_of_the_day_on_which_it_arrived_counts(desk, office, network, member):
    with time_machine.travel(date(2026, 9, 1)):
        deciding.decide(network, {"notice_months": 6}, since=date(2026, 9, 15), by=office)
    page = f"/n/riegelstein/memberships/{member.public_id}/end/"

    with time_machine.travel(date(2026, 9, 29)):
        desk.post(page, {"notice_on": "2026-09-14"})

    member.refresh_from_db()
    assert member.last_day == date(2026, 12, 31)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"notice_on": "2026-09-30"}, "notice_on"),
        ({"notice_on": "2026-09-29", "until": "2028-09-30"}, "until"),
        ({}, "until"),
    ],
)
def test_a_notice_that_cannot_be_is_refused(desk, member, sent, wrong):
    with time_machine.travel(date(2026, 9, 29)):
        page = f"/n/riegelstein/memberships/{member.public_id}/end/"
        answer = desk.post(page, {"end_reason": "Umzug", **sent})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])


@pytest.mark.django_db
def test_an_earlier_day_can_be_agreed_and_the_page_says_so(desk, member):
    page = f"/n/riegelstein/memberships/{member.public_id}/"
    with time_machine.travel(date(2026, 9, 29)):
        desk.post(f"{page}end/", {"notice_on": "2026-09-29", "until": "2026-10-31"})

        assert "anders vereinbart" in desk.get(page).content.decode()
    member.refresh_from_db()
    assert member.last_day == date(2026, 10, 31)


@pytest.mark.django_db
def test_a_rule_that_binds_for_more_than_two_years_is_refused(desk, network):
    page = desk.get(RULES)

    wrong = desk.post(RULES, pressed(page, notice_months="24"))
    right = desk.post(RULES, pressed(desk.get(RULES), notice_months="24", notice_end="0"))

    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["notice_months"])
    assert right.status_code == 302
    assert network.rule("notice_months") == 24


@pytest.mark.django_db
def test_a_membership_begins_anew_after_it_was_left(desk, network, member):
    Membership.objects.in_network(network).filter(pk=member.pk).update(until=date(2026, 1, 1))
    new = {
        "name": member.organisation.name,
        "kind": "company",
        "town": "Riegelstein",
        "since": "2026-06-01",
        "which": member.organisation.public_id,
    }

    desk.post("/n/riegelstein/organisations/new/", new)

    rows = Membership.objects.in_network(network).filter(organisation=member.organisation)
    assert [*rows.order_by("since").values_list("since", "until")] == [
        (date(2020, 1, 1), date(2026, 1, 1)),
        (date(2026, 6, 1), None),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "due"),
    [(date(2026, 7, 31), []), (date(2026, 8, 1), [date(2026, 9, 30)]), (date(2026, 10, 1), [])],
)
def test_the_last_day_for_notices_is_due_in_time(desk, member, today, due):
    with time_machine.travel(today):
        page = desk.get("/n/riegelstein/due/")

    items = [item for item in page.context["items"] if item.kind == "notice deadline"]
    assert [item.due_on for item in items] == due
