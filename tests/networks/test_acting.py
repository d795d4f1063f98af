"""Persons of an organisation: entered, changed and ended on pages, by its office or by itself."""

from datetime import timedelta

import pytest

from kurzweg.core.models import AuditEntry
from kurzweg.networks import acting
from kurzweg.networks.roles import standing_of
from kurzweg.people import sign_in
from kurzweg.people.models import Person, Position
from tests.factories import (
    AccountFactory,
    MandateFactory,
    MembershipFactory,
    PersonFactory,
    PositionFactory,
    SupportingBodyFactory,
)
from tests.forms import edit_form, pressed

pytestmark = pytest.mark.django_db

NEW = {"family_name": "Laib", "given_name": "Lea", "language": "de", "answers_requests": "on"}
DAY = timedelta(days=1)


@pytest.fixture
def page(bakery):
    return f"/n/riegelstein/organisations/{bakery.public_id}/persons/"


@pytest.fixture
def baker(network, bakery):
    """Whom the office of this network entered, with an account of her own."""
    account = AccountFactory(email="laib@korn.example")
    person = PersonFactory(
        family_name="Laib", given_name="Lea", account=account, entered_by_network=network
    )
    PositionFactory(person=person, organisation=bakery, entered_by_network=network, is_admin=True)
    return person


def edited(client, address, **fields):
    return client.post(address, pressed(client.get(address), **fields))


def names(answer, group):
    return [position.person.family_name for position in answer.context[group]]


@pytest.mark.parametrize("who", ["office", "owner"])
def test_somebody_is_entered_for_this_network_only(who, request, network, bakery, page, as_person):
    client = as_person(request.getfixturevalue(who))

    answer = client.post(f"{page}new/", {**NEW, "email": "Lea@Korn.example", "position": "Laden"})

    person = Person.objects.get(family_name="Laib")
    position = person.positions.get()
    assert answer.headers["Location"] == page
    assert (person.entered_by_network, position.entered_by_network) == (network, network)
    assert (person.email, position.title, position.is_admin) == ("lea@korn.example", "Laden", False)
    assert position.answers_requests
    actor = request.getfixturevalue(who)
    assert {entry.actor_id for entry in AuditEntry.objects.filter(row_id=person.pk)} == {actor.pk}


def test_nobody_else_reads_or_enters_them(
    page, apprentice, sawyer, neighbour, adviser, stranger, network, as_person, owner
):
    chamber = SupportingBodyFactory(network=network).organisation
    partner = PositionFactory(organisation=chamber, is_admin=True).person
    refused = [
        as_person(who).get(address).status_code
        for who in (apprentice, sawyer, neighbour, adviser, stranger, partner)
        for address in (page, f"{page}new/", f"{page}{owner.public_id}/")
    ]

    assert refused == [404] * 18
    assert as_person(owner).get(page).status_code == 200


def test_the_office_of_another_network_reads_nothing_of_it(
    page, baker, bakery, other_network, as_person
):
    MembershipFactory(network=other_network, organisation=bakery)
    theirs = MandateFactory(network=other_network, kind="office").person
    client, there = as_person(theirs), page.replace("riegelstein", "dreistrom")

    assert names(client.get(there), "today") == []
    assert client.get(f"{there}{baker.public_id}/").status_code == 404
    assert client.get(page).status_code == 404


def test_three_positions_and_none_of_them_today(office, network, bakery, page, as_person):
    today = network.today()
    person = PersonFactory(family_name="Teig", entered_by_network=network)
    for since, until in ((-900, -600), (-500, 0), (30, None)):
        PositionFactory(
            person=person,
            organisation=bakery,
            is_admin=True,
            since=today + since * DAY,
            until=None if until is None else today + until * DAY,
        )

    answer = as_person(office).get(page)

    shown = [names(answer, group) for group in ("today", "coming", "former")]
    assert shown == [[], ["Teig"], ["Teig", "Teig"]]
    assert not answer.context["has_admin"]
    assert standing_of(person, network=network, on=today).reasons == ()
    assert as_person(person).get(page).status_code == 404
    assert standing_of(person, network=network, on=today - DAY).reasons != ()


def test_the_last_day_is_a_day_with_rights_and_the_next_one_is_not(
    office, owner, apprentice, network, bakery, page, as_person
):
    today = network.today()

    answer = edited(
        as_person(office), f"{page}{apprentice.public_id}/", **{"positions-0-until": str(today)}
    )

    position = apprentice.positions.get()
    assert (answer.status_code, position.until) == (302, today + DAY)
    assert standing_of(apprentice, network=network, on=today).reasons != ()
    assert standing_of(apprentice, network=network, on=today + DAY).reasons == ()
    again = edit_form(as_person(office).get(f"{page}{apprentice.public_id}/"))
    assert again.values["positions-0-until"] == str(today)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"positions-0-until": "2019-12-31"}, "until"),
        ({"positions-0-until": "", "positions-1-until": ""}, "until"),
    ],
)
def test_days_that_cannot_be_are_refused(
    fields, wrong, office, network, bakery, baker, page, as_person
):
    PositionFactory(
        person=baker, organisation=bakery, entered_by_network=network, until=network.today()
    )
    answer = edited(as_person(office), f"{page}{baker.public_id}/", **fields)

    assert answer.status_code == 422
    assert [list(row) for row in answer.context["positions"].errors if row] == [[wrong]]


