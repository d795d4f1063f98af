"""Where the demo region lies: fictional towns, boundaries that do not overlap, distances.

The region lies in the open sea, so it never covers a real place on a map. Town keys begin with 99
(the official municipality keys end at 16), postal codes with 00 (which no German one does).
"""

from __future__ import annotations

import math
from random import Random

import numpy as np
from scipy.spatial import Voronoi

from kurzweg.core.demo.records import Ring, Site, Town
from kurzweg.demo.town_names import COUNTIES, ENDINGS, STEMS, STREETS

LATITUDE, LONGITUDE = 55.2, 4.6
KM_PER_LATITUDE = 111.2
KM_PER_LONGITUDE = KM_PER_LATITUDE * math.cos(math.radians(LATITUDE))
SPACING = 7.4  # kilometres between two town centres, at least
REACH = 23.0  # kilometres from the middle of a county to its farthest town centre
STATE_COUNTIES = 42

Point = tuple[float, float]


def towns(size: str, *, seed: int) -> tuple[Town, ...]:
    """The towns of the region, or of the whole state around it."""
    random = Random(f"{seed}/geography")
    counties = [(name, middle, names) for name, (middle, names) in COUNTIES.items()]
    if size == "state":
        counties += _further_counties(random)
    points = _town_points(random, counties)
    rings = _rings(random, points)
    return tuple(
        _town(random, counties=counties, number=number, point=points[number], ring=rings[number])
        for number in range(len(points))
    )


def site_in(town: Town, random: Random, *, is_seat: bool = True) -> Site:
    """An address in a town, not far from its middle."""
    east, north = random.gauss(0, 1.1), random.gauss(0, 1.1)
    return Site(
        street=f"{random.choice(STREETS)} {random.randint(1, 118)}",
        postal_code=random.choice(town.postal_codes),
        town=town.key,
        town_name=town.name,
        latitude=round(town.latitude + max(-2.4, min(2.4, north)) / KM_PER_LATITUDE, 5),
        longitude=round(town.longitude + max(-2.4, min(2.4, east)) / KM_PER_LONGITUDE, 5),
        is_seat=is_seat,
    )


def feature_collection(region: tuple[Town, ...]) -> dict[str, object]:
    """The boundaries as GeoJSON, as a map can draw them."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": town.key,
                "properties": {"ags": town.key, "name": town.name, "county": town.county_name},
                "geometry": {"type": "Polygon", "coordinates": [[list(p) for p in town.boundary]]},
            }
            for town in region
        ],
    }


def _further_counties(random: Random) -> list[tuple[str, Point, tuple[str, ...]]]:
    names = [stem + ending for stem in STEMS for ending in ENDINGS]
    random.shuffle(names)
    taken = [middle for middle, _ in COUNTIES.values()]
    grid = [(x * 36.0, y * 36.0) for x in range(-4, 5) for y in range(-4, 5)]
    grid.sort(key=lambda point: math.dist(point, (20.0, 0.0)))
    free = [point for point in grid if all(math.dist(point, other) > 33 for other in taken)]
    counties = []
    for middle in free[:STATE_COUNTIES]:
        own, names = tuple(names[:9]), names[9:]
        counties.append((f"Kreis {own[0]}", middle, own))
    return counties


def _town_points(random: Random, counties: list[tuple[str, Point, tuple[str, ...]]]) -> list[Point]:
    """Points in kilometres: every county's towns nearest to its own middle, never crowded."""
    middles = [middle for _, middle, _ in counties]
    points: list[Point] = []
    for number, (_, middle, names) in enumerate(counties):
        points.append(middle)
        spacing, own = SPACING, 1
        while own < len(names):
            angle, radius = random.uniform(0, 2 * math.pi), REACH * math.sqrt(random.random())
            point = (middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle))
            nearest = min(range(len(middles)), key=lambda i: math.dist(point, middles[i]))
            if nearest == number and all(math.dist(point, p) > spacing for p in points):
                points.append(point)
                own += 1
            else:
                spacing = max(4.0, spacing * 0.9995)
    return points


def _rings(random: Random, points: list[Point]) -> list[Ring]:
    """One closed ring a town: Voronoi cells whose shared sides wander alike on both sides."""
    outside = _outside_points(random, points)
    diagram = Voronoi(np.array(points + outside))
    wander = random.getrandbits(48)
    rings = []
    for number in range(len(points)):
        corners = diagram.regions[diagram.point_region[number]]
        middle = points[number]
        corners.sort(
            key=lambda c: math.atan2(
                diagram.vertices[c][1] - middle[1], diagram.vertices[c][0] - middle[0]
            )
        )
        ring: list[Point] = []
        for here, there in zip(corners, corners[1:] + corners[:1], strict=True):
            ring += _side(diagram.vertices, here, there, wander)
        degrees = [_degrees(point) for point in ring]
        rings.append((*degrees, degrees[0]))
    return rings


def _outside_points(random: Random, points: list[Point]) -> list[Point]:
    """The sea around: points that close the outermost cells and are then forgotten."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    outside: list[Point] = []
    x = min(xs) - 40
    while x < max(xs) + 40:
        y = min(ys) - 40
        while y < max(ys) + 40:
            point = (x + random.uniform(-2.5, 2.5), y + random.uniform(-2.5, 2.5))
            if all(math.dist(point, town) > 10.5 for town in points):
                outside.append(point)
            y += 9.0
        x += 9.0
    return outside


def _side(vertices: np.ndarray, here: int, there: int, wander: int) -> list[Point]:
    """The side from one corner to the next without its end, bent the same way from both towns."""
    first, last = min(here, there), max(here, there)
    start, end = vertices[first], vertices[last]
    random = Random(wander ^ (first << 20) ^ last)
    length = math.dist(start, end)
    across = (-(end[1] - start[1]), end[0] - start[0])
    steps = max(1, int(length / 0.9))
    line = [tuple(start)]
    for step in range(1, steps):
        share = step / steps
        swing = random.uniform(-0.055, 0.055) * math.sin(math.pi * share)
        line.append(
            (
                start[0] + share * (end[0] - start[0]) + swing * across[0],
                start[1] + share * (end[1] - start[1]) + swing * across[1],
            )
        )
    line.append(tuple(end))
    if here != first:
        line.reverse()
    return [(float(x), float(y)) for x, y in line[:-1]]


def _degrees(point: Point) -> Point:
    return (
        round(LONGITUDE + point[0] / KM_PER_LONGITUDE, 5),
        round(LATITUDE + point[1] / KM_PER_LATITUDE, 5),
    )


def _town(
    random: Random,
    *,
    counties: list[tuple[str, Point, tuple[str, ...]]],
    number: int,
    point: Point,
    ring: Ring,
) -> Town:
    county, position = divmod(number, 9)
    name, _, names = counties[county]
    population = _population(random, names[position], position)
    longitude, latitude = _degrees(point)
    return Town(
        key=f"99{county // 10 + 1}{county % 10 + 1:02d}{position * 4 + 4:03d}",
        name=names[position],
        county=f"99{county // 10 + 1}{county % 10 + 1:02d}",
        county_name=name,
        postal_codes=tuple(
            f"{100 + 2 * number + offset:05d}" for offset in range(2 if population > 30_000 else 1)
        ),
        latitude=latitude,
        longitude=longitude,
        population=population,
        boundary=ring,
    )


def _population(random: Random, name: str, position: int) -> int:
    if name == "Riegelstein":
        return 26_900
    if position == 0:
        return random.randrange(58_000, 146_000, 100)
    return int(round(38_000 * 0.78**position * random.uniform(0.8, 1.3), -2))
