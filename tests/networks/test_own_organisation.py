"""The way to one's own firm, and back from one's own data."""

from datetime import date

import pytest

from kurzweg.networks.models import Membership

pytestmark = pytest.mark.django_db
HOME = "/n/riegelstein/organisations/"
OWN = f"{HOME}own/"


def page(client, url):
    return client.get(url).content.decode()


def test_the_menu_leads_a_member_to_her_firm(owner, bakery, as_person):
    client = as_person(owner)

    menu = page(client, HOME)
    led = client.get(OWN)

    assert f'href="{OWN}"' in menu
    assert "Unsere Firma" in menu
    assert (led.status_code, led["Location"]) == (302, f"{HOME}{bakery.public_id}/")


def test_whoever_acts_for_several_firms_chooses(owner, bakery, sawmill, as_person):
    owner.positions.create(organisation=sawmill, since=date(2020, 1, 1))

    led = as_person(owner).get(OWN)

    names = [each.name for each in led.context["organisations"]]
    assert names == [bakery.name, sawmill.name]


def test_a_firm_that_left_is_none_to_choose(network, owner, bakery, sawmill, as_person):
    owner.positions.create(organisation=sawmill, since=date(2020, 1, 1))
    there = Membership.objects.in_network(network).filter(organisation=bakery)
    there.update(until=date(2021, 1, 1))

    led = as_person(owner).get(OWN)

    assert led["Location"] == f"{HOME}{sawmill.public_id}/"


def test_who_acts_for_no_firm_has_no_such_way(adviser, as_person):
    assert f'href="{OWN}"' not in page(as_person(adviser), HOME)


def test_ones_own_data_lead_back_to_where_one_came_from(owner, as_person):
    client = as_person(owner)

    menu = page(client, HOME)
    data = page(client, f"/me/data/?next={HOME}")
    forged = page(client, "/me/data/?next=https://elsewhere.example/")

    assert f'href="/me/data/?next={HOME}"' in menu
    assert f'<a href="{HOME}">Zurück</a>' in data
    assert '<a href="/">Zurück</a>' in forged
