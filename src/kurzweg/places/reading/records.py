"""What the files say, whichever format they have."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

Point = tuple[float, float]  # latitude, longitude in degrees (WGS 84)
Ring = list[list[float]]  # of [longitude, latitude], closed


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """A row of the list of municipalities, or a place that a postcode leads to."""

    name: str
    ags: str = ""
    district: str = ""
    postal_code: str = ""
    point: Point | None = None
    population: int | None = None
    country: str = "DE"


@dataclass(frozen=True, slots=True)
class BoundaryRecord:
    """An outline: polygons of rings, the first of each the outer one."""

    level: str
    ags: str
    name: str
    polygons: list[list[Ring]]


@dataclass(frozen=True, slots=True)
class Read:
    """All that a file says, of which day, and what was mended on the way."""

    records: list[NamedRecord] | list[BoundaryRecord]
    attribution: str
    valid_on: date | None = None
    mended: list[str] = field(default_factory=list)
