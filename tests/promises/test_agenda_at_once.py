"""Two who look at the agenda at the same moment: one catches up, the other waits for it."""

from __future__ import annotations

import time
from threading import Event

import pytest
from django.db import transaction

from kurzweg.core import ledger
from kurzweg.core.agenda import keeping
from kurzweg.core.models import AgendaItem
from kurzweg.market.models import Need
from tests.factories import NetworkFactory
from tests.market.factories import NeedFactory
from tests.own_database import at_once

DRAFTS = 30


@pytest.fixture
def drafts(own_database) -> list[Need]:
    network = NetworkFactory()
    return NeedFactory.create_batch(DRAFTS, network=network, draft=True)


def stored_of_needs() -> int:
    """Count what is stored of needs; days of the network itself are beside."""
    return AgendaItem.objects.filter(row_kind="market.need").count()


def test_many_who_look_at_once_write_each_item_once(drafts):
    looks = at_once(*[keeping.catch_up] * 4)

    assert looks == [0] * 4  # no error, and nothing of a ledger: all began from the rows
    assert stored_of_needs() == 2 * DRAFTS  # of the firm, and of the office
    assert keeping.drift() == {}


def test_many_who_look_while_others_write_miss_nothing(drafts):
    keeping.catch_up()

    def discard(rows):
        for need in rows:
            with transaction.atomic():
                ledger.changed(need)
                need.delete()
            keeping.catch_up()

    done = at_once(lambda: discard(drafts[:10]), lambda: discard(drafts[10:20]))

    assert done == [None, None]
    assert stored_of_needs() == 2 * (DRAFTS - 20)
    assert keeping.drift() == {}


def test_whoever_comes_second_waits_for_the_first(drafts, monkeypatch):
    keeping.catch_up()
    with transaction.atomic():
        ledger.changed(drafts[0])
        drafts[0].delete()
    has_begun, apply = Event(), keeping._apply

    def slowly(changes):
        has_begun.set()
        time.sleep(0.5)
        apply(changes)

    def second():
        has_begun.wait()
        keeping.catch_up()
        return stored_of_needs()

    monkeypatch.setattr(keeping, "_apply", slowly)
    _first, seen = at_once(keeping.catch_up, second)

    assert seen == 2 * (DRAFTS - 1)
