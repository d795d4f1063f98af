"""Records of reference data into the database: all of them or none, and what changed by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kurzweg.core.keys import keys_of
from kurzweg.engine.documents import Place
from kurzweg.places.errors import BadFile
from kurzweg.places.geometry import center
from kurzweg.places.models import Boundary, Kind, Municipality, PostcodePlace, Source
from kurzweg.places.names import spoken_key
from kurzweg.places.reading import boundaries, files, municipalities, postcodes
from kurzweg.places.reading.records import BoundaryRecord, NamedRecord, Read

Row = TypeVar("Row", bound=models.Model)
AT_A_TIME = 500
LONGEST = {"name": 200, "district": 200, "postal_code": 12}  # letters
READERS: dict[Kind, Callable[[str], Read]] = {
    Kind.MUNICIPALITIES: municipalities.read,
    Kind.POSTCODES: postcodes.read,
    Kind.BOUNDARIES: boundaries.read,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did: rows that are there now, and how they came to be so."""

    kind: Kind
    total: int
    came: int
    changed: int
    went: int
    mended: Sequence[str] = ()

    def report(self) -> str:
        """Say in one line what it did."""
        says = (
            f"{self.kind}: {self.total} read; "
            f"{self.came} new, {self.changed} changed, {self.went} gone."
        )
        if self.mended:
            some = ", ".join(self.mended[:3])
            says += f" {len(self.mended)} names were encoded twice and mended ({some})."
        return says


def from_file(kind: Kind, path: Path, *, attribution: str = "") -> Outcome:
    """Read an official file and keep it instead of what was kept; raises `BadFile`."""
    read = READERS[kind](files.text_of(path))
    for record in read.records:
        _require_storable(record)
    return keep(kind, read, attribution=attribution)


def _require_storable(record: NamedRecord | BoundaryRecord) -> None:
    """Refuse what no database keeps as text, and names that are none."""
    for field, longest in LONGEST.items():
        text = getattr(record, field, "")
        if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise BadFile(f"{text!r} is no text", field=field)
        if len(text) > longest:
            raise BadFile(f"“{text[:40]}…” has more than {longest} letters", field=field)


@transaction.atomic
def keep(kind: Kind, read: Read, *, attribution: str = "") -> Outcome:
    """Replace what is known of a kind, as far as the records reach: a country, a level, a Land."""
    # Two imports at once: the second compares with what the first one wrote.
    list(Source.objects.select_for_update().filter(kind=kind))
    came = changed = went = 0
    for scope, stored, rows in _scopes(kind, read.records):
        numbers = _replace(stored, rows)
        came, changed, went = came + numbers[0], changed + numbers[1], went + numbers[2]
        Source.objects.update_or_create(
            kind=kind,
            scope=scope,
            defaults={
                "attribution": (attribution or read.attribution)[:400],
                "valid_on": read.valid_on,
                "imported_at": timezone.now(),
                "row_count": stored.all().count(),
            },
        )
    if kind != Kind.BOUNDARIES:
        locate_municipalities()
    return Outcome(kind, len(read.records), came, changed, went, read.mended)


Scope = tuple[str, QuerySet[Any], list[Any]]


def _scopes(kind: Kind, records: Sequence[Any]) -> Iterable[Scope]:
    """Say what is replaced by which rows, and under which name the source of it is kept."""
    if kind == Kind.MUNICIPALITIES:
        return [("DE", Municipality.objects.all(), [_municipality(each) for each in records])]
    if kind == Kind.POSTCODES:
        return _by_country(records)
    return _by_level(records)


def _by_country(records: Sequence[NamedRecord]) -> Iterable[Scope]:
    countries: dict[str, list[PostcodePlace]] = defaultdict(list)
    for each in records:
        countries[each.country].append(_postcode_place(each))
    for country, rows in sorted(countries.items()):
        yield country, PostcodePlace.objects.filter(country=country), rows


