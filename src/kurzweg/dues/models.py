"""The scale of dues of a network, line by line, and the lists that were issued from it."""

from __future__ import annotations

from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kurzweg.core.dated import Dated
from kurzweg.core.ids import new_public_id
from kurzweg.core.keys import in_order
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import MembershipClass
from kurzweg.people.models import Organisation


class DuesQuerySet(NetworkQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door for people: the network's office."""
        mine = self.in_network(viewer.network_id or 0)
        return mine if viewer.is_office else mine.none()


class DuesRuleQuerySet(DuesQuerySet):
    def in_order(self) -> Self:
        """The order in which a scale is read: for whom, from how many, and what was said last."""
        return self.select_related("membership_class").order_by(
            F("membership_class__order").asc(nulls_last=True),
            *in_order("membership_class__name"),
            "membership_class",
            "is_for_persons",
            "staff_from",
            "-since",
            "-pk",
        )


class DuesRule(models.Model):
    """What a member of a class owes for a year, from a number of employees and from a day on.

    A line is never changed: a newer one of the same class and number holds from its own day on,
    and of two of one day the one that was entered last.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="+")
    # Null: who is in no class, as `is_for_persons` says natural persons or all others.
    membership_class = models.ForeignKey(
        MembershipClass, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    is_for_persons = models.BooleanField(default=False)
    staff_from = models.PositiveIntegerField(default=0)
    # Null: from this day on the line holds no more.
    amount = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    since = models.DateField()
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DuesRuleQuerySet.as_manager()

    class Meta:
        ordering = ("staff_from", "-since", "-pk")
        constraints = [
            models.CheckConstraint(
                name="dues_rule_is_for_a_class_or_for_persons",
                condition=Q(membership_class=None) | Q(is_for_persons=False),
            ),
            models.CheckConstraint(
                name="dues_are_not_negative", condition=Q(amount=None) | Q(amount__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"dues rule {self.public_id}"


class DuesAgreement(Dated):
    """What was agreed with one member: an amount for a year in place of the scale, and why.

    A row is never changed: of those that hold on a day the one that was entered last counts, and
    without an amount it says that from then on the scale holds again.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    amount = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    reason = models.CharField(max_length=150)
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DuesQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        ordering = ("-entered_at", "-pk")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="agreed_dues_are_not_negative", condition=Q(amount=None) | Q(amount__gte=0)
            ),
            models.CheckConstraint(name="agreed_dues_have_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"dues agreement {self.public_id}"


class DuesList(models.Model):
    """A list of dues as it was issued: day, total and rows; none of it changes again."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="+")
    begins_on = models.DateField()
    known_on = models.DateField()
    # Into how many parts the year of whoever joined in it was divided.
    parts = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    doubtful = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=12, decimal_places=2)
    issued_at = models.DateTimeField(default=timezone.now)

    objects = DuesQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_at", "-pk")
        indexes = [models.Index(fields=["network", "-issued_at"], name="dues_list_by_network")]

    def __str__(self) -> str:
        return f"dues of {self.begins_on}"


class DuesRow(models.Model):
    """What one member owed by an issued list, or why that was in doubt, as it was said then.

    It refers to no row: who owed may be merged or taken out since.
    """

    dues_list = models.ForeignKey(DuesList, on_delete=models.CASCADE, related_name="rows")
    membership_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(db_index=True)
    place = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=200)
    class_name = models.CharField(max_length=120, blank=True)
    base = models.CharField(max_length=200, blank=True)
    said_on = models.DateField(null=True, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    owed = models.CharField(max_length=60, blank=True)
    # What of the amount is for joining.
    fee = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    doubt = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("place", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["dues_list", "membership_id"], name="dues_list_holds_a_member_once"
            ),
            # Nobody owes nothing because nobody knew: without an amount there is a reason.
            models.CheckConstraint(
                name="dues_row_has_an_amount_or_a_doubt",
                condition=Q(amount__isnull=False) | ~Q(doubt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.place} of {self.dues_list_id}"
