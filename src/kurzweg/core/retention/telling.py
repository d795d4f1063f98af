"""All that is kept of a person (Art. 15 and 20), rule by rule, with why and until when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from kurzweg.core.retention.declarations import (
    Kept,
    Model,
    Rule,
    kept_under,
    rules,
    said_of,
    words,
)
from kurzweg.core.retention.erasing import last_day
from kurzweg.core.retention.persons import Link, Subject, hidden, links_of, rows_of

# What of a row is said otherwise to somebody who may not know all of it; "" is not told.
Otherwise = Callable[[Any, Subject], dict[str, Any]]
_otherwise: dict[Model, Otherwise] = {}


def told_otherwise(model: Model) -> Callable[[Otherwise], Otherwise]:
    """Declare what of a table's rows one of several persons in them may not know."""

    def register(otherwise: Otherwise) -> Otherwise:
        _otherwise[model] = otherwise
        return otherwise

    return register


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in one row, as far as it is hers: the fields in their order."""

    table: str
    fields: dict[str, Any]

    @property
    def title(self) -> str:
        return word(self.table.rpartition(".")[2])

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What people read: each field by its German name."""
        return [(word(name), written(value)) for name, value in self.fields.items()]


@dataclass(frozen=True, slots=True)
class Part:
    """What is kept of her under one rule."""

    rule: Rule
    rows: list[Row]
    # The day by which all of it is gone; none when its period has not begun.
    until: date | None


def told(subject: Subject) -> list[Part]:
    """Tell somebody all that is kept of her; what is about others is left out."""
    parts = []
    for rule in rules():
        found = [(kept, _rows(kept, subject)) for kept in kept_under(rule.name)]
        rows = [_row(kept, row, subject) for kept, of_table in found for row in of_table]
        if rows:
            until = last_day((kept, [row.pk for row in of_table]) for kept, of_table in found)
            parts.append(Part(rule, rows, until))
    return parts


def _rows(kept: Kept, subject: Subject) -> list[Any]:
    found: dict[Any, Any] = {}
    for link in links_of(kept.model):
        found |= {row.pk: row for row in rows_of(link, subject) if _holds(kept, link)}
    return [found[pk] for pk in sorted(found)]


def _holds(kept: Kept, link: Link) -> bool:
    """Whether a link leads to something under this rule, not only under another of the table."""
    return link.is_hers_alone or link.name in kept.fields


def _row(kept: Kept, row: models.Model, subject: Subject) -> Row:
    left_out = hidden(row, subject) | _of_other_rules(kept)
    fields = {
        column.name: _value(row, column)
        for column in row._meta.local_concrete_fields
        # What is not personal is told as well where it has a name that people read.
        if (column.name in kept.fields or column.name in words())
        and column.name not in left_out
        and not column.primary_key
    }
    if type(row) in _otherwise:
        otherwise = _otherwise[type(row)](row, subject)
        fields = {name: otherwise.get(name, value) for name, value in fields.items()}
    return Row(row._meta.label, {name: value for name, value in fields.items() if value != ""})


def _of_other_rules(kept: Kept) -> set[str]:
    """Name what of a table is told under another rule."""
    groups = said_of(kept.model)
    named = {rule.name for rule in rules()} - {kept.rule}
    return {
        name
        for rule in named & groups.keys()
        for names in groups[rule].values()
        if names != "all"
        for name in names
    }


def _value(row: models.Model, column: Any) -> Any:
    value = getattr(row, column.attname)
    if column.is_relation and value is not None:
        return str(getattr(row, column.name))
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def word(name: str) -> str:
    """Say what a table or a field is called in German."""
    return words().get(name, name)


def written(value: Any) -> str:
    """Write a value as people read it."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def as_json(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Lay out what is told for machines."""
    return [
        {
            "rule": part.rule.name,
            "label": part.rule.label,
            "purpose": part.rule.purpose,
            "basis": part.rule.basis,
            "recipients": part.rule.recipients,
            "kept": part.rule.kept,
            "from": part.rule.clock,
            "until": part.until.isoformat() if part.until else None,
            "rows": [{"table": row.table, **row.fields} for row in part.rows],
        }
        for part in parts
    ]
