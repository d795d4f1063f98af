"""Whatever is written over weeks: the budget holds, all leaves once, nothing is late."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from kurzweg.core import mail_budget, mails
from kurzweg.core.mail_budget import WEEK
from kurzweg.core.mails import Budget
from kurzweg.core.outbox import add, deliver
from tests.core.test_mail_budget import DAY, mail, news, on_a_monday
from tests.factories import NetworkFactory

__all__ = ["news", "on_a_monday"]
pytestmark = pytest.mark.django_db


def course(seed: int, *, networks, time_machine, mailoutbox):
    """Let four weeks pass in which mails are written as it comes; give what left, and when."""
    chance, began, number = random.Random(seed), timezone.now(), 0
    written, left = {}, []
    while timezone.now() < began + 40 * DAY:
        for _mail in range(chance.choice((0, 0, 0, 1, 1, 3)) if number < 60 else 0):
            number += 1
            kind = chance.choice(("news", "news", "news", "receipt", "invitation by law"))
            urgent = kind == "news" and chance.random() < 0.3
            row = add(
                mail(
                    kind=kind,
                    subject=f"<{number}>",
                    text=f"<{number}>",
                    person_id=chance.choice((1, 2)),
                    network_id=chance.choice(networks),
                    leave_by=timezone.now() + chance.randrange(9) * DAY if urgent else None,
                )
            )
            written[f"<{number}>"] = row
        mailoutbox.clear()
        deliver()
        left += [(timezone.now(), sent) for sent in mailoutbox]
        time_machine.shift(timedelta(hours=chance.choice((1, 7, 19))))
    return written, left


def broken_promises(written, left) -> list[str]:
    """What of the promises did not hold."""
    found, times, counted = [], Counter(), {}
    for at, sent in left:
        carried = [row for mark, row in written.items() if mark in sent.body]
        times.update(row.subject for row in carried)
        first = carried[0]
        if first.kind != "news":
            found += [f"{first.subject} is late"] if at != first.created_at else []
            continue
        week = counted.setdefault((first.network_id, first.person_id), [])
        deadlines = [(row, row.too_late_at) for row in carried if row.too_late_at]
        is_forced = any(by < row.created_at + WEEK for row, by in deadlines)
        full = sum(earlier > at - WEEK for earlier in week) >= 2
        if full and not is_forced:
            found.append(f"{first.subject} is over the budget")
        week.append(at)
        # Nothing is done between two turns of the worker: a turn late is not late.
        turn = timedelta(hours=19)
        found += [f"{row.subject} is too late" for row, by in deadlines if at > by + turn]
    found += [f"{mark} left {times[mark]} times" for mark in written if times[mark] != 1]
    return found


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_written_keeps_the_budget_and_leaves_once_and_in_time(
    seed, time_machine, mailoutbox
):
    networks = [NetworkFactory().pk, NetworkFactory().pk]

    written, left = course(
        seed, networks=networks, time_machine=time_machine, mailoutbox=mailoutbox
    )

    assert broken_promises(written, left) == []
    assert any("Nachrichten" in sent.subject for _at, sent in left)


def without_deadlines(mail, *, now, ask=mail_budget.has_turn):
    too_late_at, mail.too_late_at = mail.too_late_at, None
    has_turn = ask(mail, now=now)
    mail.too_late_at = too_late_at
    return has_turn


def without_a_note(carried, make=mail_budget.bundle):
    bundle = make(carried)
    bundle.carried.update(bundled_in=None, turn="")
    return bundle


@pytest.mark.parametrize(
    ("guard", "broken", "fault"),
    [
        ("is_asked", lambda mail: False, "over the budget"),
        ("_free_at", lambda mail, now: now, "over the budget"),
        ("_free_at", lambda mail, now: now + 8 * DAY, "left 0 times"),
        ("has_turn", without_deadlines, "is too late"),
        ("bundle", without_a_note, "left 2 times"),
    ],
)
def test_without_the_guards_the_promises_break(
    time_machine, mailoutbox, monkeypatch, guard, broken, fault
):
    """Negative control."""
    monkeypatch.setattr(mail_budget, guard, broken)
    networks = [NetworkFactory().pk, NetworkFactory().pk]

    written, left = course(1, networks=networks, time_machine=time_machine, mailoutbox=mailoutbox)

    assert any(fault in each for each in broken_promises(written, left))


def test_what_never_waits_would_be_late_if_it_counted(time_machine, mailoutbox, monkeypatch):
    """Negative control."""
    for name in ("receipt", "invitation by law"):
        counted = replace(mails.kind(name), budget=Budget.COUNTED)
        monkeypatch.setitem(mails._kinds, name, counted)

    written, left = course(
        1, networks=[NetworkFactory().pk], time_machine=time_machine, mailoutbox=mailoutbox
    )

    assert any("is late" in each for each in broken_promises(written, left))
