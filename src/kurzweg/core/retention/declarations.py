"""The apps' retention.yaml as they are read: rules, and what happens to which field under each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.db import models
from django.utils import timezone, translation

from kurzweg.core.retention.periods import cutoff, named

FILE = "retention.yaml"
NOT_PERSONAL = "not personal"
DELETE_ROW, EMPTY, REPLACE = "delete row", "empty", "replace"
HANGS_ON, GOES_WITH, NOT_TOLD = "hangs on", "goes with", "not told"
OTHER_KEYS = frozenset({NOT_PERSONAL, HANGS_ON, GOES_WITH, NOT_TOLD})
VERBS = frozenset({DELETE_ROW, EMPTY, REPLACE})
ALL = "all"

Model = type[models.Model]


@dataclass(frozen=True, slots=True)
class Rule:
    """One promise about personal data: whose, what, why, on which ground, how long after what."""

    name: str
    label: str
    persons: str
    purpose: str
    basis: str
    clock: str
    kept: str
    # A network may shorten the period to this; empty: it may not.
    least: str = ""
    # Why it is not erased when the person asks for it; empty: it is.
    stays: str = ""
    recipients: str = ""

    @property
    def categories(self) -> list[str]:
        """Which kinds of data it is about, in German, each once."""
        names = [name for kept in kept_under(self.name) for name in kept.told]
        return list(dict.fromkeys(words().get(name, name) for name in names))

    @property
    def period(self) -> str:
        """How long it is kept, as people read it."""
        return named(self.kept)

    @property
    def term(self) -> str:
        """How long after what it is kept: in German, as all that the files say."""
        with translation.override("de"):
            return f"{self.period} ab: {self.clock}"

    def cutoff(self, now: datetime, *, kept: str = "") -> datetime:
        """Say before which moment the clock must have started for the rule to apply now.

        The moment is told as people read it: its day and its year end at their midnight.
        """
        try:
            return timezone.localtime(cutoff(kept or self.kept, now))
        except ValueError as error:
            raise ValueError(f"{FILE}, {self.name}: {error}") from error


@dataclass(frozen=True, slots=True)
class Kept:
    """What of one table stands under one rule, and what happens to it when its period is over."""

    rule: str
    model: Model
    fields: tuple[str, ...]
    is_row_deleted: bool
    # What the fields hold afterwards; "{id}" stands for the row's number.
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def told(self) -> tuple[str, ...]:
        """Name what it is about: the fields, of a library's table the table."""
        is_ours = self.model.__module__.partition(".")[0] == __name__.partition(".")[0]
        return self.fields if is_ours else (self.model.__name__,)


KEYS = {"label", "persons", "purpose", "basis", "recipients", "from", "kept", "least", "stays"}


@cache
def declared() -> dict[str, dict[str, Any]]:
    """Read the files of all apps that have one: the app's label and what its file says."""
    found = {}
    for app in apps.get_app_configs():
        path = Path(app.path) / FILE
        if path.is_file():
            found[app.label] = yaml.safe_load(path.read_text("utf-8"))
    return found


@cache
def rules() -> tuple[Rule, ...]:
    """List the rules of all apps, in the order of the apps and of their files."""
    return tuple(
        _rule(name, says)
        for file in declared().values()
        for name, says in file.get("rules", {}).items()
    )


def words() -> dict[str, str]:
    """Say what tables and fields are called in German, by their names."""
    return {
        name: word for file in declared().values() for name, word in file.get("words", {}).items()
    }


def rule(name: str) -> Rule:
    """Find a rule by its name."""
    return next(rule for rule in rules() if rule.name == name)


def _rule(name: str, says: dict[str, str]) -> Rule:
    if unknown := set(says) - KEYS:
        raise ValueError(f"{FILE}, {name}: nobody knows what {sorted(unknown)} means")
    given = {key: value for key, value in says.items() if key != "from"}
    return Rule(name=name, clock=says["from"], **given)


def tables() -> Iterator[tuple[str, Any]]:
    """Go through the tables that the files name, by their labels, and what is said of each."""
    for app, file in declared().items():
        for name, says in file.get("models", {}).items():
            yield (name if "." in name else f"{app}.{name}"), says


def unsaid() -> list[str]:
    """Name the tables of our apps, or their fields, of which no file says what they hold."""
    said = dict(tables())
    found = []
    for model in apps.get_models():
        label = model._meta.label
        if not model.__module__.startswith("kurzweg.") or said.get(label) == NOT_PERSONAL:
            continue
        if label not in said:
            found.append(label)
            continue
        named = {*said[label].get(NOT_PERSONAL, [])}.union(
            *(each.fields for each in kept() if each.model is model)
        )
        found += [f"{label}.{name}" for name in own_fields(model) if name not in named]
    return found


def said_of(model: Any) -> dict[str, Any]:
    """Look up what is said of a table; nothing where it holds nothing personal."""
    return _by_label().get(model._meta.label, {})


@cache
def _by_label() -> dict[str, dict[str, Any]]:
    return {label: says for label, says in tables() if isinstance(says, dict)}


@cache
def kept() -> tuple[Kept, ...]:
    """List what of which table stands under which rule, in the order of the files."""
    known = {rule.name for rule in rules()}
    return tuple(
        _kept(name, apps.get_model(label), verbs)
        for label, says in tables()
        if says != NOT_PERSONAL
        for name, verbs in says.items()
        if name in known
    )


def kept_under(rule: str) -> list[Kept]:
    """List the tables that hold something under a rule."""
    return [each for each in kept() if each.rule == rule]


def _kept(rule: str, model: Model, verbs: dict[str, Any]) -> Kept:
    where = f"{FILE}, {model._meta.label}, {rule}"
    if unknown := set(verbs) - VERBS:
        raise ValueError(f"{where}: {sorted(unknown)} is none of {sorted(VERBS)}")
    if DELETE_ROW in verbs:
        if len(verbs) > 1:
            raise ValueError(f"{where}: a row that is deleted leaves nothing to empty")
        return Kept(rule, model, _names(model, verbs[DELETE_ROW]), is_row_deleted=True)
    values = {name: _nothing(model, name) for name in verbs.get(EMPTY, [])}
    values |= verbs.get(REPLACE, {})
    return Kept(rule, model, tuple(values), is_row_deleted=False, values=values)


def _names(model: Model, names: Any) -> tuple[str, ...]:
    return tuple(own_fields(model)) if names == ALL else tuple(names)


def _nothing(model: Model, name: str) -> Any:
    """Say what an empty field of this kind holds; raise ValueError where there is no such thing."""
    column: Any = model._meta.get_field(name)
    if column.null:
        return None
    if column.empty_strings_allowed and not column.is_relation:
        return ""
    if isinstance(column, models.JSONField):
        return column.get_default()
    raise ValueError(f"{FILE}, {model._meta.label}.{name} cannot be empty: replace it by something")


def own_fields(model: Model) -> list[str]:
    """Name the fields that hold something of their own: a number given by the database does not."""
    return [column.name for column in model._meta.local_concrete_fields if not column.primary_key]
