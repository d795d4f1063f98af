"""A person belongs to who entered it: what one network knows of her no other network sees."""

from __future__ import annotations

import importlib
from datetime import timedelta

import pytest
from django.apps import apps

from kurzweg.core import audit, links
from kurzweg.core.viewer import Role
from kurzweg.introductions.models import Introduction
from kurzweg.introductions.recipients import recipient_at
from kurzweg.market import actions as market
from kurzweg.networks.models import Mandate, Membership
from kurzweg.networks.roles import networks_of
from kurzweg.people import actions
from kurzweg.people.models import Activity, Organisation, Person, Position
from tests.conftest import acting_for, member_firm
from tests.factories import MandateFactory, MembershipFactory, PersonFactory, PositionFactory
from tests.introductions.factories import IntroductionFactory
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db

NEW = "/n/riegelstein/organisations/new/"
ENTRY = {"name": "Gießerei Hammer", "kind": "company", "town": "Riegelstein", "since": "2026-01-01"}


def entered_by(network, person: Person, **changes) -> Person:
    for name, value in {"entered_by_network": network, **changes}.items():
        setattr(person, name, value)
    person.save()
    person.refresh_from_db()
    return person


@pytest.fixture
def known_there(neighbour, other_network) -> Person:
    """Somebody of another network, with a number that was given there."""
    return entered_by(other_network, neighbour, phone="0201 777")


@pytest.fixture
def known_here(known_there, bakery, network) -> Person:
    """The same human, entered here too: the same name, the same address, a row of her own."""
    person = PersonFactory(
        family_name=known_there.family_name,
        email=known_there.email,
        account=known_there.account,
        entered_by_network=network,
    )
    PositionFactory(person=person, organisation=bakery, is_admin=True, answers_requests=True)
    return person


# What an office gets -----------------------------------------------------------------------------


def test_an_office_that_enters_a_name_of_another_network_gets_a_row_of_its_own(
    office, as_person, network, known_there
):
    known = {"family_name": known_there.family_name, "email": known_there.email}

    as_person(office).post(NEW, {**ENTRY, **known})

    firm = Organisation.objects.get(name="Gießerei Hammer")
    entered = firm.positions.get().person
    assert (entered.entered_by_network, entered.phone) == (network, "")
    assert [p.organisation.name for p in known_there.positions.all()] == ["Mühle Bach"]
    assert recipient_at(firm, network=network, on=network.today()).person == entered


def test_whom_another_network_entered_is_not_asked_here(known_there, network, other_network):
    firm = known_there.positions.get().organisation
    firm.email = "post@muehle.example"
    MembershipFactory(network=network, organisation=firm)

    here = recipient_at(firm, network=network, on=network.today())
    there = recipient_at(firm, network=other_network, on=network.today())

    assert (here.person, here.address) == (None, "post@muehle.example")
    assert there.person == known_there


def test_the_contact_of_a_need_is_somebody_whom_this_network_knows(
    known_there, known_here, bakery, office, network
):
    PositionFactory(person=known_there, organisation=bakery, answers_requests=True)
    Position.objects.filter(person=known_here).update(id=10_000)  # the foreign one comes first

    need = market.say("Wir suchen Mehl.", network=network, owner=bakery, by=office)

    assert need.contact == known_here


def test_whom_another_network_entered_is_nothing_here(known_there, network, viewer_of):
    firm = known_there.positions.get().organisation
    MembershipFactory(network=network, organisation=firm)
    MandateFactory(network=network, person=known_there, kind="board")

    assert viewer_of(known_there).roles == {Role.PUBLIC}
    other = known_there.entered_by_network
    assert Role.ORGANISATION_ADMIN in viewer_of(known_there, at=other).roles
    assert networks_of(known_there, on=network.today()) == [other]


def test_the_other_self_of_a_rival_sees_no_need_hidden_from_its_activity(
    known_there, known_here, network, viewer_of
):
    rival = known_there.positions.get().organisation
    Activity.objects.create(organisation=rival, code="10.61.1")

    assert viewer_of(known_here).activities == {"10.61"}


def test_entering_the_name_of_a_firm_of_another_network_reads_and_changes_nothing_of_it(
    office, as_person, other_network
):
    firm = member_firm(other_network, "Gießerei Hammer")
    kept = {"phone": "0201 888", "email": "h@hammer.example", "summary": "Guss"}
    Organisation.objects.filter(pk=firm.pk).update(**kept)

    page = as_person(office).post(NEW, {**ENTRY, "summary": "Anders"}, follow=True)

    entered = Organisation.objects.exclude(pk=firm.pk).get(name="Gießerei Hammer")
    assert (entered.phone, entered.email, entered.summary) == ("", "", "Anders")
    assert Organisation.objects.filter(pk=firm.pk, **kept).exists()
    assert "0201 888" not in page.content.decode()
    client = as_person(office)
    assert client.get(f"/n/riegelstein/organisations/{firm.public_id}/").status_code == 404
    assert client.get(f"/n/riegelstein/organisations/{firm.public_id}/edit/").status_code == 404


