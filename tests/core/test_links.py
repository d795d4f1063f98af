"""Whoever holds a link may answer one question, once, in its time, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from kurzweg.core import links
from kurzweg.core.models import Link
from tests.factories import NetworkFactory, PersonFactory
from tests.own_database import at_once

PURPOSE = "introduction"


@pytest.fixture
def question(db):
    return PersonFactory()


def issue(question, *, days: int = 10):
    return links.issue(
        PURPOSE, question, person_id=question.pk, expires_at=timezone.now() + timedelta(days=days)
    )


@transaction.atomic
def answer(link: Link, word: str) -> str:
    return links.use(link, answer=word).answer


def test_a_token_finds_its_link_and_is_stored_nowhere(question):
    link, token = issue(question)

    assert links.find(token) == link
    stored = [str(value) for value in Link.objects.values_list().get()]
    assert not [value for value in stored if token in value]
    assert len(token) >= 32


def test_an_altered_token_finds_nothing(question):
    _link, token = issue(question)

    altered = [token[:-1], token + "x", token.swapcase(), token[::-1], "", " " + token]

    assert [links.find(each) for each in altered] == [None] * len(altered)


def test_a_link_belongs_to_the_network_of_its_row(db):
    network = NetworkFactory()
    membership = network.memberships.create(organisation=network.office, since="2020-01-01")

    link, _token = issue_for(membership)

    assert link.network_id == network.pk


def issue_for(row):
    return links.issue(PURPOSE, row, person_id=None, expires_at=timezone.now() + timedelta(days=1))


def test_a_link_is_used_once(question):
    link, token = issue(question)

    assert answer(link, "yes") == "yes"
    with pytest.raises(links.LinkAlreadyUsed):
        answer(link, "no")
    assert links.find(token).answer == "yes"


def test_an_expired_link_is_not_used(question):
    link, token = issue(question, days=1)

    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        with pytest.raises(links.LinkExpired):
            answer(link, "yes")
        assert links.find(token).used_at is None


def test_a_question_decided_elsewhere_closes_its_open_links(question):
    first, _token = issue(question)
    second, _token = issue(question)
    other, _token = issue(PersonFactory())
    answer(first, "no")

    links.close(PURPOSE, question, answer="withdrawn")

    assert [Link.objects.get(pk=link.pk).answer for link in (first, second, other)] == [
        "no",
        "withdrawn",
        "",
    ]


@pytest.mark.django_db(transaction=True)
def test_an_answer_belongs_into_the_transaction_of_what_it_does():
    link, _token = issue(PersonFactory())

    with pytest.raises(transaction.TransactionManagementError):
        links.use(link, answer="yes")


def test_of_two_who_answer_at_once_one_is_heard(own_database):
    link, _token = issue(PersonFactory())

    heard = at_once(
        *[lambda word=word: answer(link, word) for word in ("yes", "no", "later", "no")]
    )

    said = [each for each in heard if isinstance(each, str)]
    refused = [each for each in heard if isinstance(each, links.LinkAlreadyUsed)]
    assert (len(said), len(refused)) == (1, 3)
    assert Link.objects.get(pk=link.pk).answer == said[0]
