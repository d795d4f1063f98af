"""Who called: suggested from the firm's persons, kept where it belongs, entered with one click."""

import pytest
from django.db import IntegrityError, transaction

from kurzweg.market import actions, callers
from kurzweg.market.errors import CallerIsKnown
from kurzweg.market.models import Need
from kurzweg.people.models import Person
from tests import agenda
from tests.conftest import acting_for, member_firm
from tests.forms import send
from tests.market.conftest import FACTS, HTMX, NEEDS, NEW, only_need, text_of
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db
CALLERS = f"{NEEDS}caller/"
MILL = {"text": "Wir suchen Mehl", "for_whom": "Bäckerei Korn"}


@pytest.fixture
def anna(bakery):
    """Somebody who works at the bakery and answers for nothing there."""
    person = acting_for(bakery, "Berger")
    Person.objects.filter(pk=person.pk).update(given_name="Anna", family_name="Berger", title="Dr.")
    return Person.objects.get(pk=person.pk)


def options(response):
    return [name for name, _is_written_so in response.context["options"]]


# Suggested ---------------------------------------------------------------------------------------


def test_the_persons_of_the_chosen_firm_are_suggested(office, owner, anna, sawyer, as_person):
    client = as_person(office)

    of_the_firm = client.get(CALLERS, {"for_whom": "Bäckerei Korn", "caller": ""})
    typed = client.get(CALLERS, {"for_whom": "Bäckerei Korn", "caller": "berg"})
    of_nobody = client.get(CALLERS, {"caller": "berg"})

    assert options(of_the_firm) == ["Dr. Anna Berger", owner.name]
    assert options(typed) == ["Dr. Anna Berger"]
    assert options(of_nobody) == []


def test_whom_another_network_entered_is_not_suggested(office, anna, other_network, as_person):
    Person.objects.filter(pk=anna.pk).update(entered_by_network=other_network)
    acting_for(anna.positions.get().organisation, "Korn")

    offered = as_person(office).get(CALLERS, {"for_whom": "Bäckerei Korn"})

    assert options(offered) == ["Korn"]


def test_the_page_of_a_need_suggests_its_own_firms_persons(
    network, office, bakery, anna, as_person
):
    need = NeedFactory(network=network, owner=bakery)

    offered = as_person(office).get(CALLERS, {"need": need.public_id})

    assert options(offered) == ["Dr. Anna Berger"]


@pytest.mark.parametrize("page", [NEW, "/n/riegelstein/", "/n/riegelstein/due/"])
def test_wherever_the_office_types_a_need_it_may_say_for_whom_and_who_called(
    page, office, owner, as_person
):
    at_the_office = text_of(as_person(office).get(page))
    at_the_firm = text_of(as_person(owner).get(page))

    for name in ("for_whom", "caller"):
        assert at_the_office.count(f'name="{name}"') == 1
        assert at_the_firm.count(f'name="{name}"') == 0


# Kept --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["Anna Berger", "Dr. Anna Berger", "berger", "Frau Berger"])
def test_a_known_caller_is_the_contact_of_the_need(said, office, owner, anna, as_person):
    as_person(office).post(NEW, MILL | {"caller": said})

    need = only_need()
    assert (need.caller, need.caller_name, need.contact) == (anna, "", anna)


def test_a_caller_nobody_knows_is_kept_as_a_name(office, owner, sawyer, as_person):
    # The sawmill's person is not the bakery's.
    as_person(office).post(NEW, MILL | {"caller": f"Herr {sawyer.family_name}"})

    need = only_need()
    assert (need.caller, need.caller_name, need.contact) == (None, "Tann", owner)


def test_two_of_one_name_are_told_apart_by_what_they_do_there(office, bakery, anna, as_person):
    anna.positions.update(title="Einkauf")
    other = acting_for(bakery, "Berger")
    Person.objects.filter(pk=other.pk).update(given_name="Anna", family_name="Berger", title="Dr.")
    other.positions.update(title="Versand")
    client = as_person(office)

    offered = client.get(CALLERS, {"for_whom": "Bäckerei Korn"})
    client.post(NEW, MILL | {"caller": "Dr. Anna Berger, Versand"})
    client.post(NEW, MILL | {"caller": "Dr. Anna Berger"})

    assert options(offered) == ["Dr. Anna Berger, Einkauf", "Dr. Anna Berger, Versand"]
    doubtful, named = Need.objects.across_networks("t").order_by("-pk")
    assert (named.caller, doubtful.caller, doubtful.caller_name) == (other, None, "Dr. Anna Berger")


