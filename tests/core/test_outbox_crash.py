"""The sender may be killed at the worst moment: a mail is never lost, and at most doubled."""

import os
import signal

import pytest
from django.utils import timezone

from kurzweg.core.models import OutboxMail
from kurzweg.core.outbox import CLAIM, add, deliver
from tests.core.test_outbox import mail
from tests.own_database import at_once

SENDER = "from kurzweg.core.outbox import deliver; print(deliver())"


def test_killed_between_accept_and_note_a_mail_leaves_again_with_its_id(own_database, mail_server):
    row = add(mail())
    sender = own_database.start(SENDER, KURZWEG_MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}")
    mail_server.answers = [lambda: os.kill(sender.pid, signal.SIGKILL)]
    sender.communicate()

    row.refresh_from_db()
    assert (sender.returncode, row.sent_at) == (-signal.SIGKILL, None)
    assert len(mail_server.mails) == 1
    assert deliver() == 0, "it may still be in the hands of whoever took it"
    OutboxMail.objects.update(claimed_until=timezone.now() - CLAIM)
    assert deliver() == 1
    assert [arrived["Message-ID"] for arrived in mail_server.mails] == [row.message_id] * 2
    assert deliver() == 0


@pytest.mark.slow
@pytest.mark.parametrize("step", ["EHLO", "MAIL", "RCPT"])
def test_killed_before_the_server_accepts_a_mail_leaves_once(own_database, mail_server, step):
    rows = [add(mail()) for _number in range(3)]
    sender = own_database.start(SENDER, KURZWEG_MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}")
    mail_server.at(step, lambda: os.kill(sender.pid, signal.SIGKILL))
    sender.communicate()

    OutboxMail.objects.filter(sent_at=None).update(claimed_until=None)

    assert (sender.returncode, len(mail_server.mails), deliver()) == (-signal.SIGKILL, 0, 3)
    assert sorted(arrived["Message-ID"] for arrived in mail_server.mails) == sorted(
        row.message_id for row in rows
    )


def test_two_senders_at_once_send_each_mail_once(own_database, mail_server):
    expected = sorted(add(mail()).message_id for _number in range(20))

    assert sum(at_once(deliver, deliver)) == 20
    assert sorted(arrived["Message-ID"] for arrived in mail_server.mails) == expected


def test_two_at_once_with_one_key_send_one_mail(own_database):
    added = at_once(*[lambda: add(mail(dedup_key="reminder:3"))] * 6)

    assert sorted(row is None for row in added) == [False] + [True] * 5
    assert OutboxMail.objects.count() == 1
