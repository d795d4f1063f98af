"""The page on which the office decides by which rules its network goes."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from kurzweg.networks.models import NetworkRule
from tests.factories import set_rule
from tests.forms import edit_form, pressed
from tests.look.wellformed import complaints
from tests.market.conftest import text_of

pytestmark = pytest.mark.django_db

PAGE = "/n/riegelstein/settings/rules/"
DAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def on_that_day(time_machine):
    time_machine.move_to("2026-03-04 09:00 +0100")


@pytest.fixture
def at_desk(as_person, office):
    return as_person(office)


def decided(network) -> list[tuple[str, int, date | None]]:
    return [(each.name, each.value, each.since) for each in network.decided_rules.all()]


def lines(page) -> list[str]:
    words = re.sub(r"<[^>]+>", " ", page.content.decode())
    return [
        " ".join(re.split(r"[ \n]+", line.strip())) for line in words.splitlines() if line.strip()
    ]


# Who ---------------------------------------------------------------------------------------------

WHO = {
    "office": 200,
    "owner": 404,
    "apprentice": 404,
    "adviser": 404,
    "neighbour": 404,
    "stranger": 404,
}


@pytest.mark.parametrize("who", WHO)
def test_the_office_decides_and_nobody_else(who, request, as_person, network):
    assert as_person(request.getfixturevalue(who)).get(PAGE).status_code == WHO[who]


# Reading -----------------------------------------------------------------------------------------


def test_every_rule_stands_under_its_heading_with_bounds_and_default(at_desk):
    text = " ".join(lines(at_desk.get(PAGE)))

    assert "Anfragen So lange läuft eine Anfrage" in text
    assert "Kontakte Zeit für die Antwort einer gefragten Firma" in text
    assert "2 bis 60\u202fTage" in text
    assert "10\u202fTage" in text


def test_what_held_and_what_is_planned_stay_to_be_seen(at_desk, network):
    set_rule(network, since=DAY - timedelta(days=10), ask_open_days=7)
    set_rule(network, since=DAY + timedelta(days=10), ask_open_days=21)

    text = " ".join(lines(at_desk.get(PAGE)))

    assert "Ab Sa., 14. März: 21\u202fTage Zurücknehmen" in text
    assert "Seit So., 22. Februar: 7\u202fTage" in text
    assert "Bis Sa., 21. Februar: 10\u202fTage" in text


def test_it_speaks_english_too_and_is_whole(at_desk, network):
    set_rule(network, since=DAY + timedelta(days=10), ask_open_days=21)

    page = at_desk.get(f"{PAGE}?language=en")

    assert "From Sat 14 March: 21 days" in " ".join(lines(page))
    assert complaints(page.content.decode()) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_for_many_changes_as_for_one(
    rows, at_desk, network, django_assert_num_queries
):
    for number in range(rows):
        set_rule(network, since=DAY + timedelta(days=number + 1), ask_open_days=20 + number)
    at_desk.get(PAGE)

    with django_assert_num_queries(8):
        at_desk.get(PAGE)


# Deciding ----------------------------------------------------------------------------------------


def test_another_value_holds_from_today(at_desk, network):
    answer = at_desk.post(PAGE, pressed(at_desk.get(PAGE), ask_open_days="14"))

    assert answer.status_code == 302
    assert decided(network) == [("ask_open_days", 14, DAY)]


def test_whoever_keeps_data_for_less_time_reads_that_it_is_for_good(at_desk):
    fields = at_desk.get(PAGE).context["form"].fields
    kept = [field for name, field in fields.items() if name.startswith("keep_")]

    assert len(kept) > 3
    for field in kept:
        assert "gelöscht und kommt nicht zurück" in field.help_text


def test_another_value_holds_from_a_chosen_day(at_desk, network):
    page = at_desk.get(PAGE)

    at_desk.post(PAGE, pressed(page, ask_open_days="14", need_open_days="60", since="2026-04-01"))

    first = date(2026, 4, 1)
    assert decided(network) == [("ask_open_days", 14, first), ("need_open_days", 60, first)]


def test_what_nobody_touched_is_not_decided(at_desk, network):
    at_desk.post(PAGE, pressed(at_desk.get(PAGE), since="2026-04-01"))

    assert decided(network) == []


@pytest.mark.parametrize("value", ["1", "61", "ten", "", "2,5", "10.0", "-3"])
def test_a_value_out_of_bounds_hears_the_bounds(at_desk, network, value):
    answer = at_desk.post(PAGE, pressed(at_desk.get(PAGE), ask_open_days=value))

    assert answer.status_code == 422
    assert "Bitte geben Sie eine ganze Zahl von 2 bis 60 ein." in text_of(answer)
    assert decided(network) == []


def test_a_day_that_is_over_is_refused(at_desk, network):
    page = at_desk.get(PAGE)

    answer = at_desk.post(PAGE, pressed(page, ask_open_days="14", since="2026-03-03"))

    assert answer.status_code == 422
    assert "Dieser Tag ist vorbei." in text_of(answer)
    assert decided(network) == []


def test_a_yes_becomes_a_no(at_desk, network):
    at_desk.post(PAGE, pressed(at_desk.get(PAGE), small_firms_first=None))

    network.refresh_from_db()
    assert network.rule("small_firms_first") is False


def test_pressed_twice_it_is_decided_once(at_desk, network):
    sent = pressed(at_desk.get(PAGE), ask_open_days="14")

    answers = [at_desk.post(PAGE, sent).status_code for _press in range(2)]

    assert answers == [302, 302]
    assert decided(network) == [("ask_open_days", 14, DAY)]


# Two at once -------------------------------------------------------------------------------------


@pytest.fixture
def two(office):
    """Two of the office, each at their own browser, with the page open."""
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(office.account)
    return [(client, client.get(PAGE)) for client in clients]


def test_two_who_decide_on_different_rules_both_keep_theirs(two, network):
    (one, page), (other, same_page) = two

    one.post(PAGE, pressed(page, ask_open_days="14"))
    other.post(PAGE, pressed(same_page, need_open_days="60"))

    assert decided(network) == [("ask_open_days", 14, DAY), ("need_open_days", 60, DAY)]


def test_of_two_values_for_one_rule_the_second_chooses(two, network):
    (one, page), (other, same_page) = two
    one.post(PAGE, pressed(page, ask_open_days="14"))

    asked = other.post(PAGE, pressed(same_page, ask_open_days="21"))
    mine = edit_form(asked).named("keep-ask_open_days")[1].attributes["value"]
    other.post(PAGE, pressed(asked, **{"keep-ask_open_days": mine}))

    assert asked.status_code == 409
    assert decided(network) == [("ask_open_days", 21, DAY)]


def test_two_who_choose_different_days_contest_nothing(two, network):
    (one, page), (other, same_page) = two

    one.post(PAGE, pressed(page, ask_open_days="14", since="2026-04-01"))
    other.post(PAGE, pressed(same_page, need_open_days="60", since="2026-05-01"))

    assert decided(network) == [
        ("ask_open_days", 14, date(2026, 4, 1)),
        ("need_open_days", 60, date(2026, 5, 1)),
    ]


# Taking back -------------------------------------------------------------------------------------


def test_what_is_planned_is_taken_back(at_desk, network):
    set_rule(network, since=DAY + timedelta(days=1), ask_open_days=14)
    [planned] = network.decided_rules.all()

    answer = at_desk.post(f"{PAGE}{planned.public_id}/withdraw/", follow=True)

    assert "Zurückgenommen" in text_of(answer)
    assert decided(network) == []


def test_what_holds_cannot_be_taken_back(at_desk, network):
    set_rule(network, since=DAY, ask_open_days=14)
    [held] = network.decided_rules.all()

    answer = at_desk.post(f"{PAGE}{held.public_id}/withdraw/", follow=True)

    assert "gilt schon" in text_of(answer)
    assert decided(network) == [("ask_open_days", 14, DAY)]


def test_nobody_takes_back_what_another_network_planned(at_desk, other_network):
    set_rule(other_network, since=DAY + timedelta(days=1), ask_open_days=14)
    [planned] = NetworkRule.objects.in_network(other_network)

    answer = at_desk.post(f"{PAGE}{planned.public_id}/withdraw/")

    assert answer.status_code == 404
    assert len(decided(other_network)) == 1
