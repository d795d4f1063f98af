"""The pages of the sign-in are ours, in words of an office."""

import re

from kurzweg.core import outbox
from kurzweg.core.models import OutboxMail
from tests.look.wellformed import complaints


def headline(response) -> str:
    return re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode())[1]


def test_the_sign_in_asks_for_the_address(client, db):
    response = client.get("/sign-in/")

    assert headline(response) == "Anmelden"
    assert complaints(response.content.decode()) == []


def test_a_code_is_asked_for_whether_the_address_is_known_or_not(client, owner):
    known = client.post("/sign-in/request/", {"email": owner.account.email}, follow=True)
    client.logout()
    unknown = client.post("/sign-in/request/", {"email": "nobody@firm.example"}, follow=True)

    assert headline(known) == headline(unknown) == "Code eingeben"
    assert complaints(known.content.decode()) == []


def test_signing_out_is_asked_once(as_person, owner):
    response = as_person(owner).get("/sign-out/")

    assert headline(response) == "Möchten Sie sich abmelden?"


def test_nobody_is_told_that_a_code_was_sent(client, owner):
    asked = client.post("/sign-in/request/", {"email": owner.account.email}, follow=True)

    assert 'id="messages"' not in asked.content.decode()


def test_a_wrong_code_is_said_as_in_an_office(client, owner):
    client.post("/sign-in/request/", {"email": owner.account.email}, follow=True)

    answer = client.post("/sign-in/code/", {"code": "wrong"}, follow=True)

    assert "Dieser Code stimmt nicht." in answer.content.decode()


def test_signing_out_is_confirmed_as_in_an_office(as_person, owner):
    response = as_person(owner).post("/sign-out/", follow=True)

    assert "Sie sind abgemeldet." in response.content.decode()


def test_a_code_is_forgotten_once_it_has_left(client, owner, mailoutbox):
    client.post("/sign-in/request/", {"email": owner.account.email})

    outbox.deliver()

    kept = OutboxMail.objects.get(kind="sign-in code")
    assert len(mailoutbox) == 1
    assert (kept.subject, kept.text) == ("", "")
