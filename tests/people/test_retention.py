"""Accounts that nobody uses are deleted, and nothing else goes with them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kurzweg.core import retention
from kurzweg.people.models import Account, Person
from kurzweg.people.sign_in import ensure_account

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=3 * 365)


def used_long_ago(person: Person, **changes) -> Account:
    Account.objects.filter(pk=person.account_id).update(last_login=LONG_AGO, **changes)
    return person.account


def test_an_account_goes_when_it_was_not_used_for_long(owner, apprentice, sawyer):
    used_long_ago(owner)
    Account.objects.filter(pk=apprentice.account_id).update(created_at=LONG_AGO)
    Account.objects.filter(pk=sawyer.account_id).update(
        created_at=LONG_AGO, last_login=timezone.now()
    )

    assert retention.carry_out()["sign-in"] == 2

    assert list(Account.objects.all()) == [sawyer.account]
    owner.refresh_from_db()
    assert (owner.account, owner.family_name) == (None, "Korn")


def test_whoever_comes_back_gets_a_new_account(owner):
    used_long_ago(owner)
    retention.carry_out()

    ensure_account(owner.email)

    owner.refresh_from_db()
    assert owner.account.email == owner.email


def test_a_shut_account_stays_shut_as_long_as_its_person_is_known(owner):
    used_long_ago(owner, is_active=False)

    assert retention.carry_out()["sign-in"] == 0
    Person.objects.update(account=None)
    assert retention.carry_out()["sign-in"] == 1


def test_the_operator_is_not_locked_out(owner):
    used_long_ago(owner, is_operator=True)

    assert retention.carry_out()["sign-in"] == 0
