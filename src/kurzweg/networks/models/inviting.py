"""A colleague is invited to act for a firm."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from kurzweg.core.addresses import AddressField
from kurzweg.core.ids import new_public_id
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models.network import Network
from kurzweg.people.models import Organisation, Person


class InvitationQuerySet(NetworkQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door for who is signed in: the office, and who keeps a firm's persons."""
        mine = self.in_network(viewer.network_id or 0)
        return mine if viewer.is_office else mine.filter(organisation__in=viewer.admin_of)

    def open(self, on: date) -> Self:
        """Keep those that can still be accepted."""
        return self.filter(accepted_on=None, withdrawn_on=None, ends_on__gte=on)


class Invitation(models.Model):
    """Somebody who is responsible for an entry asks a colleague to act for the firm."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80)
    email = AddressField()
    language = models.CharField(max_length=8)
    position = models.CharField(max_length=120, blank=True)
    answers_requests = models.BooleanField(default=True)
    is_admin = models.BooleanField(default=False)
    invited_by: Any = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    invited_on = models.DateField()
    ends_on = models.DateField()  # the last day on which it can be accepted
    accepted_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    # Who accepted it.
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-invited_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation", "email"],
                condition=Q(accepted_on=None, withdrawn_on=None),
                name="colleague_is_invited_once_at_a_time",
            ),
            models.CheckConstraint(
                name="invitation_ends_after_it_is_sent", condition=Q(ends_on__gte=F("invited_on"))
            ),
            models.CheckConstraint(
                name="invitation_is_accepted_or_withdrawn",
                condition=Q(accepted_on=None) | Q(withdrawn_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.public_id}"

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def is_open(self, on: date) -> bool:
        """Whether it can be accepted on a day."""
        return self.accepted_on is None and self.withdrawn_on is None and on <= self.ends_on
