"""Whoever audits a row that strangers see must say in the ledger that it changed.

Pages kept for strangers would go on showing what it was. So each test that lets actions act is a
test of this as well: it ends red when there are fewer changes of a row than entries about it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, models

from kurzweg.core import audit, ledger
from kurzweg.core.models import AuditEntry, Change
from tests.running_once import asks_the_database

Row = tuple[str, int]


@dataclass
class Watch:
    """Listens to what is audited, and afterwards compares it with the ledger."""

    heard: list[tuple[AuditEntry, Row]] = field(default_factory=list)

    def hear(self, entry: AuditEntry, row: models.Model) -> None:
        if ledger.is_shown_to_strangers(row):
            self.heard.append((entry, (ledger.kind_of(row), row.pk)))

    def unsaid(self) -> dict[str, list[str]]:
        """Name the rows of which less was said than done, and what was done to them."""
        if not self.heard or not connection.is_usable():  # a test may have cut it off
            return {}
        happened = self._not_undone()
        changes = Change.objects.filter(row_id__in={row_id for _entry, (_kind, row_id) in happened})
        said: dict[Row, int] = {}  # a firm of two networks changes in both at once
        by_network = Counter(changes.values_list("kind", "row_id", "network_id"))
        for (kind, row_id, _network_id), count in by_network.items():
            said[kind, row_id] = max(count, said.get((kind, row_id), 0))
        done: dict[Row, list[str]] = {}
        for entry, row in happened:
            done.setdefault(row, []).append(entry.action)
        return {
            f"{kind}:{row_id}": actions
            for (kind, row_id), actions in done.items()
            if said.get((kind, row_id), 0) < len(actions)
        }

    def _not_undone(self) -> list[tuple[AuditEntry, Row]]:
        ids = [entry.pk for entry, _row in self.heard]
        kept = dict(AuditEntry.objects.filter(pk__in=ids).values_list("pk", "action"))
        return [(entry, row) for entry, row in self.heard if kept.get(entry.pk) == entry.action]


@pytest.fixture
def watch(monkeypatch) -> Watch:
    """Hear what is audited, and let it be audited."""
    watching, record = Watch(), audit.record

    def heard(row: models.Model, action: str, **how: Any) -> AuditEntry:
        entry = record(row, action, **how)
        watching.hear(entry, row)
        return entry

    monkeypatch.setattr(audit, "record", heard)
    return watching


@pytest.fixture(autouse=True)
def nothing_that_strangers_see_changes_unsaid(request):
    # A database of its own is gone when the test has ended; the actions are the same as elsewhere.
    if not asks_the_database(request.node) or "own_database" in request.fixturenames:
        yield
        return
    request.getfixturevalue("_django_db_helper")
    watching = request.getfixturevalue("watch")
    yield
    unsaid = watching.unsaid()
    assert not unsaid, f"audited, shown to strangers, but no ledger.changed(row): {unsaid}"
