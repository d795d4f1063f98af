"""A firm is asked once a year whether its entry is still right."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from kurzweg.core.ids import new_public_id
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models.network import Network
from kurzweg.people.models import Organisation


class SelfDeclarationQuerySet(NetworkQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door for people who are signed in: the office; a firm comes by its link."""
        mine = self.in_network(viewer.network_id or 0)
        return mine if viewer.is_office else mine.none()

    def unanswered(self) -> Self:
        return self.filter(answered_at=None)


class SelfDeclaration(models.Model):
    """That a firm was asked in a year whether its entry is still right, and when it said so."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    asked_on = models.DateField()
    ends_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Whether everything was right as it stood; unknown until somebody says so.
    was_right = models.BooleanField(null=True, blank=True)

    objects = SelfDeclarationQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation", "year"], name="firm_is_asked_once_a_year"
            ),
            models.CheckConstraint(
                name="declaration_ends_after_it_is_asked", condition=Q(ends_on__gte=F("asked_on"))
            ),
            models.CheckConstraint(
                name="declaration_is_answered_or_not",
                condition=Q(answered_at=None, was_right=None)
                | Q(answered_at__isnull=False, was_right__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"self-declaration {self.year} {self.public_id}"
