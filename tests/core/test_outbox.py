"""Mails leave if and only if their cause was saved, over a real SMTP connection."""

import random
from datetime import timedelta

import pytest
import time_machine
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone
from django_q.models import OrmQ

from kurzweg.core import jobs, outbox
from kurzweg.core.addresses import with_name
from kurzweg.core.models import OutboxMail
from kurzweg.core.outbox import PAUSES, Mail, add, deliver
from tests.core.mail_server import MailServer
from tests.factories import NetworkFactory

pytestmark = pytest.mark.django_db


def mail(**changes) -> Mail:
    return Mail(
        **{
            "kind": "letter",
            "to_name": "Jörg Müller",
            "to_address": "mueller@firma.example",
            "subject": "Drehteile gesucht",
            "text": "Guten Tag,\n\nkönnen Sie Größen über 80 mm?\n",
            "sender": with_name("Büro, Riegelstein", "buero@netz.example"),
            **changes,
        }
    )


def later(pause: timedelta):
    return time_machine.travel(timezone.now() + pause + timedelta(seconds=1), tick=False)


def test_a_mail_arrives_with_its_umlauts(mail_server):
    row = add(mail(subject="Größe & Maß – „eilig“", reply_to="antwort@netz.example"))

    assert deliver() == 1
    [arrived] = mail_server.mails
    assert arrived["Subject"] == "Größe & Maß – „eilig“"
    assert arrived["To"] == "Jörg Müller <mueller@firma.example>"
    assert arrived["From"].addresses[0].display_name == "Büro, Riegelstein"
    assert arrived["Reply-To"] == "antwort@netz.example"
    assert arrived["Message-ID"] == row.message_id
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived.get_content() == "Guten Tag,\n\nkönnen Sie Größen über 80 mm?\n"
    assert deliver() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"to_name": "Eve\r\nBcc: opfer@firma.example"},
        {"to_name": 'Eve" <opfer@firma.example>, "X'},
        {"subject": "Hallo\r\nBcc: opfer@firma.example"},
        {"subject": "Hallo\n\nText vor dem Text"},
    ],
)
def test_a_name_or_subject_never_becomes_a_header_or_a_recipient(mail_server, changes):
    add(mail(**changes))

    deliver()

    [arrived] = mail_server.mails
    assert mail_server.envelopes == [["mueller@firma.example"]]
    assert arrived["Bcc"] is None
    assert [a.addr_spec for a in arrived["To"].addresses] == ["mueller@firma.example"]
    assert arrived.get_content().startswith("Guten Tag")


@pytest.mark.parametrize(
    "changes",
    [
        {"to_address": "a@firma.example, opfer@firma.example"},
        {"to_address": "a@firma.example\r\nBcc: opfer@firma.example"},
        {"to_address": ""},
        {"sender": "Büro\nBcc: opfer@firma.example <buero@netz.example>"},
        {"reply_to": "x@netz.example\r\nBcc: opfer@firma.example"},
    ],
)
def test_an_address_that_no_server_takes_is_given_up_and_holds_nobody_up(mail_server, changes):
    broken, whole = add(mail(**changes)), add(mail())

    assert deliver() == 1
    broken.refresh_from_db()
    assert broken.given_up_at is not None
    assert [arrived["Message-ID"] for arrived in mail_server.mails] == [whole.message_id]


def test_a_name_that_is_too_long_for_its_column_is_left_out():
    row = add(mail(to_name="ü" * 190))

    assert row.recipient == "mueller@firma.example"


@pytest.mark.parametrize(
    "answer", ["451 later", "552 full", MailServer.HANG_UP, MailServer.SILENCE]
)
def test_what_is_not_taken_is_postponed_and_sent_later(mail_server, answer):
    mail_server.answers = [answer]
    row = add(mail())

    assert deliver() == 0
    assert deliver() == 0, "not before its time"
    row.refresh_from_db()
    assert (row.sent_at, row.claimed_until, row.attempts) == (None, None, 1)
    assert row.error.startswith("SMTP") or row.error == "TimeoutError"
    with later(PAUSES[0]):
        assert deliver() == 1
    assert [arrived["Message-ID"] for arrived in mail_server.mails] == [row.message_id]


def test_when_nobody_answers_the_others_keep_their_turn(mail_server):
    mail_server.stop()
    first, second = add(mail()), add(mail())

    assert deliver() == 0
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.attempts, second.attempts) == (1, 0)


