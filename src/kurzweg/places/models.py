"""Reference data: never shipped, read from official files or taken from a package."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kurzweg.core.keys import Keyed, KeyedQuerySet, KeyField
from kurzweg.engine.documents import Place
from kurzweg.places.names import first_part_key, spoken, spoken_key

ON_EARTH = Q(latitude=None, longitude=None) | Q(
    latitude__range=(-90, 90), longitude__range=(-180, 180)
)


class Kind(models.TextChoices):
    """What a file or a package holds."""

    MUNICIPALITIES = "municipalities"
    POSTCODES = "postcodes"
    BOUNDARIES = "boundaries"


class Source(models.Model):
    """Where reference data come from, and what their owners want said where they are shown.

    `scope` is the country of postcodes and the level of boundaries: what one import replaces.
    """

    kind = models.CharField(max_length=16, choices=Kind.choices)
    scope = models.CharField(max_length=16, blank=True)
    attribution = models.CharField(max_length=400)
    valid_on = models.DateField(null=True, blank=True)
    imported_at = models.DateTimeField(default=timezone.now)
    row_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("kind", "scope", "pk")
        constraints = [
            models.UniqueConstraint(fields=["kind", "scope"], name="source_is_named_once"),
            models.CheckConstraint(name="source_kind_is_known", condition=Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.scope}".strip()


def meaning(name: str) -> Q:
    """Keep places of a name, and those whose first part it is: "Halle" may be Halle (Saale)."""
    key = spoken_key(name)
    return Q(name_key=key) | Q(short_key=key) if key else Q(pk__in=())


class NamedPlaceQuerySet(KeyedQuerySet):
    def located(self) -> Self:
        return self.filter(latitude__isnull=False)


class NamedPlace(Keyed):
    """A place with a name and, where somebody said so, a point in degrees (WGS 84)."""

    name = models.CharField(max_length=200)
    name_key = KeyField("name", form=spoken_key, max_length=200)
    # Under which key it may be meant as well: the first part of "Halle (Saale)".
    short_key = KeyField("name", form=first_part_key, max_length=200)
    # Official key: eight digits are a municipality, five a district, two a Land.
    ags = models.CharField(max_length=8, blank=True, db_index=True)
    district = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    objects = NamedPlaceQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.postal_code} {self.name}".strip()

    @property
    def point(self) -> Place:
        """Give where it lies; only those that are `located()` are asked."""
        if self.latitude is None or self.longitude is None:
            raise LookupError(f"nobody said where {self} lies")
        return Place(self.latitude, self.longitude, spoken(self.name))


class Municipality(NamedPlace):
    """A municipality of the official list, with the postcode of its town hall.

    The list has no points: they are those of the same name in the same district, where postcodes
    are loaded, of its town hall's postcode otherwise.
    """

    country: ClassVar[str] = "DE"
    population = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("ags", "pk")
        constraints = [
            models.UniqueConstraint(fields=["ags"], name="municipality_is_listed_once"),
            models.CheckConstraint(name="municipality_lies_on_earth", condition=ON_EARTH),
        ]


class PostcodePlace(NamedPlace):
    """A place that a postcode leads to; several may share one, and a town may have many."""

    country = models.CharField(max_length=2, default="DE")

    class Meta:
        ordering = ("country", "postal_code", "name_key", "ags", "pk")
        indexes = [
            models.Index(fields=["country", "postal_code"], name="place_by_postcode"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "postal_code", "name_key", "ags"],
                name="postcode_names_a_place_once",
            ),
            models.CheckConstraint(name="postcode_lies_on_earth", condition=ON_EARTH),
        ]


class Level(models.TextChoices):
    """How much a boundary surrounds."""

    COUNTRY = "country"
    LAND = "land"
    DISTRICT = "district"
    MUNICIPALITY = "municipality"


class Boundary(models.Model):
    """A simplified outline: polygons of rings of (longitude, latitude), as GeoJSON writes them."""

    level = models.CharField(max_length=12, choices=Level.choices)
    ags = models.CharField(max_length=8, blank=True)
    name = models.CharField(max_length=200, blank=True)
    polygons = models.JSONField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()

    class Meta:
        ordering = ("level", "ags", "pk")
        constraints = [
            models.UniqueConstraint(fields=["level", "ags"], name="boundary_is_drawn_once"),
            models.CheckConstraint(
                name="boundary_level_is_known", condition=Q(level__in=Level.values)
            ),
            models.CheckConstraint(
                name="boundary_has_its_corners_in_order",
                condition=Q(west__lte=F("east"), south__lte=F("north")),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.ags or self.level
