"""What a firm's own people read of it, what it takes along, and how somebody leaves it."""

import json
from datetime import timedelta

import pytest

from kurzweg.networks.models import Membership
from kurzweg.people.models import Organisation, Position
from tests.factories import NetworkFactory, PositionFactory
from tests.forms import forms_of

pytestmark = pytest.mark.django_db


def address(firm, what):
    return f"/n/riegelstein/organisations/{firm.public_id}/{what}/"


def values(facts):
    return {fact.label: (fact.value, fact.readers, fact.said_by) for fact in facts if fact.value}


def test_the_owner_reads_each_fact_with_its_readers_and_where_it_is_from(
    network, bakery, owner, office, as_person
):
    Organisation.objects.filter(pk=bakery.pk).update(phone="02921 4711")
    client = as_person(owner)
    client.post(address(bakery, "edit"), mended(client, bakery, website="https://korn.example/"))

    known = client.get(address(bakery, "known")).context["known"]

    entry = values(known.entry)
    everybody, office_only = "alle, auch im Internet", "nur das Büro"
    unknown = "das Büro oder eine eingelesene Liste"
    assert entry["Website"] == ("https://korn.example/", everybody, "die Firma selbst")
    assert entry["Telefon der Organisation"] == ("02921 4711", office_only, unknown)
    assert [fact.label for fact in known.persons] == [owner.name]
    assert [each.by for each in known.corrections] == [owner.name]


def mended(client, firm, **said):
    html = client.get(address(firm, "edit")).content.decode()
    return next(form.values for form in forms_of(html) if "opened" in form.values) | said


def test_what_is_taken_along_is_what_the_page_says(network, bakery, owner, as_person):
    Membership.objects.in_network(network).update(end_reason="Streit", number="M-17")
    client = as_person(owner)

    answer = client.post(address(bakery, "known/export"))

    told = json.loads(answer.content)
    assert told["organisation"] == bakery.name
    assert "Streit" not in answer.content.decode()
    assert {"label": "Mitgliedsnummer", "value": "M-17", "readers": "nur das Büro"} in told[
        "belonging"
    ]


def test_nobody_else_reads_it(bakery, owner, apprentice, sawyer, neighbour, as_person, client):
    page = address(bakery, "known")

    answers = [as_person(each).get(page).status_code for each in (owner, apprentice, sawyer)]

    assert answers == [200, 404, 404]
    assert client.get(page).status_code == 404
    assert as_person(sawyer).post(f"{page}export/").status_code == 404


# Leaving -----------------------------------------------------------------------------------------


def test_whoever_leaves_acts_for_the_firm_no_longer(network, bakery, owner, apprentice, as_person):
    client = as_person(apprentice)
    page = address(bakery, "leave")
    assert not client.get(page).context["is_last"]
    assert Position.objects.filter(person=apprentice, until=None).exists(), "a look ends nothing"

    answer = client.post(page, follow=True)

    position = Position.objects.get(person=apprentice)
    assert position.until == network.today()
    assert "Sie handeln nicht mehr für" in answer.content.decode()
    assert client.get(page).status_code == 404
    assert Position.objects.get(person=owner).until is None


def test_the_last_one_who_is_responsible_hears_that_the_office_looks_after_it(
    network, bakery, owner, apprentice, as_person
):
    client = as_person(owner)
    page = address(bakery, "leave")
    assert client.get(page).context["is_last"]

    told = client.post(page, follow=True).content.decode()

    assert "das Büro kümmert sich" in told


def test_what_was_to_begin_later_does_not_and_other_firms_stay(
    network, bakery, sawmill, owner, as_person
):
    Position.objects.filter(person=owner).update(until=network.today() + timedelta(days=3))
    PositionFactory(
        person=owner, organisation=bakery, since=network.today() + timedelta(days=9), until=None
    )
    PositionFactory(person=owner, organisation=sawmill)

    as_person(owner).post(address(bakery, "leave"))

    left = {(each.organisation, each.until) for each in Position.objects.filter(person=owner)}
    assert left == {(bakery, network.today()), (sawmill, None)}


def test_what_counts_in_another_network_alone_stays(network, bakery, owner, as_person):
    other = NetworkFactory()
    there = PositionFactory(person=owner, organisation=bakery, entered_by_network=other)

    as_person(owner).post(address(bakery, "leave"))

    there.refresh_from_db()
    assert there.until is None


def test_who_does_not_act_for_a_firm_cannot_leave_it(bakery, sawyer, office, as_person):
    page = address(bakery, "leave")

    assert [as_person(each).post(page).status_code for each in (sawyer, office)] == [404, 404]
