"""Whatever names one entry comes to name another; what both hold once is combined."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from kurzweg.core import ledger, moved
from kurzweg.core.dated import Dated
from kurzweg.core.ledger import is_told_of
from kurzweg.merging.errors import BothHold
from kurzweg.merging.snapshots import ABOUT, Key, key_of, rows_of, written
from kurzweg.networks.models import (
    ClassTerm,
    Invitation,
    Membership,
    SaidBy,
    SaidLine,
    SectionMembership,
    SelfDeclaration,
    ShownLine,
    SupportingBody,
)
from kurzweg.people.models import Activity, Certificate, Position, Site


class Moving:
    """One move: the rows as they were before, each noted once, and the ledger told."""

    def __init__(self) -> None:
        """Begin with nothing noted."""
        self.before: dict[Key, dict[str, Any]] = {}

    def note(self, row: models.Model) -> None:
        """Keep a row as it stands before its first change, and tell whom it concerns now."""
        if key_of(row) not in self.before:
            [self.before[key_of(row)]] = written([row])
            if is_told_of(type(row)):
                ledger.changed(row)

    def hand_over(self, other: models.Model, *, to: models.Model) -> None:
        """Move all that refers to a row, and combine what only one of both may hold."""
        for row, name in list(rows_of(other)):
            self.note(row)
            if isinstance(row, ABOUT) and name != "kept":
                row.delete()
                continue
            setattr(row, name, to)
            twin = _twin(row, name)
            if twin is not None:
                self._combine(row, twin, name)
            else:
                row.save(update_fields=[name])
                if is_told_of(type(row)):
                    ledger.changed(row)

    def _combine(self, row: models.Model, twin: models.Model, name: str) -> None:
        combined = _COMBINED.get(type(row))
        if combined is None:
            raise BothHold(sentence_of(twin))
        self.note(twin)
        if combined(row, twin):
            self.hand_over(row, to=twin)
            row.delete()
            twin.save()
        else:  # what makes room comes first
            twin.save()
            row.save()
        if is_told_of(type(twin)):
            ledger.changed(twin)


def held_by_both(kept: models.Model, other: models.Model) -> models.Model | None:
    """Find what both hold and nobody can combine: one of the two has to end first."""
    for row, name in rows_of(other):
        if isinstance(row, ABOUT) or type(row) in _COMBINED:
            continue
        setattr(row, name, kept)
        twin = _twin(row, name)
        if twin is not None:
            return twin
    return None


def sentence_of(twin: models.Model) -> str:
    """Say what both hold, and what to do first."""
    return str(BothHold.sentence) % {"what": moved.words_for(twin)}


def _twin(row: models.Model, name: str) -> models.Model | None:
    """Find the row that keeps another one from naming the same: a constraint allows only one."""
    if getattr(row._meta.get_field(name), "unique", False):
        return type(row)._base_manager.filter(**{name: getattr(row, name)}).first()
    for constraint in row._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and name in constraint.fields:
            same = {field: getattr(row, field) for field in constraint.fields}
            condition = constraint.condition or Q()
            rows = type(row)._base_manager.filter(condition)
            if None not in same.values() and rows.filter(pk=row.pk).exists():
                found = rows.filter(**same).exclude(pk=row.pk).order_by("pk").first()
                if found is not None:
                    return found
    return None


# How two rows become one: True, and the first goes; False, and both stay --------------------------


def _as_one_time(row: Any, twin: Any) -> bool:
    """Let one open fact say what two said: the longer time, the wider rights, what is known."""
    twin.since = _earlier(row.since, twin.since, is_open=not isinstance(row, Membership))
    for field in row._meta.concrete_fields:
        mine, theirs = (getattr(each, field.attname) for each in (row, twin))
        if isinstance(field, models.BooleanField):
            setattr(twin, field.attname, mine or theirs)
        elif theirs in ("", None) and field.name not in _DAYS and not field.is_relation:
            setattr(twin, field.attname, mine)
    if isinstance(twin, Membership) and row.applied_on and twin.applied_on:
        twin.applied_on = min(row.applied_on, twin.applied_on)
    return True


_DAYS = {field.name for field in Dated._meta.get_fields()}


def _earlier(one: date | None, other: date | None, *, is_open: bool) -> date | None:
    """Of two beginnings the first; none means since ever, but of a membership not yet."""
    if is_open and (one is None or other is None):
        return None
    return min((day for day in (one, other) if day), default=None)


def _valid_longer(row: Certificate, twin: Certificate) -> bool:
    if row.valid_until is None or twin.valid_until is None:
        twin.valid_until = None
    else:
        twin.valid_until = max(row.valid_until, twin.valid_until)
    return True


def _core_if_one_is(row: Activity, twin: Activity) -> bool:
    twin.is_core |= row.is_core
    return True


def _no_seat_any_more(row: Site, twin: Site) -> bool:
    """There is one seat; where both stand at one address, there is one site."""
    if (row.street, row.postal_code, row.town_key) == (
        twin.street,
        twin.postal_code,
        twin.town_key,
    ):
        return _as_one_time(row, twin)
    row.is_seat = False
    return False


def _answered_if_one_is(row: SelfDeclaration, twin: SelfDeclaration) -> bool:
    """Of two questions of one year the answered one counts."""
    if twin.answered_at is None and row.answered_at is not None:
        for name in ("asked_on", "ends_on", "reminded_on", "answered_at", "was_right"):
            setattr(twin, name, getattr(row, name))
    return True


def _said_by_the_firm(row: SaidLine, twin: SaidLine) -> bool:
    """What a firm said of itself once, no list overwrites; else the later word counts."""
    if (row.said_by == SaidBy.FIRM, row.said_at) > (twin.said_by == SaidBy.FIRM, twin.said_at):
        twin.said_by, twin.said_at = row.said_by, row.said_at
    return True


def _invited_once(row: Invitation, twin: Invitation) -> bool:
    """Who was invited to both is invited to the one; the other link says that it is withdrawn."""
    row.withdrawn_on = row.network.today()
    return False


def _one_after_the_other(row: ClassTerm, twin: ClassTerm) -> bool:
    """Let the class that began first end where the other begins; of two that began together
    the kept entry's holds."""
    if row.since == twin.since:
        return True
    first, second = sorted((row, twin), key=lambda each: each.since or date.min)
    first.until = second.since
    return False


def _as_it_is(row: models.Model, twin: models.Model) -> bool:
    return True  # what the kept entry says, stands


_COMBINED: dict[type[models.Model], Callable[[Any, Any], bool]] = {
    Activity: _core_if_one_is,
    Certificate: _valid_longer,
    ClassTerm: _one_after_the_other,
    Invitation: _invited_once,
    Membership: _as_one_time,
    Position: _as_one_time,
    SaidLine: _said_by_the_firm,
    SectionMembership: _as_one_time,
    SelfDeclaration: _answered_if_one_is,
    ShownLine: _as_it_is,
    Site: _no_seat_any_more,
    SupportingBody: _as_one_time,
}