# Who acts ----------------------------------------------------------------------------------------


def acts_at(client, slug: str) -> int | None:
    return client.get(f"/n/{slug}/").context["viewer"].person_id


def test_in_each_network_the_row_acts_that_it_entered(as_person, known_here, known_there):
    client = as_person(known_here)

    assert acts_at(client, "riegelstein") == known_here.pk
    assert acts_at(client, "dreistrom") == known_there.pk


def test_whoever_said_who_she_is_does_not_act_as_somebody_else(
    client, as_person, known_here, known_there
):
    colleague = entered_by(known_there.entered_by_network, known_there, family_name="Kleie")
    client = as_person(known_here)

    client.post("/who/", {"person": colleague.public_id})

    assert acts_at(client, "dreistrom") == colleague.pk
    assert acts_at(client, "riegelstein") == colleague.pk, "she has no rights there, and no name"
    assert client.get("/n/riegelstein/me/").status_code == 404


def test_two_of_one_network_behind_one_address_still_choose(as_person, known_here, bakery, network):
    colleague = entered_by(network, acting_for(bakery, "Mehl"), account=known_here.account)

    asked = as_person(known_here).get("/n/riegelstein/me/")

    assert asked.headers["Location"].startswith("/who/")
    assert colleague.account == known_here.account


# Joining -----------------------------------------------------------------------------------------


def join_page(person: Person) -> str:
    return f"/who/{person.public_id}/join/"


def test_joining_is_offered_to_the_one_who_signs_in_with_both(as_person, known_here, known_there):
    client = as_person(known_here)

    assert join_page(known_there) in client.get("/who/").content.decode()
    shown = client.get(join_page(known_here)).content.decode()
    assert "Dreistrom" in shown
    assert "0201 777" in shown
    assert "lässt sich nicht rückgängig machen" in shown


def test_looking_at_the_offer_joins_nobody(as_person, known_here, known_there):
    client = as_person(known_here)
    client.get(join_page(known_here))

    answer = client.post(join_page(known_here), {"keep": known_here.public_id})

    assert answer.status_code == 422, "the box was not ticked"
    assert Person.objects.filter(pk=known_there.pk).exists()


def test_who_joins_is_one_person_in_both_networks_from_then_on(
    as_person, known_here, known_there, network, other_network, viewer_of
):
    client = as_person(known_here)

    client.post(join_page(known_here), {"keep": known_there.public_id, "is_sure": "on"})

    joined = Person.objects.get(account=known_here.account)
    assert (joined, joined.entered_by_network, joined.phone) == (known_there, None, "0201 777")
    assert networks_of(joined, on=network.today()) == [other_network, network]
    assert acts_at(client, "riegelstein") == acts_at(client, "dreistrom") == joined.pk
    entry = audit.history(joined).get(action="joined")
    assert (entry.actor_id, entry.on_behalf_of_id) == (joined.pk, known_here.pk)


def test_all_that_one_of_them_did_belongs_to_the_joined_one(
    known_here, known_there, bakery, network
):
    need = NeedFactory(network=network, owner=bakery, contact=known_here, created_by=known_here)
    MandateFactory(network=network, person=known_here, kind="board")
    link, _token = links.issue(
        "introduction answer", need, person_id=known_here.pk, expires_at=need.published_at
    )

    joined = actions.join([known_there, known_here], by=known_there)

    need.refresh_from_db()
    link.refresh_from_db()
    assert (need.contact, need.created_by, link.person_id) == (joined, joined, joined.pk)
    assert Mandate.objects.in_network(network).get().person == joined


@pytest.fixture
def known_twice(known_here, network) -> Person:
    """The same human once more, entered by the same office under a shorter name."""
    return PersonFactory(
        family_name=known_here.family_name,
        account=known_here.account,
        entered_by_network=network,
    )


def test_what_both_did_is_kept_once(known_here, known_twice, bakery, network):
    year = timedelta(days=365)
    later = network.today() - year
    PositionFactory(person=known_twice, organisation=bakery, since=later, title="Meisterin")
    for person in (known_here, known_twice):
        MandateFactory(network=network, person=person, kind="board")

    joined = actions.join([known_twice, known_here], by=known_twice)

    position = joined.positions.get(organisation=bakery)
    assert (position.title, position.is_admin, position.answers_requests) == (
        "Meisterin",
        True,
        True,
    )
    assert position.since < later
    assert Mandate.objects.in_network(network).count() == 1
    assert joined.entered_by_network == network, "no other network said anything of her"


def admin_at_twice(firm: Organisation, *rows: Person) -> Organisation:
    for person in rows:
        PositionFactory(person=person, organisation=firm, is_admin=True, answers_requests=True)
    return firm


def test_an_office_that_enters_somebody_twice_gives_no_rights_in_another_network(
    known_here, known_twice, other_network, viewer_of
):
    firm = admin_at_twice(member_firm(other_network, "Fremdwerk"), known_here, known_twice)

    joined = actions.join([known_here, known_twice], by=known_here)

    assert viewer_of(joined, at=other_network).roles == {Role.PUBLIC}
    assert recipient_at(firm, network=other_network, on=other_network.today()) is None


