"""What happens between the comparison and the moment in which it is undone is not lost."""

import pytest

from kurzweg.core import ledger
from kurzweg.imports import relied_on, undoing
from kurzweg.imports.models import Written
from kurzweg.people.models import Organisation, Site
from tests.imports.conftest import OHM, SPINDLER
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(taken_over):
    return undoing._made(Written.objects.filter(member_list=taken_over(SPINDLER, OHM)))


def test_a_need_that_came_since_keeps_its_firm(made, network):
    place = relied_on.newest_change()
    firm = Organisation.objects.get(name="Ohm & Söhne KG")
    ledger.changed(NeedFactory(network=network, owner=firm))

    found = {}
    relied_on.look_again(found, made, since=place)

    assert found == {Organisation: {firm.pk: "market.need"}}


def test_a_row_that_was_changed_since_stays(made):
    place = relied_on.newest_change()
    seat = Site.objects.get(organisation__name="Ohm & Söhne KG")
    seat.street = "Neue Straße 1"
    seat.save()
    ledger.changed(seat)

    found = {}
    relied_on.look_again(found, made, since=place)

    assert found == {Site: {seat.pk: "changed"}}


def test_what_came_before_was_seen_already(made, network):
    firm = Organisation.objects.get(name="Ohm & Söhne KG")
    ledger.changed(NeedFactory(network=network, owner=firm))

    found = {}
    relied_on.look_again(found, made, since=relied_on.newest_change())

    assert found == {}
    assert relied_on.altered(made)[Organisation] == {firm.pk: "market.need"}
