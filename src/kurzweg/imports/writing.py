"""Many rows into the database at once: prepared before, so that nobody waits long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

from kurzweg.core import ledger
from kurzweg.core.keys import keys_of
from kurzweg.core.models import AuditEntry, Change
from kurzweg.imports.known import parts
from kurzweg.imports.rows import AT_A_TIME, MADE
from kurzweg.people.models import Person

Update = tuple[type[Model], int, str, Any]  # a row, a field of it and the new value


def create(rows: Iterable[Model]) -> None:
    """Write new rows, those first that others name."""
    by_model: dict[type[Model], list[Model]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    for model in MADE:
        model._base_manager.bulk_create(by_model.pop(model, []))
    if by_model:
        raise LookupError(f"nobody said when rows of {list(by_model)} are made")


def update(updates: Iterable[Update]) -> None:
    """Write single values, with the keys that are made of them."""
    columns: dict[tuple[type[Model], str], list[tuple[Any, int]]] = defaultdict(list)
    for model, pk, name, value in updates:
        columns[model, name].append((value, pk))
        for key in keys_of(model):
            if key.of == (name,):
                columns[model, key.name].append((key.form(value)[: key.max_length], pk))
    for (model, name), values in columns.items():
        _update(model, name, values)


def _update(model: type[Model], name: str, values: Sequence[tuple[Any, int]]) -> None:
    column: Any = model._meta.get_field(name)
    quote = connection.ops.quote_name
    # One statement for many values: `bulk_update` builds an expression for each of them.
    told = map(quote, (model._meta.db_table, column.column, str(model._meta.pk.column)))
    sql = "UPDATE {} SET {} = %s WHERE {} = %s".format(*told)  # noqa: S608 - names of our models
    saved = [(column.get_db_prep_save(value, connection), pk) for value, pk in values]
    with connection.cursor() as cursor:
        cursor.executemany(sql, saved)


def note_new(network_id: int, rows: Iterable[Model]) -> None:
    """Note rows in the ledger that no other network knows, because they are new here."""
    Change.objects.bulk_create(
        Change(
            network_id=network_id,
            kind=ledger.kind_of(row),
            row_id=row.pk,
            is_public=ledger.is_shown_to_strangers(row),
        )
        for row in rows
    )


def note(model: type[Model], pks: Iterable[int]) -> None:
    """Note rows in the ledger that others may know as well, some at a time."""
    for some in parts(pks, AT_A_TIME):
        ledger.changed(*model._base_manager.filter(pk__in=some))


def record(
    rows: Mapping[type[Model], Mapping[int, Iterable[str]]],
    action: str,
    *,
    by: Person | None,
    network_id: int,
) -> None:
    """Note in the audit what was done to many rows: by model and number, with the fields."""
    AuditEntry.objects.bulk_create(
        AuditEntry(
            network_id=network_id if hasattr(model, "network_id") else None,
            actor_kind="person" if by is not None else "system",
            actor_id=by.pk if by is not None else None,
            action=action,
            kind=model._meta.model_name or "",
            row_id=pk,
            fields=sorted(fields),
        )
        for model, each in rows.items()
        for pk, fields in each.items()
    )
