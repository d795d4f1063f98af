"""The official list of municipalities, GV100AD: one record of fixed width in each line.

Its columns (from 1): 1-2 kind of record (40 district, 60 municipality), 3-10 day, 11-18 key,
23-72 name, 140-150 population, 166-170 postcode of the town hall.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from kurzweg.places.errors import BadFile
from kurzweg.places.names import mended
from kurzweg.places.reading.records import NamedRecord, Read

DISTRICT, MUNICIPALITY = "40", "60"
KINDS = {"10", "20", "30", "40", "50", "60"}
ATTRIBUTION = (
    "Gemeinden: © Statistisches Bundesamt (Destatis), Gemeindeverzeichnis, "
    "Datenlizenz Deutschland – Namensnennung – Version 2.0"
)


def read(text: str) -> Read:
    """Read the municipalities, each with the name of its district; raises `BadFile`."""
    districts: dict[str, str] = {}
    found: dict[str, NamedRecord] = {}
    twice_encoded: list[str] = []
    valid_on: date | None = None
    for row, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        kind = line[:2]
        if kind not in KINDS:
            raise BadFile(f"“{kind}” is no kind of record of GV100AD", row=row, field="columns 1-2")
        name = mended(line[22:72].strip())
        if name != line[22:72].strip():
            twice_encoded.append(name)
        if kind == DISTRICT:
            districts[_digits(line[10:15], 5, row, "key (columns 11-15)")] = name
        elif kind == MUNICIPALITY:
            record = _municipality(line, name, districts, row=row)
            if record.ags in found:
                raise BadFile(f"{record.ags} is listed twice", row=row, field="key (columns 11-18)")
            found[record.ags] = record
            valid_on = valid_on or _day(line, row)
    if not found:
        raise BadFile("the file lists no municipality (records that begin with 60)")
    return Read(list(found.values()), ATTRIBUTION, valid_on, twice_encoded)


def _municipality(line: str, name: str, districts: dict[str, str], *, row: int) -> NamedRecord:
    ags = _digits(line[10:18], 8, row, "key (columns 11-18)")
    if not name:
        raise BadFile("there is no name", row=row, field="name (columns 23-72)")
    population, code = line[139:150].strip(), line[165:170].strip()
    if population and not population.isdecimal():
        raise BadFile(f"“{population}” is no number", row=row, field="population (columns 140-150)")
    if code:
        _digits(code, 5, row, "postcode (columns 166-170)")
    return NamedRecord(
        name=name,
        ags=ags,
        district=districts.get(ags[:5], ""),
        postal_code=code,
        population=int(population) if population else None,
    )


def _digits(written: str, length: int, row: int, field: str) -> str:
    if not re.fullmatch(rf"[0-9]{{{length}}}", written):
        raise BadFile(f"“{written.strip()}” has not {length} digits", row=row, field=field)
    return written


def _day(line: str, row: int) -> date:
    try:
        return datetime.strptime(line[2:10], "%Y%m%d").date()  # noqa: DTZ007 - a day, no moment
    except ValueError:
        raise BadFile(f"“{line[2:10]}” is no day", row=row, field="day (columns 3-10)") from None
