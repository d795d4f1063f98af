"""Codes are read as people paste them, and nobody guesses them or keeps the owner out."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from kurzweg.core import outbox
from kurzweg.people import sign_in
from kurzweg.people.models import Account, SignInCode
from kurzweg.people.tally import Limit
from tests.factories import PersonFactory
from tests.own_database import at_once
from tests.people.asking import WRONG, ask, enter, is_signed_in, newest_code, tried

# Read as people paste it --------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    "pasted",
    [
        lambda code: code,
        lambda code: code.replace("-", "\u2013"),  # en dash
        lambda code: code.replace("-", "\u2014"),  # em dash
        lambda code: code.replace("-", "\u2011"),  # a hyphen that does not break
        lambda code: code.replace("-", "\u2212"),  # minus
        lambda code: code.replace("-", "\ufe63"),
        lambda code: code.replace("-", "\u00ad"),  # soft hyphen
        lambda code: code.replace("-", " - "),
        lambda code: code.replace("-", "\u00a0"),
        lambda code: code.replace("-", ""),
        lambda code: "\u200b".join(code),
        lambda code: f"\ufeff\u2060{code}\u200d\u202c",
        lambda code: " ".join(code),
        lambda code: f"\t{code}\n",
        lambda code: f"„{code}“.",
        lambda code: f"<{code}>",
        lambda code: f"Code: {code}",
        lambda code: f"Betreff: Ihr Anmeldecode: {code}",
        lambda code: f"Your code is {code.lower()}. It is valid for ten minutes.",
        lambda code: f"{code} {code}",
        lambda code: f"{code}\n{code.replace('-', '')}",
        str.lower,
        lambda code: "".join(chr(ord(sign) + 0xFEE0) for sign in code),  # full width
        lambda code: "".join(chr(ord(sign) + 0xFEE0) for sign in code.lower()),
    ],
)
def test_a_code_is_read_as_people_paste_it(client, owner, pasted):
    ask(client, owner.email)

    answer = enter(client, pasted(newest_code()))

    assert (answer.status_code, is_signed_in(client)) == (302, True)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("１２３\u20134５6", "123456"),
        ("ab\u200bc-d", "ABCD"),
        ("\u202e", ""),
        ("ⅸ²", "IX2"),
        ("BFNG-HSNR, KLMN-PQRS", "BFNGHSNRKLMNPQRS"),
    ],
)
def test_digits_of_any_kind_are_read(typed, read):
    assert sign_in.read(typed) == read


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [WRONG, "\u200b", "-", "x" * 5_000, "\U0001f511", "АВСD-ЕFGН"])
def test_what_is_no_code_signs_nobody_in(client, owner, typed):
    ask(client, owner.email)

    answer = enter(client, typed)

    assert (answer.status_code, is_signed_in(client)) == (422, False)


# Nobody guesses -----------------------------------------------------------------------------------


def test_of_ten_codes_tried_at_once_three_are_compared(own_database):
    owner = PersonFactory()
    client = Client()
    ask(client, owner.email)
    code = newest_code()

    def try_one():
        browser = Client()
        browser.cookies = client.cookies
        return enter(browser, WRONG).status_code

    answers = at_once(*[try_one] * 10)

    assert sorted(answers) == [302] * 8 + [422] * 2
    assert tried(owner.email) == 3
    enter(client, code)
    assert not is_signed_in(client)


def test_without_its_limit_all_ten_would_be_compared(own_database, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(sign_in, "TRIES_HERE", Limit(99, timedelta(minutes=10)))
    monkeypatch.setattr(sign_in, "TRIES_FROM_THERE_AT_ONE", Limit(99, timedelta(minutes=10)))
    owner = PersonFactory()
    client = Client()
    ask(client, owner.email)

    at_once(*[lambda: enter(client, WRONG)] * 10)

    assert tried(owner.email) == 10


def test_two_who_enter_the_same_code_at_once_use_it_once(own_database):
    PersonFactory(account=None, email="neu@firm.example")
    browsers = [Client(), Client(), Client()]
    for browser in browsers:
        ask(browser, "neu@firm.example")
    code = newest_code()

    at_once(*[lambda browser=browser: enter(browser, code) for browser in browsers])

    assert sum(map(is_signed_in, browsers)) == 1


def test_first_sign_ins_at_once_make_one_account(own_database):
    PersonFactory(account=None, email="neu@firm.example")
    browsers = [Client(), Client(), Client()]
    codes = []
    for browser in browsers:
        ask(browser, "neu@firm.example")
        codes.append(newest_code())

    at_once(
        *[
            lambda browser=browser, code=code: enter(browser, code)
            for browser, code in zip(browsers, codes, strict=True)
        ]
    )

    assert [is_signed_in(browser) for browser in browsers] == [True] * 3
    assert Account.objects.count() == 1


@pytest.mark.django_db
def test_whoever_gets_an_account_while_one_asks_is_known():
    """The account of another browser that enters its code at the same moment."""
    person = PersonFactory(account=None, email="neu@firm.example")
    asked = []

    def another_browser_comes_between(execute, *query):
        result = execute(*query)
        asked.append(query)
        if len(asked) == 1:
            sign_in.ensure_account(person.email)
        return result

    with connection.execute_wrapper(another_browser_comes_between):
        assert sign_in.is_known(person.email)


@pytest.mark.django_db
def test_whoever_guesses_from_everywhere_gets_ten_tries_in_a_quarter_of_an_hour(owner):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(60):
            attacker, place = Client(), f"10.1.0.{number}"
            ask(attacker, owner.email, place=place)
            for _try in range(3):
                enter(attacker, WRONG, place=place)
        assert tried(owner.email) == 10

        clock.shift(timedelta(minutes=15))
        client = Client()
        ask(client, owner.email)
        enter(client, newest_code())

    assert is_signed_in(client)


@pytest.mark.django_db
def test_whoever_guesses_from_one_place_keeps_nobody_out_who_is_elsewhere(owner):
    for _number in range(10):
        attacker = Client()
        ask(attacker, owner.email, place="10.1.0.1")
        for _try in range(3):
            enter(attacker, WRONG, place="10.1.0.1")
    client = Client()
    ask(client, owner.email, place="10.2.0.1")

    enter(client, newest_code(), place="10.2.0.1")

    assert (tried(owner.email), is_signed_in(client)) == (6, True)


@pytest.mark.django_db
def test_whoever_tries_many_addresses_from_one_place_is_stopped(monkeypatch):
    monkeypatch.setattr(sign_in, "TRIES_FROM_THERE", Limit(6, timedelta(minutes=15)))
    place = "2001:db8::1"
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(8):
            attacker = Client()
            clock.shift(timedelta(seconds=4))
            ask(attacker, f"a{number}@firm.example", place=place)
            answer = enter(attacker, WRONG, place=f"2001:db8::{number:x}")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/")
    assert SignInCode.objects.count() == 8
    assert sum(tried(f"a{number}@firm.example") for number in range(8)) == 6


@pytest.mark.django_db
def test_an_old_code_signs_nobody_in(client, owner):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask(client, owner.email)
        clock.shift(timedelta(minutes=10, seconds=1))

        enter(client, newest_code())

    assert not is_signed_in(client)


@pytest.mark.django_db
def test_a_code_of_another_address_signs_nobody_in(client, owner, sawyer):
    ask(Client(), sawyer.email)
    code = newest_code()
    ask(client, owner.email)

    enter(client, code)

    assert not is_signed_in(client)


# Nobody keeps the owner out -----------------------------------------------------------------------


@pytest.mark.django_db
def test_whoever_asks_for_codes_all_day_keeps_nobody_out(owner, mailoutbox):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(48):
            clock.shift(timedelta(minutes=30))
            for part in range(2):
                ask(Client(), owner.email, place=f"10.{part}.0.{number}")
        outbox.deliver()
        client = Client()
        asked = client.post("/sign-in/", {"email": owner.email}, follow=True)
        last = re.search(r"\w{4}-\w{4}", mailoutbox[-1].subject)[0]

        enter(client, last)

    assert len(mailoutbox) == 20
    assert "der letzte, den wir geschickt haben, gilt wieder" in asked.content.decode()
    assert is_signed_in(client)


def signed_in_with_what_was_mailed(address) -> bool:
    client = Client()
    asked = client.post("/sign-in/", {"email": address}, follow=True)
    if "gilt wieder" in asked.content.decode():
        return False
    enter(client, newest_code())
    return is_signed_in(client)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("apart", "times"), [(timedelta(seconds=50), 8), (timedelta(minutes=40), 24)]
)
def test_whoever_signs_in_often_gets_a_code_each_time(owner, apart, times):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _time in range(times):
            clock.shift(apart)
            assert signed_in_with_what_was_mailed(owner.email)


@pytest.mark.django_db
def test_a_code_that_was_used_is_not_made_valid_again(client, owner):
    for _time in range(3):
        ask(client, owner.email)
    last = newest_code()
    enter(client, last)

    again = Client()
    ask(again, owner.email)
    enter(again, last)

    assert not is_signed_in(again)
    assert newest_code() != last
    enter(again, newest_code())
    assert is_signed_in(again)


@pytest.mark.django_db
def test_codes_for_others_do_not_make_the_owners_code_wrong(client, owner):
    ask(client, owner.email)
    code = newest_code()
    for number in range(9):
        ask(Client(), owner.email, place=f"10.1.0.{number}")

    enter(client, code)

    assert is_signed_in(client)


@pytest.mark.django_db
def test_from_one_place_codes_are_asked_for_twenty_times_a_minute():
    for number in range(20):
        assert ask(Client(), f"a{number}@firm.example").status_code == 302

    refused = ask(Client(), "b@firm.example")

    assert refused.status_code == 422
    assert "Das war zu oft in kurzer Zeit" in refused.content.decode()
    assert ask(Client(), "b@firm.example", place="10.0.0.2").status_code == 302
