"""Reading the rows of a member list into records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kurzweg.engine.members.records import Field, LeftOut, ListedPerson, MemberRecord
from kurzweg.engine.tables import Row, Table


def records(
    table: Table, fields: Mapping[int, Field], *, today: date
) -> Iterator[MemberRecord | LeftOut]:
    """Read each row as a member; `fields` says what the columns hold, by their index.

    Days are seen from `today`. What cannot be read is named in the record, with row and column.
    """
    for row in table.all_rows():
        if row.left_out:
            yield LeftOut(row.number, row.left_out, " · ".join(filter(None, row.cells)))
        else:
            yield _record(row, fields)


def _record(row: Row, fields: Mapping[int, Field]) -> MemberRecord:
    said: dict[Field, str] = {}
    for index, field in fields.items():
        if text := row.cells[index]:
            said.setdefault(field, text)
    person = ListedPerson(
        given_name=said.get(Field.GIVEN_NAME, ""),
        family_name=said.get(Field.FAMILY_NAME, "") or said.get(Field.PERSON, ""),
        title=said.get(Field.PERSON_TITLE, ""),
        email=said.get(Field.PERSON_EMAIL, ""),
        phone=said.get(Field.PERSON_PHONE, ""),
        position=said.get(Field.POSITION, ""),
    )
    return MemberRecord(
        row=row.number,
        name=said.get(Field.NAME, ""),
        number=said.get(Field.NUMBER, ""),
        street=said.get(Field.STREET, ""),
        postal_code=said.get(Field.POSTAL_CODE, ""),
        town=said.get(Field.TOWN, ""),
        country=said.get(Field.COUNTRY, ""),
        phone=said.get(Field.PHONE, ""),
        email=said.get(Field.EMAIL, ""),
        website=said.get(Field.WEBSITE, ""),
        persons=(person,) if person.family_name else (),
        membership_class=said.get(Field.CLASS, ""),
        note=said.get(Field.NOTE, ""),
        unread=row.unread,
    )
