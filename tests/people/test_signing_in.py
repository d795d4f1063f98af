"""Signing in tells nobody who is known, begins a session anew, and leads back."""

from __future__ import annotations

import random
import re
import time
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kurzweg.core import outbox, retention
from kurzweg.core.models import OutboxMail
from kurzweg.people import sign_in
from kurzweg.people.models import Account, SignInCode, Tally
from tests.factories import PersonFactory
from tests.people.asking import UNKNOWN, WRONG, ask, enter, is_signed_in, newest_code

# Nobody learns who is known -----------------------------------------------------------------------


def shape(queries) -> list[str]:
    """The statements without what stands in them."""
    values = re.compile(r"'[^']*'|\b\d[\d.]*\b|\[[^]]*\]|\bs\d+_x\d+\b")
    return [values.sub("?", query["sql"]) for query in queries]


def body(answer, address: str) -> str:
    text = answer.content.decode().replace(address, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def walk(address: str) -> tuple[list[tuple], list[str]]:
    """Ask for a code, look at the page and enter a wrong one: what was answered, and with what."""
    client = Client()
    with CaptureQueriesContext(connection) as queries:
        answers = [
            ask(client, address),
            client.get("/sign-in/code/"),
            enter(client, WRONG),
            enter(client, WRONG),
            enter(client, WRONG),
            client.get("/sign-in/"),
        ]
    seen = [
        (answer.status_code, sorted(answer.headers.items()), body(answer, address))
        for answer in answers
    ]
    return [
        (status, dict(headers) | {"Set-Cookie": "", "Expires": ""}, text)
        for status, headers, text in seen
    ], (shape(queries))


@pytest.fixture
def people(db):
    """Addresses that differ in what is behind them, and in nothing that anybody may notice."""
    PersonFactory(account=None, email="a.erste@firm.example")
    shut = PersonFactory(email="b.zweit@firm.example", account__email="b.zweit@firm.example")
    Account.objects.filter(pk=shut.account_id).update(is_active=False)
    PersonFactory(email="c.dritt@firm.example", account__email="c.dritt@firm.example")
    return ["a.erste@firm.example", "b.zweit@firm.example", "c.dritt@firm.example"]


def test_known_and_unknown_addresses_are_answered_alike_with_the_same_statements(people):
    answers, statements = walk("z.niema@firm.example")

    for address in people:
        assert walk(address) == (answers, statements), address
    assert len(statements) > 10


def test_an_address_that_asked_before_is_answered_alike(people):
    ask(Client(), people[0])
    assert walk(people[0]) == walk("z.niema@firm.example")


def test_a_look_at_who_is_there_would_be_seen(people, monkeypatch):
    """Negative control."""
    plain = sign_in.ask

    def curious(address, *, place):
        sign_in.ensure_account(address)
        return plain(address, place=place)

    monkeypatch.setattr(sign_in, "ask", curious)

    assert walk(people[0])[1] != walk("z.niema@firm.example")[1]


def test_only_who_is_known_gets_a_mail_and_nothing_of_the_others_stays(people, mailoutbox):
    for number, address in enumerate([*people, UNKNOWN]):
        ask(Client(), address, place=f"10.0.0.{number}")
    assert OutboxMail.objects.count() == 4

    outbox.deliver()

    assert [mail.to for mail in mailoutbox] == [[people[0]], [people[2]]]
    assert OutboxMail.objects.count() == 2
    kept = str([*SignInCode.objects.values(), *Tally.objects.values()])
    assert "firm.example" not in kept


@pytest.mark.slow
@pytest.mark.plain
def test_nobody_can_tell_by_the_time_who_is_known(db):
    from scipy.stats import mannwhitneyu

    known = [f"a{number:03}@firm.example" for number in range(500)]
    unknown = [f"b{number:03}@firm.example" for number in range(500)]
    for address in known:
        PersonFactory(account=None, email=address)
    took: dict[str, list[float]] = {"a": [], "b": []}
    chance = random.Random(29)
    for number, pair in enumerate(zip(known, unknown, strict=True)):
        for address in chance.sample(pair, 2):
            client, place = Client(), f"10.{number // 250}.{number % 250}.{address[0] == 'a':d}"
            began = time.perf_counter()
            ask(client, address, place=place)
            took[address[0]].append(time.perf_counter() - began)

    p = mannwhitneyu(took["a"], took["b"]).pvalue

    print(f"Mann-Whitney over 500 pairs: p = {p:.3f}")  # noqa: T201 - shown with -s
    assert p > 0.01


# Afterwards ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_session_begins_anew_with_the_sign_in(client, owner):
    ask(client, owner.email)
    before = client.session.session_key

    enter(client, newest_code())

    assert is_signed_in(client)
    assert client.session.session_key != before
    assert "sign-in" not in client.session
    stale = Client()
    stale.cookies["kurzweg"] = before
    assert not is_signed_in(stale)


@pytest.mark.django_db
def test_a_deactivated_account_is_dead_in_all_its_sessions_at_the_next_request(owner, network):
    browsers = [Client() for _number in range(5)]
    page = f"/n/{network.slug}/due/"
    for browser in browsers:
        browser.force_login(owner.account)
    assert [browser.get(page).status_code for browser in browsers] == [200] * 5

    Account.objects.filter(pk=owner.account_id).update(is_active=False)

    answers = [browser.get(page) for browser in browsers]
    assert {answer.headers.get("Location", "") for answer in answers} == {
        "/sign-in/?next=%2Fn%2Friegelstein%2Fdue%2F"
    }


@pytest.mark.django_db
def test_whoever_signs_in_comes_back_to_where_she_wanted_to_go(client, owner, network):
    page = f"/n/{network.slug}/due/"
    sent = client.get(page).headers["Location"]
    assert f'name="next" value="{page}"' in client.get(sent).content.decode()

    asked = client.post("/sign-in/", {"email": owner.email, "next": page})
    entered = client.post(asked.headers["Location"], {"code": newest_code()})

    assert entered.headers["Location"] == page


@pytest.mark.django_db
def test_what_was_counted_is_forgotten(client, owner):
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        ask(client, owner.email)
    ask(client, UNKNOWN)

    assert retention.carry_out()["sign-in attempt"] == 2  # the code, and the owner's count
    assert (SignInCode.objects.count(), Tally.objects.count()) == (1, 2)


# Where to look without a mail server --------------------------------------------------------------

HINT = "Es ist kein Mailserver eingestellt"
CONSOLE = "django.core.mail.backends.console.EmailBackend"


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/sign-in/", "/sign-in/code/"])
def test_whoever_sits_at_the_machine_is_told_where_the_code_is_printed(
    client, owner, settings, page
):
    settings.EMAIL_BACKEND = CONSOLE
    ask(client, owner.email)

    assert HINT in client.get(page).content.decode()
    assert HINT in client.get(page, headers={"Host": "localhost"}).content.decode()
    for elsewhere in (
        {"REMOTE_ADDR": "10.0.0.7"},
        {"HTTP_X_FORWARDED_FOR": "10.0.0.7"},
        {"HTTP_FORWARDED": "for=10.0.0.7"},
        {"HTTP_VIA": "1.1 proxy"},
    ):
        assert HINT not in client.get(page, **elsewhere).content.decode()
    settings.ALLOWED_HOSTS = ["netz.example"]
    assert HINT not in client.get(page, headers={"Host": "netz.example"}).content.decode()
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert HINT not in client.get(page).content.decode()
