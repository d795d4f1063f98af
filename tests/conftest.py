"""The cast: the people whom every page meets, and the network they meet in."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DataError, connection, models
from whitenoise.middleware import WhiteNoiseMiddleware

from kurzweg.core import kept_pages, mails, prepared
from kurzweg.core.mails import Basis, Budget, Kind
from kurzweg.core.outbox import Mail
from kurzweg.core.viewer import Viewer
from kurzweg.networks.middleware import viewer_for
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Person
from tests.factories import (
    MandateFactory,
    MembershipFactory,
    NetworkFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    SiteFactory,
)
from tests.own_database import IS_SQLITE, create, migrated, new_name, own_database, remove
from tests.running_once import pytest_collection_modifyitems
from tests.saying_changes import nothing_that_strangers_see_changes_unsaid, watch

# Here and nowhere else: imported a second time, a fixture is a second one and migrates again.
__all__ = [
    "migrated",
    "nothing_that_strangers_see_changes_unsaid",
    "own_database",
    "pytest_collection_modifyitems",
    "watch",
]

pytest_plugins = ["tests.cpu_seconds"]


def _stored_within_its_length(field, value, connection, _get=models.CharField.get_db_prep_save):
    stored = _get(field, value, connection)
    if isinstance(stored, str) and field.max_length and len(stored) > field.max_length:
        raise DataError(f"value too long for {field}: {len(stored)} of {field.max_length}")
    return stored


STATIC_FILES = {}


def _found_once(middleware, _find=WhiteNoiseMiddleware.add_files_from_finders):
    if not STATIC_FILES:
        _find(middleware)
        STATIC_FILES.update(middleware.files)
    middleware.files.update(STATIC_FILES)


# No test outlives a power cut, and what waits for the disk says so itself.
os.fsync = lambda _descriptor: None
# SQLite would keep any length; PostgreSQL would not, and its users would see the difference.
models.CharField.get_db_prep_save = _stored_within_its_length
# Each client brings the whole house along, which would look for its style sheets 4,000 times.
WhiteNoiseMiddleware.add_files_from_finders = _found_once


# A mail of no app, for tests that are about how mails leave.
mails.register(
    Kind(
        "letter",
        "a letter",
        Basis.CONTRACT,
        Budget.OWN_ACT,
        sample=lambda: Mail("letter", "Kim Muster", "kim@muster.example", "Betreff", "Text"),
    )
)


@pytest.fixture(scope="session")
def django_db_setup(migrated, django_test_environment, django_db_blocker):
    """Copy the database of the suite from the one that was migrated, instead of migrating again."""
    with django_db_blocker.unblock():
        before, name = connection.settings_dict["NAME"], new_name(Path())
        if IS_SQLITE:
            name = connection.creation._get_test_db_name()  # in memory
        else:
            create(name, like=migrated)
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
        if IS_SQLITE:
            connection.ensure_connection()
            with closing(sqlite3.connect(migrated)) as source:
                source.backup(connection.connection)
    yield
    with django_db_blocker.unblock():
        connection.connection.close() if IS_SQLITE else connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = before
        if not IS_SQLITE:
            remove(name)


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    """Keep what the house writes apart for each test, and let jobs wait in their table."""
    kept_pages.STORE.empty()
    settings.VAR = tmp_path
    settings.INDEX_ROOT = tmp_path / "index"
    settings.FILES_ROOT = tmp_path / "files"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def _and_forget(switch):
    def switch_and_forget(*arguments, **how):
        switch(*arguments, **how)
        prepared.forget()

    return switch_and_forget


@pytest.fixture
def monkeypatch(monkeypatch):
    """What a test switches off is off as well in the statements that were made before it was."""
    for name in ("setattr", "setitem", "delitem"):
        setattr(monkeypatch, name, _and_forget(getattr(monkeypatch, name)))
    yield monkeypatch
    monkeypatch.undo()
    prepared.forget()


@pytest.fixture
def network(db) -> Network:
    return NetworkFactory(slug="riegelstein", name="Schlossregion Riegelstein")


@pytest.fixture
def other_network(db) -> Network:
    return NetworkFactory(slug="dreistrom", name="Dreistrom")


def member_firm(network: Network, name: str) -> Organisation:
    """Make a firm that belongs to the network, with a seat."""
    organisation = OrganisationFactory(name=name)
    SiteFactory(organisation=organisation)
    MembershipFactory(network=network, organisation=organisation)
    return organisation


def acting_for(organisation: Organisation, family_name: str, *, is_admin: bool = False) -> Person:
    person = PersonFactory(family_name=family_name)
    PositionFactory(
        person=person, organisation=organisation, is_admin=is_admin, answers_requests=is_admin
    )
    return person


@pytest.fixture
def bakery(network) -> Organisation:
    return member_firm(network, "Bäckerei Korn")


@pytest.fixture
def sawmill(network) -> Organisation:
    return member_firm(network, "Sägewerk Tann")


@pytest.fixture
def owner(bakery) -> Person:
    """A firm's owner: a member who is responsible for her firm's entry."""
    return acting_for(bakery, "Korn", is_admin=True)


@pytest.fixture
def apprentice(bakery) -> Person:
    """Her apprentice: a member without rights on the entry."""
    return acting_for(bakery, "Mehl")


@pytest.fixture
def sawyer(sawmill) -> Person:
    return acting_for(sawmill, "Tann", is_admin=True)


@pytest.fixture
def neighbour(other_network) -> Person:
    """A member of another network."""
    return acting_for(member_firm(other_network, "Mühle Bach"), "Bach", is_admin=True)


@pytest.fixture
def adviser(network) -> Person:
    """A chamber adviser with a mandate in the network."""
    person = PersonFactory(family_name="Rat")
    MandateFactory(network=network, person=person, kind="adviser")
    return person


@pytest.fixture
def office(network) -> Person:
    """The network's office."""
    person = PersonFactory(family_name="Amt")
    MandateFactory(network=network, person=person, kind="office")
    return person


@pytest.fixture
def stranger(db) -> Person:
    """Somebody with an account who belongs nowhere."""
    return PersonFactory(family_name="Fremd")


@pytest.fixture
def viewer_of(network):
    """Look at the network as a person, or as nobody."""

    def look(person: Person | None = None, *, at: Network | None = None) -> Viewer:
        place = at or network
        if person is None:
            return Viewer(today=place.today(), network_id=place.pk)
        return viewer_for(person.account, person=person, network=place)

    return look


@pytest.fixture
def as_person(client):
    """Sign a person in and give back the client."""

    def sign_in(person: Person | None):
        if person is not None:
            client.force_login(person.account)
        return client

    return sign_in
