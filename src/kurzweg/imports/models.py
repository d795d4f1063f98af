"""Lists of members that an office brought: what was proposed of each row, and what was written."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kurzweg.core.ids import new_public_id
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from kurzweg.engine.members import Field
from kurzweg.networks import prospects
from kurzweg.networks.models import Network, Prospect
from kurzweg.people.models import Organisation, Person


class State(models.TextChoices):
    """How far a list is; what is written is written between `ready` and `applied` only."""

    COLUMNS = "columns", _("columns to be looked at")
    COMPARING = "comparing", _("being compared")
    READY = "ready", _("to be looked at")
    APPLYING = "applying", _("being taken over")
    APPLIED = "applied", _("taken over")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")


# Of these states, one list of the same content is enough.
OPEN = (State.COLUMNS, State.COMPARING, State.READY, State.APPLYING)
AT_WORK = (State.COMPARING, State.APPLYING, State.UNDOING)


class Verdict(models.TextChoices):
    """What a row of a list is to what the network knows."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    SAME = "same", _("unchanged")
    DOUBTFUL = "doubtful", _("perhaps known")
    REJECTED = "rejected", _("not taken over")


class Choice(models.TextChoices):
    """What the office says of a row that may be a firm that is known: "same:NUMBER" or this."""

    ANOTHER = "another", _("another firm")
    OUT = "out", _("leave it out")


