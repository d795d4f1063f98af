"""What retention.yaml promises is done: every night, rule by rule, by whoever owns the rows.

An app's `retention.py` says with `executes("rule")` how a rule is carried out: a function that
gets the moment before which the rule's clock must have started, and says how many rows it took.
Periods are data in the file; the code knows only what they begin with.
"""

from __future__ import annotations

import calendar
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import yaml
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django_q.models import Task

from kurzweg.core import jobs
from kurzweg.core.models import AuditEntry, Link, OutboxMail, UsedKey

logger = logging.getLogger(__name__)

PERIOD = re.compile(r"(\d+) (days|months|years)")

Executor = Callable[[datetime], int]
_executors: dict[str, Executor] = {}


@dataclass(frozen=True, slots=True)
class Rule:
    """One promise about personal data: how long after which moment what happens to them."""

    name: str
    purpose: str
    basis: str
    clock: str
    kept: str
    then: str

    def cutoff(self, now: datetime) -> datetime:
        """Say before which moment the clock must have started for the rule to apply now."""
        match = PERIOD.fullmatch(self.kept)
        if match is None:
            raise ValueError(f"retention.yaml, {self.name}: {self.kept!r} is no period")
        number, unit = int(match[1]), match[2]
        if unit == "days":
            return now - timedelta(days=number)
        return months_before(now, number * (12 if unit == "years" else 1))


def months_before(moment: datetime, months: int) -> datetime:
    """Go back by calendar months; the 31st becomes the last day of a shorter month."""
    count = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(count, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def first_day_of_year(moment: datetime) -> date:
    """Name the day before which a year was over: many periods begin with its end (§ 199 BGB)."""
    return date(moment.year, 1, 1)


def rules() -> list[Rule]:
    """Read the rules from retention.yaml."""
    read = yaml.safe_load((Path(settings.REPOSITORY) / "retention.yaml").read_text("utf-8"))
    return [
        Rule(name, told["purpose"], told["basis"], told["from"], told["kept"], told["then"])
        for name, told in read["rules"].items()
    ]


def executes(rule: str) -> Callable[[Executor], Executor]:
    """Declare that a function carries out a rule of retention.yaml."""

    def declare(executor: Executor) -> Executor:
        _executors[rule] = executor
        return executor

    return declare


def executed() -> set[str]:
    """Name the rules that somebody carries out."""
    return set(_executors)


def carry_out(*, is_trial: bool = False) -> dict[str, int]:
    """Carry out every rule and say how many rows each took; a trial changes nothing."""
    now = timezone.now()
    taken = {}
    for rule in rules():
        with transaction.atomic():
            taken[rule.name] = _executors[rule.name](rule.cutoff(now))
            if taken[rule.name]:
                _note(rule)
            transaction.set_rollback(is_trial)
    logger.info("retention: %s", taken)
    return taken


def _note(rule: Rule) -> None:
    AuditEntry.objects.create(
        actor_kind="system", action=rule.then, kind="retention", fields=[rule.name]
    )


# What the ground floor keeps ------------------------------------------------------------------


@executes("session")
def _sessions(before: datetime) -> int:
    # A session's own end was set when it was last used: it is the same period as in the file.
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


@executes("mail text")
def _mail_texts(before: datetime) -> int:
    return _finished_mails(before).exclude(text="").update(text="", subject="")


@executes("mail")
def _mails(before: datetime) -> int:
    return _finished_mails(before).delete()[0]


def _finished_mails(before: datetime) -> models.QuerySet[OutboxMail]:
    # What a trial holds back was never sent: its period begins when it was written.
    held = Q(is_held=True, created_at__lt=before)
    return OutboxMail.objects.filter(Q(sent_at__lt=before) | Q(given_up_at__lt=before) | held)


@executes("answer link")
def _links(before: datetime) -> int:
    return Link.objects.filter(expires_at__lt=before).delete()[0]


@executes("repeated press")
def _used_keys(before: datetime) -> int:
    return UsedKey.objects.filter(created_at__lt=before).delete()[0]


@executes("audit")
def _audit_entries(before: datetime) -> int:
    return AuditEntry.objects.filter(at__lt=before).delete()[0]


@executes("job")
def _jobs(before: datetime) -> int:
    return Task.objects.filter(stopped__lt=before).delete()[0]


jobs.every_night("kurzweg.core.retention.carry_out")
