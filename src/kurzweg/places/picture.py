"""A picture of the surroundings of a point: outlines and towns, where they are loaded."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Avg, Count, Min

from kurzweg.engine.documents import Place
from kurzweg.places.models import Boundary, Level, Municipality, PostcodePlace
from kurzweg.places.names import spoken

KM_PER_DEGREE = 111.2
NEAREST, FARTHEST = 2.0, 400.0  # how many kilometres may be seen from side to side
MOST_TOWNS = 24
MOST_LOOKED_AT = 600
MOST_OUTLINES = 250
LINE = 14.0  # height of a name in pixels, and a guess at the width of each letter
LETTER = 7.0
GAP = 6.0  # from a dot to its name
MARK = 16.0  # from the middle of the mark to its end
Box = tuple[float, float, float, float]


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
    """A town on the picture: where its dot is, and how far to the right or left its name stands."""

    name: str
    x: float
    y: float
    dx: float = GAP

    @property
    def is_left(self) -> bool:
        return self.dx < 0

    @property
    def box(self) -> Box:
        """What dot and name cover: left, top, right and bottom."""
        end = self.dx + math.copysign(len(self.name) * LETTER, self.dx)
        left, right = min(-4, end), max(4, end)
        return self.x + left, self.y - LINE / 2 - 1, self.x + right, self.y + LINE / 2 + 1


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
    marked = view.pixel(mark.latitude, mark.longitude) if mark else None
    scale = _scale(view)
    return Drawing(
        view=view,
        outlines=list(_outlines(view)),
        towns=_towns(view, mark=marked, scale=scale[1]),
        mark=marked,
        scale=scale,
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


def _towns(view: View, *, mark: tuple[float, float] | None, scale: float) -> list[Town]:
    """Name the largest towns first, each where its name hides nothing and is not cut off."""
    # The bar below on the left, with its figure.
    taken: list[Box] = [(0, view.height - 36, max(scale, 50) + 18, view.height)]
    towns: list[Town] = []
    for point in _seen(view):
        if len(towns) == MOST_TOWNS:
            break
        drawn = _drawn(Town(point.name, *view.pixel(point.latitude, point.longitude)), mark)
        free = (each for each in drawn if _is_inside(each.box, view))
        town = next((each for each in free if not _hides(each.box, taken)), None)
        if town is not None:
            taken.append(town.box)
            towns.append(town)
    return towns


def _drawn(town: Town, mark: tuple[float, float] | None) -> Iterator[Town]:
    """A name to the right of its dot or to the left, in either case beside the mark."""
    if mark is None:
        yield from (town, replace(town, dx=-GAP))
        return
    x, y = mark[0] - town.x, mark[1] - town.y
    if abs(x) < MARK and abs(y) < MARK + LINE / 2:  # it is the dot itself that is marked
        yield replace(town, dx=round(max(GAP, x + MARK + 2), 1))
        yield replace(town, dx=round(min(-GAP, x - MARK - 2), 1))
        return
    around = mark[0] - MARK, mark[1] - MARK, mark[0] + MARK, mark[1] + MARK
    yield from (each for each in (town, replace(town, dx=-GAP)) if not _overlap(each.box, around))


def _is_inside(box: Box, view: View) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= view.width and box[3] <= view.height


def _hides(box: Box, taken: Iterable[Box]) -> bool:
    return any(_overlap(box, other) for other in taken)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _seen(view: View) -> Iterator[Place]:
    """Towns by size: as the list of municipalities counts people, else by how many postcodes."""
    south, west, north, east = view.corners
    there = {"latitude__range": (south, north), "longitude__range": (west, east)}
    listed = Municipality.objects.filter(**there).order_by("-population", "pk")[:MOST_LOOKED_AT]
    names = set()
    for row in listed:
        names.add(row.name_key)
        yield row.point
    coded = PostcodePlace.objects.filter(**there).order_by().values("name_key", "ags")
    counted = coded.annotate(
        called=Min("name"),
        code=Min("postal_code"),
        codes=Count("pk"),
        north=Avg("latitude"),
        east=Avg("longitude"),
    ).order_by("-codes", "name_key", "ags")[:MOST_LOOKED_AT]
    # Those of one postcode in an order that spreads them: neighbours differ in the last digits.
    for town in sorted(counted, key=lambda each: (-each["codes"], each["code"][::-1])):
        if town["name_key"] not in names:
            names.add(town["name_key"])
            yield Place(town["north"], town["east"], spoken(town["called"]))
