"""What was joined, and what was said to be two."""

from __future__ import annotations

from typing import Any, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kurzweg.core.ids import new_public_id
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer


class OfficeQuerySet(NetworkQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to merges and to what was decided about pairs: the network's office."""
        mine = self.in_network(viewer.network_id or 0)
        return mine if viewer.is_office else mine.none()


class MergeQuerySet(OfficeQuerySet):
    def standing(self) -> Self:
        """Keep those that were not taken apart again."""
        return self.filter(undone_at=None)


class Merge(models.Model):
    """Two entries became one; as long as `facts` are kept and nothing changed, they can be two.

    `facts` holds each row that was changed as it was before, and the print of all of it after.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="+")
    kept = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="+")
    # The entry that is gone: its number, and the address that leads to the kept one.
    merged_id = models.BigIntegerField()
    merged_public_id = models.CharField(max_length=12, db_index=True)
    merged_name = models.CharField(max_length=200, blank=True)
    merged_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    facts: Any = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ("-merged_at", "-pk")

    def __str__(self) -> str:
        return f"merge {self.pk}"

    @property
    def can_be_undone(self) -> bool:
        return self.undone_at is None and bool(self.facts)


class Distinct(models.Model):
    """The office said that two entries are not the same; they are not listed again."""

    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="+")
    one = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ("-said_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "one", "other"], name="pair_is_told_apart_once"
            ),
            models.CheckConstraint(
                name="pair_is_told_apart_in_order", condition=Q(one__lt=F("other"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"


def new_address(public_id: str, network_id: int) -> str:
    """Say under which address a merged entry is found now."""
    merges = Merge.objects.in_network(network_id).standing()
    merge = merges.filter(merged_public_id=public_id).select_related("kept").first()
    return merge.kept.public_id if merge else ""
