"""Who took on what at a meeting, until when, and what came of it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kurzweg.committees.models.records import MeetingRecord
from kurzweg.core.dated import holds
from kurzweg.core.ids import new_public_id
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import Committee, Mandate, Network
from kurzweg.people.models import Person


class TaskState(models.TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("done")
    IMPOSSIBLE = "impossible", _("not possible")


class TaskQuerySet(NetworkQuerySet):
    # Who may see it
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to tasks: whoever reads the minutes that gave them."""
        records = MeetingRecord.objects.visible_to(viewer).released().values("pk")
        return self.in_network(viewer).filter(record__in=records)

    def answerable_by(self, viewer: Viewer) -> Self:
        """Keep what somebody may answer: her own, and for others who leads or is the office."""
        led = Committee.objects.written_by(viewer).values("pk")
        mine = Q(owner=viewer.person_id or 0) | Q(committee__in=led)
        return self.visible_to(viewer).filter(mine)

    # What state it is in
    def open(self) -> Self:
        """Keep what nobody has answered yet; a draft's tasks are not given yet."""
        return self.filter(state=TaskState.OPEN, record__released_at__isnull=False)

    def whose_owner_left(self, on: object) -> Self:
        """Keep those whose owner does not sit in the committee on that day."""
        seats = Mandate.objects.in_network(OuterRef("network")).filter(
            holds(on),  # type: ignore[arg-type]  # a day
            committee=OuterRef("committee"),
            person=OuterRef("owner"),
        )
        return self.filter(~Exists(seats))


class Task(models.Model):
    """Somebody does something until a day; a meeting gave it to her."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="tasks")
    record = models.ForeignKey(MeetingRecord, on_delete=models.CASCADE, related_name="tasks")
    text = models.CharField(max_length=500)
    owner = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="committee_tasks"
    )
    due_on = models.DateField()
    first_due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=TaskState.choices, default=TaskState.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)
    # For which day somebody was reminded: once, and once more if the day is another.
    reminded_due_on = models.DateField(null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="task_state_is_known", condition=Q(state__in=TaskState.values)
            ),
            models.CheckConstraint(
                name="task_is_answered_when_it_is_not_open",
                condition=Q(state="open", answered_at=None)
                | (~Q(state="open") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="task_is_put_off_to_a_later_day",
                condition=Q(first_due_on=None) | Q(due_on__gte=F("first_due_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"task {self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.state == TaskState.OPEN
