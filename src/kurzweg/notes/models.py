"""What the office wrote down in confidence, for what, until when, and who of it reads it."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from kurzweg.core.ids import new_public_id
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer


class NoteQuerySet(NetworkQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to notes: the office, and of it those who are named, until the last day.

        What is over is read no more from its day on, whenever the night deletes it.
        """
        mine = self.in_network(viewer.network_id or 0)
        if not viewer.is_office or viewer.person_id is None:
            return mine.none()
        named = NoteReader.objects.filter(person=viewer.person_id).values("note")
        return mine.going_on(viewer.today).filter(Q(is_for_whole_office=True) | Q(pk__in=named))

    def going_on(self, on: date) -> Self:
        """Keep those whose last day is not over."""
        return self.filter(until__gte=on)


class Note(models.Model):
    """A confidential note of the office; what an organisation says of itself is kept apart."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.CASCADE, related_name="+"
    )
    # Whom of the organisation it is about; empty: the organisation itself.
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    purpose = models.CharField(max_length=200)
    text = models.TextField()
    # What would tell her something about somebody else is not told to her (Art. 15 (4) GDPR).
    concerns_others = models.BooleanField(default=False)
    until = models.DateField()  # the last day on which it is kept
    is_for_whole_office = models.BooleanField(default=True)
    written_on = models.DateField()

    readers: Any = models.ManyToManyField(
        "people.Person", through="NoteReader", related_name="+", blank=True
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("-written_on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="note_is_kept_until_a_later_day",
                condition=Q(until__gte=models.F("written_on")),
            )
        ]

    def __str__(self) -> str:
        return f"note {self.public_id}"


class NoteReader(models.Model):
    """Somebody of the office reads a note that is not for all of it."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="named")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["note", "person"], name="reader_of_note_is_named_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} reads {self.note_id}"
