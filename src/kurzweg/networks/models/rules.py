"""What a network decided about its rules, and from which day each value holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q

from kurzweg.core.ids import new_public_id
from kurzweg.core.tenancy import NetworkQuerySet


class NetworkRule(models.Model):
    """A network decided that from a day on another value of one of its rules holds."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(
        "networks.Network", on_delete=models.CASCADE, related_name="decided_rules"
    )
    name = models.CharField(max_length=60)
    # Yes and no are 1 and 0.
    value = models.PositiveIntegerField()
    # Null: it held from the beginning.
    since = models.DateField(null=True, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ("name", models.F("since").asc(nulls_first=True), "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name", "since"], name="rule_changes_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["network", "name"],
                name="rule_begins_once",
                condition=Q(since=None),
            ),
        ]

    def __str__(self) -> str:
        return f"rule {self.name} since {self.since}"

    def holds_since(self, day: date) -> bool:
        return self.since is None or self.since <= day


def holding(decided: Iterable[NetworkRule], *, on: date) -> NetworkRule | None:
    """Pick what holds on a day among all that was decided about one rule."""
    return max(
        (each for each in decided if each.holds_since(on)),
        key=lambda each: each.since or date.min,
        default=None,
    )