def _by_level(records: Sequence[BoundaryRecord]) -> Iterable[Scope]:
    """A file that draws the municipalities of one Land leaves those of the others alone."""
    levels: dict[str, list[Boundary]] = defaultdict(list)
    for each in records:
        levels[each.level].append(_boundary(each))
    for level, rows in sorted(levels.items()):
        reach = Q()
        for land in {row.ags[:2] for row in rows}:
            reach |= Q(ags__startswith=land)
        yield level, Boundary.objects.filter(reach, level=level), rows


def _municipality(record: NamedRecord) -> Municipality:
    return Municipality(
        name=record.name,
        ags=record.ags,
        district=record.district,
        postal_code=record.postal_code,
        population=record.population,
    )


def _postcode_place(record: NamedRecord) -> PostcodePlace:
    latitude, longitude = record.point or (None, None)
    return PostcodePlace(
        country=record.country,
        postal_code=record.postal_code,
        name=record.name,
        ags=record.ags,
        district=record.district,
        latitude=latitude,
        longitude=longitude,
    )


def _boundary(record: BoundaryRecord) -> Boundary:
    points = [point for polygon in record.polygons for ring in polygon for point in ring]
    across, up = [x for x, _ in points], [y for _, y in points]
    return Boundary(
        level=record.level,
        ags=record.ags,
        name=record.name,
        polygons=record.polygons,
        west=min(across),
        south=min(up),
        east=max(across),
        north=max(up),
    )


IDENTITY: dict[type[models.Model], tuple[str, ...]] = {
    Municipality: ("ags",),
    PostcodePlace: ("country", "postal_code", "name_key", "ags"),
    Boundary: ("level", "ags"),
}
# Worked out here, not read: no import changes them.
OWN: dict[type[models.Model], set[str]] = {Municipality: {"latitude", "longitude"}}


def _replace(stored: QuerySet[Row], rows: list[Row]) -> tuple[int, int, int]:
    """Bring the rows of a scope to what they shall be; what stays the same is not written."""
    model = stored.model
    names = [
        field.name
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in OWN.get(model, ())
    ]
    for row in rows:
        for key in keys_of(model):
            key.pre_save(row, True)
    wanted = {_identity(row): row for row in rows}
    kept: dict[Hashable, Row] = {_identity(row): row for row in stored}
    changed = []
    for identity in wanted.keys() & kept.keys():
        row, old = wanted[identity], kept[identity]
        if any(getattr(row, name) != getattr(old, name) for name in names):
            row.pk = old.pk
            changed.append(row)
    gone = [kept[identity].pk for identity in kept.keys() - wanted.keys()]
    for start in range(0, len(gone), AT_A_TIME):
        model._base_manager.filter(pk__in=gone[start : start + AT_A_TIME]).delete()
    model._base_manager.bulk_update(changed, names, batch_size=AT_A_TIME)
    new = [row for identity, row in wanted.items() if identity not in kept]
    model._base_manager.bulk_create(new, batch_size=AT_A_TIME)
    return len(new), len(changed), len(gone)


def _identity(row: models.Model) -> Hashable:
    return tuple(getattr(row, name) for name in IDENTITY[type(row)])


def locate_municipalities() -> None:
    """Give each municipality the point of its name in its district, or that of its town hall."""
    by_name: dict[tuple[str, str], list[Place]] = defaultdict(list)
    by_code: dict[str, list[Place]] = defaultdict(list)
    for place in PostcodePlace.objects.located().filter(country="DE"):
        by_code[place.postal_code].append(place.point)
        by_name[place.ags, place.name_key].append(place.point)
        by_name[place.ags[:2], place.name_key].append(place.point)
    moved = []
    for row in Municipality.objects.all():
        key = spoken_key(row.name)
        # A package knows the Land only; within one, a name may stand for two towns.
        there = by_name.get((row.ags[:5], key)) or [
            each for each in by_code.get(row.postal_code, ()) if spoken_key(each.name) == key
        ]
        there = there or by_code.get(row.postal_code, [])
        point = center(there, row.name) if there else None
        where = (point.latitude, point.longitude) if point else (None, None)
        if (row.latitude, row.longitude) != where:
            row.latitude, row.longitude = where
            moved.append(row)
    Municipality.objects.bulk_update(moved, ["latitude", "longitude"], batch_size=AT_A_TIME)
