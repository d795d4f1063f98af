"""What must be true before the server starts."""

import pytest
from django.db import connection

from kurzweg.core import checks
from kurzweg.core.checks import (
    demo_stays_at_home,
    every_route_has_a_policy,
    sqlite_is_set_up_for_people,
)
from tests.own_database import IS_SQLITE

sqlite_only = pytest.mark.skipif(not IS_SQLITE, reason="about SQLite only")


def ids(messages):
    return [message.id for message in messages]


def test_our_routes_are_declared():
    assert every_route_has_a_policy(None) == []


@pytest.mark.urls("tests.core.test_policy")
def test_a_forgotten_route_stops_the_start():
    assert ids(every_route_has_a_policy(None)) == ["kurzweg.E001"] * 2


@pytest.mark.parametrize(
    ("is_demo", "hosts", "found"),
    [
        (True, ["127.0.0.1", "localhost", "[::1]"], []),
        (True, ["127.0.0.1", "192.168.1.7"], ["kurzweg.E002"]),
        (True, ["*"], ["kurzweg.E002"]),
        (False, ["netz.example"], []),
    ],
)
def test_the_demo_answers_on_this_machine_only(settings, is_demo, hosts, found):
    settings.DEMO, settings.ALLOWED_HOSTS = is_demo, hosts

    assert ids(demo_stays_at_home(None)) == found


def test_without_a_database_nothing_is_asked():
    assert sqlite_is_set_up_for_people(None, databases=None) == []


def test_the_product_sets_its_database_up_as_it_must_be(own_database):
    assert sqlite_is_set_up_for_people(None, databases=["default"]) == []


@sqlite_only
@pytest.mark.parametrize(
    "pragma", ["journal_mode=DELETE", "synchronous=NORMAL", "foreign_keys=OFF", "mmap_size=1048576"]
)
def test_a_database_that_could_lose_something_stops_the_start(own_database, pragma):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")

    [error] = sqlite_is_set_up_for_people(None, databases=["default"])

    assert error.id == "kurzweg.E003"
    assert pragma.partition("=")[0] in error.msg


@sqlite_only
def test_what_sqlite_does_not_know_is_none(own_database):
    assert checks.sqlite_pragma("no_such_pragma") is None
