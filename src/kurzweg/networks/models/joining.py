"""Who is on the way into a network: prospects, applications, what the board says of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kurzweg.core.addresses import AddressField
from kurzweg.core.ids import new_public_id
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models.belonging import Mandate, MandateKind, Membership
from kurzweg.networks.models.classes import MembershipClass
from kurzweg.networks.models.network import Network
from kurzweg.people.models import Person


class JoiningSource(models.TextChoices):
    """By what somebody came to know the network."""

    PUBLICATION = "publication", _("a publication of the network")
    RECOMMENDATION = "recommendation", _("a recommendation")
    EVENT = "event", _("an event")
    SEARCH = "search", _("searched and found")
    OTHER = "other", _("something else")


class ForTheOffice(NetworkQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to those who are on their way: the network's office."""
        rows = self.in_network(viewer.network_id or 0)
        return rows if viewer.is_office else rows.none()


class ProspectQuerySet(ForTheOffice):
    def open(self) -> Self:
        """Keep whom the office still wants to win, and who has not applied."""
        sent = Application.objects.in_network(models.OuterRef("network")).filter(
            prospect=models.OuterRef("pk"), sent_on__isnull=False
        )
        return self.filter(~models.Exists(sent), closed_on=None)


class Prospect(models.Model):
    """Somebody whom the office wants to win as a member, and what comes next."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    town = models.CharField(max_length=120, blank=True)
    contact_name = models.CharField(max_length=160, blank=True)
    email = AddressField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=20, choices=JoiningSource.choices)
    source_said = models.CharField(max_length=200, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    noted_on = models.DateField()
    next_on = models.DateField()
    invited_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    close_reason = models.CharField(max_length=300, blank=True)

    objects = ProspectQuerySet.as_manager()

    class Meta:
        ordering = ("next_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="prospect_source_is_known", condition=Q(source__in=JoiningSource.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ApplicationState(models.TextChoices):
    DRAFT = "draft", _("being written")
    WAITING = "waiting", _("waits for a decision")
    WITH_BOARD = "with the board", _("lies with the board")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class DecidedBy(models.TextChoices):
    OFFICE = "office", _("the office")
    APPROVALS = "approvals", _("the board, by mail")
    MEETING = "meeting", _("the board, in a meeting")


class ApplicationQuerySet(ForTheOffice):
    def undecided(self) -> Self:
        return self.filter(sent_on__isnull=False, decided_on=None, withdrawn_on=None)

    def unanswered(self) -> Self:
        """Keep what was decided and nobody has told the applicant yet."""
        return self.filter(decided_on__isnull=False, answered_on=None)


class Application(models.Model):
    """Somebody asks to become a member; what she wrote stays as she wrote it until it is decided.

    The register learns of her only then: what strangers send is no entry.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    prospect = models.ForeignKey(
        Prospect, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications"
    )
    # What the form held, by the names of its fields.
    said = models.JSONField(default=dict)
    # Whose it is: the address in `said`, so that her export and her erasure find it.
    email = AddressField(blank=True, editable=False)
    language = models.CharField(max_length=2, default="de")
    saved_at = models.DateTimeField(default=timezone.now)
    sent_on = models.DateField(null=True, blank=True)
    # Which entry and membership it became, or for which paper application it stands.
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications"
    )
    # The day until which the board answers; its members are asked once each.
    answers_due_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    is_accepted = models.BooleanField(null=True, blank=True)
    decided_by = models.CharField(max_length=20, choices=DecidedBy.choices, blank=True)
    decision_reason = models.CharField(max_length=300, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ("sent_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="application_is_decided_with_an_outcome",
                condition=Q(decided_on=None, is_accepted=None)
                | Q(decided_on__isnull=False, is_accepted__isnull=False),
            ),
            models.CheckConstraint(
                name="application_is_sent_before_it_is_decided",
                condition=Q(sent_on__isnull=False)
                | Q(decided_on=None, withdrawn_on=None, answered_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.public_id}"

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        self.email = str(self.said.get("email") or "")
        if update_fields is not None and "said" in update_fields:
            update_fields = [*update_fields, "email"]
        super().save(*args, update_fields=update_fields, **options)

    @property
    def name(self) -> str:
        return str(self.said.get("name") or _("without a name"))

    @property
    def state(self) -> ApplicationState:
        if self.withdrawn_on is not None:
            return ApplicationState.WITHDRAWN
        if self.is_accepted is not None:
            return ApplicationState.ACCEPTED if self.is_accepted else ApplicationState.DECLINED
        if self.sent_on is None:
            return ApplicationState.DRAFT
        if self.answers_due_on is not None:
            return ApplicationState.WITH_BOARD
        return ApplicationState.WAITING

    @property
    def is_undecided(self) -> bool:
        return self.state in (ApplicationState.WAITING, ApplicationState.WITH_BOARD)

    @property
    def register_entry(self) -> str:
        """Where the applicant stands in a register, as its page will say it."""
        said = (self.said.get("register_court"), self.said.get("register_number"))
        return ", ".join(filter(None, said))

    @property
    def source_words(self) -> str:
        """Say by what the applicant came to know the network."""
        source = str(dict(JoiningSource.choices).get(self.said.get("source") or "", ""))
        return ": ".join(filter(None, (source, self.said.get("source_said") or "")))

    def said_class(self) -> MembershipClass | None:
        """Give the class that the applicant chose, while the network still has it."""
        chosen = str(self.said.get("membership_class") or "")
        if not chosen.isdecimal():
            return None
        rows = MembershipClass.objects.in_network(self.network_id)
        return rows.filter(pk=int(chosen)).first()


class ApprovalQuerySet(NetworkQuerySet):
    def of_board(self, on: date) -> Self:
        """Keep the questions to those who sit on the board that day, by person or address."""
        seats = Mandate.objects.in_network(models.OuterRef("network")).as_of(on)
        same = Q(person=models.OuterRef("person"))
        same |= Q(person__email=models.OuterRef("person__email")) & ~Q(person__email="")
        return self.filter(models.Exists(seats.filter(same, kind=MandateKind.BOARD)))

    def open(self, on: date) -> Self:
        """Keep whom of the board is still waited for."""
        return self.of_board(on).filter(
            answered_at=None,
            application__decided_on=None,
            application__withdrawn_on=None,
            application__answers_due_on__gte=on,
        )


class Approval(models.Model):
    """A member of the board is asked about an application, once, and says yes or no."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="approvals")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_yes = models.BooleanField(null=True, blank=True)
    comment = models.CharField(max_length=500, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person"], name="board_member_is_asked_once"
            ),
            models.CheckConstraint(
                name="approval_is_answered_with_yes_or_no",
                condition=Q(answered_at=None, is_yes=None)
                | Q(answered_at__isnull=False, is_yes__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"approval {self.pk}"


class WelcomeStep(models.Model):
    """What a network does for each new member, so many days after it joined."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    days = models.PositiveSmallIntegerField(default=7)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ("days", "name", "pk")
        constraints = [
            models.UniqueConstraint(fields=["network", "name"], name="welcome_step_is_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class Welcome(models.Model):
    """One step of welcome for one new member: what was on the list on the day it was accepted."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="welcomes")
    name = models.CharField(max_length=120)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    objects = ForTheOffice.as_manager()

    class Meta:
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return self.name
