"""The three verbs, carried out on whatever is due: delete the row, empty a field, replace it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
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
from kurzweg.core.retention.shortening import shortened

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
    return sum(rows.count() for rows in _due(kept, rule, now))


def _carry_out(kept: Kept, rule: Rule, now: datetime, *, is_first: bool) -> int:
    done = 0
    for rows in _due(kept, rule, now):
        done += _in_batches(rows, kept, rule, is_first=is_first and not done)
    return done


def _due(kept: Kept, rule: Rule, now: datetime) -> Iterator[models.QuerySet[Any]]:
    """Give what is due by the file, then what is due earlier because its network decided so."""
    due, before = due_of(kept.rule, kept.model), rule.cutoff(now)
    yield _unfinished(kept, due.rows(before))
    if due.network:
        for network_id, period in shortened(rule):
            earlier = due.rows(rule.cutoff(now, kept=period)).filter(Q((due.network, network_id)))
            yield _unfinished(kept, earlier.exclude(pk__in=due.rows(before).values("pk")))


def _in_batches(rows: models.QuerySet[Any], kept: Kept, rule: Rule, *, is_first: bool) -> int:
    due, done, last = due_of(kept.rule, kept.model), 0, None
    while True:
        with transaction.atomic():
            looked_at, batch = _batch(rows, kept.model, after=last)
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


def _unfinished(kept: Kept, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Keep of what is due that which is not yet as it shall be."""
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