def test_an_address_that_is_known_is_asked_about_and_nothing_is_joined(
    office, baker, page, as_person
):
    client = as_person(office)
    entry = {**NEW, "given_name": "Leon", "email": baker.email, "once": "a"}

    asked = client.post(f"{page}new/", entry)
    assert (asked.status_code, asked.context["known"]) == (422, [baker])
    assert Person.objects.filter(family_name="Laib").count() == 1

    answer = {"which": "another", "seen": baker.public_id}
    assert client.post(f"{page}new/", entry | answer).status_code == 302
    other = Person.objects.exclude(pk=baker.pk).get(family_name="Laib")
    assert (other.email, other.account) == (baker.email, baker.account)


def test_whoever_is_known_gets_one_more_position(office, baker, sawmill, as_person):
    client = as_person(office)
    new = f"/n/riegelstein/organisations/{sawmill.public_id}/persons/new/"
    entry = {**NEW, "email": baker.email, "which": baker.public_id, "position": "Beirat"}

    client.post(new, entry)
    again = client.post(new, entry, follow=True)

    assert sorted(each.title for each in baker.positions.all()) == ["", "Beirat"]
    *_before, said = (str(each) for each in again.context["messages"])
    assert said == "Diese Person ist für die Organisation schon eingetragen."


def test_a_firm_is_not_told_who_has_an_address_elsewhere(owner, sawyer, network, page, as_person):
    Person.objects.filter(pk=sawyer.pk).update(entered_by_network=network)

    answer = as_person(owner).post(f"{page}new/", {**NEW, "email": sawyer.email})

    assert answer.status_code == 302
    assert sawyer.positions.count() == 1
    assert Person.objects.filter(email=sawyer.email).count() == 2


def test_another_address_takes_the_row_along_and_leaves_the_account(office, baker, page, as_person):
    account, elsewhere = baker.account, PersonFactory(account=baker.account)

    edited(as_person(office), f"{page}{baker.public_id}/", email="neu@korn.example")

    baker.refresh_from_db()
    account.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (baker.email, baker.account) == ("neu@korn.example", None)
    assert (account.email, elsewhere.account) == ("laib@korn.example", account)
    sign_in.ensure_account("neu@korn.example")
    baker.refresh_from_db()
    assert baker.account.email == "neu@korn.example"
    entry = AuditEntry.objects.filter(row_id=baker.pk, kind="person").latest("pk")
    assert entry.fields == ["account", "email"]


def test_whoever_read_at_the_old_address_acts_for_her_no_longer(
    office, baker, page, as_person, client
):
    old = baker.account
    client.force_login(old)
    assert client.get(page).status_code == 200

    edited(as_person(office), f"{page}{baker.public_id}/", email="neu@korn.example")

    client.force_login(old)
    assert client.get(page).status_code == 404


def test_nobody_takes_away_her_own_address(baker, page, as_person):
    answer = edited(as_person(baker), f"{page}{baker.public_id}/", email="tippfehler@korn.example")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])


@pytest.mark.parametrize("ties", ["position", "mandate", "own row"])
def test_a_firm_does_not_change_the_address_of_whoever_is_more_than_its_own(
    ties, owner, office, baker, sawmill, network, page, as_person
):
    """Else a firm would enter its rival's purchaser, and then read her mail."""
    if ties == "position":
        PositionFactory(person=baker, organisation=sawmill, entered_by_network=network)
    elif ties == "mandate":
        MandateFactory(network=network, person=baker, kind="board")
    else:
        Person.objects.filter(pk=baker.pk).update(entered_by_network=None)
    address = f"{page}{baker.public_id}/"

    answer = edited(as_person(owner), address, email="meine@korn.example", phone="0201")

    baker.refresh_from_db()
    assert (answer.status_code, baker.email, baker.phone) == (302, "laib@korn.example", "")
    edited(as_person(office), address, phone="0202")
    baker.refresh_from_db()
    assert baker.phone == ("" if ties == "own row" else "0202")


@pytest.mark.plain
def test_without_that_rule_a_firm_would_read_her_mail(
    owner, baker, sawmill, network, page, as_person, monkeypatch
):
    """Negative control."""
    PositionFactory(person=baker, organisation=sawmill, entered_by_network=network)
    monkeypatch.setattr(acting, "may_mend", lambda person, viewer: True)

    edited(as_person(owner), f"{page}{baker.public_id}/", email="meine@korn.example")

    baker.refresh_from_db()
    assert baker.email == "meine@korn.example"


