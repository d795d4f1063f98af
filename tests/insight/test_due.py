"""What is due: seven rows at first, more on demand, and a number that is that of the rows."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kurzweg.core.agenda import keeping
from kurzweg.core.models import AgendaItem
from kurzweg.market.models import Need
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db

DUE = "/n/riegelstein/due/"
DAY = date(2026, 5, 4)
MORE = 'hx-get="?shown='
PART = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to("2026-05-04 09:10 +0200", tick=False)


@pytest.fixture
def drafts(network, bakery, office):
    """So many things that wait for the office, each a day older than the one before."""

    def write(number: int) -> list[Need]:
        return [
            NeedFactory(
                network=network,
                owner=bakery,
                created_by=office,
                draft=True,
                title=f"Nr. {each}",
                created_at=datetime(2026, 5, 4, 8, tzinfo=UTC) - timedelta(days=each),
            )
            for each in range(number)
        ]

    return write


def titles(response):
    return [item.title.rpartition(": ")[2] for item in response.context["items"]]


def test_seven_rows_stand_there_and_the_lead_counts_all(drafts, as_person, office):
    drafts(9)

    response = as_person(office).get(DUE)

    assert titles(response) == [f"Nr. {each}" for each in (8, 7, 6, 5, 4, 3, 2)]
    assert "9 Sachen stehen an" in response.content.decode()
    assert 'href="?shown=57"' in response.content.decode()


@pytest.mark.parametrize("headers", [{}, PART])
def test_the_rest_comes_on_demand_with_and_without_scripts(headers, drafts, as_person, office):
    drafts(9)

    response = as_person(office).get(DUE, {"shown": "57"}, headers=headers)

    assert response.content.decode().partition('id="items"')[2].count("<li><article") == 9
    assert MORE not in response.content.decode()


@pytest.mark.parametrize("odd", ["", "-3", "viele", "99999999999", "7.5", "²"])
def test_odd_numbers_show_what_stands_there_at_first(odd, drafts, as_person, office):
    drafts(9)

    assert len(titles(as_person(office).get(DUE, {"shown": odd}))) == 7


def test_seven_need_no_way_to_more(drafts, as_person, office):
    drafts(7)

    assert MORE not in as_person(office).get(DUE).content.decode()


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_page_takes_the_same_queries_however_much_waits(
    rows, drafts, as_person, office, django_assert_num_queries
):
    drafts(rows)
    client = as_person(office)
    keeping.catch_up()
    client.get(DUE)

    with django_assert_num_queries(15):
        response = client.get(DUE)

    assert response.context["number"] == rows


def test_what_nobody_told_does_not_make_the_number_lie(drafts, as_person, office):
    """A row that calls for nothing any more is neither drawn nor counted, whatever is stored."""
    first, *others = drafts(9)
    client = as_person(office)
    assert client.get(DUE).context["number"] == 9

    Need.objects.in_network(first.network_id).filter(pk=first.pk).update(
        published_at=first.created_at, expires_on=DAY
    )
    others[0].delete()

    response = client.get(DUE)
    assert AgendaItem.objects.filter(kind="draft", addressee="office").count() == 9
    assert (response.context["number"], len(titles(response))) == (7, 7)


def test_what_is_stored_for_the_office_is_shown_to_the_office_alone(
    drafts, as_person, office, sawyer, adviser
):
    drafts(1)

    shown = {who: as_person(who).get(DUE).context["number"] for who in (office, sawyer, adviser)}

    assert shown == {office: 1, sawyer: 0, adviser: 0}
