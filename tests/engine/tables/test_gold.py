"""Every spreadsheet that was made for it is read as a person reads it."""

import pytest
import python_calamine

from kurzweg.engine import tables
from tests.engine.tables.gold import GOLD
from tests.engine.tables.gold_columns import MARKED, ONE_COLUMN
from tests.engine.tables.gold_pages import PAGES
from tests.engine.tables.gold_workbooks import OTHER_WORKBOOKS

FILES = [*GOLD, *ONE_COLUMN, *MARKED, *PAGES, *OTHER_WORKBOOKS]


@pytest.mark.parametrize("gold", FILES, ids=lambda gold: gold.name)
def test_a_spreadsheet_is_read_as_a_person_reads_it(tmp_path, gold):
    path = tmp_path / gold.name
    path.write_bytes(gold.content)

    table = tables.read(path)

    rows = list(table.all_rows())
    unread = [each for row in rows for each in row.unread]
    assert tuple(column.name for column in table.columns) == gold.columns
    assert [(row.number, *row.cells) for row in rows if not row.left_out] == gold.rows
    assert [(row.number, row.left_out) for row in rows if row.left_out] == gold.left_out
    assert [(each.row, each.column, each.why) for each in unread] == gold.unread


def test_other_sheets_that_hold_something_are_known(tmp_path):
    gold = next(gold for gold in GOLD if gold.name == "other sheets.xlsx")
    (tmp_path / gold.name).write_bytes(gold.content)

    assert tables.read(tmp_path / gold.name).other_sheets == ("Alte Liste",)


def test_of_a_page_the_largest_table_is_read_and_the_others_are_known(tmp_path):
    path = tmp_path / "page.xls"
    head = "<tr><th>Firma<th>Leistung"
    path.write_text(
        f"<table><tr><td>Logo</table><table>{head}<tr><td>A<td>Drehen</table>"
        f"<table>{head}<tr><td>B<td>Guss<tr><td>C<td>Holz</table>"
    )

    table = tables.read(path)

    assert [row.cells[0] for row in table.rows()] == ["B", "C"]
    assert table.other_sheets == ("Firma · Leistung",)


@pytest.mark.parametrize("name", ["old.xls", "values.xls", "shared texts.xls", "open.ods"])
def test_another_program_reads_the_same_in_the_files_made_here(tmp_path, name):
    """The files are such as programs write, not only such as we read."""
    gold = next(gold for gold in OTHER_WORKBOOKS if gold.name == name)
    (tmp_path / name).write_bytes(gold.content)

    header, *rows = (
        row
        for row in python_calamine.CalamineWorkbook.from_path(str(tmp_path / name))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
        if any(row)
    )

    written = {True: "ja", False: "nein"}
    theirs = [
        tuple(
            written[cell] if isinstance(cell, bool) else str(cell).removesuffix(".0")
            for cell in row
        )
        for row in rows
    ]
    assert tuple(header) == gold.columns
    assert theirs == [row[1:] for row in gold.rows]
