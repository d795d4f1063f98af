"""The settings lead to all that belongs to a network, to the office and to nobody else."""

import re

import pytest

from kurzweg.core import navigation
from tests.forms import pressed

pytestmark = pytest.mark.django_db

HERE = "/n/riegelstein/settings/"


def test_each_way_of_the_settings_opens_for_the_office(as_person, office, network):
    desk = as_person(office)
    main = desk.get(HERE).content.decode().partition("<main")[2].partition("</main>")[0]

    ways = [
        navigation._url(way, "riegelstein") for way in navigation.ways(navigation.Slot.SETTINGS)
    ]

    assert re.findall(r'class="name"><a href="([^"?]*)', main) == ways
    assert {desk.get(way).status_code for way in ways} == {200}


def test_a_member_finds_no_settings(as_person, owner, network):
    client = as_person(owner)

    assert client.get(HERE).status_code == 404
    assert client.get("/n/riegelstein/").status_code == 200


def test_kind_founding_day_language_and_time_zone_are_entered(as_person, office, network):
    desk, page = as_person(office), f"{HERE}presentation/"

    values = {
        "kind": "cluster",
        "founded_on": "2019-05-04",
        "language": "en",
        "time_zone": "Europe/Lisbon",
    }
    desk.post(page, pressed(desk.get(page), **values))

    network.refresh_from_db()
    assert {name: str(getattr(network, name)) for name in values} == values


@pytest.mark.parametrize("wrong", [{"time_zone": "Mars/Olympus"}, {"founded_on": "0019-05-04"}])
def test_what_cannot_be_is_refused(as_person, office, network, wrong):
    desk, page = as_person(office), f"{HERE}presentation/"

    assert desk.post(page, pressed(desk.get(page), **wrong)).status_code == 422
