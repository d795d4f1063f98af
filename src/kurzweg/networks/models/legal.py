"""What the law wants to be read on the pages of a network: who answers for it, and three texts."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kurzweg.core.addresses import AddressField
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.networks.models.network import Network

is_vat_id = RegexValidator(
    r"^[A-Z]{2}[0-9A-Z]{2,13}$",
    _("A VAT id begins with two letters for the country, such as DE123456789."),
)


class LegalNotice(models.Model):
    """Who answers for a network: the body behind it, its register, how it is reached."""

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="legal_notice")
    body_name = models.CharField(max_length=200, blank=True)
    legal_form = models.CharField(max_length=80, blank=True)
    represented_by = models.CharField(max_length=200, blank=True)
    street = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = AddressField(blank=True)
    register_court = models.CharField(max_length=120, blank=True)
    register_number = models.CharField(max_length=40, blank=True)
    vat_id = models.CharField(max_length=15, blank=True, validators=[is_vat_id])
    # Who answers for what is written (§ 18 Abs. 2 MStV): a person, with an address.
    editor = models.CharField(max_length=200, blank=True)
    editor_address = models.CharField(max_length=200, blank=True)
    protection_officer = models.CharField(max_length=200, blank=True)
    protection_authority = models.CharField(max_length=200, blank=True)
    host = models.CharField(max_length=200, blank=True)

    objects = NetworkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"legal notice {self.pk}"

    @property
    def name(self) -> str:
        """The body behind the network, as its texts call it."""
        return self.body_name or self.network.office.name

    @property
    def address(self) -> str:
        """The mail address at which the network is reached."""
        return self.email or self.network.mail_from

    @property
    def lines(self) -> list[str]:
        """Where letters go."""
        place = f"{self.postal_code} {self.town}".strip()
        return [line for line in (self.street, place) if line]


class LegalKind(models.TextChoices):
    IMPRINT = "imprint", _("Imprint")
    PRIVACY = "privacy", _("Privacy")
    CONTACT = "contact", _("Contact")


class LegalText(models.Model):
    """One of the three texts, as the office changed it; empty: as it follows from the notice."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="legal_texts")
    kind = models.CharField(max_length=20, choices=LegalKind.choices)
    text_de = models.TextField(max_length=40_000, blank=True)
    text_en = models.TextField(max_length=40_000, blank=True)
    changed_on = models.DateField(null=True, blank=True)
    # Since when the office says that somebody checked it; who said so is in the audit.
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "kind"], name="legal_text_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def own(self, language: str) -> str:
        """What the office wrote itself in a language."""
        return self.text_de if language == "de" else self.text_en
