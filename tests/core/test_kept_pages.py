"""What strangers read is kept until it would be made otherwise, and holds nothing of anybody."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kurzweg.core import kept_pages, ledger
from kurzweg.core.kept_pages import STORE
from tests.conftest import member_firm
from tests.factories import NetworkFactory
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db

HOME = "/n/riegelstein/"
FIRMS = "/n/riegelstein/organisations/"
NEEDS = "/n/riegelstein/needs/"
SESSION = settings.SESSION_COOKIE_NAME


def read(address: str, **headers: str) -> str:
    """Read a page as somebody who comes for the first time."""
    return Client().get(address, headers=headers).content.decode()


def is_kept(address: str) -> bool:
    """Whether a stranger's page costs one question, the one after the version."""
    with CaptureQueriesContext(connection) as asked:
        Client().get(address)
    return len(asked) == 1


def rename(row, name: str) -> None:
    row.name = name
    row.save(update_fields=["name"])
    ledger.changed(row)


# What is kept -------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?language=en", "?page=2", "?page=2&language=de"])
def test_the_second_stranger_gets_what_was_made_for_the_first(network, query):
    NeedFactory.create_batch(26, network=network, visibility="public")

    first, second = Client().get(NEEDS + query), Client().get(NEEDS + query)

    assert is_kept(NEEDS + query)
    assert (second.content, dict(second.headers)) == (first.content, dict(first.headers))
    assert second.cookies == {}


def test_a_head_is_answered_from_it_and_keeps_nothing(network):
    assert Client().head(FIRMS).status_code == 200
    assert len(STORE) == 0

    whole = Client().get(FIRMS)

    with CaptureQueriesContext(connection) as asked:
        head = Client().head(FIRMS)
    assert len(asked) == 1
    assert (head.content, dict(head.headers)) == (b"", dict(whole.headers))


def test_an_installation_may_keep_none(network, settings):
    settings.KEPT_PAGES = 0

    assert read(FIRMS) == read(FIRMS)

    assert len(STORE) == 0


# Until something changes --------------------------------------------------------------------------


def test_a_change_is_seen_at_the_next_request(network, bakery):
    before = read(FIRMS), read(FIRMS)

    rename(bakery, "Bäckerei Halm")

    assert ["Bäckerei Korn" in page for page in before] == [True, True]
    assert "Bäckerei Halm" in read(FIRMS)
    assert "Bäckerei Korn" not in read(FIRMS)


