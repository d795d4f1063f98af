"""The office of a network never stands empty: neither today nor from a later day on."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from kurzweg.core.viewer import Role
from kurzweg.networks import mandates
from kurzweg.networks.errors import OfficeWouldStandEmpty
from kurzweg.networks.models import Mandate
from kurzweg.people.models import Person
from tests.conftest import acting_for
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
