"""Postcodes with places and points: the file of GeoNames, or the same columns with names.

Its columns, separated by tabs and without a header: country, postcode, place, and three levels of
administration with name and key each (the third is the district), latitude, longitude, accuracy.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kurzweg.places.errors import BadFile
from kurzweg.places.names import mended, spoken_key
from kurzweg.places.reading.records import NamedRecord, Point, Read

ATTRIBUTION = "Postleitzahlen und Orte: GeoNames (www.geonames.org), CC BY 4.0"
GEONAMES = {
    "country": 0, "postcode": 1, "place": 2, "district": 7, "key": 8, "latitude": 9,
    "longitude": 10,
}  # fmt: skip
NAMED = {
    "country": "country_code|country code|country",
    "postcode": "zipcode|postal_code|postal code|postcode|plz",
    "place": "place|place_name|place name|ort",
    "district": "community|admin_name3|admin name3",
    "key": "community_code|admin_code3|admin code3",
    "latitude": "latitude|lat",
    "longitude": "longitude|lon|lng",
}
# South, west, north, east of countries whose points can be told from swapped ones.
WITHIN = {
    "DE": (47.2, 5.8, 55.1, 15.1),
    "AT": (46.3, 9.5, 49.1, 17.2),
    "CH": (45.8, 5.9, 47.9, 10.5),
}


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row with the columns that are read, by name."""

    row: int
    values: dict[str, str]

    def bad(self, field: str, says: str) -> BadFile:
        return BadFile(says, row=self.row, field=field)


def read(text: str) -> Read:
    """Read places with their postcodes; what only repeats a row is left out. Raises `BadFile`."""
    found: dict[tuple[str, str, str, str], NamedRecord] = {}
    twice_encoded: list[str] = []
    for cells in _rows(text):
        record = _record(cells)
        if record.name != cells.values["place"]:
            twice_encoded.append(record.name)
        # GeoNames names some Länder in two ways: the same place stands there once for each.
        identity = (record.country, record.postal_code, spoken_key(record.name), record.ags)
        found.setdefault(identity, record)
    if not found:
        raise BadFile("the file holds no postcode")
    return Read(list(found.values()), ATTRIBUTION, mended=twice_encoded)


def _rows(text: str) -> Iterator[_Cells]:
    first = text.partition("\n")[0]
    delimiter = max("\t,;", key=first.count)
    names = [name.strip().casefold() for name in first.split(delimiter)]
    at = {
        role: next((i for i, name in enumerate(names) if re.fullmatch(pattern, name)), -1)
        for role, pattern in NAMED.items()
    }
    has_header = at["postcode"] >= 0
    if not has_header:
        at = GEONAMES
    missing = [role for role in ("postcode", "place", "latitude", "longitude") if at[role] < 0]
    if missing:
        raise BadFile(f"there is no column for {missing[0]}", row=1)
    # GeoNames quotes nothing: an inch sign in a name is one.
    quotes = {"quoting": csv.QUOTE_NONE} if delimiter == "\t" else {}
    rows = csv.reader(io.StringIO(text), delimiter=delimiter, **quotes)  # type: ignore[arg-type]
    for row, cells in enumerate(_readable(rows), 1):
        if (row == 1 and has_header) or not any(cells):
            continue
        if len(cells) <= max(at.values()):
            raise BadFile(f"{len(cells)} columns instead of {max(at.values()) + 1}", row=row)
        yield _Cells(row, {role: cells[i].strip() if i >= 0 else "" for role, i in at.items()})


def _readable(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error as error:
        raise BadFile(f"this is no table ({error})") from None


def _record(cells: _Cells) -> NamedRecord:
    values = cells.values
    country = (values["country"] or "DE").upper()
    if not re.fullmatch("[A-Z]{2}", country):
        raise cells.bad("country", f"“{country}” is no sign of a country")
    code = values["postcode"].upper()
    if not code or (country == "DE" and not re.fullmatch("[0-9]{5}", code)):
        raise cells.bad("postcode", f"“{code}” is no postcode of {country}")
    name = mended(values["place"])
    if not name:
        raise cells.bad("place", "there is no name")
    return NamedRecord(
        name=name,
        ags=values["key"] if re.fullmatch("[0-9]{2,8}", values["key"]) else "",
        district=mended(values["district"]),
        postal_code=code,
        point=_point(cells, country),
        country=country,
    )


def _point(cells: _Cells, country: str) -> Point:
    latitude, longitude = (_degrees(cells, name) for name in ("latitude", "longitude"))
    if country in WITHIN:
        south, west, north, east = WITHIN[country]
        if not (south <= latitude <= north and west <= longitude <= east):
            is_swapped = south <= longitude <= north and west <= latitude <= east
            why = "latitude and longitude seem to be swapped" if is_swapped else f"not in {country}"
            raise cells.bad("latitude", f"{latitude}, {longitude} lies elsewhere: {why}")
    return latitude, longitude


def _degrees(cells: _Cells, name: str) -> float:
    written, most = cells.values[name], 90 if name == "latitude" else 180
    try:
        degrees = float(written)
    except ValueError:
        raise cells.bad(name, f"“{written}” is no number") from None
    if not abs(degrees) <= most:
        raise cells.bad(name, f"{written} is more than {most} degrees")
    return degrees
