"""Few mails per reader and week: what is over the budget waits and leaves as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from kurzweg.core import mail_budget, mails, outbox
from kurzweg.core.addresses import header
from kurzweg.core.mail_budget import BUNDLE, WEEK, Office
from kurzweg.core.mails import Basis, Budget, Kind
from kurzweg.core.models import OutboxMail
from kurzweg.core.outbox import Mail, add, deliver
from kurzweg.networks.models import Network
from tests.factories import NetworkFactory, set_rule

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def on_a_monday(time_machine):
    time_machine.move_to("2026-03-02 09:00 +0100", tick=False)


@pytest.fixture(autouse=True)
def news(monkeypatch) -> None:
    """Mails of three kinds: one counts, one answers an own act, one is required by law."""
    for name, budget in (
        ("news", Budget.COUNTED),
        ("receipt", Budget.OWN_ACT),
        ("invitation by law", Budget.STATUTORY),
    ):
        kind = Kind(name, name, Basis.CONTRACT, budget, sample=mail)
        monkeypatch.setitem(mails._kinds, name, kind)


@pytest.fixture
def kim() -> Mail:
    network = NetworkFactory(name="Netz Tal")
    return mail(network_id=network.pk, person_id=7, sender="Büro <buero@netz.example>")


def mail(**changes) -> Mail:
    fields = {"kind": "news", "to_name": "Kim", "to_address": "kim@firma.example", "row_id": 1}
    return Mail(**{**fields, "subject": "Betreff", "text": "Text", **changes})


def write(to: Mail, *subjects: str, **changes) -> list[OutboxMail]:
    return [
        add(replace(to, subject=subject, text=f"Es geht um {subject}. /l/{subject}/", **changes))
        for subject in subjects
    ]


def subjects(mailoutbox) -> list[str]:
    return [sent.subject for sent in mailoutbox]


# The week -------------------------------------------------------------------------------------
def test_two_leave_and_the_rest_waits_for_the_next_place_and_leaves_as_one(
    kim, mailoutbox, time_machine
):
    write(kim, "A")
    deliver()
    time_machine.shift(DAY)
    write(kim, "B", "C", "D")

    deliver()
    assert subjects(mailoutbox) == ["A", "B"]
    time_machine.shift(6 * DAY - timedelta(seconds=1))
    assert deliver() == 0
    time_machine.shift(timedelta(seconds=1))
    assert deliver() == 1

    *_single, bundle = mailoutbox
    assert bundle.subject == "2 Nachrichten: C und mehr"
    assert bundle.from_email == header("Büro <buero@netz.example>")
    assert bundle.reply_to == ["buero@netz.example"]
    assert bundle.to == ["Kim <kim@firma.example>"]
    assert "nicht mehr als 2 Mails in der Woche" in bundle.body
    for subject in "CD":
        assert f"Es geht um {subject}. /l/{subject}/" in bundle.body
    time_machine.shift(30 * DAY)
    assert deliver() == 0, "what was bundled never leaves on its own too"


def test_each_reader_and_each_network_has_a_week_of_its_own(kim, mailoutbox):
    write(kim, "A", "B")
    write(kim, "of another network", network_id=NetworkFactory().pk)
    write(kim, "to somebody else at the address", person_id=8)
    write(kim, "to the address", person_id=None, to_address="Kim@FIRMA.example")
    write(kim, "again to it", "and again", person_id=None)

    deliver()

    assert subjects(mailoutbox) == [
        "A",
        "B",
        "of another network",
        "to somebody else at the address",
        "to the address",
        "again to it",
    ]


def test_a_network_says_how_many_a_week(kim, mailoutbox):
    set_rule(Network.objects.get(pk=kim.network_id), mails_per_week=1)

    write(kim, "A", "B")
    deliver()

    assert subjects(mailoutbox) == ["A"]
    assert mail_budget.budget_of(kim.network_id) == 1


def test_a_budget_of_none_is_still_one():
    assert mail_budget.budget_of(None) == 2
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(mail_budget, "_office_of", lambda pk: Office("", "", 0))
        assert mail_budget.budget_of(5) == 1


@pytest.mark.parametrize("kind", ["receipt", "invitation by law"])
def test_what_answers_an_own_act_or_is_required_by_law_never_waits_nor_takes_a_place(
    kim, mailoutbox, kind
):
    write(kim, "1", "2", "3", kind=kind)
    write(kim, "A", "B", "C")
    write(kim, "4", kind=kind)

    deliver()

    assert subjects(mailoutbox) == ["1", "2", "3", "A", "B", "4"]


def test_what_would_come_too_late_leaves_at_once_and_takes_along_what_waits(kim, mailoutbox):
    write(kim, "A", "B", "waits")
    deliver()
    write(kim, "is in time", leave_by=timezone.now() + WEEK)
    deliver()
    assert subjects(mailoutbox) == ["A", "B"]

    write(kim, "urgent", leave_by=timezone.now() + 2 * DAY)
    deliver()

    assert subjects(mailoutbox)[2:] == ["3 Nachrichten: urgent und mehr"]
    order = [mailoutbox[2].body.index(f"um {each}.") for each in ("urgent", "is in time", "waits")]
    assert order == sorted(order), "most urgent first"


def test_a_day_is_met_until_its_end(kim, mailoutbox):
    on = timezone.localdate()

    [row] = write(kim, "A", leave_by=on)

    assert row.too_late_at == datetime.fromisoformat("2026-03-03 00:00+01:00")


def test_a_bundle_speaks_the_language_of_its_reader_and_keeps_its_subject_short(kim, mailoutbox):
    write(kim, "A", "B", "C", "D" * 190, language="en")
    OutboxMail.objects.filter(subject="C").update(subject="C " * 99)
    deliver()
    OutboxMail.objects.waiting_for_a_place().update(due_at=timezone.now())
    OutboxMail.objects.filter(sent_at__isnull=False).update(sent_at=timezone.now() - WEEK)

    deliver()

    bundle = mailoutbox[2]
    assert bundle.subject.startswith("2 messages: C C")
    assert len(bundle.subject) <= 200
    assert "not get more than 2 mails a week" in bundle.body


# What must not be mailed any more -------------------------------------------------------------
def test_what_was_decided_while_it_waited_is_mailed_no_more(
    kim, mailoutbox, time_machine, monkeypatch
):
    decided = set()
    kind = replace(mails.kind("news"), is_still_due=lambda row: row.subject not in decided)
    monkeypatch.setitem(mails._kinds, "news", kind)
    write(kim, "A", "B", "C", "D", "E")
    deliver()

    decided |= {"D"}
    time_machine.shift(WEEK)
    deliver()

    assert subjects(mailoutbox) == ["A", "B", "2 Nachrichten: C und mehr"]
    assert "Es geht um D" not in mailoutbox[2].body
    dropped = OutboxMail.objects.get(subject="D")
    assert (dropped.dropped_because, dropped.bundled_in) == ("no longer due", None)


def test_a_gate_keeps_a_mail_from_leaving_alone_or_bundled(kim, mailoutbox, monkeypatch):
    monkeypatch.setattr(outbox, "_gates", [*outbox._gates])
    outbox.register_gate(lambda row: "no consent" if row.subject in "AD" else None)

    write(kim, "A", "B", "C", "D", "E", "F")
    deliver()
    OutboxMail.objects.waiting_for_a_place().update(due_at=timezone.now())
    OutboxMail.objects.filter(sent_at__isnull=False).update(sent_at=timezone.now() - WEEK)
    deliver()

    assert subjects(mailoutbox) == ["B", "C", "2 Nachrichten: E und mehr"]
    stopped = OutboxMail.objects.filter(dropped_because="no consent").order_by("pk")
    assert [row.subject for row in stopped] == ["A", "D"]


def test_a_gate_asks_what_a_bundle_carries_and_never_the_bundle(
    kim, mailoutbox, time_machine, monkeypatch
):
    """It would be dropped, and what it carries would neither leave nor be given up."""
    bundled(kim, time_machine, "C", "D")
    mailoutbox.clear()
    monkeypatch.setattr(outbox, "_gates", [*outbox._gates])
    outbox.register_gate(lambda row: None if row.kind == "news" else "no consent")

    time_machine.shift(outbox.CLAIM + timedelta(seconds=1))
    deliver()

    assert subjects(mailoutbox) == ["2 Nachrichten: C und mehr"]
    assert not OutboxMail.objects.unfinished().exists()


# A bundle that does not arrive at once --------------------------------------------------------
def bundled(kim, time_machine, *names: str) -> OutboxMail:
    """Bring mails into a bundle that somebody has in hand and not yet sent."""
    write(kim, "A", "B", *names)
    deliver()
    time_machine.shift(WEEK)
    claimed = outbox._claim(timezone.now())
    assert claimed.kind == BUNDLE
    return claimed


def test_a_bundle_whose_sender_was_killed_leaves_once_with_its_id(kim, mailoutbox, time_machine):
    bundle = bundled(kim, time_machine, "C", "D")
    mailoutbox.clear()

    assert deliver() == 0, "it may still be in the hands of whoever took it"
    time_machine.shift(outbox.CLAIM + timedelta(seconds=1))
    assert deliver() == 1

    assert [sent.extra_headers["Message-ID"] for sent in mailoutbox] == [bundle.message_id]
    assert not OutboxMail.objects.unfinished().exists()
    assert {row.sent_at for row in bundle.carried.all()} == {timezone.now()}


@pytest.mark.parametrize(("decided", "left"), [("D", ["C"]), ("CD", [])])
def test_a_bundle_that_has_to_be_sent_again_leaves_out_what_was_decided_since(
    kim, mailoutbox, time_machine, monkeypatch, decided, left
):
    bundle = bundled(kim, time_machine, "C", "D")
    mailoutbox.clear()
    kind = replace(mails.kind("news"), is_still_due=lambda row: row.subject not in decided)
    monkeypatch.setitem(mails._kinds, "news", kind)

    time_machine.shift(outbox.CLAIM + timedelta(seconds=1))
    deliver()

    assert subjects(mailoutbox) == left
    bundle.refresh_from_db()
    assert bool(bundle.dropped_because) is not bool(left)


def test_a_bundle_that_no_server_takes_is_given_up_with_what_it_carries(
    kim, mailoutbox, time_machine
):
    bundle = bundled(kim, time_machine, "C", "D")
    OutboxMail.objects.filter(pk=bundle.pk).update(recipient="nobody@\n", claimed_until=None)

    deliver()

    given_up = OutboxMail.objects.filter(given_up_at=timezone.now())
    assert {row.subject for row in given_up} == {bundle.subject, "C", "D"}
    assert not OutboxMail.objects.unfinished().exists()


def test_what_a_trial_held_back_keeps_the_budget_when_it_is_released(kim, mailoutbox):
    Network.objects.filter(pk=kim.network_id).update(is_trial=True)
    write(kim, "A", "B", "C", "D")
    assert deliver() == 0

    outbox.release_held(outbox.held_mails(kim.network_id))
    deliver()

    assert subjects(mailoutbox) == ["A", "B"]
    assert outbox.waiting_mails(kim.network_id).count() == 2


def test_the_key_of_a_mail_in_a_bundle_still_keeps_it_from_leaving_twice(kim, time_machine):
    bundled(kim, time_machine, "C", "D")
    OutboxMail.objects.filter(subject="C").update(dedup_key="question:1")

    assert write(kim, "C", dedup_key="question:1") == [None]


def test_mails_without_a_reader_are_never_put_together(kim, mailoutbox):
    """They are from before the budget."""
    rows = write(kim, "A", "B", "C", "D")
    OutboxMail.objects.filter(pk__in=[row.pk for row in rows]).update(reader="")

    deliver()

    assert subjects(mailoutbox) == ["A", "B", "C", "D"]
