"""The agenda is kept: caught up with the ledger, mended at night, shown whatever happens."""

import logging
import sqlite3
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from kurzweg.core import full_disk, health, ledger
from kurzweg.core.agenda import keeping, waiting
from kurzweg.core.models import Addressee, AgendaItem
from kurzweg.market.models import Need
from tests.factories import set_rule
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(network, bakery, office) -> Need:
    return NeedFactory(network=network, owner=bakery, created_by=office, draft=True)


def of_needs():
    """What is stored of needs; days of the network itself (notices, the yearly look) are beside."""
    return AgendaItem.objects.filter(row_kind="market.need").order_by("pk")


def stored():
    return sorted((item.kind, item.addressee, item.row_id) for item in of_needs())


def test_the_first_who_reads_finds_all_of_it(draft, bakery):
    keeping.catch_up()

    assert stored() == [("draft", "office", draft.pk), ("draft", "people", draft.pk)]


def test_a_change_is_looked_at_and_nothing_else(draft, network):
    other = NeedFactory(network=network, owner=draft.owner, draft=True)
    keeping.catch_up()
    Need.objects.in_network(network).delete()

    with transaction.atomic():
        ledger.changed(draft)
    keeping.catch_up()

    assert {row_id for _kind, _to, row_id in stored()} == {other.pk}


def test_what_says_the_same_as_before_is_not_written_again(draft):
    keeping.catch_up()
    before = set(AgendaItem.objects.values_list("pk", flat=True))

    with transaction.atomic():
        ledger.changed(draft)
    keeping.catch_up()

    assert set(AgendaItem.objects.values_list("pk", flat=True)) == before != set()


def test_reading_costs_one_query_where_nothing_changed(
    draft, viewer_of, office, django_assert_num_queries
):
    viewer = viewer_of(office)
    keeping.catch_up()

    with django_assert_num_queries(1):
        keeping.catch_up_for(viewer)


def test_a_changed_rule_looks_at_the_whole_network(draft, network):
    keeping.catch_up()
    before = of_needs().first().due_on

    with transaction.atomic():
        set_rule(network, need_draft_days=10)
        ledger.changed(network)
    keeping.catch_up()

    assert {item.due_on for item in of_needs()} == {before + timedelta(days=7)}


def test_behind_midnight_what_is_over_is_kept_no_longer(network, bakery, time_machine):
    time_machine.move_to("2026-05-04 21:59 +0000")  # a minute before midnight where it is at home
    NeedFactory(network=network, owner=bakery, expires_on=date(2026, 5, 4))
    keeping.catch_up()
    assert len(stored()) == 2

    time_machine.move_to("2026-05-04 22:01 +0000")
    keeping.catch_up()

    assert stored() == []


# What cannot be said -------------------------------------------------------------------------
@pytest.mark.parametrize(
    "odd",
    [
        {"addressee": "everybody", "addressee_id": 1},
        {"addressee": Addressee.OFFICE, "addressee_id": 3},
        {"addressee": Addressee.PEOPLE, "addressee_id": 0},
        {"shown_until": date(2026, 5, 4)},
    ],
)
def test_the_table_takes_nothing_that_means_nothing(odd):
    facts = {
        "network_id": 1,
        "kind": "draft",
        "row_kind": "market.need",
        "row_id": 1,
        "addressee": Addressee.OFFICE,
        "shown_since": date(2026, 5, 4),
        "due_on": date(2026, 5, 4),
    }
    AgendaItem.objects.create(**facts)

    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(**facts | {"row_id": 2} | odd)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(**facts)  # once per kind, row and addressee


# Drift ---------------------------------------------------------------------------------------
def finding():
    return next(each for each in health.examine() if each.what == "agenda")


def test_doctor_shows_drift_and_the_night_mends_and_says_so(draft, network, caplog):
    keeping.catch_up()
    assert finding().mark is health.Mark.WELL
    of_needs().filter(addressee="office").delete()

    found = finding()

    assert found.mark is health.Mark.WARNING
    assert found.says.startswith(f"1 in network {network.pk}: ")
    with caplog.at_level(logging.WARNING):
        assert keeping.reconcile() == 1
    assert "drifted in 1 items" in caplog.text
    assert finding().mark is health.Mark.WELL


# Where nothing can be written ----------------------------------------------------------------
@pytest.fixture
def read_only(draft, viewer_of, office):
    """A database that only lets itself be read, with a change that nobody has looked at yet."""
    keeping.catch_up()
    with transaction.atomic():
        ledger.changed(draft)
    connection.check_constraints()  # PostgreSQL would check them at the end, and could not
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute("SET TRANSACTION READ ONLY")
    yield viewer_of
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")


def test_what_is_stored_is_shown_where_nothing_can_be_written(read_only, office, caplog):
    viewer = read_only(office)

    with caplog.at_level(logging.WARNING):
        items = waiting.for_viewer(viewer)

    assert [item.kind for item in items] == ["draft"]
    assert "shown as it was" in caplog.text


def test_only_a_full_or_closed_database_is_passed_over(draft, viewer_of, office, monkeypatch):
    """The negative control: any other mistake is one."""
    viewer = viewer_of(office)
    broken = OperationalError("database is locked")

    def raising(*_arguments, **_options):
        raise broken

    monkeypatch.setattr(ledger, "read", raising)

    assert not full_disk.is_read_only(sqlite3.OperationalError("no such table"))
    with pytest.raises(OperationalError):
        waiting.for_viewer(viewer)
