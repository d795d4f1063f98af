"""What has been written of the region: rows in chunks, found again by their keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models

from kurzweg.core import findable, search

CHUNK = 2000

Row = TypeVar("Row", bound=models.Model)
Model = type[models.Model]


@dataclass(slots=True)
class Rows:
    """The rows of the region that are in the database, by model and key."""

    keys: dict[Model, dict[str, int]] = field(default_factory=dict)
    unread: set[Model] = field(default_factory=set)  # written since the index was built

    def write(self, model: type[Row], rows: Iterable[Row], *, keys: Iterable[str] = ()) -> int:
        """Write rows, keep them under their keys if they have any, and count them."""
        ids: list[int] = []
        waiting = iter(rows)
        while chunk := list(islice(waiting, CHUNK)):
            ids += [row.pk for row in model._default_manager.bulk_create(chunk)]
        self.unread.add(model)
        if named := list(keys):
            self.keys.setdefault(model, {}).update(zip(named, ids, strict=True))
        return len(ids)

    def pk(self, model: Model, key: str) -> int:
        """Give the primary key of the row that the region knows by a key."""
        return self.keys[model][key]

    def index(self) -> int:
        """Make all that was written findable, and say how much can be found."""
        self.unread.clear()
        return len(search.rebuild().segment.columns)

    @property
    def is_indexed(self) -> bool:
        """Whether nothing that can be found was written since the index was built."""
        return not self.unread & {source.model for source in findable.sources().values()}


def moment(day: date, key: str) -> datetime:
    """A moment on that day in office hours, another one for each key."""
    minutes = sum(map(ord, key)) * 37 % 480
    noon = datetime.combine(day, time(8, 0), tzinfo=ZoneInfo(settings.TIME_ZONE))
    return noon + timedelta(minutes=minutes)