def test_nobody_but_the_office_notes_a_caller(owner, anna, as_person):
    as_person(owner).post(NEW, {"text": "Wir suchen Mehl", "caller": "Anna Berger"})

    need = only_need()
    assert (need.caller, need.caller_name, need.contact) == (None, "", owner)


def test_a_caller_is_corrected_like_any_other_fact(office, draft, anna, as_person):
    edit = f"{NEEDS}{draft.public_id}/edit/"

    send(as_person(office), edit, FACTS | {"caller": "Anna Berger"}, headers=HTMX)
    known = Need.objects.across_networks("t").get()
    send(as_person(office), edit, FACTS | {"caller": "Kim"}, headers=HTMX)
    unknown = Need.objects.across_networks("t").get()

    assert (known.caller, known.caller_name, known.contact) == (anna, "", anna)
    assert (unknown.caller, unknown.caller_name) == (None, "Kim")


def test_who_called_for_another_firm_is_looked_for_there(network, office, draft, anna, say):
    mill = member_firm(network, "Mühle Bach")
    Need.objects.in_network(network).update(caller=anna)

    revised = actions.revise(draft, by=office, facts={"owner": mill})

    assert (revised.caller, revised.caller_name) == (None, "Dr. Anna Berger")


def test_a_caller_is_a_person_or_a_name_and_never_both(need, anna):
    needs = Need.objects.in_network(need.network)

    with pytest.raises(IntegrityError, match="need_caller_is_a"), transaction.atomic():
        needs.update(caller=anna, caller_name="Kim")


# Shown -------------------------------------------------------------------------------------------


def test_the_office_reads_who_called_and_nobody_else(network, office, owner, need, as_person):
    Need.objects.in_network(network).update(caller_name="Kim Ohnesorg", created_by=office)

    page = f"{NEEDS}{need.public_id}/"
    shown = ["Kim Ohnesorg" in text_of(as_person(who).get(page)) for who in (office, owner, None)]

    assert shown == [True, False, False]


def test_the_number_to_call_back_stands_beside_the_name(
    network, office, owner, need, anna, as_person
):
    Person.objects.filter(pk=anna.pk).update(phone="0201 4711")
    Need.objects.in_network(network).update(caller=anna)
    page = f"{NEEDS}{need.public_id}/"

    shown = ["tel:02014711" in text_of(as_person(who).get(page)) for who in (office, owner)]

    assert shown == [True, False]


def test_what_is_due_names_the_caller_to_the_office(network, bakery, office, owner, viewer_of):
    NeedFactory(
        network=network, owner=bakery, created_by=office, caller_name="Kim Ohnesorg", draft=True
    )

    who = [
        [item.who for item in agenda.for_viewer(viewer_of(each)) if item.kind == "draft"]
        for each in (office, owner)
    ]

    (to_office,), (to_firm,) = who
    assert "Kim Ohnesorg" in to_office
    assert to_firm == "Bäckerei Korn"


# Entered -----------------------------------------------------------------------------------------


def test_one_click_makes_a_person_of_a_name(network, office, need, as_person):
    Need.objects.in_network(network).update(caller_name="Kim Maria Ohnesorg")
    client = as_person(office)
    page = f"{NEEDS}{need.public_id}/"

    before = text_of(client.get(page))
    client.post(f"{page}enter-caller/")

    entered = only_need().caller
    assert (entered.given_name, entered.family_name) == ("Kim Maria", "Ohnesorg")
    assert entered.entered_by_network == network
    assert entered.positions.get().organisation == need.owner
    assert "Als Person der Firma eintragen" in before
    assert "Als Person der Firma eintragen" not in text_of(client.get(page))


def test_a_second_click_enters_nobody(network, office, need):
    Need.objects.in_network(network).update(caller_name="Kim Ohnesorg")
    callers.enter(need, by=office)

    with pytest.raises(CallerIsKnown):
        callers.enter(need, by=office)

    assert Person.objects.filter(family_name="Ohnesorg").count() == 1
