"""A change that commits long after a later one is read all the same, in either order."""

from __future__ import annotations

from datetime import timedelta
from threading import Event

import pytest
import time_machine
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from kurzweg.core import findable, ledger, search
from kurzweg.core.models import Change
from kurzweg.networks.models import Network
from tests.conftest import member_firm
from tests.factories import NetworkFactory
from tests.own_database import at_once


@pytest.fixture
def firms(own_database, settings):
    """Two firms that the index knows by their old names."""
    network: Network = NetworkFactory()
    settings.INDEX_ROOT = own_database.folder / "index"
    search.forget()
    both = member_firm(network, "Bäckerei Korn"), member_firm(network, "Sägewerk Tann")
    search.rebuild()
    yield both
    search.forget()


def rename(firm, name):
    with transaction.atomic():
        firm.name = name
        firm.save(update_fields=["name"])
        ledger.changed(firm)


def overtaken(late, early, *, minutes):
    """Let one change be written first and commit minutes after another that was read since."""
    is_written, is_read = Event(), Event()
    began = timezone.now()

    def commit_late():
        with transaction.atomic():
            rename(late, "Spät Gewordene")
            is_written.set()
            is_read.wait()

    def overtake():
        is_written.wait()
        rename(early, "Früh Gewordene")
        with time_machine.travel(began + timedelta(minutes=minutes), tick=False):
            search.rebuild()
        is_read.set()

    assert at_once(commit_late, overtake) == [None, None]


@pytest.mark.postgres
@pytest.mark.parametrize("order", [1, -1])
def test_a_change_that_commits_minutes_after_a_later_one_is_read(firms, order):
    late, early = firms[::order]

    overtaken(late, early, minutes=5)

    assert search.drift() == set()
    search.rebuild()
    assert search.drift() == set()


@pytest.mark.parametrize("order", [1, -1])
def test_a_change_that_commits_in_its_turn_is_read_once(firms, order):
    first, second = firms[::order]
    rename(first, "Früh Gewordene")
    base = search.rebuild().base

    rename(second, "Spät Gewordene")

    assert search.drift() == set()
    assert search.rebuild().base > base
    assert ledger.after(search.rebuild().base).count() == 0


@pytest.mark.postgres
def test_with_the_numbers_of_a_sequence_the_late_change_would_be_lost(firms, monkeypatch):
    """Negative control: places as the database hands them out, before the commit."""

    def numbered_by_id():
        Change.objects.update(seq=F("id"))
        return Change.objects.aggregate(newest=Max("seq"))["newest"] or 0

    monkeypatch.setattr(ledger, "number", numbered_by_id)
    late, early = firms

    overtaken(late, early, minutes=5)
    numbered_by_id()

    assert search.drift() == {f"organisation:{late.pk}"}


def test_two_who_number_at_once_give_every_change_its_own_place(firms):
    with transaction.atomic():
        ledger.changed(*firms * 20)
    before = Change.objects.aggregate(newest=Max("seq"))["newest"] or 0

    said = at_once(*[ledger.number] * 4)

    places = list(Change.objects.filter(seq__gt=before).values_list("seq", flat=True))
    assert (len(places), len(set(places))) == (40, 40)
    assert set(said) == {max(places)}


# Every reader, in both orders of commit ---------------------------------------------------------


class InMemory:
    """A process that searches: what it found changed, by the names of firms."""

    def __init__(self, monkeypatch):
        self.rows = []
        search.matcher()
        touched = findable.touched

        def listening(rows):
            self.rows.extend(rows)
            return touched(rows)

        monkeypatch.setattr(findable, "touched", listening)

    def read(self):
        search.matcher()


class InTheDatabase:
    """A reader that keeps its place in a row."""

    def __init__(self, _monkeypatch):
        self.rows = []
        self.read()

    def read(self):
        def apply(changes):
            self.rows.extend((change.kind, change.row_id) for change in changes)

        ledger.read("counting", apply=apply, begin=list)


def read_in_order(reader, first, second, *, first_commits_first):
    """Two write at once, the first of them first; after each commit somebody reads."""
    written, commits, committed = ([Event(), Event()] for _each in range(3))
    waited = 20

    def write(number, firm):
        def run():
            if number:
                written[0].wait(waited)
            with transaction.atomic():
                ledger.changed(firm)
                written[number].set()
                commits[number].wait(waited)
            committed[number].set()

        return run

    def read():
        written[1].wait(waited)
        for number in (0, 1) if first_commits_first else (1, 0):
            commits[number].set()
            committed[number].wait(waited)
            reader.read()
        reader.read()

    assert at_once(write(0, first), write(1, second), read) == [None] * 3


@pytest.mark.postgres
@pytest.mark.parametrize("first_commits_first", [True, False])
@pytest.mark.parametrize("kind", [InMemory, InTheDatabase])
def test_every_reader_reads_both_whoever_commits_first(
    firms, monkeypatch, kind, first_commits_first
):
    reader = kind(monkeypatch)

    read_in_order(reader, *firms, first_commits_first=first_commits_first)

    order = firms if first_commits_first else firms[::-1]
    assert reader.rows == [("people.organisation", firm.pk) for firm in order]


@pytest.mark.parametrize("kind", [InMemory, InTheDatabase])
def test_every_reader_reads_once_what_commits_in_turn(firms, monkeypatch, kind):
    """Where writers wait for each other, as in SQLite, the order is that of the commits."""
    reader = kind(monkeypatch)

    for firm in firms:
        with transaction.atomic():
            ledger.changed(firm)
        reader.read()
        ledger.number()
        reader.read()

    assert reader.rows == [("people.organisation", firm.pk) for firm in firms]


@pytest.mark.postgres
def test_a_reader_that_goes_by_ids_would_lose_the_late_one(firms):
    """Negative control: the highest id is no place."""

    class ById:
        rows, last = [], Change.objects.aggregate(last=Max("pk"))["last"] or 0

        def read(self):
            for change in Change.objects.filter(pk__gt=self.last).order_by("pk"):
                self.rows.append(change.row_id)
                self.last = change.pk

    reader = ById()
    read_in_order(reader, *firms, first_commits_first=False)

    assert reader.rows == [firms[1].pk]
