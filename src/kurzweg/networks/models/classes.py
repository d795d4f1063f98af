"""As what somebody belongs: ordinary or supporting member, firm or natural person …"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kurzweg.core.dated import Dated
from kurzweg.core.ids import new_public_id
from kurzweg.networks.models.network import DatedNetworkQuerySet, Network


class MembershipClass(Dated):
    """A class of members that a network knows, and from when to when it takes members in."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(
        Network, on_delete=models.CASCADE, related_name="membership_classes"
    )
    name = models.CharField(max_length=120)
    for_whom = models.CharField(max_length=200, blank=True)
    is_supporting = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    objects = DatedNetworkQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        ordering = ("order", "name", "pk")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["network", "name"], name="membership_class_is_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ClassTerm(Dated):
    """A membership is of a class from one day until another; at most one holds on a day."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(
        "networks.Membership", on_delete=models.CASCADE, related_name="class_terms"
    )
    membership_class = models.ForeignKey(
        MembershipClass, on_delete=models.PROTECT, related_name="terms"
    )

    objects = DatedNetworkQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        ordering = (models.F("since").asc(nulls_first=True), "pk")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["membership"], name="membership_has_one_open_class", condition=Q(until=None)
            ),
        ]

    def __str__(self) -> str:
        return f"class term {self.pk}"