@pytest.mark.plain
def test_without_that_rule_one_network_would_change_what_counts_in_two(
    office, apprentice, bakery, other_network, page, as_person, monkeypatch
):
    """Negative control."""
    MembershipFactory(network=other_network, organisation=bakery)
    monkeypatch.setattr(acting, "changeable", lambda positions, viewer: positions)

    shown = as_person(office).get(f"{page}{apprentice.public_id}/").context["positions"]

    assert list(shown.get_queryset()) == list(apprentice.positions.all())


def test_what_counts_in_two_networks_is_changed_in_none(
    office, owner, apprentice, bakery, other_network, page, as_person
):
    address = f"{page}{apprentice.public_id}/"
    assert len(as_person(office).get(address).context["positions"].get_queryset()) == 1

    MembershipFactory(network=other_network, organisation=bakery)

    for person in (office, owner):
        shown = as_person(person).get(address).context
        assert list(shown["positions"].get_queryset()) == []
        assert shown["fixed"] == list(apprentice.positions.all())


def test_whoever_ends_the_last_responsibility_is_warned(
    office, owner, network, bakery, page, as_person
):
    client, address = as_person(owner), f"{page}{owner.public_id}/"
    left = {"positions-0-is_admin": None}

    warned = edited(client, address, **left)
    assert (warned.status_code, warned.context["is_left_alone"]) == (422, True)
    assert owner.positions.get().is_admin

    # On the page that asks: what was sent with it is still meant.
    done = client.post(address, pressed(warned, is_sure="on"))
    assert done.headers["Location"] == f"/n/riegelstein/organisations/{bakery.public_id}/"
    assert client.get(page).status_code == 404
    shown = as_person(office).get(page)
    assert (shown.status_code, shown.context["has_admin"]) == (200, False)


def test_whoever_is_not_the_last_one_is_not_asked(office, owner, baker, page, as_person):
    answer = edited(
        as_person(office), f"{page}{owner.public_id}/", **{"positions-0-is_admin": None}
    )

    assert answer.status_code == 302
    assert not owner.positions.get().is_admin


def test_a_position_entered_by_mistake_goes_and_one_that_ended_begins_again(
    office, owner, baker, network, page, as_person
):
    client, address = as_person(office), f"{page}{baker.public_id}/"
    Position.objects.filter(person=baker).update(until=network.today())

    edited(client, address, **{"positions-1-since": "2026-01-02", "positions-1-title": "Meisterin"})
    assert sorted(each.title for each in baker.positions.all()) == ["", "Meisterin"]

    edited(client, address, **{"positions-0-DELETE": "on"})
    assert [each.title for each in baker.positions.all()] == [""]
    assert client.get(address).status_code == 200


def test_a_line_that_was_left_free_enters_nothing(office, baker, network, page, as_person):
    Position.objects.filter(person=baker).update(until=network.today())

    edited(as_person(office), f"{page}{baker.public_id}/", phone="0201")

    assert baker.positions.count() == 1


def test_a_firms_page_leads_to_its_persons_and_back(office, bakery, page, as_person):
    client = as_person(office)

    there = client.get(f"/n/riegelstein/organisations/{bakery.public_id}/").content.decode()
    back = client.get(page).content.decode()

    assert f'href="{page}"' in there
    assert f'href="/n/riegelstein/organisations/{bakery.public_id}/"' in back


def test_persons_of_a_supporting_body_are_entered_by_the_office(office, network, as_person):
    chamber = SupportingBodyFactory(network=network).organisation
    new = f"/n/riegelstein/organisations/{chamber.public_id}/persons/new/"

    assert as_person(office).post(new, NEW).status_code == 302

    person = Person.objects.get(family_name="Laib")
    roles = [
        reason.role for reason in standing_of(person, network=network, on=network.today()).reasons
    ]
    assert roles == ["partner staff"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(
    number, office, bakery, network, page, as_person, django_assert_num_queries
):
    for _each in range(number):
        PositionFactory(person=PersonFactory(entered_by_network=network), organisation=bakery)
    client = as_person(office)
    client.get(page)

    with django_assert_num_queries(9):
        assert len(client.get(page).context["today"]) == number


def test_whoever_enters_a_member_hears_whose_an_address_is(office, baker, as_person):
    entry = {"name": "Neuwerk", "kind": "company", "town": "Riegelstein", "since": "2026-01-01"}
    person = {"family_name": "Neumann", "email": baker.email}

    answer = as_person(office).post(
        "/n/riegelstein/organisations/new/", entry | person, follow=True
    )

    said = [str(each) for each in answer.context["messages"]]
    assert said[1:] == ["Diese Adresse hat auch Lea Laib. Die Einträge bleiben getrennt."]
