"""Anyone is found from every page by three letters of a name, or by the number."""

from __future__ import annotations

import pytest

from kurzweg.core import finders, keys
from kurzweg.core.finders import Finder
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    SiteFactory,
    SupportingBodyFactory,
)

pytestmark = pytest.mark.django_db

FIND = "/n/riegelstein/find/"


@pytest.fixture
def foundry(network):
    foundry = OrganisationFactory(name="Gebr. Müller-Guß GmbH")
    SiteFactory(organisation=foundry, town="Soest")
    MembershipFactory(network=network, organisation=foundry, number="0042")
    person = PersonFactory(
        given_name="Jörg", family_name="Özdemir-Schütz", entered_by_network=network
    )
    PositionFactory(person=person, organisation=foundry, entered_by_network=network)
    return foundry


def names(answer) -> list[str]:
    return [found.name for found in answer.context["found"]]


@pytest.mark.parametrize("typed", ["mül", "mul", "MUEL", "guß", "gus", "gebr", "42", "0042", "004"])
def test_the_office_finds_an_organisation_by_any_word_or_the_number(
    typed, foundry, bakery, office, as_person
):
    answer = as_person(office).get(FIND, {"q": typed}, headers={"HX-Request": "true"})

    assert names(answer) == ["Gebr. Müller-Guß GmbH"]
    assert "Soest · 0042" in answer.content.decode()


@pytest.mark.parametrize("typed", ["jör", "jor", "özd", "ozd", "oezd", "schutz", "jörg schü"])
def test_the_office_finds_a_person_by_either_name(typed, foundry, office, as_person):
    answer = as_person(office).get(FIND, {"q": typed}, headers={"HX-Request": "true"})

    assert names(answer) == ["Jörg Özdemir-Schütz"]
    assert "Gebr. Müller-Guß GmbH" in answer.content.decode()


@pytest.mark.parametrize("typed", ["24", "024"])
def test_whose_number_it_is_stands_before_whose_name_begins_so(
    typed, network, foundry, office, as_person
):
    for name, number in (("24-Stunden-Pflege", "2"), ("Zimmerei Zorn", "0024")):
        firm = OrganisationFactory(name=name)
        MembershipFactory(network=network, organisation=firm, number=number)

    found = names(as_person(office).get(FIND, {"q": typed}, headers={"HX-Request": "true"}))

    assert found[0] == "Zimmerei Zorn"
    assert found[1:] in ([], ["24-Stunden-Pflege"])


def test_who_came_by_herself_and_who_carries_or_left_is_found_too(
    network, bakery, owner, office, as_person
):
    SupportingBodyFactory(network=network, organisation=OrganisationFactory(name="Kornkammer"))
    left = OrganisationFactory(name="Kornmühle")
    MembershipFactory(network=network, organisation=left, since="2020-01-01", until="2021-01-01")

    answer = as_person(office).get(FIND, {"q": "kor"})

    assert names(answer) == ["Kornmühle", "Bäckerei Korn", "Kornkammer", owner.name]
    assert "ausgetreten" in answer.content.decode()


def test_a_member_finds_members_and_nobody_s_number(foundry, owner, as_person):
    client, part = as_person(owner), {"HX-Request": "true"}

    found = {
        typed: names(client.get(FIND, {"q": typed}, headers=part))
        for typed in ("mül", "özd", "42", "bäck")
    }

    assert found == {"mül": [foundry.name], "özd": [], "42": [], "bäck": ["Bäckerei Korn"]}


def test_another_network_is_not_found_and_no_stranger_finds(foundry, neighbour, client, as_person):
    elsewhere = as_person(neighbour).get("/n/dreistrom/find/", {"q": "mül"})
    own = as_person(neighbour).get("/n/dreistrom/find/", {"q": "müh"})
    there = client.get(FIND, {"q": "mül"})
    client.logout()

    assert names(elsewhere) == []
    assert own.url.startswith("/n/dreistrom/organisations/")
    assert (there.status_code, client.get(FIND, {"q": "mül"}).status_code) == (404, 302)


def test_whom_nobody_else_resembles_opens_at_once(foundry, office, as_person):
    assert as_person(office).get(FIND, {"q": "guß"}).status_code == 302


@pytest.mark.parametrize("typed", ["", "mü", "'''", "%%%", "___", "x" * 500])
def test_too_little_and_nonsense_find_nobody(typed, foundry, office, as_person):
    assert names(as_person(office).get(FIND, {"q": typed})) == []


def test_without_the_other_spellings_a_missing_umlaut_would_find_nobody(
    foundry, office, as_person, monkeypatch
):
    monkeypatch.setattr(keys, "_spellings", lambda word: [word])

    assert names(as_person(office).get(FIND, {"q": "mul"})) == []


def test_the_field_stands_on_every_page_of_those_who_belong(foundry, office, client, as_person):
    pages = ["/n/riegelstein/organisations/", "/n/riegelstein/"]

    inside = [b'id="find-anyone"' in as_person(office).get(page).content for page in pages]
    client.logout()
    outside = [b'id="find-anyone"' in client.get(page).content for page in pages]

    assert (inside, outside) == ([True, True], [False, False])


def test_many_are_found_with_as_few_questions_as_one(
    network, office, as_person, django_assert_num_queries
):
    client = as_person(office)
    for rows in (1, 3):
        for _ in range(rows):
            firm = OrganisationFactory(name="Werkstatt")
            SiteFactory(organisation=firm)
            MembershipFactory(network=network, organisation=firm)
            person = PersonFactory(family_name="Werkmann", entered_by_network=network)
            PositionFactory(person=person, organisation=firm, entered_by_network=network)
        with django_assert_num_queries(12):
            client.get(FIND, {"q": "werk"}, headers={"HX-Request": "true"})


def test_a_kind_is_found_by_one_app():
    with pytest.raises(ValueError, match="two apps find 'persons'"):
        finders.register(Finder("persons", lambda network, viewer, typed: []))
