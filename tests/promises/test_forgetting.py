"""Whatever is declared personal is gone when its period is over: every field of every table.

A field that is declared and survives turns this red by itself; so does a table for which nobody
here makes a row whose clock ran out (`tests/<app>/forgetting.py`).
"""

from datetime import UTC, datetime
from importlib import import_module

import pytest
import time_machine
from django.db import models

from kurzweg.core import retention
from kurzweg.core.retention import carrying_out, declarations
from kurzweg.networks.models import Network
from kurzweg.people.models import Account, Person
from tests.core.forgetting import canary
from tests.factories import AccountFactory, NetworkFactory, PersonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2040, 5, 31, 2, 30, tzinfo=UTC)
LONG_AGO = datetime(2021, 3, 31, 12, tzinfo=UTC)
MADE = {Account: AccountFactory, Network: NetworkFactory, Person: PersonFactory}
OVER = {
    key: make
    for app in declarations.declared()
    for key, make in import_module(f"tests.{app}.forgetting").OVER.items()
}


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


# Rows that hang on none of those that a rule deletes: nobody votes on a draft.
NONE_YET = {
    pair
    for app in declarations.declared()
    for pair in getattr(import_module(f"tests.{app}.forgetting"), "NONE_YET", ())
}
# Fields of which a row holds one or the other: each has a round of its own.
ONE_OF = {
    model: fields
    for app in declarations.declared()
    for model, fields in getattr(import_module(f"tests.{app}.forgetting"), "ONE_OF", {}).items()
}


def rounds():
    for kept in declarations.kept():
        for empty in sorted(set(kept.fields) & set(ONE_OF.get(kept.model, ()))) or [""]:
            name = f"{kept.model._meta.label}: {kept.rule}"
            yield pytest.param(kept, empty, id=f"{name}, {empty} empty" if empty else name)


def columns(kept, row, *, empty=""):
    """What stands in the columns of a row that are declared personal; None: there is no row."""
    names = [kept.model._meta.get_field(name).attname for name in kept.fields if name != empty]
    found = models.QuerySet(kept.model).filter(pk=row.pk).values(*names).first()
    return found and [found[name] for name in names]


def with_canaries(kept, row, *, empty=""):
    """Write something into every field that shall be empty or replaced."""
    fields = {name: kept.model._meta.get_field(name) for name in kept.values if name != empty}
    written = {
        name: canary(field, made=lambda model: MADE[model]()) for name, field in fields.items()
    }
    if written:
        models.QuerySet(kept.model).filter(pk=row.pk).update(**written)
    return columns(kept, row, empty=empty)


def forgotten(kept, row, *, empty=""):
    """What stands there once it was forgotten."""
    if kept.is_row_deleted:
        return None
    return [
        value.replace("{id}", str(row.pk)) if isinstance(value, str) else value
        for name, value in kept.values.items()
        if name != empty
    ]


@pytest.mark.parametrize(("kept", "empty"), list(rounds()))
def test_what_is_personal_is_gone_when_its_period_is_over(kept, empty):
    row = OVER[kept.rule, kept.model](LONG_AGO)
    before = with_canaries(kept, row, empty=empty)
    then = forgotten(kept, row, empty=empty)

    first, second = retention.carry_out(), retention.carry_out()

    assert columns(kept, row, empty=empty) in (then, None)
    assert before is not None
    assert [left for left in zip(before, then or [], strict=False) if left[0] == left[1]] == []
    assert (first[kept.rule] > 0, second[kept.rule]) == (True, 0)


def test_a_verb_that_nobody_carries_out_is_seen(monkeypatch):
    """Negative control: were a row only counted, its canaries would still be there."""
    kept = retention.kept_under("market")[0]
    row = OVER["market", kept.model](LONG_AGO)
    empty = next(iter(ONE_OF.get(kept.model, ())), "")
    before = with_canaries(kept, row, empty=empty)
    monkeypatch.setattr(carrying_out, "apply", lambda kept, pks: None)

    retention.carry_out()

    assert columns(kept, row, empty=empty) == before


def test_what_goes_with_a_deleted_row_is_meant_to():
    """Whatever the database deletes with a row stands under the same rule, and nothing stops it."""
    deleted = {(kept.rule, kept.model) for kept in declarations.kept() if kept.is_row_deleted}
    unmeant = [
        f"{rule}: {model._meta.label} takes {relation.related_model._meta.label} along"
        for rule, model in deleted
        for relation in model._meta.related_objects
        if relation.on_delete not in (models.SET_NULL, models.DO_NOTHING)
        and (rule, relation.related_model) not in deleted | NONE_YET
    ]

    assert unmeant == []


def test_a_value_that_replaces_can_stand_in_its_column():
    unfit = [
        f"{kept.model._meta.label}.{name}"
        for kept in declarations.kept()
        for name, value in kept.values.items()
        if not fits(kept.model._meta.get_field(name), value)
    ]

    assert unfit == []


def fits(field, value):
    if value is None:
        return field.null
    if field.unique and "{id}" not in str(value):
        return False
    return not isinstance(value, str) or len(value) + 20 * ("{id}" in value) <= (
        field.max_length or 10_000
    )
