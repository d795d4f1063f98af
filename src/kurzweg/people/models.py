"""Who exists, once for the whole installation: people act, organisations are the members."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kurzweg.core.addresses import AddressField, normalised
from kurzweg.core.dated import Dated, DatedQuerySet
from kurzweg.core.ids import new_public_id
from kurzweg.core.keys import Keyed, KeyedQuerySet, KeyField
from kurzweg.core.viewer import Viewer
from kurzweg.engine.words import place_key
from kurzweg.people import activities
from kurzweg.people.activities import WZ_EDITIONS
from kurzweg.people.kinds import Kind as Kind  # part of what an organisation is
from kurzweg.people.kinds import StaffBand as StaffBand


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **extra: object) -> Account:
        """Make an account; there are no passwords, the code comes by mail."""
        account = self.model(email=email, **extra)
        account.set_unusable_password()
        account.save(using=self._db)
        return account

    def of(self, address: str) -> Account:
        """Find the account of an address, or make it; two who come at once get the same one."""
        kept = {"password": make_password(None)}
        return self.get_or_create(email=normalised(address), defaults=kept)[0]


class Account(AbstractBaseUser):
    """A mail address that can sign in; several persons may stand behind one (info@…)."""

    email = AddressField(unique=True)
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return f"account {self.pk}"


class SignInCode(models.Model):
    """A code that an address may sign in with; neither of them can be read here."""

    address_hash = models.CharField(max_length=64, db_index=True)
    code_hash = models.CharField(max_length=64)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"sign-in code {self.pk}"


class Tally(models.Model):
    """When something happened lately, as seconds: `tally.count` says what, for whom, how often."""

    key_hash = models.CharField(max_length=64, unique=True)
    moments = models.JSONField(default=list)
    last_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"tally {self.pk}"


class PersonQuerySet(KeyedQuerySet):
    def same_as(self, person: Person) -> Self:
        """Keep the rows behind the same address that may be the same human, this one included."""
        behind: Any = self.filter(account=person.account_id, account__isnull=False)
        return self.filter(pk__in=[each.pk for each in behind if each.may_be(person)])


class Person(Keyed):
    """Somebody who acts: for organisations, in networks; often, but not always, with an account.

    A row that an office entered acts in its network only, and no other network reads it; a row
    without such a network is the person's own and acts wherever its positions lead, each of them
    where it was entered.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="persons"
    )
    title = models.CharField(max_length=30, blank=True)
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80)
    name_key = KeyField("given_name", "family_name", db_index=False)
    email = AddressField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, default="de")
    entered_by_network = models.ForeignKey(
        "networks.Network", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    # From when on somebody without any task is remembered (retention.yaml).
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("family_name", "given_name", "pk")
        indexes = [
            models.Index(fields=["email"], name="person_by_email"),
            # Whoever is looked for while somebody types: read without the rows themselves.
            models.Index(fields=["entered_by_network", "name_key"], name="person_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return " ".join(f"{self.title} {self.given_name} {self.family_name}".split())

    @property
    def short_name(self) -> str:
        """The name as a mail's page may show it to whoever opens the link: "M. Berger"."""
        initial = f"{self.given_name.strip()[:1]}. " if self.given_name.strip() else ""
        return f"{initial}{self.family_name}"

    def acts_in(self, network_id: int) -> bool:
        """Whether this row can be anything in a network."""
        return self.entered_by_network_id in (None, network_id)

    def may_be(self, other: Person) -> bool:
        """Whether two names can be one human's: "A. Korn" can be "Anna Korn", "Arno" cannot."""
        if self.family_name.casefold() != other.family_name.casefold():
            return False
        short, long = sorted((self.given_name.casefold(), other.given_name.casefold()), key=len)
        return short == long or short.rstrip(".") in ("", long[:1])


def this_year() -> int:
    return timezone.localdate().year


class OrganisationQuerySet(KeyedQuerySet):
    def editable_by(self, viewer: Viewer) -> Self:
        """Keep what a viewer may mend: the office its members and applicants, others their own."""
        if viewer.is_office:
            still_here = Q(memberships__until=None) | Q(memberships__until__gt=viewer.today)
            mine = self.filter(still_here, memberships__network=viewer.network_id)
            return self.filter(pk__in=mine.values("pk"))  # no DISTINCT: it is to be locked
        return self.filter(pk__in=viewer.admin_of)


class Organisation(Keyed):
    """A company, university, town or natural person: who can be a member, offer, look for."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.COMPANY)
    name = models.CharField(max_length=200)
    name_key = KeyField("name")
    legal_form = models.CharField(max_length=40, blank=True)
    register_court = models.CharField(max_length=80, blank=True)
    register_number = models.CharField(max_length=40, blank=True)
    vat_id = models.CharField(max_length=20, blank=True)
    staff_band = models.PositiveSmallIntegerField(choices=StaffBand.choices, null=True, blank=True)
    founded_year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1000), MaxValueValidator(this_year)]
    )
    website = models.URLField(blank=True)
    email = AddressField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    summary = models.TextField(max_length=2000, blank=True)
    language = models.CharField(max_length=2, default="de")
    # Acts at the introduction only, never in the ranking (design: tact).
    is_only_through_office = models.BooleanField(default=False)

    # Emptied for whoever reads this row (networks.visible_fields).
    hidden: frozenset[str] = frozenset()

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(
                name="organisation_kind_is_known", condition=Q(kind__in=Kind.values)
            ),
            # SQLite takes any number, and PostgreSQL could not restore it.
            models.CheckConstraint(
                name="organisation_founded_in_a_year",
                condition=Q(founded_year=None) | Q(founded_year__range=(1000, 9999)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        if self.hidden:
            raise TypeError("what one viewer does not see would be gone for everybody")
        super().save(*args, **options)

    @property
    def register_entry(self) -> str:
        """Where it stands in a register: "Amtsgericht Riegelstein, HRB 123"."""
        return ", ".join(filter(None, (self.register_court, self.register_number)))

    def seat_on(self, day: date) -> Site | None:
        """Give the site that is the seat on a day, or the first one of that day."""
        there = [site for site in self.sites.all() if site.holds_on(day)]
        return min(there, key=lambda site: (not site.is_seat, site.pk), default=None)


class Activity(models.Model):
    """What an organisation does, as a WZ code; one is the core, the rest supplementary."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="activities"
    )
    edition = models.CharField(max_length=4, choices=WZ_EDITIONS, default="2008")
    code = models.CharField(max_length=10)
    is_core = models.BooleanField(default=True)

    class Meta:
        ordering = ("-is_core", "code")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "edition", "code"], name="activity_is_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def label(self) -> str:
        return activities.label(self.code, edition=self.edition)

    @property
    def wz_class(self) -> str:
        """The four-digit class, by which firms count as being of the same activity."""
        return activities.wz_class(self.code)


class SiteQuerySet(KeyedQuerySet, DatedQuerySet):
    pass


class LocatedBy(models.TextChoices):
    """Who said where a site lies; empty: nobody knows any more, or nobody did."""

    PLACES = "places"  # worked out from postcode and town
    NEIGHBOUR = "neighbour"  # taken from another site in the same town
    HAND = "hand"  # somebody said so: nothing that is worked out replaces it


class Site(Keyed, Dated):
    """A place where an organisation works."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(max_length=120, blank=True)
    street = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=120)
    town_key = KeyField("town", form=place_key)
    # The postcode of another country has its sign before it: "CH-8112".
    country = models.CharField(max_length=2, default="DE")
    ags = models.CharField(max_length=8, blank=True, db_index=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    located_by = models.CharField(max_length=10, choices=LocatedBy.choices, blank=True)
    is_seat = models.BooleanField(default=False)

    objects = SiteQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        ordering = ("-is_seat", "pk")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"],
                name="organisation_has_one_open_seat",
                condition=Q(is_seat=True, until=None),
            ),
            models.CheckConstraint(
                name="site_lies_on_earth",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="site_is_located_by_somebody_known",
                condition=Q(located_by__in=["", *LocatedBy.values]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.postal_code} {self.town}".strip()


class PositionQuerySet(DatedQuerySet):
    def of(self, person: Person) -> Self:
        return self.filter(person=person)

    def acting_in(self, network: Any) -> Self:
        """Keep what counts in a network (a Network or its id): entered there, or by themselves.

        The row and the position both say so: a joined person still is elsewhere only what others
        than the office of that place made of her.
        """
        return self.filter(
            Q(entered_by_network=None) | Q(entered_by_network=network),
            Q(person__entered_by_network=None) | Q(person__entered_by_network=network),
        )


class Position(Dated):
    """A person acts for an organisation, as what, and from when to when.

    What the office of one network entered counts in this network only, whoever's row it is at.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="positions")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="positions"
    )
    title = models.CharField(max_length=120, blank=True)
    is_admin = models.BooleanField(default=False)
    answers_requests = models.BooleanField(default=False)
    entered_by_network = models.ForeignKey(
        "networks.Network", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    objects = PositionQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        ordering = ("-answers_requests", "pk")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "organisation"],
                name="person_has_one_open_position_there",
                condition=Q(until=None, entered_by_network=None),
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "entered_by_network"],
                name="network_enters_one_open_position_there",
                condition=Q(until=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title or "position"


class Certificate(models.Model):
    """A certificate of an organisation and the last day on which it is valid."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="certificates"
    )
    scheme = models.CharField(max_length=60)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("scheme", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "scheme"], name="certificate_is_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.scheme
