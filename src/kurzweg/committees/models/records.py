"""What was said and decided at a meeting: a draft, then minutes that nobody changes any more."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kurzweg.committees import quorum
from kurzweg.committees.quorum import Reached
from kurzweg.core.ids import new_public_id
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import Committee, Network
from kurzweg.people.models import Person


class MeetingRecordQuerySet(NetworkQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to minutes: the committee of today reads what is released, a draft is
        read by whoever writes it."""
        attended = Committee.objects.attended_by(viewer).values("pk")
        return self.in_network(viewer).filter(
            Q(committee__in=attended, released_at__isnull=False) | Q(_is_written_by(viewer))
        )

    def editable_by(self, viewer: Viewer) -> Self:
        """Keep those that somebody writes: who takes the minutes, who leads, the office."""
        return self.in_network(viewer).filter(_is_written_by(viewer))

    def released(self) -> Self:
        return self.filter(released_at__isnull=False)


def _is_written_by(viewer: Viewer) -> Q:
    return Q(committee__in=Committee.objects.written_by(viewer).values("pk"))


class MeetingRecord(models.Model):
    """The minutes of one meeting of a committee; once released they stay as they are."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="records")
    met_on = models.DateField()
    begins_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    # Competition law: whoever looked at the agenda before the meeting, and when.
    agenda_checked_by = models.CharField(max_length=120, blank=True)
    agenda_checked_on = models.DateField(null=True, blank=True)
    note = models.TextField(max_length=10_000, blank=True)
    # How many of those who vote were there, of how many, and how many it took: kept with the
    # release, whatever is corrected later; empty where the committee had no quorum then.
    quorum_present = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_seats = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_needed = models.PositiveSmallIntegerField(null=True, blank=True)
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = MeetingRecordQuerySet.as_manager()

    class Meta:
        ordering = ("-met_on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="agenda_is_checked_by_somebody_on_a_day",
                condition=Q(agenda_checked_on=None) | ~Q(agenda_checked_by=""),
            ),
            models.CheckConstraint(
                name="quorum_is_kept_whole",
                condition=Q(quorum_present=None, quorum_seats=None, quorum_needed=None)
                | Q(
                    quorum_present__isnull=False,
                    quorum_seats__isnull=False,
                    quorum_needed__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"minutes {self.public_id}"

    @property
    def is_released(self) -> bool:
        return self.released_at is not None

    @property
    def quorum(self) -> Reached | None:
        """Whether enough were there: as kept with the release, before that as it stands."""
        return quorum.of(self)

    @property
    def attended(self) -> list[tuple[str, list[Attendance]]]:
        """Who was there, excused, missing or a guest; what nobody was is left out."""
        rows = list(self.attendances.all())
        said = [(str(state.label), [row for row in rows if row.state == state]) for state in STATES]
        return [(label, found) for label, found in said if found]

    @property
    def overvoted(self) -> list[AgendaPoint]:
        """The points on which more votes were counted than members were present."""
        present = sum(row.state == AttendanceState.PRESENT for row in self.attendances.all())
        return [point for point in self.points.all() if point.votes > present]


class AttendanceState(models.TextChoices):
    PRESENT = "present", _("present")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("absent")
    GUEST = "guest", _("guest")


STATES = tuple(AttendanceState)


class Attendance(models.Model):
    """That somebody was at a meeting or excused; the name is kept as it was then."""

    record = models.ForeignKey(MeetingRecord, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=160)
    state = models.CharField(
        max_length=10, choices=AttendanceState.choices, default=AttendanceState.PRESENT
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"attendance {self.pk}"

    @property
    def network_id(self) -> int:
        return self.record.network_id  # who joins two of her rows changes this one as well


class AgendaPoint(models.Model):
    """One point of the agenda, what was said, and what was decided with which votes."""

    record = models.ForeignKey(MeetingRecord, on_delete=models.CASCADE, related_name="points")
    place = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=10_000, blank=True)
    decision = models.TextField(max_length=4000, blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    is_unanimous = models.BooleanField(default=False)

    class Meta:
        ordering = ("place", "pk")
        constraints = [
            models.CheckConstraint(
                name="votes_belong_to_a_decision",
                condition=~Q(decision="")
                | Q(votes_for=None, votes_against=None, votes_abstained=None, is_unanimous=False),
            ),
            models.CheckConstraint(
                name="unanimous_is_without_votes_against",
                condition=Q(is_unanimous=False) | Q(votes_against=None) | Q(votes_against=0),
            ),
        ]

    def __str__(self) -> str:
        return f"point {self.place}"

    @property
    def votes(self) -> int:
        said = (self.votes_for, self.votes_against, self.votes_abstained)
        return sum(number or 0 for number in said)

    @property
    def has_votes(self) -> bool:
        return None not in (self.votes_for, self.votes_against, self.votes_abstained)


class RemarkKind(models.TextChoices):
    CAME = "came", _("came")
    LEFT = "left", _("left the room")
    OBJECTION = "objection", _("objected")


class Remark(models.Model):
    """Who came, left or objected, and when: competition law wants it with name and time."""

    record = models.ForeignKey(MeetingRecord, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=10, choices=RemarkKind.choices)
    name = models.CharField(max_length=160)
    at = models.TimeField()
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Addendum(models.Model):
    """A correction of released minutes, with its own day; what it corrects stands as it stood."""

    record = models.ForeignKey(MeetingRecord, on_delete=models.CASCADE, related_name="addenda")
    added_on = models.DateField()
    text = models.TextField(max_length=10_000)
    added_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("added_on", "pk")

    def __str__(self) -> str:
        return f"addendum {self.pk}"

    @property
    def network_id(self) -> int:
        return self.record.network_id  # who joins two of her rows changes this one as well
