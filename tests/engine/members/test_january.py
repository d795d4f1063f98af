"""The list of January is understood with at most two columns corrected by hand."""

from datetime import date

import openpyxl
import pytest

from kurzweg.engine import members
from kurzweg.engine.members import Field, MemberRecord
from tests.engine.members import january

TODAY = date(2027, 1, 5)
FIELDS = [
    Field.NUMBER, Field.NAME, Field.STREET, Field.POSTAL_CODE, Field.TOWN, Field.PERSON,
    Field.PHONE, Field.EMAIL, Field.WEBSITE, Field.JOINED, Field.CLASS, Field.STAFF, Field.OFFERS,
    Field.ACTIVITY, Field.CONSENT, Field.NOTE,
]  # fmt: skip


def as_csv(path):
    path = path / "mitglieder.csv"
    path.write_bytes(january.january())
    return path


def as_workbook(path):
    book = openpyxl.Workbook()
    for row in ((january.TITLE,), (), january.HEADER, *january.rows()):
        book.active.append(row)
    path = path / "mitglieder.xlsx"
    book.save(path)
    return path


def read(path):
    table = members.read(path)
    columns = members.propose(table)
    fields = {column.index: column.field for column in columns}
    return columns, list(members.records(table, fields, today=TODAY))


@pytest.mark.parametrize("written", [as_csv, as_workbook])
def test_every_column_of_the_list_of_january_is_found(tmp_path, written):
    columns, _ = read(written(tmp_path))

    assert [column.field for column in columns] == FIELDS
    assert [column.name for column in columns if not column.is_sure] == []


@pytest.mark.parametrize("written", [as_csv, as_workbook])
def test_the_list_of_january_has_97_rows_each_read_where_it_stands(tmp_path, written):
    _, found = read(written(tmp_path))

    assert all(isinstance(record, MemberRecord) for record in found)
    assert [record.row for record in found] == list(range(4, 101))
    assert [record.name for record in found] == [row[1] for row in january.rows()]
    assert {r.name: r.postal_code for r in found}[january.OF_DRESDEN] == "01067"
