"""Rows as they stand, to be compared later or put back exactly."""

from __future__ import annotations

import hashlib
import json
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


def state(organisation: Organisation, touched: Iterable[Key]) -> str:
    """Give the print of an entry with all that refers to it, and of other rows."""
    everything: dict[Key, models.Model] = {key_of(organisation): organisation}
    for row, _name in rows_of(organisation):
        if not isinstance(row, ABOUT):
            everything[key_of(row)] = row
    for label, pk in touched:
        found = apps.get_model(label)._base_manager.filter(pk=pk).first()
        if found is not None:
            everything[label, pk] = found
    told = written(everything[key] for key in sorted(everything))
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def put_back(told: list[dict[str, Any]]) -> list[models.Model]:
    """Write rows as they were; those that are gone come back under their numbers."""
    back = []
    for each in serializers.deserialize("json", json.dumps(told)):
        each.save()  # as it stands: no column is filled by itself
        back.append(each.object)
    return back
