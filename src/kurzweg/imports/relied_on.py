"""Which rows that a list made are more than the list by now: changed, or named by others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ManyToManyRel, ManyToOneRel, Max, Model, Q

from kurzweg.core.models import Change
from kurzweg.imports.known import parts
from kurzweg.imports.models import Arrival
from kurzweg.imports.rows import AT_A_TIME, MADE, print_of, said_fields
from kurzweg.market.models import Match
from kurzweg.networks.models import SelfDeclaration

# Worked out from other rows, or only said of them: nobody misses them.
DERIVED: tuple[type[Model], ...] = (Match, Arrival, SelfDeclaration)
# … but for these: whoever answered a question changed or confirmed what the list said.
SAID_BY_SOMEBODY: Mapping[type[Model], Q] = {SelfDeclaration: Q(answered_at__isnull=False)}
# Whether one writes at a time and all others wait; elsewhere rows are locked one by one.
IS_ALONE = not connection.features.has_select_for_update
Made = Mapping[type[Model], Mapping[int, int]]  # by model: the number of a row and its print
Altered = dict[type[Model], dict[int, str]]  # … and why it stays


def model_of(label: str) -> type[Model]:
    return apps.get_model(label)


def altered(made: Made) -> Altered:
    """Name the rows that are no more as they were made, gone ones excepted, each with why."""
    found: Altered = defaultdict(dict)
    for model, prints in made.items():
        fields = said_fields(model)
        for pks in parts(prints, AT_A_TIME):
            rows = model._base_manager.filter(pk__in=pks).order_by()
            for pk, *values in rows.values_list("pk", *fields):
                if print_of(values) != prints[pk]:
                    found[model][pk] = "changed"
        for pk, why in _named_by_others(model, made):
            found[model].setdefault(pk, why)
    return found


def newest_change() -> int:
    """Say behind which place of the ledger changes stand that come from now on."""
    return Change.objects.aggregate(newest=Max("pk"))["newest"] or 0


def look_again(found: Altered, made: Made, *, since: int) -> None:
    """Add what happened since: rows that were changed, and new ones that name one of ours."""
    changed: dict[str, set[int]] = defaultdict(set)
    for kind, pk in Change.objects.filter(pk__gt=since).order_by().values_list("kind", "row_id"):
        changed[kind].add(pk)
    for kind, pks in changed.items():
        try:
            model = apps.get_model(kind)
        except (LookupError, ValueError):
            continue  # "restored": nothing of ours
        _look_again(found, made, model, pks)


def _look_again(found: Altered, made: Made, model: type[Model], pks: set[int]) -> None:
    own = made.get(model, {})
    if mine := {pk: own[pk] for pk in pks if pk in own}:
        for pk, why in altered({model: mine}).get(model, {}).items():
            found.setdefault(model, {}).setdefault(pk, why)
    if model in DERIVED and model not in SAID_BY_SOMEBODY:
        return
    counts = SAID_BY_SOMEBODY.get(model, Q())
    for name, target in _names_of(model):
        for some in parts([pk for pk in pks if pk not in own], AT_A_TIME):
            rows = model._base_manager.filter(counts, pk__in=some).order_by()
            for named in rows.values_list(f"{name}_id", flat=True):
                if named in made.get(target, {}):
                    found.setdefault(target, {}).setdefault(named, model._meta.label_lower)


def _named_by_others(model: type[Model], made: Made) -> Iterator[tuple[int, str]]:
    """Look for rows of any app that name one of ours and were not made with it."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToManyRel) or not isinstance(relation, ManyToOneRel):
            continue
        other: Any = relation.related_model
        if other in DERIVED and other not in SAID_BY_SOMEBODY:
            continue
        counts = SAID_BY_SOMEBODY.get(other, Q())
        own, name = made.get(other, {}), relation.field.attname
        for pks in parts(made[model], AT_A_TIME):
            rows = other._base_manager.filter(counts, **{f"{name}__in": pks}).order_by()
            for pk, named in rows.values_list("pk", name):
                if pk not in own:
                    yield named, other._meta.label_lower


def hold(made: Made) -> None:
    """Lock the rows until the transaction ends; SQLite lets one write at a time anyway."""
    if not connection.features.has_select_for_update:
        return
    for model in MADE:
        for pks in parts(made.get(model, {}), AT_A_TIME):
            rows = model._base_manager.filter(pk__in=pks).order_by("pk")
            list(rows.select_for_update().values_list("pk", flat=True))


def delete(rows: Mapping[type[Model], Sequence[int]]) -> None:
    """Delete rows of which nothing hangs but each other and what is derived from them."""
    for model in DERIVED:
        for name, target in _names_of(model):
            for pks in parts(rows.get(target, ()), AT_A_TIME):
                _delete(model, name, pks)
    for model in reversed(MADE):
        for pks in parts(rows.get(model, ()), AT_A_TIME):
            _delete(model, "pk", pks)


def _names_of(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    for column in model._meta.concrete_fields:
        if column.is_relation and column.related_model in MADE:
            yield column.name, column.related_model


def _delete(model: type[Model], name: str, pks: Sequence[int]) -> None:
    # Not `delete()`: it would ask once more, for every row, what hangs on it.
    rows = model._base_manager.filter(**{f"{name}__in": pks}).order_by()
    rows._raw_delete(using=rows.db)
