"""Somebody was asked at an address that is no longer hers: there nothing opens any more."""

import pytest
from django.urls import reverse

from kurzweg.core import links
from kurzweg.introductions import actions
from kurzweg.introductions.models import Answer, State
from kurzweg.people.models import Person
from tests.forms import pressed
from tests.introductions.conftest import fresh, mails, reply, token_in

pytestmark = pytest.mark.django_db
NEW = "neu@korn.example"


@pytest.fixture
def move(network, bakery, owner, office, as_person):
    """Let the office enter another address of who is looking, and the worker come by."""
    Person.objects.filter(pk=owner.pk).update(entered_by_network=network)
    page = f"/n/riegelstein/organisations/{bakery.public_id}/persons/{owner.public_id}/"

    def moved(**fields) -> None:
        client = as_person(office)
        answer = client.post(page, pressed(client.get(page), **fields))
        assert answer.status_code == 302
        actions.ask_at_new_address(owner.pk)

    return moved


def link_in(mail) -> str:
    return reverse("link", args=[token_in(mail)])


def answer_at(client, mail, **sent):
    return client.post(link_in(mail), sent or {"answer": "yes"})


def test_an_old_letter_opens_nothing_and_a_new_one_goes_out(offers, move, client):
    row = offers()
    (old,) = mails()

    move(email=NEW)

    assert client.get(link_in(old)).status_code == 404
    assert answer_at(client, old).status_code == 404
    assert fresh(row).state == State.ASKED
    _old, new = mails()
    assert (new.kind, new.recipient) == ("introduction question", f"Korn <{NEW}>")
    answer_at(client, new)
    assert fresh(row).state == State.ACCEPTED


def test_nobody_is_asked_twice_for_it(offers, move, owner):
    offers()
    move(email=NEW)

    assert actions.ask_at_new_address(owner.pk) == 0
    assert len(mails()) == 2


def test_another_name_leaves_the_letter_as_it_was(offers, move, client):
    row = offers()
    (old,) = mails()

    move(title="Dr.")

    assert len(mails()) == 1
    answer_at(client, old)
    assert fresh(row).state == State.ACCEPTED


def test_an_answer_is_not_taken_back_from_the_old_address(offers, move, client):
    row = offers()
    (old,) = mails()
    reply(row, Answer.NO)

    move(email=NEW)

    assert answer_at(client, old, **{"take-back": "1"}).status_code == 404
    assert fresh(row).state == State.DECLINED
    assert len(mails()) == 1


def test_without_the_lock_the_old_letter_would_still_answer(offers, move, client, monkeypatch):
    """Negative control: it is the changed address that shuts the letter."""
    row = offers()
    (old,) = mails()
    monkeypatch.setattr(links, "shut", lambda person_id: None)

    move(email=NEW)

    answer_at(client, old)
    assert fresh(row).state == State.ACCEPTED
