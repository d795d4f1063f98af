"""What the members of a committee confirm to keep to themselves, and who has confirmed it."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.networks.models import Committee, Mandate, Network
from kurzweg.people.models import Person


class DeclarationQuerySet(NetworkQuerySet):
    # Its committee is its door: whoever reads that one's papers reads it.

    def in_force(self, on: date) -> Self:
        """Keep the newest text of each committee on a day: a new one replaces the earlier ones."""
        newer = Declaration.objects.in_network(OuterRef("network")).filter(
            committee=OuterRef("committee"), since__lte=on, version__gt=OuterRef("version")
        )
        return self.filter(~Exists(newer), since__lte=on)


class Declaration(models.Model):
    """A text of the network that each member of a committee confirms; it never changes."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="declarations")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=10_000)
    since = models.DateField()

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ("-version", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "version"], name="declaration_has_its_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"declaration {self.version}"


class SignatureQuerySet(NetworkQuerySet):
    def standing(self, on: date) -> Self:
        """Keep what counts on a day: of the text in force, not taken back, while the seat holds."""
        texts = Declaration.objects.in_network(OuterRef("network")).in_force(on)
        seats = Mandate.objects.in_network(OuterRef("network")).as_of(on)
        return self.filter(
            Q(withdrawn_on=None) | Q(withdrawn_on__gt=on),
            Exists(texts.filter(pk=OuterRef("declaration"))),
            Exists(seats.filter(pk=OuterRef("seat"), committee=OuterRef("declaration__committee"))),
            signed_on__lte=on,
        )


class Signature(models.Model):
    """Somebody confirmed a declaration for the seat that she has; with the seat it ends."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    declaration = models.ForeignKey(
        Declaration, on_delete=models.CASCADE, related_name="signatures"
    )
    seat = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    signed_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ("signed_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "seat"],
                name="declaration_is_signed_once",
                condition=Q(withdrawn_on=None),
            ),
            models.CheckConstraint(
                name="signature_is_withdrawn_after_it_was_given",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=models.F("signed_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"signature {self.pk}"
