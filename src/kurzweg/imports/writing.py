"""Many rows into the database at once: prepared before, so that nobody waits long.

`bulk_create` asks each field of each row what the database takes, while others wait to write. Here
that is done before the transaction; in it numbers are given and rows are sent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Max, Model
from django.db.models.base import ModelState
from django.utils import timezone

from kurzweg.core import ledger
from kurzweg.core.keys import keys_of
from kurzweg.core.models import AuditEntry, Change
from kurzweg.imports.known import parts
from kurzweg.imports.rows import AT_A_TIME, MADE
from kurzweg.people.models import Person

Update = tuple[type[Model], int, str, Any]  # a row, a field of it and the new value
Values = tuple[Any, ...]
_STATE = ModelState()  # of all rows that wait to be written: none has one of its own


# New rows -------------------------------------------------------------------------------------


class Batch:
    """New rows of one model, in the words of the database but for what names other new rows."""

    def __init__(self, model: type[Model]) -> None:
        columns: list[Any] = [each for each in model._meta.concrete_fields if not each.primary_key]
        self.model = model
        self.own = [each for each in columns if not each.is_relation]
        self.naming = [each for each in columns if each.is_relation]
        self.rows: list[Model] = []
        self.values: list[Values] = []
        self.named: list[tuple[Any, ...]] = []  # whom each row names: a row, or a number

    def add(self, row: Model) -> None:
        """Ask each field of a row what is kept of it; of the row itself only its number is left.

        Many rows are a few hundred bytes each then, instead of a few thousand.
        """
        self.named.append(tuple(_named_by(row, each) for each in self.naming))
        self.values.append(
            tuple(each.get_db_prep_save(each.pre_save(row, True), connection) for each in self.own)
        )
        self.rows.append(row)
        row.__dict__ = {"_state": _STATE}

    def write(self) -> None:
        """Give the rows their numbers, and send them."""
        for row, number in zip(self.rows, numbers(self.model, len(self.rows)), strict=True):
            row.pk = number
        names = [each.column for each in (self.model._meta.pk, *self.own, *self.naming)]
        insert(
            self.model,
            names,
            (
                (row.pk, *values, *map(_number_of, named))
                for row, values, named in zip(self.rows, self.values, self.named, strict=True)
            ),
        )


def _named_by(row: Model, column: Any) -> Any:
    other = column.get_cached_value(row, default=None)
    return getattr(row, column.attname) if other is None else other


def _number_of(named: Any) -> Any:
    return named.pk if isinstance(named, Model) else named


def in_order(batches: Mapping[type[Model], Batch]) -> list[Batch]:
    """Give batches in the order in which they are written: first those that others name."""
    if unknown := set(batches) - set(MADE):
        raise LookupError(f"nobody said when rows of {unknown} are made")
    return [batches[model] for model in MADE if model in batches]


def numbers(model: type[Model], count: int) -> Sequence[int]:
    """Take the next numbers of a table; who writes at the same time gets others."""
    if connection.vendor != "postgresql":
        # Whoever writes is alone; the table counts on from the highest number that is written.
        newest = _highest(model)
        return range(newest + 1, newest + 1 + count)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table, model._meta.pk.column, count],
        )
        return [number for (number,) in cursor.fetchall()]


def _highest(model: type[Model]) -> int:
    """The highest number that a table ever gave: those of rows that are gone are not given anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        found = cursor.fetchone()
    stored = model._base_manager.aggregate(highest=Max("pk"))["highest"] or 0
    return max(found[0] if found else 0, stored)


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Values]) -> None:
    """Send rows, their values as the database takes them."""
    quote = connection.ops.quote_name
    columns, places = ", ".join(map(quote, names)), ", ".join(["%s"] * len(names))
    table = quote(model._meta.db_table)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names of our models
    with connection.cursor() as cursor:
        for some in parts(rows, AT_A_TIME):
            cursor.executemany(sql, some)


# Values of rows that are there ----------------------------------------------------------------


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


# What is said of it ---------------------------------------------------------------------------


def note_own(network_id: int, rows: Mapping[type[Model], Iterable[int]]) -> None:
    """Note rows in the ledger that no other network knows: all of them strangers may see."""
    at = _moment(timezone.now())
    names = ("network_id", "kind", "row_id", "at", "is_public")
    for model, pks in rows.items():
        kind = ledger.kind_of(model)
        insert(Change, names, ((network_id, kind, pk, at, True) for pk in pks))


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
    at, actor = _moment(timezone.now()), ("person", by.pk) if by is not None else ("system", None)
    names = ("at", "network_id", "actor_kind", "actor_id", "action", "kind", "row_id", "fields")
    for model, each in rows.items():
        place = network_id if any(f.attname == "network_id" for f in model._meta.fields) else None
        kind = model._meta.model_name
        told = (at, place, *actor, action, kind)
        insert(
            AuditEntry,
            names,
            ((*told, pk, _fields(tuple(sorted(fields)))) for pk, fields in each.items()),
        )


@lru_cache(maxsize=1000)
def _fields(names: tuple[str, ...]) -> Any:
    column: Any = AuditEntry._meta.get_field("fields")
    return column.get_db_prep_save(list(names), connection)


def _moment(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)
