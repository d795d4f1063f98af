"""A trial that ends while mails are being written leaves none of them behind."""

from __future__ import annotations

from threading import Event

import pytest
from django.db import transaction

from kurzweg.core import outbox
from kurzweg.core.models import OutboxMail
from kurzweg.networks import trial
from kurzweg.networks.models import Network
from tests.factories import NetworkFactory, PersonFactory
from tests.own_database import at_once

PATIENCE = 0.4  # seconds that the other side gets to wait for the lock


@pytest.fixture
def on_trial(own_database) -> Network:
    return NetworkFactory(is_trial=True)


def write_to(network):
    return outbox.add(
        outbox.Mail("letter", "A", "a@firma.example", "Hallo", "…", network_id=network.pk)
    )


def end_trial(network, *, send_held=True):
    return trial.release(network, by=PersonFactory(), send_held=send_held)


def left_behind(network):
    return outbox.held_mails(network.pk).count()


def race(first, second):
    """Begin the second while the first has done its work and not yet committed."""
    is_done, may_commit = Event(), Event()

    def hold_open():
        with transaction.atomic():
            first()
            is_done.set()
            may_commit.wait(PATIENCE)

    def follow():
        is_done.wait()
        second()
        may_commit.set()

    assert at_once(hold_open, follow) == [None, None]


@pytest.mark.parametrize(("send_held", "leaving"), [(True, 1), (False, 0)])
def test_a_mail_that_commits_while_the_trial_ends_is_among_those_released(
    on_trial, send_held, leaving
):
    race(lambda: write_to(on_trial), lambda: end_trial(on_trial, send_held=send_held))

    assert left_behind(on_trial) == 0
    assert OutboxMail.objects.filter(is_held=False).count() == leaving


def test_a_mail_that_is_written_while_the_end_of_the_trial_commits_leaves(on_trial):
    race(lambda: end_trial(on_trial), lambda: write_to(on_trial))

    assert left_behind(on_trial) == 0
    assert OutboxMail.objects.count() == 1


def test_a_network_that_was_read_before_the_trial_ended_holds_nothing(on_trial):
    """The page had the network at hand before the transaction began: on SQLite too."""
    read_before = Network.objects.get(pk=on_trial.pk)
    end_trial(on_trial)

    assert write_to(read_before).is_held is False


def test_many_who_write_at_once_do_not_wait_for_ever(on_trial):
    rows = at_once(*[lambda: write_to(on_trial)] * 6)

    assert [row.is_held for row in rows] == [True] * 6


@pytest.mark.postgres
def test_without_the_lock_a_mail_would_stay_held_for_ever(on_trial, monkeypatch):
    """Negative control."""

    def asked_without_lock(network_id, kind):
        return Network.objects.get(pk=network_id).holds_back(kind)

    monkeypatch.setattr(outbox, "_holds_back", asked_without_lock)

    race(lambda: write_to(on_trial), lambda: end_trial(on_trial))

    assert left_behind(on_trial) == 1
