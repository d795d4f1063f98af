"""A picture of the surroundings of a point: outlines and towns, where they are loaded."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kurzweg.engine.documents import Place
from kurzweg.places.models import Boundary, Level, Municipality, NamedPlace, PostcodePlace
from kurzweg.places.names import spoken

KM_PER_DEGREE = 111.2
NEAREST, FARTHEST = 2.0, 400.0  # how many kilometres may be seen from side to side
MOST_TOWNS = 24
MOST_LOOKED_AT = 600
MOST_OUTLINES = 250
LINE = 14.0  # height of a name in pixels, and a guess at the width of each letter
LETTER = 6.6


@dataclass(frozen=True, slots=True)
class View:
    """What is seen: a middle, how many kilometres from side to side, and on how many pixels."""

    latitude: float
    longitude: float
    km: float = 20.0
    width: int = 600
    height: int = 420

    @property
    def km_per_pixel(self) -> float:
        return self.km / self.width

    def pixel(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Say where a point is drawn: right and down of the upper left corner."""
        east = (longitude - self.longitude) * self._km_per_degree_east
        north = (latitude - self.latitude) * KM_PER_DEGREE
        per = self.km_per_pixel
        return round(self.width / 2 + east / per, 1), round(self.height / 2 - north / per, 1)

    def point(self, right: float, down: float) -> tuple[float, float]:
        """Say in degrees where somebody clicked."""
        east = (right - self.width / 2) * self.km_per_pixel
        north = (self.height / 2 - down) * self.km_per_pixel
        latitude = max(-89.0, min(89.0, self.latitude + north / KM_PER_DEGREE))
        longitude = max(-180.0, min(180.0, self.longitude + east / self._km_per_degree_east))
        return round(latitude, 5), round(longitude, 5)

    @property
    def corners(self) -> tuple[float, float, float, float]:
        """South, west, north and east of what is seen."""
        south, west = self.point(0, self.height)
        north, east = self.point(self.width, 0)
        return south, west, north, east

    @property
    def _km_per_degree_east(self) -> float:
        return KM_PER_DEGREE * math.cos(math.radians(min(abs(self.latitude), 89.0)))


@dataclass(frozen=True, slots=True)
class Town:
    """A town on the picture: where its dot is, and its name to the right or left of it."""

    name: str
    x: float
    y: float
    is_left: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the template draws."""

    view: View
    outlines: list[tuple[str, str]]  # level and path
    towns: list[Town]
    mark: tuple[float, float] | None
    scale: tuple[int, float]  # kilometres and pixels of the bar


def draw(view: View, *, mark: Place | None = None) -> Drawing:
    """Draw what is known around a point."""
    return Drawing(
        view=view,
        outlines=list(_outlines(view)),
        towns=_towns(view),
        mark=view.pixel(mark.latitude, mark.longitude) if mark else None,
        scale=_scale(view),
    )


def _scale(view: View) -> tuple[int, float]:
    """Find a round number of kilometres for a bar of about a quarter of the width."""
    longest = view.km / 4
    km = max((each for each in (1, 2, 5, 10, 20, 50, 100) if each <= longest), default=1)
    return km, round(km / view.km_per_pixel, 1)


def _outlines(view: View) -> Iterator[tuple[str, str]]:
    south, west, north, east = view.corners
    seen = Boundary.objects.filter(
        west__lte=east, east__gte=west, south__lte=north, north__gte=south
    ).exclude(level=Level.COUNTRY)
    if view.km > 100:
        seen = seen.exclude(level=Level.MUNICIPALITY)
    for row in seen.order_by("-level", "ags")[:MOST_OUTLINES]:
        yield row.level, " ".join(_path(row.polygons, view))


def _path(polygons: Iterable[Iterable[Iterable[list[float]]]], view: View) -> Iterator[str]:
    for polygon in polygons:
        for ring in polygon:
            points = (view.pixel(y, x) for x, y in ring)
            yield "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"


def _towns(view: View) -> list[Town]:
    """Name the largest towns first, each where its name hides no other."""
    taken: list[tuple[float, float, float, float]] = []
    towns: list[Town] = []
    for row in _seen(view):
        if len(towns) == MOST_TOWNS:
            break
        x, y = view.pixel(row.point.latitude, row.point.longitude)
        name = spoken(row.name)
        width = len(name) * LETTER + 8
        is_left = x + width > view.width
        box = (x - width if is_left else x - 4, y - LINE, x + 4 if is_left else x + width, y + 4)
        is_seen = box[0] >= 0 and 0 < y < view.height
        if not is_seen or any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        towns.append(Town(name, x, y, is_left))
    return towns


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _seen(view: View) -> Iterator[NamedPlace]:
    """Municipalities by size; where none are loaded, the places of postcodes, each name once."""
    south, west, north, east = view.corners
    there = {"latitude__range": (south, north), "longitude__range": (west, east)}
    listed = Municipality.objects.filter(**there).order_by("-population", "pk")[:MOST_LOOKED_AT]
    names = set()
    for row in listed:
        names.add(row.name_key)
        yield row
    coded = PostcodePlace.objects.filter(**there).order_by("name_key", "pk")[:MOST_LOOKED_AT]
    for place in coded:
        if place.name_key not in names:
            names.add(place.name_key)
            yield place
