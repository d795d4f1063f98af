"""The address of the installation leads to where there is no choice, else it shows the choice."""

import pytest

from tests.conftest import acting_for, member_firm

pytestmark = pytest.mark.django_db


def test_the_only_network_opens_at_once(client, network):
    assert client.get("/").headers["Location"] == "/n/riegelstein/"


def test_strangers_choose_between_networks(client, network, other_network):
    assert list(client.get("/").context["networks"]) == [other_network, network]


@pytest.mark.parametrize("who", ["owner", "office", "adviser"])
def test_whoever_belongs_to_one_network_begins_with_what_is_due(
    who, as_person, other_network, request
):
    response = as_person(request.getfixturevalue(who)).get("/")

    assert response.headers["Location"] == "/n/riegelstein/due/"


def test_whoever_belongs_to_two_chooses(as_person, network, other_network):
    firm = member_firm(network, "Doppelwerk")
    firm.memberships.create(network=other_network, since=network.today())

    response = as_person(acting_for(firm, "Beider")).get("/")

    assert list(response.context["networks"]) == [other_network, network]


def test_who_left_chooses_like_a_stranger(as_person, owner, network, other_network):
    owner.positions.update(until=network.today())

    assert as_person(owner).get("/").status_code == 200


def test_signing_in_from_the_front_page_leads_to_where_work_begins(network, client):
    front = client.get("/n/riegelstein/").content.decode()
    page = client.get("/n/riegelstein/organisations/").content.decode()

    assert 'href="/sign-in/"' in front
    assert 'href="/sign-in/?next=/n/riegelstein/organisations/"' in page
