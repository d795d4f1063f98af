"""Several processes write at once: they wait for each other, and nobody loses anything."""

import json

import pytest
from django.db import connection, transaction

from kurzweg.core.models import AuditEntry
from tests.factories import OrganisationFactory
from tests.own_database import IS_SQLITE, OwnDatabase, at_once

PROCESSES, CHANGES = 4, 60

# What a change does: read, decide, write, in one transaction.
BURST = f"""
import json, sys
from django.conf import settings
from django.db import OperationalError, connection, transaction
from kurzweg.core.models import AuditEntry

connection.settings_dict["OPTIONS"]["transaction_mode"] = MODE or None
connection.close()
locked = 0
print("ready", flush=True)
sys.stdin.readline()
for number in range({CHANGES}):
    try:
        with transaction.atomic():
            seen = AuditEntry.objects.count()
            AuditEntry.objects.create(actor_kind="test", action="counted", kind="n", row_id=seen)
    except OperationalError as error:
        locked += "locked" in str(error)
print(json.dumps(locked))
"""


def burst(database: OwnDatabase, *, mode: str) -> int:
    """Let four processes write as fast as they can; count the changes that failed as locked."""
    code = BURST.replace("MODE", repr(mode))
    started = [database.start(code) for _number in range(PROCESSES)]
    for process in started:
        assert process.stdout.readline() == "ready\n", process.stderr.read()
    for process in started:
        process.stdin.write("\n")
        process.stdin.flush()
    return sum(json.loads(process.communicate()[0]) for process in started)


@pytest.mark.skipif(not IS_SQLITE, reason="about SQLite only")
def test_a_burst_of_writers_locks_nobody_out(own_database):
    assert burst(own_database, mode="IMMEDIATE") == 0

    assert AuditEntry.objects.count() == PROCESSES * CHANGES
    counted = AuditEntry.objects.order_by("row_id").values_list("row_id", flat=True)
    assert list(counted) == list(range(PROCESSES * CHANGES)), "each saw all that came before"


@pytest.mark.skipif(not IS_SQLITE, reason="about SQLite only")
def test_with_deferred_transactions_writers_are_locked_out(own_database):
    """Negative control: Django's own default fails at once in spite of the time-out."""
    assert burst(own_database, mode="DEFERRED") > 0


def test_what_is_acknowledged_survives_a_burst_of_threads(own_database):
    names = [f"Werk {number}" for number in range(24)]

    def found(name: str) -> int:
        with transaction.atomic():
            return OrganisationFactory(name=name).pk

    keys = at_once(*[lambda name=name: found(name) for name in names])

    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name FROM people_organisation")
        stored = dict(cursor.fetchall())
    assert {key: stored.get(key) for key in keys} == dict(zip(keys, names, strict=True))
