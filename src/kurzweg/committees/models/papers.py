"""Files of a committee: read by whoever reads its minutes."""

from __future__ import annotations

from typing import Self

from django.db import models

from kurzweg.core.ids import new_public_id
from kurzweg.core.models import StoredFile
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import Committee, Network
from kurzweg.people.models import Person


class PaperQuerySet(NetworkQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to files: who sits in the committee today, and the office."""
        attended = Committee.objects.attended_by(viewer).values("pk")
        return self.in_network(viewer).filter(committee__in=attended)

    def editable_by(self, viewer: Viewer) -> Self:
        """Keep those that somebody may take away: who writes the minutes, the office."""
        led = Committee.objects.written_by(viewer).values("pk")
        return self.in_network(viewer).filter(committee__in=led)


class Paper(models.Model):
    """A file that a committee keeps."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="papers")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    added_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ("-added_at", "-pk")

    def __str__(self) -> str:
        return f"paper {self.public_id}"
