"""Rows as they stand, to be compared later or put back exactly."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models

from kurzweg.merging.models import Distinct, Merge
from kurzweg.people.models import Organisation

Key = tuple[str, int]
# They speak about entries and are no part of them.
ABOUT = (Merge, Distinct)


def references(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Name all columns that refer to a model, in every app: none is known here."""
    for field in model._meta.get_fields(include_hidden=True):
        if isinstance(field, models.ManyToOneRel) and field.related_model is not None:
            yield field.related_model, field.field.name


def rows_of(row: models.Model) -> Iterator[tuple[models.Model, str]]:
    """Give all rows that refer to a row, with the column that does."""
    for model, name in references(type(row)):
        for each in model._base_manager.filter(**{name: row.pk}).order_by("pk"):
            yield each, name


def key_of(row: models.Model) -> Key:
    return row._meta.label_lower, row.pk


def written(rows: Iterable[models.Model]) -> list[dict[str, Any]]:
    """Write rows with all their columns."""
    told: list[dict[str, Any]] = json.loads(serializers.serialize("json", rows))
    return told


def hold(keys: Iterable[Key]) -> None:
    """Lock rows until the transaction ends, in the order of the house (as what is taken out)."""
    for label, pks in _by_label(keys):
        rows = apps.get_model(label)._base_manager.filter(pk__in=pks).order_by("pk")
        list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))


def keys_about(organisation: models.Model) -> set[Key]:
    """Name an entry and all rows that refer to it and are part of it."""
    about = {key_of(row) for row, _name in rows_of(organisation) if not isinstance(row, ABOUT)}
    return {key_of(organisation), *about}


def prints(organisation: models.Model, touched: Iterable[Key]) -> dict[str, str]:
    """Give the print of an entry, of each row that refers to it, and of other rows."""
    [told] = prints_of([(organisation.pk, touched)])
    return told


def prints_of(asked: Iterable[tuple[int, Iterable[Key]]]) -> list[dict[str, str]]:
    """Give the prints of many entries, each with its other rows, in one round of questions."""
    own = [(pk, {("people.organisation", pk), *touched}) for pk, touched in asked]
    about: dict[int, set[Key]] = {pk: set() for pk, _keys in own}
    for model, name in references(Organisation):
        if not issubclass(model, ABOUT):
            rows = model._base_manager.filter(**{f"{name}__in": list(about)}).order_by("pk")
            for pk, organisation_id in rows.values_list("pk", name):
                about[organisation_id].add((model._meta.label_lower, pk))
    wanted = [keys | about[pk] for pk, keys in own]
    found = {
        key_of(row): _print(row)
        for label, pks in _by_label(set().union(*wanted))
        for row in apps.get_model(label)._base_manager.filter(pk__in=pks).order_by("pk")
    }
    return [
        {f"{label} {pk}": found[label, pk] for label, pk in sorted(keys & found.keys())}
        for keys in wanted
    ]


def _by_label(keys: Iterable[Key]) -> list[tuple[str, list[int]]]:
    pks: dict[str, list[int]] = defaultdict(list)
    for label, pk in keys:
        pks[label].append(pk)
    return sorted(pks.items())


def _print(row: models.Model) -> str:
    told = json.dumps(written([row]), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def state(organisation: models.Model, touched: Iterable[Key]) -> str:
    """Give one print of an entry with all that refers to it, and of other rows."""
    told = json.dumps(prints(organisation, touched), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def put_back(told: list[dict[str, Any]]) -> list[models.Model]:
    """Write rows as they were; those that are gone come back under their numbers."""
    back = []
    for each in serializers.deserialize("json", json.dumps(told)):
        each.save()  # as it stands: no column is filled by itself
        back.append(each.object)
    return back