def test_pages_that_do_not_ask_for_the_version_grow_old(network, bakery, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(ledger, "public_version", lambda network_id: "always")

    with pytest.raises(AssertionError):
        test_a_change_is_seen_at_the_next_request(network, bakery)


def test_a_change_in_another_network_leaves_it(network, other_network):
    read(FIRMS)

    ledger.changed(other_network)

    assert is_kept(FIRMS)
    ledger.changed(network)
    assert not is_kept(FIRMS)


def named_anew_after(question: str, network, name: str):
    """Rename the network as soon as a page asked for it: another process may, at any moment."""

    def watch(execute, sql, params, many, context):
        rows = execute(sql, params, many, context)
        if question in sql and network.name != name:
            rename(network, name)
        return rows

    return connection.execute_wrapper(watch)


@pytest.mark.parametrize("question", ['FROM "networks_network"', "core_change", "market_need"])
def test_what_changes_while_a_page_is_made_is_on_the_next(network, question):
    with named_anew_after(question, network, "Burgregion"):
        read(HOME)

    assert network.name == "Burgregion"
    assert "<bdi>Burgregion</bdi>" in read(HOME)


def test_a_network_that_moves_while_a_page_is_made_is_of_its_new_day(network):
    def move(execute, sql, params, many, context):
        rows = execute(sql, params, many, context)
        if 'FROM "networks_network"' in sql and network.time_zone == "Europe/Berlin":
            network.time_zone = "Pacific/Auckland"
            network.save()
            ledger.changed(network)
        return rows

    with at("Europe/Berlin", 5, 23), connection.execute_wrapper(move):
        read(HOME)

        assert "6. März" in read(HOME)


def test_a_network_read_before_the_version_would_stay_as_it_was(network, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(type(network), "refresh_from_db", lambda self: None)

    with pytest.raises(AssertionError):
        test_what_changes_while_a_page_is_made_is_on_the_next(network, 'FROM "networks_network"')


# Until it changes by itself -----------------------------------------------------------------------


def at(zone: str, *moment: int):
    return time_machine.travel(datetime(2026, 3, *moment, tzinfo=ZoneInfo(zone)), tick=False)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland"])
def test_it_ends_at_midnight_where_the_network_is(network, zone):
    network.time_zone = zone
    network.save()
    with at(zone, 5, 12):
        need = NeedFactory(network=network, visibility="public", expires_on=date(2026, 3, 5))
    last_day = f"{NEEDS}{need.public_id}/"

    with at(zone, 5, 23, 59, 59):
        during = read(last_day)
        assert is_kept(last_day)
    with at(zone, 6, 0):
        after = read(last_day)

    assert ["abgelaufen" in page for page in (during, after)] == [False, True]


def test_a_page_that_does_not_end_at_midnight_grows_old(network, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(
        kept_pages, "end_of", lambda day, zone: datetime.max.replace(tzinfo=ZoneInfo("UTC"))
    )

    with pytest.raises(AssertionError):
        test_it_ends_at_midnight_where_the_network_is(network, "Europe/Berlin")


def test_it_ends_at_midnight_of_the_installation_too(network):
    """Days are written as of there: this year's without the year."""
    network.time_zone = "Pacific/Auckland"
    network.save()

    with at("Europe/Berlin", 5, 23, 59):
        read(HOME)
        assert is_kept(HOME)
    with at("Europe/Berlin", 6, 0):
        assert not is_kept(HOME)


def test_a_page_that_midnight_comes_upon_is_not_of_the_new_day(network):
    with at("Europe/Berlin", 5, 23, 59, 59) as clock:

        def pass_midnight(execute, sql, params, many, context):
            if "market_need" in sql:
                clock.move_to(datetime(2026, 3, 6, 0, 0, 1, tzinfo=ZoneInfo("Europe/Berlin")))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(pass_midnight):
            assert "5. März" in read(HOME)

        assert "6. März" in read(HOME)


def test_a_clock_that_is_set_back_gets_no_page_of_tomorrow(network):
    with at("Europe/Berlin", 6, 8):
        read(HOME)
    with at("Europe/Berlin", 5, 8):
        assert not is_kept(HOME)
        assert "5. März" in read(HOME)


@pytest.fixture
def embargo(monkeypatch):
    """Let an app say that something of every network turns public at half past nine."""
    monkeypatch.setattr(kept_pages, "_turnings", {})
    moment = datetime(2026, 3, 5, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    kept_pages.turns("releases", lambda network_id, after: moment if moment > after else None)
    kept_pages.turns("nothing", lambda network_id, after: None)


def test_it_ends_when_an_app_says_that_something_turns(network, embargo):
    with at("Europe/Berlin", 5, 9, 29):
        read(HOME)
        assert is_kept(HOME)
    with at("Europe/Berlin", 5, 9, 30):
        assert not is_kept(HOME)
    with at("Europe/Berlin", 5, 23, 59):
        assert is_kept(HOME)


# In several processes -----------------------------------------------------------------------------

READER = """
import sys
from django.test import Client
from kurzweg.core import kept_pages
for line in sys.stdin:
    page = Client(SERVER_NAME="localhost").get(line.strip()).content.decode()
    print([name for name in ("Bäckerei Korn", "Bäckerei Halm") if name in page],
          len(kept_pages.STORE), flush=True)
"""


def test_a_process_sees_what_another_one_changed(own_database):
    network = NetworkFactory(slug="riegelstein")
    firm = member_firm(network, "Bäckerei Korn")
    read(FIRMS)

    with own_database.start(READER) as other:

        def read_there() -> str:
            other.stdin.write(f"{FIRMS}\n")
            other.stdin.flush()
            return other.stdout.readline().strip()

        before = [read_there(), read_there()]
        with transaction.atomic():
            rename(firm, "Bäckerei Halm")
        after = read_there()
        other.kill()  # in the middle of it: what it kept was in its memory, and nowhere else

    assert (before, after) == (["['Bäckerei Korn'] 1"] * 2, "['Bäckerei Halm'] 1")
    assert "Bäckerei Halm" in read(FIRMS)
