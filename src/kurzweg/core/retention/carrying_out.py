"""The three verbs, carried out on whatever is due: delete the row, empty a field, replace it."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from kurzweg.core import jobs, ledger
from kurzweg.core.models import AuditEntry
from kurzweg.core.retention.declarations import Kept, Rule, kept_under, rules
from kurzweg.core.retention.due_rows import Due, due_of

logger = logging.getLogger(__name__)

AT_ONCE = 500  # rows of one transaction: nobody waits long for a table
ROW_NUMBER = "{id}"


def carry_out(*, is_trial: bool = False) -> dict[str, int]:
    """Carry out every rule and say how many rows each took; a trial changes nothing.

    What was done is done in batches, so that whoever is killed goes on with the rest next time.
    """
    now = timezone.now()
    taken = {}
    for rule in rules():
        count = 0
        for kept in kept_under(rule.name):
            do = _count if is_trial else _carry_out
            count += do(kept, rule, now, is_first=count == 0)
        taken[rule.name] = count
    logger.info("retention: %s", taken)
    return taken


def _note(rule: Rule) -> None:
    is_gone = all(kept.is_row_deleted for kept in kept_under(rule.name))
    AuditEntry.objects.create(
        actor_kind="system",
        action="delete" if is_gone else "anonymise",
        kind="retention",
        fields=[rule.name],
    )


def _count(kept: Kept, rule: Rule, now: datetime, *, is_first: bool) -> int:
    return _rows(kept, due_of(kept.rule, kept.model), rule.cutoff(now)).count()


def _carry_out(kept: Kept, rule: Rule, now: datetime, *, is_first: bool) -> int:
    due, before = due_of(kept.rule, kept.model), rule.cutoff(now)
    done, last = 0, None
    while True:
        with transaction.atomic():
            looked_at, batch = _batch(_rows(kept, due, before), kept.model, after=last)
            if not looked_at:
                return done
            if batch and is_first and not done:
                _note(rule)
            tell(due, batch)
            apply(kept, batch)
        done += len(batch)
        last = looked_at[-1]


def tell(due: Due, pks: list[Any]) -> None:
    """Note that rows change, while they still say whom they concern."""
    if not pks:
        return
    if due.told is not None:
        due.told(pks)
    if ledger.is_told_of(due.model):
        rows: models.QuerySet[Any] = models.QuerySet(due.model)
        ledger.changed(*rows.filter(pk__in=pks))


def _rows(kept: Kept, due: Due, before: datetime) -> models.QuerySet[Any]:
    """Keep what is due and not yet as it shall be."""
    rows = due.rows(before)
    return rows if kept.is_row_deleted else rows.filter(holds_something(kept))


def holds_something(kept: Kept) -> Q:
    """Build the condition that a row still holds what shall not be in it any more."""
    left = Q()
    for name, value in kept.values.items():
        left |= Q((f"{name}__isnull", False)) if value is None else ~Q((name, _stored(value)))
    return left


def _batch(rows: models.QuerySet[Any], model: Any, *, after: Any) -> tuple[list[Any], list[Any]]:
    """Lock some of what is due; asked again then, because it may have changed until it was ours."""
    later = rows if after is None else rows.filter(pk__gt=after)
    seen = list(later.order_by("pk").values_list("pk", flat=True).distinct()[:AT_ONCE])
    locked: models.QuerySet[Any] = models.QuerySet(model).filter(pk__in=seen).select_for_update()
    list(locked.order_by("pk").values_list("pk", flat=True))
    still = set(rows.filter(pk__in=seen).values_list("pk", flat=True))
    return seen, [pk for pk in seen if pk in still]


def apply(kept: Kept, pks: list[Any]) -> None:
    """Do to some rows what their file says; call it in a transaction."""
    rows: models.QuerySet[Any] = models.QuerySet(kept.model).filter(pk__in=pks)
    if kept.is_row_deleted:
        rows.delete()
    elif kept.values:
        rows.update(**{name: _stored(value) for name, value in kept.values.items()})


def _stored(value: Any) -> Any:
    if not (isinstance(value, str) and ROW_NUMBER in value):
        return value
    before, _number, after = value.partition(ROW_NUMBER)
    number = Cast(F("pk"), CharField())
    return Concat(Value(before), number, Value(after), output_field=CharField())


jobs.every_night("kurzweg.core.retention.carry_out")
