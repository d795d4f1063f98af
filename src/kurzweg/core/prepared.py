"""Queries of which Django makes the SQL once in a process, not at each request.

For what every page asks, making the statement costs ten times as much as asking the database. What
it says still comes from the querysets, in which a `Blank` stands for what differs each time; no
row is kept, so an answer is always of this moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Expression, Model, QuerySet

from kurzweg.core.tenancy import NetworkQuerySet

Row = TypeVar("Row", bound=Model)


class Blank(Expression):
    """A place in a statement that is filled in whenever it is asked, never with None."""

    def __init__(self, name: str, through: Callable[[Any], Any] | None = None) -> None:
        """Make a place of that name; what is filled in goes `through` a function first."""
        super().__init__()
        self.name, self.through = name, through

    def filled_with(self, value: Any) -> Any:
        return _written(self.through(value) if self.through else value)

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
    statement = _statement_of(asked)
    found = _fetched(statement.sql, statement, filled_in)
    return [_read(row, statement) for row in found] if statement.converters else found


def count(asked: Asked, **filled_in: Filling) -> int:
    """Count the rows of such a queryset."""
    statement = _statement_of(asked)
    sql = f"SELECT COUNT(*) FROM ({statement.sql}) AS counted"  # noqa: S608 - Django made it
    ((number,),) = _fetched(sql, statement, filled_in)
    return int(number)


def instances(model: type[Row], asked: Asked, **filled_in: Filling) -> list[Row]:
    """Give the rows of a model; `asked` makes its queryset with blanks, nothing joined to it."""
    names = [field.attname for field in model._meta.concrete_fields]
    return [model.from_db(connection.alias, names, row) for row in rows(asked, **filled_in)]


def applied(function: Callable[[Any], Any], to: Any) -> Any:
    """Apply a function to a value; to a blank, as soon as it is filled in."""
    return Blank(to.name, function) if isinstance(to, Blank) else function(to)


def forget() -> None:
    """Let go of what was made: whoever changes what a queryset means, as tests do, says so."""
    _made.clear()


def _fetched(sql: str, statement: Statement, filled_in: Mapping[str, Filling]) -> list[Any]:
    parameters = [
        each.filled_with(filled_in[each.name]) if isinstance(each, Blank) else each
        for each in statement.parameters
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _statement_of(asked: Asked) -> Statement:
    if asked not in _made:
        _made[asked] = _statement(asked())
    return _made[asked]


def _statement(queryset: QuerySet) -> Statement:
    if isinstance(queryset, NetworkQuerySet):
        queryset._require_scope()
    compiler = queryset.query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    return Statement(sql, tuple(parameters), tuple(converters.items()))


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _read(row: tuple[Any, ...], statement: Statement) -> tuple[Any, ...]:
    read = list(row)
    for column, (turns, expression) in statement.converters:
        for turn in turns:
            read[column] = turn(read[column], expression, connection)
    return tuple(read)
