"""Boundaries: GeoJSON, or TopoJSON, which says each line once that two areas share.

Properties that are read: GEN or name, and AGS, whose length says the level: two digits a Land, five
a district, eight a municipality, none the country.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from kurzweg.places.errors import BadFile
from kurzweg.places.models import Level
from kurzweg.places.names import mended
from kurzweg.places.reading.records import BoundaryRecord, Read, Ring

ATTRIBUTION = "Grenzen: © GeoBasis-DE / BKG (Daten verändert), GeoNutzV"
LEVELS = {0: Level.COUNTRY, 2: Level.LAND, 5: Level.DISTRICT, 8: Level.MUNICIPALITY}
DECIMALS = 4  # eleven metres


def read(text: str) -> Read:
    """Read outlines; raises `BadFile`."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadFile(f"this is no JSON ({error})") from None
    kind = content.get("type") if isinstance(content, dict) else None
    if kind == "FeatureCollection":
        shapes = _of_geojson(content)
    elif kind == "Topology":
        shapes = _of_topojson(content)
    else:
        raise BadFile("neither a FeatureCollection (GeoJSON) nor a Topology (TopoJSON)")
    found: dict[tuple[str, str], BoundaryRecord] = {}
    try:
        for row, (properties, polygons) in enumerate(shapes, 1):
            record = _record(properties or {}, polygons, row)
            if (record.level, record.ags) in found:
                raise BadFile(f"{record.ags or record.level} is drawn twice", row=row, field="AGS")
            found[record.level, record.ags] = record
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        says = f"the geometry cannot be read ({type(error).__name__}: {error})"
        raise BadFile(says, row=len(found) + 1, field="geometry") from None
    if not found:
        raise BadFile("the file draws nothing")
    return Read(list(found.values()), ATTRIBUTION)


def _record(properties: dict[str, Any], polygons: list[list[Ring]], row: int) -> BoundaryRecord:
    ags = str(properties.get("AGS") or properties.get("ags") or "")
    if not ags.strip("0"):
        ags = ""
    if len(ags) not in LEVELS or not re.fullmatch("[0-9]*", ags):
        raise BadFile(f"“{ags}” is no official key (2, 5 or 8 digits)", row=row, field="AGS")
    rounded = [[_closed(ring, row) for ring in polygon] for polygon in polygons]
    if not any(rounded):
        raise BadFile("there is no outline", row=row, field="geometry")
    name = mended(str(properties.get("GEN") or properties.get("name") or ""))
    return BoundaryRecord(LEVELS[len(ags)], ags, name, rounded)


def _closed(ring: Ring, row: int) -> Ring:
    points = [[_rounded(x), _rounded(y)] for x, y, *_ in ring]
    if any(not (abs(x) <= 180 and abs(y) <= 90) for x, y in points):
        raise BadFile("a point does not lie on earth", row=row, field="geometry")
    if len(points) < 3:
        raise BadFile("a ring has fewer than three points", row=row, field="geometry")
    return points if points[0] == points[-1] else [*points, points[0]]


def _rounded(written: Any) -> float:
    if isinstance(written, bool) or not isinstance(written, int | float):
        raise TypeError(f"{written!r} is no number of degrees")
    return round(float(written), DECIMALS)


def _of_geojson(content: dict[str, Any]) -> Iterator[tuple[Any, list[list[Ring]]]]:
    for feature in content["features"]:
        yield feature.get("properties"), _polygons(feature["geometry"], "coordinates")


def _polygons(geometry: dict[str, Any], held_by: str) -> list[list[Any]]:
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"{geometry['type']} is no area")
    held: list[Any] = geometry[held_by]
    return held if geometry["type"] == "MultiPolygon" else [held]


def _of_topojson(content: dict[str, Any]) -> Iterator[tuple[Any, list[list[Ring]]]]:
    arcs = [_stretched(arc, content.get("transform")) for arc in content["arcs"]]
    for collection in content["objects"].values():
        for geometry in collection["geometries"]:
            polygons = [
                [_joined(ring, arcs) for ring in polygon] for polygon in _polygons(geometry, "arcs")
            ]
            yield geometry.get("properties"), polygons


def _stretched(arc: list[list[float]], transform: dict[str, Any] | None) -> Ring:
    """Give an arc in degrees: each point is said as a step from the one before."""
    if transform is None:
        return arc
    (across, up), (east, north) = transform["scale"], transform["translate"]
    x = y = 0.0
    points = []
    for step_x, step_y, *_ in arc:
        x, y = x + step_x, y + step_y
        points.append([x * across + east, y * up + north])
    return points


def _joined(ring: list[int], arcs: list[Ring]) -> Ring:
    """Put the arcs of a ring together; ~n is arc n read backwards."""
    points: Ring = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points
