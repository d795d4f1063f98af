"""Facts that hold from one day until another: half-open, null means open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from kurzweg.core.prepared import Blank


def holds(day: date | Blank) -> Q:
    """Build the condition that a dated fact held on a day."""
    return (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gt=day))


class DatedQuerySet(models.QuerySet):
    def as_of(self, day: date | Blank) -> Self:
        """Keep what held on that day."""
        return self.filter(holds(day))


class Dated(models.Model):
    """Something that is true for some days only."""

    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
            ),
        ]

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, as people name an end; None: open."""
        return self.until - timedelta(days=1) if self.until else None
