"""Reading the rows of a member list into records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from kurzweg.engine import tables
from kurzweg.engine.members import filling
from kurzweg.engine.members.draft import Draft
from kurzweg.engine.members.errors import TooManyColumns, TooManyRows
from kurzweg.engine.members.finishing import finish
from kurzweg.engine.members.headers import whole_heading
from kurzweg.engine.members.records import Field, LeftOut, MemberRecord
from kurzweg.engine.tables import Cell, Row, Table

_Fill = Callable[[Draft, Cell, str], None]
_Step = tuple[_Fill, int, str]

MOST_COLUMNS, MOST_ROWS = 500, 100_000

_LETTER = re.compile(r"[A-ZÄÖÜ](?:\s?[-–/]\s?[A-ZÄÖÜ])?|[A-Z]{1,3}\s?[-–]\s?[A-Z]{1,3}")


def read(path: Path | str) -> Table:
    """Open a spreadsheet as a member list; raises a `TableError` whose sentence names the file.

    More than 500 columns are refused, and by `records` more than 100,000 rows: no list of members
    has them, and whoever opened the wrong file hears so at once.
    """
    table = tables.read(path)
    if len(table.columns) > MOST_COLUMNS:
        raise TooManyColumns(table.path, found=len(table.columns), most=MOST_COLUMNS)
    return table


def records(
    table: Table, fields: Mapping[int, Field], *, today: date
) -> Iterator[MemberRecord | LeftOut]:
    """Read each row as a member; `fields` says what the columns hold, by their index.

    Days are seen from `today`. What cannot be read is named in the record, with row and column;
    rows that are no members (totals, footers, hidden ones, the header once more, the letter of the
    alphabet over its names) are given as left out. Cells of columns that nobody named are not read.
    Raises `TooManyRows` behind the last row that is read.
    """
    plan = [
        (fill, index, whole_heading(table.columns[index]))
        for field, fill in _ORDER
        for index in sorted(fields)
        if fields[index] is field
    ]
    header = tuple(column.heading.casefold() for column in table.columns)
    for count, row in enumerate(table.all_rows()):
        if count >= MOST_ROWS:
            raise TooManyRows(table.path, most=f"{MOST_ROWS:,}".replace(",", "."))
        why = row.left_out or _no_member(row, header)
        if why:
            yield LeftOut(row.number, why, " · ".join(filter(None, row.cells)))
        else:
            yield _record(table, row, plan, today)


def _no_member(row: Row, header: Sequence[str]) -> str:
    filled = [text for text in row.cells if text]
    if not filled:
        return ""
    if len(filled) == 1 and _LETTER.fullmatch(filled[0]):
        return "letter"
    again = sum(
        text.casefold() == name
        for text, name in zip((" ".join(cell.split()) for cell in row.cells), header, strict=True)
        if text
    )
    return "header" if again > len(filled) / 2 and again > 1 else ""


def _record(table: Table, row: Row, plan: Sequence[_Step], today: date) -> MemberRecord:
    draft = Draft(row=row.number, epoch=table.epoch, today=today)
    draft.unread.extend(row.unread)
    for fill, index, heading in plan:
        if row.cells[index]:
            fill(draft, table.cell(row, index), heading)
    finish(draft, cells=row.cells)
    return draft.record()


# Countries and towns come before postcodes, which they change; persons before their addresses.
_ORDER: Sequence[tuple[Field, _Fill]] = (
    (Field.NAME, filling.name),
    (Field.LEGAL_FORM, filling.legal_form),
    (Field.CLASS, filling.membership_class),
    (Field.NUMBER, partial(filling.text, into="number")),
    (Field.COUNTRY, partial(filling.text, into="country")),
    (Field.TOWN, filling.town),
    (Field.POSTAL_CODE, filling.postal_code),
    (Field.STREET, filling.street),
    (Field.ADDRESS, filling.address),
    (Field.GIVEN_NAME, partial(filling.text, into="given_name")),
    (Field.FAMILY_NAME, partial(filling.text, into="family_name")),
    (Field.PERSON_TITLE, partial(filling.text, into="person_title")),
    (Field.POSITION, partial(filling.text, into="position")),
    (Field.PERSON, filling.person),
    (Field.PERSON_EMAIL, filling.person_email),
    (Field.PERSON_PHONE, filling.person_phone),
    (Field.PHONE, filling.phone),
    (Field.EMAIL, filling.email),
    (Field.WEBSITE, filling.website),
    (Field.JOINED, partial(filling.day, into="joined_on")),
    (Field.LEFT, partial(filling.day, into="left_on")),
    (Field.SECTION, partial(filling.several, into="sections")),
    (Field.OFFERS, filling.offers),
    (Field.ACTIVITY, partial(filling.several, into="activities")),
    (Field.STAFF, filling.staff),
    (Field.REGISTER, filling.register),
    (Field.VAT_ID, filling.vat_id),
    (Field.CONSENT, filling.consent),
    (Field.NOTE, filling.note),
)
