"""The office compares two entries, merges them, takes them apart, or says that they are two."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kurzweg.core import audit, taking_out
from kurzweg.merging import actions
from kurzweg.merging.models import Merge
from kurzweg.networks.models import Membership, SelfDeclaration
from tests.conftest import member_firm
from tests.forms import forms_of
from tests.introductions.factories import IntroductionFactory
from tests.market.factories import NeedFactory

HERE = "/n/riegelstein/doubles/"


@pytest.fixture
def twin(network):
    firm = member_firm(network, "Bäckerei Korn GmbH")
    firm.phone = "0201 5"
    firm.save()
    return firm


@pytest.fixture
def compared(bakery, twin):
    return f"{HERE}{bakery.public_id}/{twin.public_id}/"


def shown(client) -> list[tuple[str, str, bool]]:
    pairs = client.get(HERE).context["page"]
    return [(each.one.name, each.other.name, each.is_sure) for each in pairs]


def sent(client, compared: str, **chosen: str) -> dict[str, str]:
    forms = forms_of(client.get(compared).content.decode())
    (form,) = (form for form in forms if form.named("seen"))
    return {**form.values, **chosen}


def test_likely_pairs_are_listed_with_what_says_so(office, as_person, bakery, twin, sawmill):
    client = as_person(office)

    answer = client.get(HERE)

    assert shown(client) == [("Bäckerei Korn", "Bäckerei Korn GmbH", True)]
    assert "Sicher dieselbe:" in answer.content.decode()
    assert "derselbe Name, derselbe Ort: Riegelstein" in answer.content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_as_often_for_many_as_for_one(
    many, office, as_person, network, django_assert_num_queries
):
    for number in range(many):
        for form in ("GmbH", ""):
            member_firm(network, f"{'Xyzabc'[number] * 9} Werk {form}".strip())
    client = as_person(office)
    client.get(HERE)

    with django_assert_num_queries(10):
        assert len(shown(client)) == many


def test_told_apart_they_are_not_listed_again(office, as_person, bakery, twin, compared):
    client = as_person(office)

    client.post(f"{compared}apart/")

    assert shown(client) == []


def test_the_preview_says_what_moves_and_which_value_stays(office, as_person, compared):
    answer = as_person(office).get(compared).content.decode()

    assert "1 Mitgliedschaft" in answer
    assert "Welche Angabe bleibt" in answer
    assert "0201 5" in answer


def test_merged_the_old_address_leads_to_the_one_that_stays(
    office, as_person, bakery, twin, compared, network
):
    client = as_person(office)

    answer = client.post(compared, sent(client, compared, name="other"))

    here = f"/n/riegelstein/organisations/{bakery.public_id}/"
    assert answer["Location"] == here
    bakery.refresh_from_db()
    assert (bakery.name, bakery.phone) == ("Bäckerei Korn GmbH", "0201 5")
    old = client.get(f"/n/riegelstein/organisations/{twin.public_id}/")
    assert (old.status_code, old["Location"]) == (302, here)
    assert client.get("/n/riegelstein/organisations/nowhere/").status_code == 404


def test_the_old_address_leads_nowhere_in_another_network(
    client, bakery, twin, network, office, other_network
):
    actions.merge(bakery, twin, values={}, network=network, by=office)

    assert client.get(f"/n/dreistrom/organisations/{twin.public_id}/").status_code == 404


def test_what_changed_since_it_was_shown_is_shown_again(office, as_person, compared, twin):
    client = as_person(office)
    typed = sent(client, compared)
    twin.sites.update(street="Neu 1")

    answer = client.post(compared, typed)

    assert answer.status_code == 409
    assert "Inzwischen hat sich etwas geändert" in answer.content.decode()
    assert not Merge.objects.across_networks("a test").exists()


def test_what_another_network_relies_on_is_said_before(
    office, as_person, compared, twin, other_network
):
    Membership.objects.create(network=other_network, organisation=twin, since="2020-01-01")

    answer = as_person(office).get(compared).content.decode()

    assert "verlassen sich noch andere" in answer
    assert "Dreistrom" not in answer
    assert 'name="seen"' not in answer


def test_merging_what_is_merged_says_so(office, as_person, compared):
    client = as_person(office)
    client.post(compared, sent(client, compared))

    answer = client.get(compared, follow=True)

    assert "schon zusammengeführt" in answer.content.decode()


def test_taken_apart_both_have_their_address_again(
    office, as_person, compared, bakery, twin, network
):
    client = as_person(office)
    client.post(compared, sent(client, compared))
    assert "Wieder trennen" in client.get(HERE).content.decode()

    client.post(f"{HERE}{Merge.objects.in_network(network).get().public_id}/undo/")

    for firm in (bakery, twin):
        address = f"/n/riegelstein/organisations/{firm.public_id}/"
        assert client.get(address).status_code == 200
    assert "Wieder trennen" not in client.get(HERE).content.decode()


def test_after_an_edit_the_office_is_told_why_not(office, as_person, compared, bakery, network):
    client = as_person(office)
    client.post(compared, sent(client, compared))
    bakery.sites.update(street="Neu 1")

    undo = f"{HERE}{Merge.objects.in_network(network).get().public_id}/undo/"
    answer = client.post(undo, follow=True)

    assert "Seit der Zusammenführung geändert: ein Standort." in answer.content.decode()


def test_what_cannot_be_taken_apart_is_not_offered_but_says_what_changed_and_when(
    office, as_person, compared, bakery, network, time_machine
):
    time_machine.move_to("2026-12-01 09:00 +0100", tick=False)
    client = as_person(office)
    client.post(compared, sent(client, compared))
    offered = client.get(HERE).content.decode()
    time_machine.move_to("2026-12-02 10:30 +0100", tick=False)
    membership = Membership.objects.in_network(network).get(organisation=bakery)
    audit.record(membership, "changed", by=office)
    Membership.objects.in_network(network).update(number="4711")

    refused = client.get(HERE).content.decode()

    assert ("Wieder trennen" in offered, "Wieder trennen" in refused) == (True, False)
    assert "geändert: die Mitgliedschaft (Mi., 2. Dezember, 10.30 Uhr)" in refused


@pytest.mark.parametrize(("is_answered", "is_offered"), [(False, True), (True, False)])
def test_to_be_asked_the_yearly_question_is_no_change_and_to_answer_is_one(
    office, as_person, compared, bakery, network, is_answered, is_offered
):
    client = as_person(office)
    client.post(compared, sent(client, compared))
    today = network.today()
    SelfDeclaration.objects.create(
        network=network, organisation=bakery, year=today.year, asked_on=today, ends_on=today,
        answered_at=timezone.now() if is_answered else None, was_right=is_answered or None,
    )  # fmt: skip

    shown = client.get(HERE).content.decode()

    assert ("Wieder trennen" in shown) == is_offered
    assert ("geändert: die Antwort, ob der Eintrag stimmt" in shown) != is_offered


@pytest.mark.parametrize("many", [1, 3])
def test_the_way_back_of_many_is_asked_for_as_often_as_that_of_one(
    many, office, as_person, network, django_assert_num_queries
):
    for number in range(many):
        kept, other = (member_firm(network, f"{'Xyzabc'[number] * 9} {end}") for end in "AB")
        actions.merge(kept, other, values={}, network=network, by=office)
    client = as_person(office)
    client.get(HERE)

    with django_assert_num_queries(31):
        assert client.get(HERE).content.decode().count("Wieder trennen") == many


def test_an_entry_is_no_double_of_itself(office, as_person, bakery):
    itself = f"{HERE}{bakery.public_id}/{bakery.public_id}/"

    assert as_person(office).get(itself).status_code == 404


def test_an_entry_that_holds_another_one_is_not_taken_out_before_they_are_parted(
    office, as_person, compared, bakery, network
):
    client = as_person(office)
    client.post(compared, sent(client, compared))
    page = f"/n/riegelstein/organisations/{bakery.public_id}/take-out/"

    kept = client.get(page)
    client.post(f"{HERE}{Merge.objects.in_network(network).get().public_id}/undo/")
    free = client.get(page)

    assert "Trennen Sie beide zuerst" in kept.content.decode()
    assert 'name="seen"' not in kept.content.decode()
    assert free.context["hindrances"] == []
    assert 'name="seen"' in free.content.decode()


def test_a_merge_that_can_be_parted_no_more_is_told_and_goes_along(
    office, as_person, compared, bakery, network
):
    client = as_person(office)
    client.post(compared, sent(client, compared))
    Merge.objects.in_network(network).update(facts={})

    parts = taking_out.going(bakery).parts

    assert taking_out.hindrances(bakery, network_id=network.pk) == []
    told = {part.count: part.names for part in parts}
    assert told["1 zusammengeführter Eintrag"] == ("Bäckerei Korn GmbH",)


def test_two_who_were_asked_for_one_need_are_told_what_to_end_first(
    office, as_person, compared, bakery, twin, network
):
    need = NeedFactory(network=network, title="Drehteile aus Messing")
    first, second = (
        IntroductionFactory(network=network, need=need, organisation=firm)
        for firm in (bakery, twin)
    )
    client = as_person(office)

    hindered = client.get(compared).content.decode()
    for each in (first, second):
        each.closed_at = timezone.now()
        each.save()
    free = client.get(compared).content.decode()

    assert "ein offener Kontakt zur Anfrage „Drehteile aus Messing“" in hindered
    assert "Beenden Sie zuerst eines von beiden" in hindered
    assert ('name="seen"' in hindered, 'name="seen"' in free) == (False, True)
