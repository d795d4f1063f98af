"""Figures as they were issued: with the rows that they counted, and what stood there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from kurzweg.core.ids import new_public_id
from kurzweg.core.policy import OFFICE_AND_BOARD
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer


class SnapshotQuerySet(NetworkQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to issued figures: the network's office, and its board."""
        mine = self.in_network(viewer.network_id or 0)
        return mine if OFFICE_AND_BOARD.admits(viewer) else mine.none()


class Snapshot(models.Model):
    """A figure as it was issued: what it meant, its day, its number; none of it changes again.

    It holds at the end of its day, at 24.00. Its texts are those of the network's language on the
    day of issue: a definition that is mended later does not mend what was told.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="+")
    indicator = models.CharField(max_length=60)
    label = models.CharField(max_length=120)
    unit = models.CharField(max_length=120)
    definition = models.TextField()
    source = models.CharField(max_length=200)
    occasion = models.CharField(max_length=120, blank=True)
    # It holds for the end of this day, at 24.00.
    counted_on = models.DateField()
    number = models.PositiveIntegerField()
    # How the number was broken down: heading, and the names and sizes of its groups.
    groups = models.JSONField(default=list)
    issued_at = models.DateTimeField(default=timezone.now)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_at", "-pk")
        indexes = [models.Index(fields=["network", "-issued_at"], name="snapshot_by_network")]

    def __str__(self) -> str:
        return f"{self.indicator} of {self.counted_on}"


class SnapshotRow(models.Model):
    """One row that an issued figure counted: its id, and what stood there on the day of issue.

    Ids and days stay; the values of somebody who is forgotten are emptied, the number stays. It
    refers to no row: what was counted may be merged or taken out since.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="rows")
    row_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(null=True, db_index=True)
    name = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=20, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "row_id"], name="snapshot_counts_a_row_once"
            )
        ]

    def __str__(self) -> str:
        return f"row {self.row_id} of {self.snapshot_id}"

    @property
    def last_day(self) -> date | None:
        return self.until - timedelta(days=1) if self.until else None
