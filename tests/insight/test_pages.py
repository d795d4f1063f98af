"""What is due, home and search, as each of the cast meets them."""

import re
from datetime import timedelta

import pytest

from kurzweg.core import ledger, search
from tests.conftest import member_firm
from tests.factories import MembershipFactory, OrganisationFactory, set_rule
from tests.market.factories import NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db

HOME = "/n/riegelstein/"
DUE = "/n/riegelstein/due/"
SEARCH = "/n/riegelstein/search/"


def found(client, text: str) -> list[str]:
    return [shown.row.name for shown in client.get(SEARCH, {"q": text}).context["hits"]]


INSIDE = ["owner", "apprentice", "office", "adviser"]
OUTSIDE = ["neighbour", "stranger"]


@pytest.mark.parametrize(
    ("who", "status"), [*((who, 200) for who in INSIDE), *((who, 404) for who in OUTSIDE)]
)
def test_what_is_due_is_for_those_who_belong(who, status, as_person, network, request):
    assert as_person(request.getfixturevalue(who)).get(DUE).status_code == status


def test_somebody_unknown_is_asked_to_sign_in_and_comes_back(client, network):
    response = client.get(DUE)

    assert response.headers["Location"] == "/sign-in/?next=%2Fn%2Friegelstein%2Fdue%2F"


def test_an_unknown_network_looks_like_a_closed_door(client, db):
    response = client.get("/n/nirgendwo/due/")

    assert response.headers["Location"] == "/sign-in/?next=%2Fn%2Fnirgendwo%2Fdue%2F"


def test_home_counts_members_as_of_today(client, network, bakery, sawmill):
    ended = MembershipFactory(network=network, organisation=OrganisationFactory())
    ended.until = network.today()
    ended.save()

    values = client.get(HOME).context["values"]

    assert {value.indicator.name: value.number for value in values}["members"] == 2


def test_the_last_ten_steps_to_a_round_number_are_news(as_person, office, network):
    set_rule(network, membership_milestone=5)
    for _each in range(3):
        MembershipFactory(network=network)

    milestone = as_person(office).get(DUE).context["milestone"]

    assert (milestone.goal, milestone.missing) == (5, 2)


def test_search_finds_parts_of_compounds_and_new_names_at_once(client, bakery, sawmill):
    search.rebuild()
    assert found(client, "Säge Werk") == ["Sägewerk Tann"]

    sawmill.name = "Hobelwerk Tann"
    sawmill.save()
    ledger.changed(sawmill)

    assert found(client, "Hobel Werk") == ["Hobelwerk Tann"]


def test_search_stays_in_its_network(client, bakery, neighbour):
    search.rebuild()

    assert found(client, "Mühle") == []
    assert [
        shown.row.name
        for shown in client.get("/n/dreistrom/search/", {"q": "Mühle"}).context["hits"]
    ] == ["Mühle Bach"]


def test_who_left_is_not_found_from_the_day_on(client, network, bakery):
    ledger.changed(bakery)
    assert found(client, "Bäckerei") == ["Bäckerei Korn"]

    network.memberships.update(until=network.today() - timedelta(days=1))

    assert found(client, "Bäckerei") == []


def kinds_found(client, **asked) -> list[str]:
    page = client.get(SEARCH, {"q": "Messing", **asked})
    return sorted({hit.kind for hit in page.context["hits"]})


@pytest.fixture
def brass(network, bakery):
    """One word in a firm, in what it can do and in what it looks for."""
    bakery.summary = "Wir drehen Messing."
    bakery.save()
    OfferFactory(network=network, organisation=bakery, title="Messing", text="Messing drehen")
    NeedFactory(network=network, owner=bakery, text="Wir suchen Messing.", visibility="public")
    search.rebuild()


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ({}, ["need", "offer", "organisation"]),
        ({"kind": ""}, ["need", "offer", "organisation"]),
        ({"kind": "offer"}, ["offer"]),
        ({"kind": "need"}, ["need"]),
        ({"kind": "nothing we have"}, ["need", "offer", "organisation"]),
    ],
)
def test_the_usual_kinds_are_searched_unless_one_is_named(client, brass, asked, kinds):
    assert kinds_found(client, **asked) == kinds


LONG = "Wir fertigen Teile nach Zeichnung und prüfen sie selbst. " * 12 + "Auch aus Messing."


def test_every_firm_that_names_the_word_is_found_and_nobody_else(client, network):
    firms = [member_firm(network, f"Firma {name}") for name in ("Ahorn", "Birke", "Zeder", "Esche")]
    OfferFactory(network=network, organisation=firms[0], title="Messing", text="Messing drehen")
    OfferFactory(network=network, organisation=firms[1], title="Drehen und Fräsen", text=LONG)
    firms[2].summary = LONG
    firms[2].save()
    OfferFactory(network=network, organisation=firms[3], title="Messen", text="Messen und Prüfen")
    search.rebuild()

    hits = client.get(SEARCH, {"q": "Messing"}).context["hits"]

    named = {getattr(hit.row, "organisation", hit.row).name for hit in hits}
    assert named == {"Firma Ahorn", "Firma Birke", "Firma Zeder"}


def test_the_search_offers_the_kinds_that_the_apps_bring(client, bakery):
    page = client.get(SEARCH, {"kind": "offer"}).content.decode()

    offered = re.findall(r'name="kind" value="(\w*)"( checked)?>([^<]*)<', page)

    assert offered == [
        ("", "", "Organisationen, was sie können und Anfragen"),
        ("organisation", "", "Organisationen"),
        ("offer", " checked", "Was sie können"),
        ("need", "", "Anfragen"),
    ]
    assert "Organisationen, was sie können und Anfragen durchsuchen" in page


def test_htmx_gets_the_results_only(client, bakery):
    part = client.get(SEARCH, {"q": "Korn"}, headers={"HX-Request": "true"}).content.decode()

    assert 'id="results"' in part
    assert "<html" not in part


@pytest.mark.parametrize("rows", [1, 3])
def test_home_and_search_ask_the_database_as_often_for_three_as_for_one(
    rows, client, network, django_assert_num_queries
):
    for number in range(rows):
        firm = MembershipFactory(network=network).organisation
        firm.name = f"Gießerei {number}"
        firm.save()
        ledger.changed(firm)
    client.get(SEARCH, {"q": "Gießerei"})

    with django_assert_num_queries(9):
        client.get(SEARCH, {"q": "Gießerei"})
