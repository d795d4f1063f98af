"""Whoever holds a link may answer one question, once, in its time, and nothing else."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from kurzweg.core import link_pages, links
from kurzweg.core.link_pages import LinkPage
from kurzweg.core.models import Link
from tests.factories import NetworkFactory, PersonFactory
from tests.look.wellformed import complaints
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

    altered = [token[:-1], token[:-3], token + "x", token[::-1], "", " " + token]

    assert [links.find(each) for each in altered] == [None] * len(altered)


@pytest.mark.parametrize("spell", [str.upper, str.title, str.swapcase, "_{}_".format, "{}-".format])
def test_a_token_in_other_letters_or_with_emphasis_is_the_same(question, spell):
    link, token = issue(question)

    assert links.find(spell(token)) == link


def test_a_token_from_before_is_found_as_it_was(question):
    """Links in mails that have left have large letters, and signs at their ends."""
    link, _token = issue(question)
    Link.objects.filter(pk=link.pk).update(token_hash=links._hashed("-Ab_cD-eF_"))

    assert links.find("-Ab_cD-eF_") == link
    assert links.find("-ab_cd-ef_") is None


@pytest.mark.parametrize(
    "around",
    [
        "{})", "{}).", "{}>", "{}>,", "<{}>", "{}.", "{},", "{};", "{}!", "{}?!", "{}…", "{}“",
        "{}'", "{}]", "{}*", "*{}*", "{}/)", "{}/.", "{}/>", "{}/x", "({})", "{} ", "{}%20",
        "{}\u200b", "{}&gt;", "{}|", "{}\\", "„{}”", "{}/%3E", "{}=", "{}//", "{}",
    ],
)  # fmt: skip
def test_what_a_mail_program_puts_around_a_link_leads_to_the_link(client, question, around):
    _link, token = issue(question)
    path = "/l/" + around.format(token).replace("%20", " ").replace("%3E", ">")

    answer = client.get(quote(path))

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/l/{token}/")


def test_what_broke_or_hides_within_a_token_is_mended():
    assert links.mended("/L/<ab cd\u200bef\u00adg>") == "/l/abcdefg/"
    assert links.mended("/l/)") == "/l/)"


DAMAGED = ["cut", "small", "unknown", "nothing"]


@pytest.fixture
def damaged(question):
    link, token = issue(question)
    Link.objects.filter(pk=link.pk).update(token_hash=links._hashed("AbCdEf"))
    return dict(zip(DAMAGED, ["AbC/", "abcdef/", f"{token}/", ""], strict=True))


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_link_says_what_helps_and_how_to_reach_the_office(client, damaged, how):
    answer = client.get(f"/l/{damaged[how]}")

    page = answer.content.decode()
    assert answer.status_code == 404
    assert ">Dieser Link ist nicht vollständig</h1>" in page
    assert "antworten Sie einfach auf die Mail" in page
    assert complaints(page) == []


def test_all_unknown_links_get_the_same_answer(client, damaged):
    """Whoever tries links out learns nothing, not even from the headers."""
    with time_machine.travel(timezone.now(), tick=False):  # one header names the second
        answers = [client.get(f"/l/{path}") for path in damaged.values()]

    assert len({(a.status_code, without_numbers(a), str(a.headers)) for a in answers}) == 1


def without_numbers(answer):
    return re.sub(r"/l/[\w/-]*|%2Fl%2F[\w%-]*", "", answer.content.decode())


def test_any_other_address_that_is_no_page_says_so_plainly(client, db):
    assert ">Hier ist nichts</h1>" in client.get("/lexikon/").content.decode()


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


def test_a_link_opens_the_page_of_its_purpose(client, question, monkeypatch):
    monkeypatch.setattr(link_pages, "_pages", {})
    for purpose in (PURPOSE, "another"):
        said = HttpResponse(purpose)
        link_pages.register(LinkPage(purpose, draw=lambda request, link, said=said: said))
    _link, token = issue(question)

    assert client.get(f"/l/{token}/").content.decode() == PURPOSE


def test_a_link_whose_app_is_gone_opens_nothing(client, question, monkeypatch):
    """Negative control of the above: nothing else answers in its place."""
    monkeypatch.setattr(link_pages, "_pages", {})
    _link, token = issue(question)

    assert client.get(f"/l/{token}/").status_code == 404


def test_two_pages_for_one_purpose_are_a_mistake(monkeypatch):
    monkeypatch.setattr(link_pages, "_pages", {})
    page = LinkPage(PURPOSE, draw=lambda request, link: HttpResponse())
    link_pages.register(page)

    with pytest.raises(ValueError, match="two pages are opened by links for 'introduction'"):
        link_pages.register(page)
