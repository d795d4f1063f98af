"""Who reads which line of an organisation's entry, as the organisation wants it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.networks.models.network import Network
from kurzweg.people.models import Organisation


class Line(models.TextChoices):
    """A line of an entry that its owner shows to whom he wants; name, kind and town are public."""

    SUMMARY = "summary", _("What we do")
    STAFF = "staff_band", _("Employees")
    FOUNDED = "founded_year", _("Founded")
    CERTIFICATES = "certificates", _("Certificates")
    WEBSITE = "website", _("Website")
    STREET = "street", _("Street and number of the sites")
    REGISTER = "register", _("Register and number there")
    VAT = "vat_id", _("VAT id")
    PHONE = "phone", _("Phone of the organisation")
    EMAIL = "email", _("Mail address of the organisation")
    PERSONS = "persons", _("Persons who answer requests, with their position")
    PERSON_CONTACTS = "person_contacts", _("Phone and mail address of these persons")


class Readers(models.IntegerChoices):
    """Who reads a line, beside the organisation's own people and the office, who always do.

    The last bit says whether the supporting bodies do; the rest how far it goes among members.
    """

    OFFICE = 0, _("the office only")
    PARTNERS = 1, _("office and supporting bodies")
    SECTION = 2, _("members in our sections")
    SECTION_AND_PARTNERS = 3, _("members in our sections, supporting bodies")
    MEMBERS = 4, _("all members")
    NETWORK = 5, _("all members and supporting bodies")
    EVERYBODY = 6, _("everybody, on the internet too")


class ShownLine(models.Model):
    """An organisation decided who reads one line of its entry in one network."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    line = models.CharField(max_length=20, choices=Line.choices)
    readers = models.PositiveSmallIntegerField(choices=Readers.choices)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ("line", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "network", "line"], name="line_is_decided_about_once"
            ),
            models.CheckConstraint(
                name="shown_line_is_known", condition=models.Q(line__in=Line.values)
            ),
            models.CheckConstraint(
                name="shown_to_readers_we_know", condition=models.Q(readers__in=Readers.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} for {self.readers}"
