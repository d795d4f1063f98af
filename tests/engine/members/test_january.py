"""The list of January is understood with at most two columns corrected by hand."""

from datetime import date
from xml.sax.saxutils import escape

import openpyxl
import pytest

from kurzweg.engine import members
from kurzweg.engine.members import Field, MemberRecord
from tests.engine.members import january
from tests.engine.tables.old_sheets import old_workbook
from tests.engine.tables.open_sheets import open_document, row

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
    for cells in ((january.TITLE,), (), january.HEADER, *january.rows()):
        book.active.append(cells)
    path = path / "mitglieder.xlsx"
    book.save(path)
    return path


def as_workbook_of_another_name(path):
    return as_workbook(path).rename(path / "mitglieder.xls")


def as_old_workbook(path):
    path = path / "mitglieder.xls"
    path.write_bytes(old_workbook([(january.TITLE,), (), january.HEADER, *january.rows()]))
    return path


def as_open_document(path):
    path = path / "mitglieder.ods"
    rows = [(january.TITLE,), ("",), january.HEADER, *january.rows()]
    path.write_bytes(open_document("".join(row(*map(escape, cells)) for cells in rows)))
    return path


WRITTEN = [as_csv, as_workbook, as_workbook_of_another_name, as_old_workbook, as_open_document]


def read(path):
    table = members.read(path)
    columns = members.propose(table)
    fields = {column.index: column.field for column in columns}
    return columns, list(members.records(table, fields, today=TODAY))


@pytest.mark.parametrize("written", WRITTEN)
def test_every_column_of_the_list_of_january_is_found(tmp_path, written):
    columns, _ = read(written(tmp_path))

    assert [column.field for column in columns] == FIELDS
    assert [column.name for column in columns if not column.is_sure] == []


@pytest.mark.parametrize("written", WRITTEN)
def test_the_list_of_january_has_97_rows_each_read_where_it_stands(tmp_path, written):
    _, found = read(written(tmp_path))

    assert all(isinstance(record, MemberRecord) for record in found)
    assert [record.row for record in found] == list(range(4, 101))
    assert [record.name for record in found] == [row[1] for row in january.rows()]
    assert {r.name: r.postal_code for r in found}[january.OF_DRESDEN] == "01067"


def test_the_list_of_january_holds_what_the_stories_tell_of_it(tmp_path):
    _, found = read(as_csv(tmp_path))
    by_row = {record.row: record for record in found}

    assert (len(january.members()), len(found)) == (january.MEMBERS, january.ROWS)
    assert [len(each.persons) for each in found if each.name == january.OF_TWO_PERSONS] == [2]
    assert [by_row[row].town == by_row[same].town for row, same in january.TWICE] == [True] * 3
    assert [each.unread for each in found if each.unread] == []
    assert sum(bool(each.doubts) for each in found) == 30  # "März 2016" and "2011"
    assert sorted({len(each.offers) for each in found}) == [0, 2, 3]
