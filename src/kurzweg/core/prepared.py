"""Queries of which Django makes the SQL once in a process, not at each request.

For what every page asks, making the statement costs ten times as much as asking the database. What
it says still comes from the querysets, in which a `Blank` stands for what differs each time; no
row is kept, so an answer is always of this moment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Expression, Model, QuerySet

from kurzweg.core.tenancy import NetworkQuerySet

Row = TypeVar("Row", bound=Model)


class Blank(Expression):
    """A place in a statement that is filled in whenever it is asked, never with None."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(  # type: ignore[override]  # no value yet: `rows` puts it in
        self, compiler: Any, connection: Any
    ) -> tuple[str, list[Any]]:
        return "%s", [self]


@dataclass(frozen=True, slots=True)
class Statement:
    """What is sent to the database, and what turns its answer into Python's values."""

    sql: str
    parameters: tuple[Any, ...]
    converters: tuple[tuple[int, tuple[Any, ...]], ...]


Asked = Callable[[], QuerySet]
Filling = int | str | date

_made: dict[Asked, Statement] = {}


def rows(asked: Asked, **filled_in: Filling) -> list[tuple[Any, ...]]:
    """Give the rows of a `values_list` queryset, made once by `asked` with blanks in it."""
    statement = _made.get(asked)
    if statement is None:
        statement = _made[asked] = _statement(asked())
    values = {name: _written(value) for name, value in filled_in.items()}
    parameters = [
        values[each.name] if isinstance(each, Blank) else each for each in statement.parameters
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, parameters)
        found = cursor.fetchall()
    return [_read(row, statement) for row in found] if statement.converters else found


def instances(model: type[Row], asked: Asked, **filled_in: Filling) -> list[Row]:
    """Give the rows of a model; `asked` makes its queryset with blanks, nothing joined to it."""
    names = [field.attname for field in model._meta.concrete_fields]
    return [model.from_db(connection.alias, names, row) for row in rows(asked, **filled_in)]


def forget() -> None:
    """Let go of what was made: whoever changes what a queryset means, as tests do, says so."""
    _made.clear()


def _statement(queryset: QuerySet) -> Statement:
    if isinstance(queryset, NetworkQuerySet):
        queryset._require_scope()
    compiler = queryset.query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    return Statement(sql, tuple(parameters), tuple(converters.items()))


def _written(value: Filling) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _read(row: tuple[Any, ...], statement: Statement) -> tuple[Any, ...]:
    read = list(row)
    for column, (turns, expression) in statement.converters:
        for turn in turns:
            read[column] = turn(read[column], expression, connection)
    return tuple(read)
