"""A network: its name, the region it serves, how it looks, the rules it gave itself."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kurzweg.core import prepared, rules
from kurzweg.core.addresses import AddressField, with_name
from kurzweg.core.dated import Dated, DatedQuerySet
from kurzweg.core.days import today
from kurzweg.core.ids import new_public_id
from kurzweg.core.prepared import Blank
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.networks.models.rules import holding
from kurzweg.people.models import Organisation


class DatedNetworkQuerySet(DatedQuerySet, NetworkQuerySet):
    """Dated facts of one network."""

    def meeting(self, since: date, until: date | None) -> Self:
        """Keep what holds on some day of a term; what ended before it began holds on none."""
        ends_later = Q(until=None) | Q(until__gt=since)
        begins_earlier = Q(since=None) | Q(since__lt=until) if until else Q()
        return self.filter(ends_later, begins_earlier).exclude(since__gte=F("until"))


class NetworkKind(models.TextChoices):
    ASSOCIATION = "association", _("association of a town or district")
    CONSORTIUM = "consortium", _("consortium of supporting bodies")
    REGIONAL_OFFICE = "regional office", _("regional office of a chamber")
    SMART_REGION = "smart region", _("smart-region initiative")
    CLUSTER = "cluster", _("industry cluster")
    UMBRELLA = "umbrella", _("umbrella of networks")


class Network(models.Model):
    """The tenant: an association, initiative, office or cluster; may stand under a Landesnetz."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=NetworkKind.choices)
    claim = models.CharField(max_length=160, blank=True)
    description = models.TextField(max_length=4000, blank=True)
    region_name = models.CharField(max_length=120)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    # The legal body that runs the office: it owns what nobody else owns.
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="runs")
    founded_on = models.DateField(null=True, blank=True)
    time_zone = models.CharField(max_length=40, default="Europe/Berlin")
    # Of what it writes about itself, and of what its funders want to read.
    language = models.CharField(max_length=2, default="de")
    accent = models.CharField(
        max_length=7, default="#1f5f5b", validators=[RegexValidator(r"^#[0-9a-f]{6}$")]
    )
    accent_dark = models.CharField(
        max_length=7, default="#7cc4bd", validators=[RegexValidator(r"^#[0-9a-f]{6}$")]
    )
    logo_digest = models.CharField(max_length=64, blank=True)
    mail_from = AddressField()
    mail_name = models.CharField(max_length=120)
    # After an import nothing is mailed until the office releases it.
    is_trial = models.BooleanField(default=True)
    # Kinds of mail of which the contrary holds: they leave on trial, or are held back after it.
    kinds_apart = models.JSONField(default=list, blank=True)
    # Somebody tries it out until then: nothing leaves it, nobody but its office sees it.
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(
                name="network_is_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=models.F("pk")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def today(self) -> date:
        """Say which day it is where the network is at home."""
        return today(self.time_zone)

    def holds_back(self, kind: str) -> bool:
        """Whether mails of a kind wait until the office lets them leave."""
        return self.ends_at is not None or self.is_trial != (kind in self.kinds_apart)

    def rule(self, name: str, *, on: date | None = None) -> Any:
        """Say what holds by a rule, today or on a day; a name nobody declared is a KeyError."""
        rule = rules.declared(name)
        # Read once for all rules of this object; lists prefetch them for all their networks.
        models.prefetch_related_objects([self], "decided_rules")
        decided = [each for each in self.decided_rules.all() if each.name == name]
        held = holding(decided, on=on or self.today())
        return rule.default if held is None else rule.read(held.value)

    @property
    def funders_today(self) -> list[FunderStrip]:
        """What must be shown on every page while somebody funds the network."""
        strips = prepared.instances(FunderStrip, _strips, network=self.pk, on=self.today())
        for strip in strips:
            strip.network = self
        return strips

    @property
    def logo_url(self) -> str:
        return reverse("file", args=[self.slug, self.logo_digest]) if self.logo_digest else ""

    @property
    def sender(self) -> str:
        return with_name(self.mail_name, self.mail_from)


class NetworkArea(models.Model):
    """A municipality that belongs to a network's region, by its official key (AGS)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="areas")
    ags = models.CharField(max_length=8)
    name = models.CharField(max_length=120, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ("ags",)
        constraints = [
            models.UniqueConstraint(fields=["network", "ags"], name="area_is_named_once"),
            # Without a regular expression: only Django teaches SQLite what that is, so no other
            # program could read, copy or check the file.
            models.CheckConstraint(
                name="area_key_has_eight_digits",
                condition=Exact(Length("ags"), 8)
                & Exact(Func("ags", Value("0123456789"), function="TRIM"), Value("")),
            ),
        ]

    def __str__(self) -> str:
        return self.ags


class Subregion(models.Model):
    """Part of a network by area: a set of municipalities."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="subregions")
    name = models.CharField(max_length=120)
    areas = models.ManyToManyField(NetworkArea, related_name="subregions", blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(fields=["network", "name"], name="subregion_is_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class Section(Dated):
    """Part of a network by field: optics, electronics, mechanics."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="sections")
    name = models.CharField(max_length=120)

    objects = DatedNetworkQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        ordering = ("name", "pk")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["network", "name"], name="section_is_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


class FunderStrip(Dated):
    """What must be shown while somebody funds the network: "Gefördert durch: …"."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="funder_strips")
    text = models.CharField(max_length=300)
    logo_digest = models.CharField(max_length=64, blank=True)

    objects = DatedNetworkQuerySet.as_manager()

    @property
    def logo_url(self) -> str:
        if not self.logo_digest:
            return ""
        return reverse("file", args=[self.network.slug, self.logo_digest])

    class Meta(Dated.Meta):
        abstract = False
        ordering = ("since", "pk")

    def __str__(self) -> str:
        return self.text


def _strips() -> models.QuerySet[FunderStrip]:
    return FunderStrip.objects.in_network(Blank("network")).as_of(Blank("on"))
