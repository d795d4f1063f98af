"""Distances, and what lies inside of what, in degrees (WGS 84)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from kurzweg.engine.documents import Place

EARTH_RADIUS_KM = 6371.0
Rings = Sequence[Sequence[Sequence[float]]]  # of a polygon: points of (longitude, latitude)


def distance_km(one: Place, other: Place) -> float:
    """Give the distance as the crow flies."""
    north, other_north = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    chord = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))


def middle(points: Iterable[Place], name: str) -> Place:
    """Give the mean of points that lie near each other."""
    all_points = list(points)
    count = len(all_points)
    return Place(
        sum(each.latitude for each in all_points) / count,
        sum(each.longitude for each in all_points) / count,
        name,
    )


def center(points: Iterable[Place], name: str) -> Place:
    """Give the median of points, which a few that lie far off do not move."""
    all_points = list(points)
    return Place(
        median(each.latitude for each in all_points),
        median(each.longitude for each in all_points),
        name,
    )


def surrounds(polygons: Sequence[Rings], *, latitude: float, longitude: float) -> bool:
    """Tell whether a point lies in one of the polygons, and in none of its holes."""
    return any(
        sum(_crosses(ring, latitude=latitude, longitude=longitude) for ring in rings) % 2
        for rings in polygons
    )


def _crosses(ring: Sequence[Sequence[float]], *, latitude: float, longitude: float) -> int:
    """Count how often a line from the point to the east meets a ring."""
    crossed = 0
    for (x, y), (next_x, next_y) in pairwise(ring):
        if (y > latitude) != (next_y > latitude):
            crossed += longitude < x + (latitude - y) * (next_x - x) / (next_y - y)
    return crossed
