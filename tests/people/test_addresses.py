"""Whose account it is: addresses are compared exactly, on every database."""

from __future__ import annotations

import hashlib
from importlib import import_module

import pytest
from django.apps.registry import Apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from kurzweg.core import outbox
from kurzweg.core.models import OutboxMail
from kurzweg.introductions.models import Suppression
from kurzweg.networks.models import Network
from kurzweg.people.models import Account, Organisation, Person
from kurzweg.people.sign_in import ensure_account
from tests.factories import AccountFactory, NetworkFactory, PersonFactory

pytestmark = pytest.mark.django_db
OWN = "sakik@firm.example"
LOOK_ALIKES = (
    "\u017fakik@firm.example",  # long s
    "sa\u212aik@firm.example",  # Kelvin sign
    "sak\u0131k@firm.example",  # i without its dot
    "SAK\u0130K@firm.example",  # I with a dot
    "s\u1e9aakik@firm.example",
    "sak\u2170k@firm.example",  # Roman one
    "\uff53akik@firm.example",  # full width
    "s\u0430kik@firm.example",  # Cyrillic a
    "sákik@firm.example",
    "sa\u0301kik@firm.example",
)


@pytest.fixture
def known(db) -> Person:
    """Somebody a network knows, who never signed in."""
    return PersonFactory(account=None, email=OWN)


@pytest.mark.parametrize("typed", LOOK_ALIKES)
def test_a_look_alike_ties_nobody_to_anything(client, known, typed):
    answer = client.post("/sign-in/", {"email": typed})
    ensure_account(typed)

    known.refresh_from_db()
    assert (known.account, Account.objects.count()) == (None, 0)
    assert "vor dem @" in answer.content.decode()
    ensure_account(OWN)
    known.refresh_from_db()
    assert known.account.email == OWN


def test_a_comparison_without_case_would_find_somebody_else(known):
    """Negative control: what PostgreSQL makes of a long s when case does not count."""
    found = Person.objects.filter(email__iexact=LOOK_ALIKES[0]).exists()

    assert found is (connection.vendor == "postgresql")


@pytest.mark.parametrize("typed", [OWN.upper(), f"  {OWN}\u200b", "Sakik@Firm.Example"])
def test_another_way_of_writing_it_is_the_same_account(known, typed):
    ensure_account(typed)

    known.refresh_from_db()
    assert known.account.email == OWN


def test_addresses_are_kept_in_one_form_however_they_come_in():
    PersonFactory(account=None, email="A@ÖL.example")
    Person.objects.bulk_create([Person(family_name="B", email="A@o\u0308l.example")])
    Organisation.objects.create(name="Öl", email="x@y.example")
    Organisation.objects.update(email="A@xn--l-0ga.example")
    NetworkFactory(mail_from="A@Öl.example")

    addresses = [
        *Person.objects.values_list("email", flat=True),
        *Organisation.objects.exclude(email="").values_list("email", flat=True),
        *Network.objects.values_list("mail_from", flat=True),
    ]
    assert set(addresses) == {"a@öl.example"}
    assert Person.objects.filter(email="A@xn--l-0ga.EXAMPLE").count() == 2


@pytest.mark.parametrize("typed", ["info@müller-guss.example", "Info@xn--mller-guss-9db.example"])
def test_somebody_at_a_domain_with_an_umlaut_signs_in(client, mailoutbox, typed):
    PersonFactory(account=None, email="info@müller-guss.example")

    known = client.post("/sign-in/", {"email": typed})
    unknown = client.post("/sign-in/", {"email": "info@maier-guss.example"})
    outbox.deliver()

    assert known.status_code == unknown.status_code == 302
    assert [mail.to for mail in mailoutbox] == [["info@xn--mller-guss-9db.example"]]


def test_a_network_with_an_office_at_such_a_domain_is_founded(client, mailoutbox):
    call_command("init", name="Netz", region="R", office="Büro@öl.example".replace("ü", "ue"))

    client.post("/sign-in/", {"email": "buero@öl.example"})
    outbox.deliver()
    network = Network.objects.get()
    assert network.sender == "Netz <buero@xn--l-0ga.example>"
    assert [mail.to for mail in mailoutbox] == [["buero@xn--l-0ga.example"]]
    assert OutboxMail.objects.get().error == ""


# Rows from before -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def as_migrations_see_it() -> Apps:
    return MigrationLoader(None).project_state().apps


@pytest.fixture
def migrate(as_migrations_see_it):
    """Run what a migration does, over rows that were written past the field."""

    def run(app: str, name: str, function: str) -> None:
        migration = import_module(f"kurzweg.{app}.migrations.{name}")
        getattr(migration, function)(as_migrations_see_it, None)

    return run


def write(table, pk: int, address: str) -> None:
    """Write an address as it was once written: past what normalises it."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET email = %s WHERE id = %s", [address, pk])  # noqa: S608


def test_rows_from_before_are_written_anew_and_what_was_tied_wrongly_is_free(migrate):
    person, wronged = PersonFactory(), PersonFactory(email=OWN)
    write("people_account", person.account_id, "Chef@O\u0308L.example")
    write("people_person", person.pk, "Chef@ÖL.example")
    write("people_account", wronged.account_id, LOOK_ALIKES[0])
    write("people_person", wronged.pk, OWN.upper())

    migrate("people", "0002_addresses_are_normalised", "normalise")

    person.refresh_from_db()
    wronged.refresh_from_db()
    assert (person.email, person.account.email) == ("chef@öl.example", "chef@öl.example")
    assert (wronged.email, wronged.account) == (OWN, None)
    assert Account.objects.count() == 1
    ensure_account(OWN)
    wronged.refresh_from_db()
    assert wronged.account.email == OWN


def test_two_accounts_of_one_address_become_one_and_what_was_shut_stays_shut(migrate):
    kept, second = PersonFactory(), PersonFactory()
    shut = AccountFactory(email="a@öl.example", is_active=False)
    write("people_account", kept.account_id, "A@öl.example")
    write("people_account", second.account_id, "a@xn--l-0ga.example")

    migrate("people", "0002_addresses_are_normalised", "normalise")

    assert list(Account.objects.values_list("email", "is_active")) == [("a@öl.example", False)]
    assert set(Person.objects.values_list("account", flat=True)) == {shut.pk}


def test_an_objection_holds_for_the_address_as_it_is_written_now(migrate):
    network = NetworkFactory()
    person = PersonFactory()
    before = "chef@o\u0308l.example"
    write("people_person", person.pk, before)
    Suppression.objects.in_network(network).create(
        network=network, address_hash=hashlib.sha256(before.encode()).hexdigest()
    )
    assert not Suppression.covers("Chef@öl.example", network=network)

    migrate("introductions", "0003_objections_follow_addresses", "follow")

    assert Suppression.covers("Chef@öl.example", network=network)
    assert Suppression.covers("chef@xn--l-0ga.example", network=network)
    assert not Suppression.covers("chef@ol.example", network=network)
