"""Places from a file: a CSV with name or postcode and a point, or the GeoNames postal code file."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kurzweg.engine import tables
from kurzweg.engine.commands import match_countries
from kurzweg.engine.commands.match_columns import NAMES
from kurzweg.engine.documents import Place
from kurzweg.engine.facts import Gazetteer, whereabouts
from kurzweg.engine.facts.words import readable
from kurzweg.engine.tables import Cell, Table, Unread, cells
from kurzweg.engine.tables.errors import TableError
from kurzweg.engine.words.names import loose_key, place_key

SAME_TOWN_KM = 25.0  # places of one name further apart than this are different towns

# Columns of the official file DE.txt, which has no header (see the readme of GeoNames).
_GEONAMES = {"postcode": 1, "name": 2, "latitude": 9, "longitude": 10}
# What stands behind the first part of a town's name: Frankfurt am Main, Halle (Saale).
_SECOND = re.compile(
    r"\s*(?:[(/]|\b(?:a|am|an|auf|b|bei|i|im|in|o|ob|unter|v|vor|vorm)\b[. ]?)", re.IGNORECASE
)
_NAMED = {**NAMES, "name": rf"name|{NAMES['place']}|gemeindename|label"}


class NoPoints(TableError):
    sentences = {
        "de": "„{file}“ hat keine Spalten für Ort oder Postleitzahl, Breite und Länge.",
        "en": "“{file}” lacks columns for place or postcode, latitude and longitude.",
    }


def read(path: Path) -> Gazetteer:
    """Read names and postcodes with their points (degrees, WGS 84).

    Several points of one postcode or town become their mean. A name that stands for towns far
    apart ("Neustadt") is left out, because it says nothing. Raises a `TableError`.
    """
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    codes: dict[str, list[tuple[float, float]]] = defaultdict(list)
    towns: dict[str, str] = {}
    table = tables.read(path)
    shortened: dict[str, list[tuple[str, tuple[float, float]]]] = defaultdict(list)
    for name, code, point in _rows(table):
        town = name.partition("(")[0].strip()
        points[name].append(point)
        short = _SECOND.split(name)[0].strip()
        if short != name:
            shortened[short].append((name, point))
        if code:
            codes[code].append(point)
            towns.setdefault(code, town)
    points.pop("", None)
    shown = {short: meant[0][0] for short, meant in shortened.items() if short not in points}
    for short, meant in shortened.items():
        # Halle (Saale) is called Halle as well; Linz am Rhein is not called Linz, but it may be
        # meant where there is another Linz.
        if short in points or any("(" in name for name, _ in meant):
            points[short] += [point for _, point in meant]
    if not points and not codes:
        raise NoPoints(path)
    places = {
        name: _mean(found, shown.get(name, name))
        for name, found in points.items()
        if _is_one_town(found)
    }
    ambiguous = points.keys() - places.keys()
    places |= {code: _mean(found, towns[code] or code) for code, found in codes.items()}
    return Gazetteer(places, ambiguous=ambiguous)


def locate(places: Gazetteer, *, text: str, postcode: str, country: str = "") -> Place | None:
    """Find the place of an address or a town; the name goes before the postcode.

    What is abroad has no place. Four digits are a postcode that lost its zero only where the town
    says or the country says so: they could be Swiss.
    """
    if abroad(text=text, postcode=postcode, country=country):
        return None
    codes = [cells.postcode(Cell(0, "", each)) for each in (postcode, text)]
    code = next((code for code in codes if isinstance(code, str)), "")
    spoken = readable(text)
    named = places.named(spoken) or _town(places, spoken)
    coded = places.get(code.zfill(5))
    if len(code) != 4:
        return named or coded
    if named and coded:
        return named if _is_one_town([_point(named), _point(coded)]) else None
    is_here = match_countries.of_column(country) == match_countries.HERE
    return coded if is_here and not spoken.strip(" 0123456789") else None


def why_nowhere(places: Gazetteer, *, text: str, postcode: str, country: str) -> str:
    """Say why an address has no place: "foreign", "no country", "ambiguous" or "no place"."""
    where = abroad(text=text, postcode=postcode, country=country)
    if where:
        return where
    parts = re.split(r"[,;/()\n]|[0-9]{5}", readable(text))
    is_ambiguous = any(places.is_ambiguous(_SECOND.split(part)[0]) for part in parts)
    return "ambiguous" if is_ambiguous else "no place"


def abroad(*, text: str, postcode: str, country: str) -> str:
    """Tell whether an address is in another country ("foreign") or in none that is known."""
    said = match_countries.of_column(country)
    codes = [cells.postcode(Cell(0, "", each)) for each in (postcode, text)]
    if said == match_countries.FOREIGN or any(isinstance(code, Unread) for code in codes):
        return match_countries.FOREIGN
    return match_countries.of_town(text) or (said if said != match_countries.HERE else "")


def _point(place: Place) -> tuple[float, float]:
    return place.latitude, place.longitude


def _town(places: Gazetteer, text: str) -> Place | None:
    fact = whereabouts.find_place(text, places=places, taken=(), postal_code=None)
    if fact is None:
        return None
    written = text[fact.start : fact.end]
    is_short = place_key(written) != place_key(fact.value.name)
    # "Frankfurt a. M." is not Frankfurt (Oder), the only one that is known.
    return None if is_short and _SECOND.match(text, fact.end) else fact.value


def _rows(table: Table) -> Iterator[tuple[str, str, tuple[float, float]]]:
    at = _columns(table)
    if at is None:
        return
    for row in table.rows():
        where = point(row.cells[at["latitude"]], row.cells[at["longitude"]])
        if where is None:
            continue
        name = row.cells[at["name"]] if "name" in at else ""
        code = row.cells[at["postcode"]] if "postcode" in at else ""
        code = code.zfill(5) if code.isdigit() else code
        yield name.partition(",")[0].strip(), code, where


def _columns(table: Table) -> dict[str, int] | None:
    """Find the columns by their names, or by their position in the file of GeoNames."""
    by_position = {column.position: index for index, column in enumerate(table.columns)}
    if table.header_row == 0 and by_position.keys() >= set(_GEONAMES.values()):
        return {role: by_position[position] for role, position in _GEONAMES.items()}
    found: dict[str, int] = {}
    for role in ("latitude", "longitude", "postcode", "name"):
        for index, column in enumerate(table.columns):
            name = column.name.strip().casefold()
            if any(re.fullmatch(_NAMED[role], each) for each in (name, loose_key(name))):
                found.setdefault(role, index)
    has_point = {"latitude", "longitude"} <= found.keys()
    return found if has_point and found.keys() & {"name", "postcode"} else None


def point(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Read degrees north and east, with point or comma; None when they are none."""
    try:
        found = float(latitude.replace(",", ".")), float(longitude.replace(",", "."))
    except ValueError:
        return None
    return found if abs(found[0]) <= 90 and abs(found[1]) <= 180 else None


def _is_one_town(points: list[tuple[float, float]]) -> bool:
    first = points[0]
    return all(_kilometres(first, other) <= SAME_TOWN_KM for other in points)


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance on a plane that touches the earth, good enough within a country."""
    across = (one[1] - other[1]) * math.cos(math.radians((one[0] + other[0]) / 2))
    return 111.2 * math.hypot(one[0] - other[0], across)


def _mean(points: list[tuple[float, float]], name: str) -> Place:
    count = len(points)
    return Place(sum(p[0] for p in points) / count, sum(p[1] for p in points) / count, name)
