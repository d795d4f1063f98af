"""Several workers and writers at once, or one killed: the budget holds, nothing leaves twice."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace

import pytest
from django.db import transaction
from django.utils import timezone

from kurzweg.core import mail_budget
from kurzweg.core.mail_budget import BUNDLE, WEEK
from kurzweg.core.models import OutboxMail, OutboxMailQuerySet
from kurzweg.core.outbox import CLAIM, Mail, add, deliver
from tests.factories import NetworkFactory
from tests.own_database import at_once

SENDER = "from kurzweg.core.outbox import deliver; print(deliver())"


@pytest.fixture
def kim(own_database) -> Mail:
    """A mail of a kind that every process knows and that counts."""
    return Mail(
        "introduction question",
        "Kim",
        "kim@firma.example",
        "Betreff",
        "Text",
        network_id=NetworkFactory().pk,
        person_id=7,
    )


@pytest.fixture
def unhurried(monkeypatch):
    """Let each worker take its time between looking at the week and noting its decision."""

    def look(mail, *, now, at_the_week=mail_budget._free_at):
        free_at = at_the_week(mail, now=now)
        time.sleep(0.2)
        return free_at

    monkeypatch.setattr(mail_budget, "_free_at", look)


def write(mail: Mail, number: int) -> None:
    with transaction.atomic():
        add(replace(mail, subject=f"Betreff {number}"))


def third_at_once(kim) -> None:
    """One place is taken; two write at once, and two workers deliver what each of them wrote."""
    write(kim, 1)
    deliver()

    def act(number):
        write(kim, number)
        deliver()

    assert at_once(lambda: act(2), lambda: act(3)) == [None, None]


def test_of_two_who_write_the_third_mail_at_once_one_waits(kim, mail_server, unhurried):
    third_at_once(kim)

    assert len(mail_server.mails) == 2
    assert OutboxMail.objects.waiting_for_a_place().count() == 1


@pytest.mark.postgres
def test_without_the_lock_three_would_leave(kim, mail_server, unhurried, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(OutboxMailQuerySet, "locked", lambda self, skip=True: self)

    third_at_once(kim)

    assert len(mail_server.mails) == 3


def test_two_workers_bundle_what_waits_once(kim, mail_server):
    for number in range(12):
        write(kim, number)
    assert sum(at_once(deliver, deliver)) == 2
    OutboxMail.objects.filter(sent_at__isnull=False).update(sent_at=timezone.now() - WEEK)
    OutboxMail.objects.waiting_for_a_place().update(due_at=timezone.now())

    assert sum(at_once(deliver, deliver)) == 1

    bundle = OutboxMail.objects.get(kind=BUNDLE)
    assert bundle.carried.count() == 10
    assert len(mail_server.mails) == 3


def test_killed_between_accept_and_note_a_bundle_leaves_again_with_its_id(
    kim, own_database, mail_server
):
    for number in range(2):
        write(kim, number)
    OutboxMail.objects.update(turn="waits")
    sender = own_database.start(SENDER, KURZWEG_MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}")
    mail_server.answers = [lambda: os.kill(sender.pid, signal.SIGKILL)]
    sender.communicate()

    bundle = OutboxMail.objects.get(kind=BUNDLE)
    assert (sender.returncode, bundle.sent_at, deliver()) == (-signal.SIGKILL, None, 0)
    OutboxMail.objects.filter(pk=bundle.pk).update(claimed_until=timezone.now() - CLAIM)

    assert deliver() == 1
    assert [arrived["Message-ID"] for arrived in mail_server.mails] == [bundle.message_id] * 2
    assert not OutboxMail.objects.unfinished().exists()