class MemberListQuerySet(NetworkQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to lists: the network's office."""
        lists = self.in_network(viewer.network_id or 0)
        return lists if viewer.is_office else lists.none()

    def taken_over(self) -> Self:
        return self.filter(state__in=(State.APPLIED, State.UNDOING))


class MemberList(models.Model):
    """A list of members as a file, from its upload until what came of it can be undone no more."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    # Not on the shelf: what lies there is shown to everybody who knows its hash.
    content = models.BinaryField(null=True)
    size = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.COLUMNS)
    columns = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    # Sections and classes that the list names and the network does not have yet.
    named = models.JSONField(default=dict)
    # What the network knew when the list was compared with it.
    known = models.CharField(max_length=40, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)
    undo_until = models.DateField(null=True)
    undone_at = models.DateTimeField(null=True)
    # What an undo left as it was, because somebody had changed it.
    kept = models.JSONField(default=list)

    objects = MemberListQuerySet.as_manager()

    class Meta:
        ordering = ("-uploaded_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "digest"],
                name="list_is_read_once_at_a_time",
                condition=Q(state__in=OPEN),
            ),
            models.CheckConstraint(name="list_state_is_known", condition=Q(state__in=State.values)),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def may_change_something(self) -> bool:
        """Whether taking it over can write anything: a new row, a change, or one still doubtful."""
        return any(
            self.counts.get(each) for each in (Verdict.NEW, Verdict.CHANGED, Verdict.DOUBTFUL)
        )

    @property
    def consent_columns(self) -> list[str]:
        """Name the columns that say something of consents."""
        said = (column for column in self.columns if column["field"] == Field.CONSENT)
        return [column["name"] or column["letter"] for column in said]

    def can_be_undone(self, on: date) -> bool:
        return self.state == State.APPLIED and self.undo_until is not None and on <= self.undo_until


class Line(models.Model):
    """One row of a list: what it says, which firm it is, and what would change."""

    member_list = models.ForeignKey(MemberList, on_delete=models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    name = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=120, blank=True)
    record = models.JSONField(default=dict)
    # The firm that is meant, by its number: a number alone keeps no firm from being taken out.
    organisation_id = models.BigIntegerField(null=True)
    # What would change: field, old, new; "own": the firm itself said the old value.
    changes = models.JSONField(default=list)
    # Who may be meant: firms of the network ("firm") or earlier rows of the list ("row").
    candidates = models.JSONField(default=list)
    # Values that are not taken over, each with its field and why.
    unread = models.JSONField(default=list)
    # Values that were read otherwise than they are written: a year as a day, 1067 as 01067.
    doubts = models.JSONField(default=list)
    choice = models.CharField(max_length=30, blank=True)
    # Which of the firm's own values are overwritten after all, by their places in `changes`.
    ticked = models.JSONField(default=list)

    class Meta:
        ordering = ("row", "pk")
        constraints = [
            models.UniqueConstraint(fields=["member_list", "row"], name="row_stands_once_in_a_list")
        ]
        indexes = [models.Index(fields=["member_list", "verdict", "row"], name="lines_by_verdict")]

    def __str__(self) -> str:
        return f"row {self.row}"

    @property
    def taken(self) -> list[dict[str, Any]]:
        """What is written of this row: all changes but what the firm said itself, unless ticked."""
        return [
            change
            for place, change in enumerate(self.changes)
            if not change.get("own") or place in self.ticked
        ]


class Written(models.Model):
    """What was written for one row of a list, so that it can be undone."""

    member_list = models.ForeignKey(MemberList, on_delete=models.CASCADE, related_name="written")
    row = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    organisation_id = models.BigIntegerField()
    # Rows that were made, by the label of their model: [number, print] each.
    made = models.JSONField(default=dict)
    # Fields that were changed: label, number, field, before, after.
    changed = models.JSONField(default=list)

    class Meta:
        ordering = ("row", "pk")

    def __str__(self) -> str:
        return f"what row {self.row} wrote"


class Way(models.TextChoices):
    """By what somebody learned that the network keeps something about her."""

    MAIL = "mail", _("by mail")
    LETTER = "letter", _("by letter")
    OTHERWISE = "otherwise", _("knows it already")
    HERSELF = "herself", _("spoke for herself")


class CameBy(models.TextChoices):
    """By what the network came to know of somebody who did not say it herself."""

    LIST = "list", _("a list that was read")
    HAND = "hand", _("entered by the office")


class ArrivalQuerySet(NetworkQuerySet):
    # No door of its own: it is reached by the office alone, through the list that it belongs to.
    def uninformed(self) -> Self:
        """Keep who was not told yet; whoever was told once knows it, by whatever she came."""
        told = Arrival.objects.in_network(OuterRef("network")).filter(informed_on__isnull=False)
        return self.filter(
            # Erased, or corrected away: the entry of the firm alone names nobody.
            Q(prospect=None) | ~Q(prospect__contact_name=""),
            ~Exists(told.filter(person=OuterRef("person"))),
            ~Exists(told.filter(prospect=OuterRef("prospect"))),
            informed_on=None,
        )

    def of(self, public_ids: Collection[str]) -> Self:
        """Keep the arrivals of persons, or of firms whose contacts they are, by public id."""
        return self.filter(
            Q(person__public_id__in=public_ids) | Q(prospect__public_id__in=public_ids)
        )


class RemarkQuerySet(NetworkQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to what lists said beside all that has its place: the network's office."""
        remarks = self.in_network(viewer.network_id or 0)
        return remarks if viewer.is_office else remarks.none()


class Remark(models.Model):
    """What a list said of a firm that has no place of its own: a consent, as it stood, or a note.

    Nobody reads a right to write out of it: who agreed to what, and when, a list does not prove.
    """

    class Kind(models.TextChoices):
        CONSENT = "consent", _("consent")
        NOTE = "note", _("note")

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    # Whom the row named, where it named one alone.
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    column = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    said_on = models.DateField()

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ("-said_on", "column", "pk")
        constraints = [
            models.CheckConstraint(
                name="remark_is_of_a_known_kind", condition=Q(kind__in=("consent", "note"))
            )
        ]

    def __str__(self) -> str:
        return f"remark {self.public_id}"


class Arrival(models.Model):
    """That the network knows somebody by others, and since when: she has to be told (Art. 14)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="arrivals")
    # The contact of a firm that the office wants to win: no person of the register.
    prospect = models.ForeignKey(
        Prospect, null=True, on_delete=models.CASCADE, related_name="arrivals"
    )
    came_by = models.CharField(
        max_length=10, choices=CameBy.choices, default=CameBy.LIST, db_default=CameBy.LIST
    )
    # The list is forgotten before the person is; where she came from is kept all the same.
    member_list = models.ForeignKey(
        MemberList, null=True, on_delete=models.SET_NULL, related_name="arrivals"
    )
    arrived_at = models.DateTimeField()
    # A way without a day: the mail is written and has not left yet.
    informed_by = models.CharField(
        max_length=10, choices=Way.choices, blank=True, default="", db_default=""
    )
    informed_on = models.DateField(null=True)
    # No server took the mail: a letter is left.
    has_failed = models.BooleanField(default=False, db_default=False)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        ordering = ("arrived_at", "pk")
        constraints = [
            # Of two rows that become one person, the one that was told stays beside the other.
            models.UniqueConstraint(
                fields=["member_list", "person"],
                name="person_arrives_once_by_list",
                condition=Q(informed_on=None),
            ),
            models.CheckConstraint(
                name="arrival_is_informed_in_a_way",
                condition=Q(informed_on=None) | Q(informed_by__in=Way.values),
            ),
            models.CheckConstraint(
                name="arrival_is_of_a_person_or_a_prospect",
                condition=Q(person=None, prospect__isnull=False)
                | Q(person__isnull=False, prospect=None),
            ),
            models.CheckConstraint(
                name="arrival_came_by_something_known", condition=Q(came_by__in=CameBy.values)
            ),
        ]

    def __str__(self) -> str:
        return f"arrival {self.pk}"

    @cached_property
    def whom(self) -> Person:
        """Who is told: the person, or the contact of a prospect, whose row is nobody's."""
        if self.person is not None:
            return self.person
        prospect = self.prospect
        if prospect is None:  # never: a constraint
            raise TypeError("an arrival is of somebody")
        contact = prospects.named(prospect.contact_name)
        contact.public_id, contact.email = prospect.public_id, prospect.email
        contact.phone, contact.language = prospect.phone, self.network.language
        return contact

    @property
    def row(self) -> models.Model:
        """The row of which the trace of it is kept."""
        return self.prospect if self.prospect is not None else self.whom


class ArrivalLetter(models.Model):
    """How an office words what whoever came by a list has to be told; empty: as suggested."""

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="+")
    text_de = models.TextField(max_length=20_000, blank=True)
    text_en = models.TextField(max_length=20_000, blank=True)

    objects = NetworkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"letter {self.pk}"

    def own(self, language: str) -> str:
        """What the office wrote itself in a language."""
        return self.text_de if language == "de" else self.text_en


class KnownHeadings(models.Model):
    """What the columns of a list meant, so that the next one with the same headings knows."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    headings = models.CharField(max_length=64)
    fields = models.JSONField(default=list)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "headings"], name="headings_are_known_once")
        ]

    def __str__(self) -> str:
        return f"headings {self.headings[:12]}"