def test_what_one_office_entered_gives_no_rights_where_the_other_one_knows_her_too(
    known_here, known_there, bakery, network, other_network, viewer_of
):
    shared = admin_at_twice(member_firm(other_network, "Fremdwerk"), known_here)
    MembershipFactory(network=network, organisation=shared)
    PositionFactory(person=known_there, organisation=bakery, title="Aushilfe")

    joined = actions.join([known_there, known_here], by=known_there)

    assert viewer_of(joined).admin_of == {bakery.pk, shared.pk}
    mill = joined.positions.get(organisation__name="Mühle Bach").organisation
    assert viewer_of(joined, at=other_network).organisation_ids == {mill.pk}
    on = network.today()
    assert recipient_at(shared, network=network, on=on).person == joined
    assert recipient_at(shared, network=other_network, on=on) is None
    held = joined.positions.filter(organisation=bakery).values_list("is_admin", flat=True)
    assert sorted(held) == [False, True], "what two offices said stays two positions"


def test_who_joined_is_in_no_network_by_what_another_one_entered(
    known_here, known_twice, network, other_network
):
    admin_at_twice(member_firm(other_network, "Fremdwerk"), known_twice)
    own = PersonFactory(family_name=known_here.family_name, account=known_here.account)

    joined = actions.join([own, known_here, known_twice], by=own)

    assert joined.entered_by_network is None
    assert networks_of(joined, on=network.today()) == [network]


def test_a_letter_is_answered_only_by_whom_its_network_lets_answer(
    known_here, other_network, viewer_of
):
    firm = member_firm(other_network, "Fremdwerk")
    helper = PersonFactory(account=known_here.account)
    PositionFactory(person=helper, organisation=firm, title="Aushilfe")
    PositionFactory(
        person=helper,
        organisation=firm,
        is_admin=True,
        entered_by_network=known_here.entered_by_network,
    )
    asked = IntroductionFactory(need__network=other_network, organisation=firm, rounds=1)

    viewer = viewer_of(helper, at=other_network)

    assert viewer.organisation_ids == {firm.pk}
    assert not Introduction.objects.answerable_by(viewer).filter(pk=asked.pk).exists()


def test_colleagues_behind_one_address_are_not_offered_to_become_one(
    as_person, known_here, known_there
):
    entered_by(known_there.entered_by_network, known_there, family_name="Kleie")
    client = as_person(known_here)

    assert "/join/" not in client.get("/who/").content.decode()
    assert client.get(join_page(known_here)).status_code == 404


@pytest.mark.parametrize(
    ("here", "there", "is_one"),
    [
        (("Anna", "Bach"), ("Anna", "Bach"), True),
        (("", "Bach"), ("Anna", "Bach"), True),
        (("A.", "Bach"), ("Anna", "BACH"), True),
        (("Anna", "Bach"), ("Arno", "Bach"), False),
        (("Anna", "Bach"), ("Anna", "Kleie"), False),
    ],
)
def test_joining_is_offered_for_names_that_can_be_one(here, there, is_one, known_here, known_there):
    for person, (given, family) in ((known_here, here), (known_there, there)):
        Person.objects.filter(pk=person.pk).update(given_name=given, family_name=family)
    known_here.refresh_from_db()

    assert (known_there in Person.objects.same_as(known_here)) is is_one


def test_nobody_joins_who_is_not_theirs(as_person, known_here, known_there, sawyer, client):
    assert as_person(sawyer).get(join_page(known_here)).status_code == 404
    sent = {"keep": known_here.public_id, "is_sure": "on"}
    assert client.post(join_page(known_here), sent).status_code == 404
    assert Person.objects.filter(pk=known_there.pk).exists()


def test_a_foreign_row_cannot_be_slipped_in(as_person, known_here, known_there, sawyer):
    sent = {"keep": sawyer.public_id, "is_sure": "on"}

    answer = as_person(known_here).post(join_page(known_here), sent)

    assert answer.status_code == 422
    assert Person.objects.filter(pk__in=[known_here.pk, known_there.pk, sawyer.pk]).count() == 3


# What was there before ---------------------------------------------------------------------------


def test_who_acted_in_one_network_becomes_its_person_and_who_in_several_their_own(
    owner, office, known_there, stranger, network, other_network
):
    in_both = acting_for(member_firm(network, "Doppelwerk"), "Beider")
    firm = in_both.positions.get().organisation
    Membership.objects.create(network=other_network, organisation=firm, since=network.today())
    Person.objects.update(entered_by_network=None)
    migration = importlib.import_module(
        "kurzweg.people.migrations.0006_persons_belong_to_who_entered_them"
    )

    migration.belong_to_the_network_in_which_they_act(apps, None)

    whose = dict(Person.objects.values_list("family_name", "entered_by_network"))
    assert whose == {
        "Korn": network.pk,
        "Amt": network.pk,
        "Bach": other_network.pk,
        "Beider": None,
        "Fremd": None,
    }
