"""The rows of a database as lines that both databases write and read alike."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Generator, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, ProgrammingError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from kurzweg.core.backup.archive import Refused, Table

Migration = tuple[str, str]
Model = type[models.Model]

AT_ONCE = 1000  # rows
# What a database, or its Python side, raises for a value; a full or locked one is another matter.
REFUSED_VALUE = (DataError, IntegrityError, ProgrammingError, OverflowError, ValueError)
# Not kept: whoever holds a session's key is signed in, and finished jobs are history.
LEFT_OUT = frozenset({"sessions.Session", "django_q.Task"})


def applied() -> list[Migration]:
    """List the migrations that made this database what it is."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def known(migrations: Iterable[Migration], loader: MigrationLoader) -> list[Migration]:
    """Keep what the graph holds; raise Refused when this program has no such migration."""
    unknown = sorted(set(migrations) - set(loader.disk_migrations))
    if unknown:
        raise Refused(
            "This belongs to another, probably newer Kurzweg: here nobody knows the change "
            f"{'.'.join(unknown[0])} of its database. Install the version that it came from."
        )
    return [migration for migration in migrations if migration in loader.graph.nodes]


def last_of(migrations: Iterable[Migration], loader: MigrationLoader) -> list[Migration]:
    """Keep the last of each app: by its name Django is told how far to go."""
    wanted = set(known(migrations, loader))
    return [
        migration
        for migration in sorted(wanted)
        if not any(
            child.key in wanted and child.key[0] == migration[0]
            for child in loader.graph.node_map[migration].children
        )
    ]


def models_at(migrations: Iterable[Migration], loader: MigrationLoader) -> dict[str, Model]:
    """Build the models as they were after some migrations: what the tables of then look like."""
    apps = loader.project_state(known(migrations, loader)).apps
    found = {
        model._meta.label: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return {label: found[label] for label in sorted(found) if label not in LEFT_OUT}


def lines(model: Model) -> Generator[bytes]:
    """Write each row of a table as a line: the values of its columns in their order."""
    columns = [field.attname for field in model._meta.concrete_fields]
    table: models.QuerySet[Any] = models.QuerySet(model)
    rows = table.order_by("pk").values_list(*columns)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield (
            json.dumps(
                row, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
            ).encode()
            + b"\n"
        )


class Counting:
    """Lines passed on, counted and hashed on the way."""

    def __init__(self, written: Iterable[bytes]) -> None:
        self.written = written
        self.rows = 0
        self.digest = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for line in self.written:
            self.rows += 1
            self.digest.update(line)
            yield line

    def table(self, *, last: int) -> Table:
        return Table(self.rows, self.digest.hexdigest(), last)


def insert(model: Model, written: Iterable[bytes]) -> None:
    """Put lines back as rows, with their keys, past every default and hook."""
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - names of our own tables
    rows = (_values(model, number, line) for number, line in enumerate(written, 1))
    done = 0
    with connection.cursor() as cursor:
        while some := list(itertools.islice(rows, AT_ONCE)):
            try:
                with transaction.atomic():
                    cursor.executemany(statement, some)
            except REFUSED_VALUE:
                for number, values in enumerate(some, done + 1):
                    _insert_one(cursor, statement, values, model=model, number=number)
            done += len(some)


def _values(model: Model, number: int, line: bytes) -> list[Any]:
    fields = model._meta.concrete_fields
    try:
        row = json.loads(line)
    except ValueError as error:
        raise _misfit(model, number, None, "it is no JSON") from error
    if not isinstance(row, list) or len(row) != len(fields):
        raise _misfit(model, number, None, f"it has not {len(fields)} values")
    values = []
    for field, value in zip(fields, row, strict=True):
        try:
            values.append(field.get_db_prep_save(field.to_python(value), connection))
        except (ValidationError, ValueError, TypeError, ArithmeticError) as error:
            raise _misfit(model, number, field, "the value is of another kind") from error
    return values


def _insert_one(
    cursor: Any, statement: str, values: list[Any], *, model: Model, number: int
) -> None:
    try:
        with transaction.atomic():
            cursor.execute(statement, values)
    except REFUSED_VALUE as error:
        pairs = zip(model._meta.concrete_fields, values, strict=True)
        field = next((field for field, value in pairs if _is_refused(cursor, field, value)), None)
        raise _misfit(model, number, field, first_line(error)) from error


def _is_refused(cursor: Any, field: Any, value: Any) -> bool:
    """Try a value in a column like the real one, which no other column and no key can disturb."""
    column = field.db_parameters(connection)
    check = f"CHECK ({column['check']})" if column["check"] else ""
    null = "" if field.null else "NOT NULL"
    declared = f"{connection.ops.quote_name(field.column)} {column['type']} {null} {check}"
    try:
        with transaction.atomic():
            cursor.execute(f"CREATE TEMPORARY TABLE trial ({declared})")
            cursor.execute("INSERT INTO trial VALUES (%s)", [value])
            cursor.execute("DROP TABLE trial")
    except REFUSED_VALUE:
        return True
    return False


def _misfit(model: Model, number: int, field: Any, reason: str) -> Refused:
    column = f", column {field.column}" if field else ""
    place = f"table {model._meta.label}, row {number}{column}"
    return Refused(f"This backup does not fit into this database: {place}: {reason}.")


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a backup cannot hold a {type(value).__name__} yet")


# The numbers that were given out: a deleted row's number must not come back, because answers
# from old mails would then lead to another row.


def last_number(model: Model) -> int:
    """Say the last number that a table gave out, 0 when it gives out none."""
    table, key = model._meta.db_table, model._meta.pk
    if not isinstance(key, models.AutoField | models.BigAutoField):
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            return found[0] if found else 0
        cursor.execute(f"SELECT last_value, is_called FROM {_sequence(cursor, model)}")  # noqa: S608 - PostgreSQL's own name
        value, is_called = cursor.fetchone()
        return value if is_called else 0


def set_last_number(model: Model, last: int) -> None:
    """Let a table go on counting where it was."""
    if not last:
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
        else:
            cursor.execute("SELECT setval(%s, %s)", [_sequence(cursor, model), last])


def _sequence(cursor: Any, model: Model) -> str:
    quoted = connection.ops.quote_name(model._meta.db_table)
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quoted, model._meta.pk.column])
    return cursor.fetchone()[0]


def first_line(error: Exception) -> str:
    """Say what a database says, without the values that it repeats below."""
    return str(error).strip().partition("\n")[0].rstrip(".")
