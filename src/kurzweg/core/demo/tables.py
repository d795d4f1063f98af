"""Tables that people write, as YAML, read into frozen records; an error names file, row and field.

A field that holds several pieces is written in one of three ways: one a line below `|` (a line
indented further goes on with the one before it), between semicolons, or as a list of YAML.
"""

from __future__ import annotations

import collections.abc
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import yaml

# With libyaml it takes a quarter of the time; its nodes know their lines as well.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
YES = {"true": True, "false": False}

Record = TypeVar("Record")


class TableError(ValueError):
    """A table cannot be read; the sentence names file, line, row and field."""


def records(folder: Path, record: type[Record]) -> dict[str, Record]:
    """Read all tables of a folder in the order of their names: one record a row, by its key."""
    found: dict[str, Record] = {}
    for path in sorted(folder.glob("*.yaml")):
        table = _Table(path)
        for key, node, row in table.pairs(table.root(), ""):
            if key in found:
                raise table.error(node, key, "there is a row of this name already")
            found[key] = table.record(row, record, key)
    return found


def single(path: Path, record: type[Record]) -> Record:
    """Read a table that is one record."""
    table = _Table(path)
    return table.record(table.root(), record, "")


def rows(path: Path, record: type[Record]) -> dict[str, Record]:
    """Read one table: one record a row, by its key."""
    table = _Table(path)
    return {key: table.record(row, record, key) for key, _, row in table.pairs(table.root(), "")}


def lines(text: str) -> tuple[str, ...]:
    """One phrase a line; a line that is indented further goes on with the phrase before it."""
    written = [row for row in text.splitlines() if row.strip()]
    margin = min((len(row) - len(row.lstrip()) for row in written), default=0)
    phrases: list[str] = []
    for row in written:
        if len(row) - len(row.lstrip()) > margin:
            phrases[-1] += " " + row.strip()
        else:
            phrases.append(row.strip())
    return tuple(phrases)


def words(text: str) -> tuple[str, ...]:
    """Pieces between semicolons."""
    return tuple(piece.strip() for piece in text.replace("\n", " ").split(";") if piece.strip())


@dataclass(frozen=True, slots=True)
class _Table:
    """One file that is read; `at` is the dotted way to a value in it."""

    path: Path

    def root(self) -> yaml.Node:
        try:
            node = yaml.compose(self.path.read_text("utf-8"), Loader=LOADER)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            raise TableError(f"{self.path}, line {line}: {error.problem}") from error
        if node is None:
            raise TableError(f"{self.path}: there is nothing in it")
        return node

    def error(self, node: yaml.Node, at: str, why: str) -> TableError:
        return TableError(f"{self.path}, line {node.start_mark.line + 1}, {at or 'table'}: {why}")

    def pairs(self, node: yaml.Node, at: str) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            raise self.error(node, at, "names with values are expected")
        seen = set()
        for name, value in node.value:
            if name.value in seen:
                raise self.error(name, f"{at}.{name.value}".strip("."), "this stands here twice")
            seen.add(name.value)
            yield name.value, name, value

    def record(self, node: yaml.Node, record: type[Record], at: str) -> Record:
        hints = get_type_hints(record)
        values: dict[str, Any] = {"key": at} if "key" in hints else {}
        for name, written, value in self.pairs(node, at):
            where = f"{at}.{name}".strip(".")
            if name not in hints or name == "key":
                raise self.error(written, where, "there is no such field")
            values[name] = self.value(value, hints[name], where)
        for each in fields(record):  # type: ignore[arg-type]  # a dataclass, as all records are
            is_needed = each.default is MISSING and each.default_factory is MISSING
            if is_needed and each.name not in values:
                raise self.error(node, f"{at}.{each.name}".strip("."), "this field is missing")
        return record(**values)

    def value(self, node: yaml.Node, hint: Any, at: str) -> Any:
        """Read a value as its field is declared."""
        if get_origin(hint) is tuple:
            return self.pieces(node, get_args(hint)[0], at)
        if get_origin(hint) is collections.abc.Mapping:
            inner = get_args(hint)[1]
            return {
                name: self.value(value, inner, f"{at}.{name}")
                for name, _, value in self.pairs(node, at)
            }
        if is_dataclass(hint):
            return self.record(node, hint, at)  # type: ignore[arg-type]  # it is a class
        return self.plain(node, hint, at)

    def pieces(self, node: yaml.Node, hint: Any, at: str) -> tuple[Any, ...]:
        if isinstance(node, yaml.SequenceNode):
            found = tuple(self.plain(piece, hint, at) for piece in node.value)
        else:
            text = self.plain(node, str, at)
            is_literal = isinstance(node, yaml.ScalarNode) and node.style == "|"
            found = lines(text) if is_literal else words(text)
        if not found:
            raise self.error(node, at, "this is empty")
        return found

    def plain(self, node: yaml.Node, hint: Any, at: str) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            raise self.error(node, at, "a single value is expected")
        try:
            return YES[node.value] if hint is bool else hint(node.value)
        except (KeyError, ValueError) as error:
            expected = {bool: "true or false", int: "a whole number", float: "a number"}[hint]
            raise self.error(node, at, f"{expected} is expected, not “{node.value}”") from error
