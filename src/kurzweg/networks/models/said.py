"""Who said a line of an entry: the firm, the office for it, or a list that was read."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kurzweg.people.models import Organisation


class SaidBy(models.TextChoices):
    FIRM = "firm", _("the firm itself")
    OFFICE = "office", _("the office")
    LIST = "list", _("a list that was read")


class SaidLine(models.Model):
    """Who said last what stands in a line of an entry, and when.

    `line` is a field of the organisation, or "sites", "activities", "certificates".
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    line = models.CharField(max_length=40)
    said_by = models.CharField(max_length=10, choices=SaidBy.choices)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("line", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "line"], name="line_was_said_last_by_one"
            ),
            models.CheckConstraint(
                name="line_was_said_by_somebody_known",
                condition=models.Q(said_by__in=SaidBy.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} by {self.said_by}"
