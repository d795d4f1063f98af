"""The office of a network never stands empty: neither today nor from a later day on."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from kurzweg.core.viewer import Role
from kurzweg.networks import mandates
from kurzweg.networks.erasing import LastOfOffice
from kurzweg.networks.errors import OfficeWouldStandEmpty
from kurzweg.networks.models import Mandate
from kurzweg.people import erasing
from kurzweg.people.models import Account, Person
from tests.conftest import acting_for, member_firm
from tests.factories import MandateFactory, NetworkFactory
from tests.forms import pressed
from tests.networks.test_mandates import TASKS, desk, page_of, row_of, tasks
from tests.own_database import at_once

__all__ = ["desk"]
pytestmark = pytest.mark.django_db


def test_the_last_of_the_office_cannot_end_her_own_task(desk, office, network):
    end = f"{page_of(row_of(office, network))}end/"

    said = desk.post(end, follow=True).content.decode()

    assert "Niemand sonst führt das Büro" in said
    assert row_of(office, network).until is None


def test_with_a_second_she_can_and_her_rights_end_at_once(desk, office, network, viewer_of):
    MandateFactory(network=network, kind="coordinator")

    desk.post(f"{page_of(row_of(office, network))}end/")

    assert Role.OFFICE not in viewer_of(office).roles
    assert desk.get(TASKS).status_code == 404


@pytest.mark.parametrize(
    "second",
    [
        {"kind": "board"},
        {"kind": "office", "person__email": "", "person__account": None},
        {"kind": "office", "until": date(2020, 1, 2)},
        {"kind": "office", "person__account__is_active": False},
    ],
)
def test_who_does_not_run_the_office_or_cannot_sign_in_is_no_second(desk, office, network, second):
    MandateFactory(network=network, **second)

    desk.post(f"{page_of(row_of(office, network))}end/")

    assert row_of(office, network).until is None


def test_a_second_whom_another_network_entered_is_none(desk, office, network, other_network):
    MandateFactory(network=network, person__entered_by_network=other_network)

    desk.post(f"{page_of(row_of(office, network))}end/")

    assert row_of(office, network).until is None


def test_nor_does_it_stand_empty_from_a_later_day_on(desk, office, network):
    page, soon = page_of(row_of(office, network)), network.today() + timedelta(days=30)
    refused = desk.post(page, pressed(desk.get(page), until=f"{soon:%Y-%m-%d}"))
    changed = desk.post(page, pressed(desk.get(page), kind="board"))
    MandateFactory(network=network, since=soon + timedelta(days=1))

    taken = desk.post(page, pressed(desk.get(page), until=f"{soon:%Y-%m-%d}"))

    assert (refused.status_code, changed.status_code, taken.status_code) == (422, 422, 302)


@pytest.mark.parametrize(
    ("terms", "first_day"),
    [
        ([], 0),
        ([(None, None)], None),
        ([(0, 5)], 5),
        ([(1, None)], 0),
        ([(3, None), (-9, 3)], None),
        ([(4, None), (-9, 3)], 3),
        ([(-9, 9), (-5, 2), (9, 12)], 12),
    ],
)
def test_the_first_day_without_office_whatever_the_terms(terms, first_day):
    today = date(2026, 5, 4)

    def day(number):
        return None if number is None else today + timedelta(days=number)

    found = mandates.first_day_without_office(
        [(day(since), day(until)) for since, until in terms], today=today
    )

    assert found == (day(first_day) or date.max)


def test_a_task_that_has_not_begun_leaves_nothing_behind(desk, network, bakery):
    later = network.today() + timedelta(days=9)
    mandate = MandateFactory(
        network=network, person=acting_for(bakery, "Korn"), kind="board", since=later
    )

    desk.post(f"{page_of(mandate)}end/")
    desk.post(f"{page_of(row_of(Person.objects.get(family_name='Amt'), network))}end/")

    assert tasks(network) == [("Amt", "office")]


def test_a_task_ends_once(network, office, bakery):
    korn = acting_for(bakery, "Korn")
    mandate = MandateFactory(network=network, person=korn, kind="board")
    mandates.end(mandate, by=office)
    ended = row_of(korn, network).until

    mandates.end(mandate, by=office)

    assert row_of(korn, network).until == ended == network.today()


@pytest.fixture
def two(own_database):
    network = NetworkFactory()
    pair = [MandateFactory(network=network), MandateFactory(network=network)]
    return SimpleNamespace(network=network, mandates=pair)


def test_of_two_who_end_each_other_at_once_one_stays(two):
    first, second = two.mandates

    heard = at_once(
        lambda: mandates.end(second, by=first.person),
        lambda: mandates.end(first, by=second.person),
    )

    assert [type(each) for each in heard if each is not None] == [OfficeWouldStandEmpty]
    running = Mandate.objects.in_network(two.network).filter(until=None)
    assert running.count() == 1


# Whoever is erased -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "second",
    [
        {"person__email": "", "person__account": None},
        {"person__account__is_active": False},
        {"kind": "board"},
        {"until": "soon"},
        {"since": "soon"},
    ],
)
def test_nor_does_it_when_somebody_is_erased(office, network, second):
    soon = network.today() + timedelta(days=1)
    MandateFactory(
        **{"network": network, "kind": "office"}
        | {name: soon if value == "soon" else value for name, value in second.items()}
    )

    with pytest.raises(LastOfOffice):
        erasing.erase([office], by=office)

    assert row_of(office, network).until is None


def test_a_second_of_another_network_lets_nobody_be_erased(office, network, other_network):
    MandateFactory(network=network, kind="office", person__entered_by_network=other_network)

    with pytest.raises(LastOfOffice):
        erasing.erase([office], by=office)


def test_two_rows_of_one_human_are_no_two_of_an_office(office, network):
    twin = MandateFactory(network=network, kind="coordinator").person

    with pytest.raises(LastOfOffice):
        erasing.erase([office, twin], by=office)


def test_of_two_who_erase_themselves_at_once_one_stays(two):
    first, second = (Person.objects.get(pk=each.person_id) for each in two.mandates)

    heard = at_once(
        lambda: erasing.erase([first], by=first), lambda: erasing.erase([second], by=second)
    )

    assert sum(isinstance(each, LastOfOffice) for each in heard) == 1
    assert Mandate.objects.in_network(two.network).filter(until=None).count() == 1


# Whoever cannot sign in any more -----------------------------------------------------------------

WAYS = ("organisations/{firm}/persons/{person}/", "persons/{person}/edit/")


def pair_of(network, firm, **first):
    """Two whom the network entered, who run its office: the first for a term of her own."""
    people = [acting_for(firm, "Erste"), acting_for(firm, "Zweite")]
    terms = (first, {})
    for person, term in zip(people, terms, strict=True):
        Person.objects.filter(pk=person.pk).update(entered_by_network=network)
        MandateFactory(network=network, person=person, kind="office", **term)
    return people


def address_of(way, firm, person):
    page = way.format(firm=firm.public_id, person=person.public_id)
    return f"/n/riegelstein/{page}"


def sent(who, page, **fields):
    client = Client()
    client.force_login(who.account)
    return client.post(page, pressed(client.get(page), **fields), follow=True)


@pytest.mark.parametrize("way", WAYS)
def test_nobody_takes_away_the_address_of_who_alone_runs_it_from_some_day_on(network, bakery, way):
    first, second = pair_of(network, bakery, until=network.today() + timedelta(days=5))

    said = sent(first, address_of(way, bakery, second), email="").content.decode()

    assert "wäre niemand mehr im Büro" in said
    assert Person.objects.get(pk=second.pk).email == second.email


@pytest.mark.parametrize("way", WAYS)
def test_nor_leads_it_to_an_address_that_is_blocked(network, bakery, way):
    first, second = pair_of(network, bakery, until=network.today() + timedelta(days=5))
    blocked = acting_for(bakery, "Gesperrt").account
    Account.objects.filter(pk=blocked.pk).update(is_active=False)

    sent(first, address_of(way, bakery, second), email=blocked.email)

    assert Person.objects.get(pk=second.pk).email == second.email


@pytest.mark.parametrize("way", WAYS)
def test_where_somebody_else_runs_it_an_address_goes(network, bakery, way):
    first, second = pair_of(network, bakery)

    sent(first, address_of(way, bakery, second), email="")

    assert Person.objects.get(pk=second.pk).email == ""


def test_of_two_who_take_each_others_address_at_once_one_keeps_hers(own_database):
    network = NetworkFactory(slug="riegelstein")
    firm = member_firm(network, "Bäckerei Korn")
    first, second = pair_of(network, firm)

    at_once(
        lambda: sent(first, address_of(WAYS[0], firm, second), email=""),
        lambda: sent(second, address_of(WAYS[1], firm, first), email=""),
    )

    assert Mandate.objects.in_network(network).of_office().count() == 1


def test_without_the_guard_the_office_would_stand_empty(network, bakery, monkeypatch):
    """Negative control: it is the guard that refuses, and not another rule."""
    first, second = pair_of(network, bakery, until=network.today() + timedelta(days=5))
    monkeypatch.setattr(mandates, "first_day_without_office", lambda terms, *, today: date.max)

    sent(first, address_of(WAYS[1], bakery, second), email="")
    erasing.erase([first], by=first)

    assert not Mandate.objects.in_network(network).of_office().filter(until=None).exists()
