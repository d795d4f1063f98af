"""A person is erased (Art. 17) by the same verbs as when a period is over; what stays says why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import ngettext

from kurzweg.core.retention.carrying_out import apply, tell
from kurzweg.core.retention.declarations import Kept, Rule, kept_under, rule, rules
from kurzweg.core.retention.due_rows import due_of
from kurzweg.core.retention.persons import Link, Subject, goes_with, linked, rows_of
from kurzweg.core.templatetags.display import plain_day

MANY = 10_000  # rows asked about at once; the newest stay longest
LONGEST = timedelta(days=20 * 366)  # no period is longer; what is not due by then has not begun

Before = Callable[[Subject], None]
_before: list[Before] = []


def before_erasing(end: Before) -> Before:
    """Declare what ends before somebody is erased: what waits for her, what she may still do."""
    _before.append(end)
    return end


@dataclass(frozen=True, slots=True)
class Line:
    """What became of what is kept under one rule: how many rows went, how many stay until when."""

    rule: str
    gone: int = 0
    staying: int = 0
    # The day by which all that stays is gone; empty: its period has not begun.
    until: str = ""

    @property
    def says(self) -> Rule:
        return rule(self.rule)

    @property
    def result(self) -> str:
        """How much went, or how much stays until when, in a few words."""
        number = self.gone or self.staying
        words = ngettext("%(number)s entry erased", "%(number)s entries erased", number)
        if not self.gone:
            words = ngettext("%(number)s entry stays", "%(number)s entries stay", number)
        if self.until_on:
            words = ngettext(
                "%(number)s entry stays until %(day)s",
                "%(number)s entries stay until %(day)s",
                number,
            )
        return words % {"number": number, "day": plain_day(self.until_on)}

    @property
    def until_on(self) -> date | None:
        return date.fromisoformat(self.until) if self.until else None

    def stored(self) -> dict[str, Any]:
        return asdict(self)


def erase(subject: Subject) -> list[Line]:
    """Erase what hangs on somebody and say rule by rule what went and what stays."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("erasing belongs into a transaction")
    for end in _before:
        end(subject)
    # All links are followed before anything is done: afterwards they lead nowhere.
    found = [(kept, link, list(_pks(link, subject))) for kept, link in linked()]
    for kept, link, pks in found:
        if pks and not rule(kept.rule).stays:
            tell(due_of(kept.rule, kept.model), pks)
            apply(narrowed(kept, link), pks)
    return [line for each in rules() if (line := _line(each, found)) is not None]


def _pks(link: Link, subject: Subject) -> models.QuerySet[Any]:
    return rows_of(link, subject).values_list("pk", flat=True)


def narrowed(kept: Kept, link: Link) -> Kept:
    """Keep of what happens to a row what is about whom a link names."""
    if kept.is_row_deleted or link.is_hers_alone:
        return kept
    hers = {name: kept.values[name] for name in goes_with(link) if name in kept.values}
    return Kept(kept.rule, kept.model, tuple(hers), is_row_deleted=False, values=hers)


def _line(told: Rule, found: list[tuple[Kept, Link, list[Any]]]) -> Line | None:
    by_model: dict[Any, set[Any]] = {}
    for kept, _link, pks in found:
        if kept.rule == told.name:
            by_model.setdefault(kept.model, set()).update(pks)
    number = sum(map(len, by_model.values()))
    if not number:
        return None
    if not told.stays:
        return Line(told.name, gone=number)
    last = last_day((kept, by_model.get(kept.model, ())) for kept in kept_under(told.name))
    return Line(told.name, staying=number, until=last.isoformat() if last else "")


def last_day(found: Iterable[tuple[Kept, Collection[Any]]]) -> date | None:
    """Say by which day all of some rows are gone: none when the clock of one has not begun."""
    days = [_last_day(kept, pks) for kept, pks in found if pks]
    return None if None in days else max(day for day in days if day)


def _last_day(kept: Kept, pks: Collection[Any]) -> date | None:
    """Look for the day by halves: code says only which rows are due before a moment."""
    begin = timezone.now()
    due, told = due_of(kept.rule, kept.model), rule(kept.rule)
    newest = sorted(pks)[-MANY:]

    def are_due_in(days: int) -> bool:
        rows = due.rows(told.cutoff(begin + timedelta(days=days)))
        return rows.filter(pk__in=newest).values("pk").distinct().count() == len(newest)

    first, last = 0, LONGEST.days
    if not are_due_in(last):
        return None
    while first < last:
        middle = (first + last) // 2
        first, last = (first, middle) if are_due_in(middle) else (middle + 1, last)
    return timezone.localdate(begin) + timedelta(days=first)