def test_one_refused_mail_does_not_hold_up_the_next(mail_server):
    mail_server.answers = ["451 later"]
    add(mail())
    second = add(mail())

    assert deliver() == 1
    assert [arrived["Message-ID"] for arrived in mail_server.mails] == [second.message_id]


def test_after_the_last_pause_a_mail_is_given_up(mail_server):
    mail_server.answers = ["451 later"] * 20
    row = add(mail())

    now = timezone.now()
    for pause in (timedelta(0), *PAUSES):
        now += pause + timedelta(seconds=1)
        with time_machine.travel(now, tick=False):
            assert deliver() == 0
    row.refresh_from_db()
    assert row.attempts == len(PAUSES) + 1
    assert row.given_up_at is not None
    assert sum(PAUSES, timedelta()) > timedelta(hours=48), "an outage of two days loses nothing"


def test_senders_that_were_killed_cost_a_mail_none_of_its_tries(mail_server):
    row = add(mail())
    for _kill in range(len(PAUSES) + 5):
        outbox._claim(timezone.now())
        OutboxMail.objects.update(claimed_until=timezone.now() - outbox.CLAIM)
    mail_server.answers = ["451 later"]

    assert deliver() == 0
    row.refresh_from_db()
    assert (row.attempts, row.given_up_at) == (1, None)
    with later(PAUSES[0]):
        assert deliver() == 1


def test_an_outage_of_two_days_loses_nothing(mail_server):
    port = mail_server.port
    rows = [add(mail()) for _number in range(3)]
    mail_server.stop()
    began = timezone.now()

    for hours in range(48):
        with time_machine.travel(began + timedelta(hours=hours), tick=False):
            deliver()

    again = MailServer(port=port)
    again.start()
    with time_machine.travel(began + timedelta(hours=72), tick=False):
        sent = sum(iter(deliver, 0))
    again.stop()
    assert sent == 3
    assert sorted(m["Message-ID"] for m in again.mails) == sorted(row.message_id for row in rows)


def test_a_held_mail_waits_for_its_release(mail_server):
    row = add(mail(network_id=NetworkFactory(is_trial=True).pk))

    assert (deliver(), jobs.waiting()) == (0, 0)
    OutboxMail.objects.filter(pk=row.pk).update(is_held=False)
    assert deliver() == 1


def test_a_mail_in_somebodys_hands_is_not_taken_twice(mail_server):
    add(mail())
    outbox._claim(timezone.now())

    assert deliver() == 0
    with later(outbox.CLAIM):
        assert deliver() == 1


@pytest.mark.parametrize("answer", ["250 taken", "451 later", "554 never"])
def test_whoever_is_erased_while_a_mail_leaves_holds_nobody_up(mail_server, answer):
    add(mail())
    claimed = outbox._claim(timezone.now())
    OutboxMail.objects.all().delete()
    mail_server.answers = [answer]

    outbox._send(claimed, connection=get_connection())

    assert not OutboxMail.objects.exists(), "it does not come back either"


def test_a_key_lets_a_mail_leave_once(mail_server):
    first, second = add(mail(dedup_key="invitation:7")), add(mail(dedup_key="invitation:7"))

    assert (first is None, second) == (False, None)
    assert deliver() == 1


def test_a_turn_ends_in_time_and_the_next_one_is_called(mail_server, monkeypatch):
    """A job that takes longer than the worker allows is killed between accept and note."""
    for _number in range(2):
        add(mail())
    monkeypatch.setattr(outbox, "TURN", timedelta(0))
    OrmQ.objects.all().delete()

    assert (deliver(), jobs.waiting()) == (1, 1)
    assert (deliver(), jobs.waiting()) == (1, 2)
    assert (deliver(), jobs.waiting()) == (0, 2)


def test_what_was_held_leaves_in_one_turn_however_much_it_is(mail_server):
    network = NetworkFactory(is_trial=True)
    for _number in range(250):
        add(mail(network_id=network.pk))

    outbox.release_held(outbox.held_mails(network.pk))

    assert deliver() == 250


def test_of_a_thousand_actions_three_hundred_are_rolled_back_and_seven_hundred_mail(mail_server):
    fates = [True] * 700 + [False] * 300
    random.Random(4).shuffle(fates)
    for number, is_kept in enumerate(fates):
        with transaction.atomic():
            add(mail(subject=f"Vorgang {number} {'bleibt' if is_kept else 'fällt weg'}"))
            transaction.set_rollback(not is_kept)

    while deliver():
        pass

    assert len(mail_server.mails) == 700
    assert not [m for m in mail_server.mails if "fällt weg" in m["Subject"]]
    assert jobs.waiting() == 700
