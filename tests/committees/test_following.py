"""Open tasks go along when a seat is handed over, and come back when that is taken back."""

from datetime import timedelta

import pytest

from kurzweg.committees.actions import following
from kurzweg.networks import handing_over
from kurzweg.networks.models import Mandate
from tests.committees.factories import CommitteeFactory, given, seated, written

pytestmark = pytest.mark.django_db
HEIR = {"given_name": "Nora", "family_name": "Nachfolge", "email": "nora@netz.example"}


@pytest.fixture
def task(network, office):
    circle = CommitteeFactory(network=network)
    seated(office, circle, "chair")
    return given(written(circle, is_released=True), to=office)


def handed_over(network, office, *, days=0):
    held = Mandate.objects.in_network(network).get(person=office, kind="office")
    entry = {**HEIR, "since": network.today() + timedelta(days=days)}
    return handing_over.hand_over(held, entry, person=None, by=office)[0]


def owner_of(task):
    task.refresh_from_db()
    return task.owner.family_name


def test_tasks_go_along_and_come_back(network, office, task):
    new = handed_over(network, office)
    went = following.hand_on(), owner_of(task)

    handing_over.take_back(new, by=office)
    back = following.hand_on(), owner_of(task)

    assert (went, back) == ((1, "Nachfolge"), (1, "Amt"))


def test_before_the_day_they_stay(network, office, task):
    handed_over(network, office, days=3)

    assert (following.hand_on(), owner_of(task)) == (0, "Amt")


def test_of_a_seat_that_just_ended_they_stay_for_the_office_to_see(network, office, task):
    seats = Mandate.objects.in_network(network).filter(committee=task.committee)
    seats.update(until=network.today())

    assert (following.hand_on(), owner_of(task)) == (0, "Amt")
