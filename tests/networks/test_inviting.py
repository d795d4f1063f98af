"""A colleague is invited by a link: it proves her address, works once, and can be taken back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from kurzweg.core.models import Link, OutboxMail
from kurzweg.networks import inviting
from kurzweg.networks.models import Invitation, Membership
from kurzweg.people.models import Account, Person, Position
from tests.factories import AccountFactory, PersonFactory, PositionFactory
from tests.forms import forms_of

pytestmark = pytest.mark.django_db
ADDRESS = "nele.klee@korn.example"
ASKED = {"given_name": "Nele", "family_name": "Klee", "email": ADDRESS, "answers_requests": "on"}


def persons_page(firm, way=""):
    return f"/n/riegelstein/organisations/{firm.public_id}/persons/{way}"


def invite(client, firm, **said):
    return client.post(persons_page(firm, "invite/"), ASKED | said)


def link_in_mail():
    text = OutboxMail.objects.filter(kind="invitation").latest("pk").text
    return re.search(r"/l/\w+/", text)[0]


@pytest.fixture
def link(bakery, owner, as_person, client):
    """The link in the mail to her, and nobody signed in."""
    invite(as_person(owner), bakery)
    client.logout()
    return link_in_mail()


def acts(firm):
    rows = Position.objects.filter(organisation=firm, person__email=ADDRESS)
    return [(row.person.name, row.answers_requests, row.is_admin) for row in rows]


def test_she_accepts_with_one_click_and_is_signed_in(bakery, link, client):
    shown = client.get(link)
    before = acts(bakery)
    answer = client.post(link, follow=True)

    assert ("Nele Klee" in shown.content.decode(), before) == (True, [])  # a scanner opens it too
    assert ADDRESS not in shown.content.decode()
    assert answer.redirect_chain[-1][0].endswith(f"/organisations/{bakery.public_id}/")
    assert acts(bakery) == [("Nele Klee", True, False)]
    assert answer.wsgi_request.user.email == ADDRESS


def test_a_used_link_signs_nobody_in(bakery, link, client):
    client.post(link)
    client.logout()

    answers = [client.get(link), client.post(link)]

    assert all("angenommen" in each.content.decode() for each in answers)
    assert not client.session.get("_auth_user_id")
    assert len(acts(bakery)) == 1


def test_where_the_address_signs_in_already_the_link_alone_opens_nothing(bakery, link, client):
    """An account that was there may hold more than this firm: its own code has to open it."""
    AccountFactory(email=ADDRESS)

    answer = client.post(link)

    assert answer["Location"].startswith("/sign-in/?next=")
    assert not client.session.get("_auth_user_id")
    assert acts(bakery) == [("Nele Klee", True, False)]


def test_who_is_signed_in_with_another_address_cannot_accept(bakery, link, sawyer, as_person):
    client = as_person(sawyer)

    answer = client.post(link)

    assert "anderen Adresse" in answer.content.decode()
    assert (acts(bakery), Invitation.objects.across_networks("test").get().accepted_on) == (
        [],
        None,
    )


@pytest.mark.parametrize("ends", ["taken back", "over", "inviter left", "firm left"])
def test_an_invitation_that_ended_opens_nothing(
    network, bakery, owner, link, client, as_person, ends
):
    today = network.today()
    [invitation] = Invitation.objects.in_network(network)
    if ends == "taken back":
        signed_in = as_person(owner)
        signed_in.post(f"/n/riegelstein/invitations/{invitation.public_id}/withdraw/")
        client.logout()
    elif ends == "over":
        days = {"invited_on": today - timedelta(days=20), "ends_on": today - timedelta(days=1)}
        Invitation.objects.in_network(network).update(**days)
    elif ends == "inviter left":
        Position.objects.filter(person=owner).update(until=today)
    else:
        Membership.objects.in_network(network).update(until=today)

    answer = client.post(link)

    assert "nicht mehr angenommen" in answer.content.decode()
    assert (acts(bakery), Account.objects.filter(email=ADDRESS).exists()) == ([], False)


def test_a_blocked_address_is_not_opened_by_an_invitation(bakery, link, client):
    AccountFactory(email=ADDRESS, is_active=False)

    answer = client.post(link)

    assert answer.status_code == 409
    assert (acts(bakery), Link.objects.get().used_at) == ([], None)


def test_nobody_is_invited_twice_at_a_time_and_nobody_who_acts_already(
    bakery, owner, as_person, client
):
    signed_in = as_person(owner)
    invite(signed_in, bakery)
    PositionFactory(person=PersonFactory(email="da@korn.example"), organisation=bakery)

    answers = [
        invite(signed_in, bakery, email=ADDRESS.upper()),
        invite(signed_in, bakery, email="da@korn.example"),
    ]

    assert [each.status_code for each in answers] == [422, 422]
    assert OutboxMail.objects.filter(kind="invitation").count() == 1


def test_a_firm_invites_no_more_than_some_a_day(bakery, owner, as_person, monkeypatch):
    monkeypatch.setattr(inviting, "MOST_A_DAY", 1)
    client = as_person(owner)

    answers = [invite(client, bakery, email=f"{n}@korn.example") for n in "ab"]

    assert [each.status_code for each in answers] == [302, 422]


def test_a_double_click_sends_one_mail(bakery, owner, as_person):
    client = as_person(owner)
    html = client.get(persons_page(bakery, "invite/")).content.decode()
    [form] = [each for each in forms_of(html) if "family_name" in each.values]

    for _time in range(2):
        answer = client.post(persons_page(bakery, "invite/"), form.values | ASKED)

    assert answer.status_code == 302
    assert OutboxMail.objects.filter(kind="invitation").count() == 1


def test_the_office_and_the_firm_see_who_is_invited_and_nobody_else(
    bakery, owner, office, sawyer, as_person, apprentice
):
    invite(as_person(owner), bakery)

    shown = [
        ADDRESS in as_person(each).get(persons_page(bakery)).content.decode()
        for each in (owner, office, apprentice, sawyer)
    ]

    assert shown == [True, True, False, False]


def test_whom_the_network_knows_by_that_name_and_address_stays_one(network, bakery, link, client):
    known = PersonFactory(
        given_name="Nele",
        family_name="Klee",
        email=ADDRESS,
        account=None,
        entered_by_network=network,
    )
    other = PersonFactory(given_name="Udo", family_name="Klee", email=ADDRESS, account=None)

    client.post(link)

    assert Position.objects.get(organisation=bakery, person__email=ADDRESS).person == known
    assert Person.objects.filter(email=ADDRESS).count() == 2
    assert not other.positions.exists()
