"""Every spreadsheet that was made for it is read as a person reads it."""

import pytest

from kurzweg.engine import tables
from tests.engine.tables.gold import GOLD
from tests.engine.tables.gold_columns import MARKED, ONE_COLUMN
from tests.engine.tables.gold_pages import PAGES


@pytest.mark.parametrize("gold", [*GOLD, *ONE_COLUMN, *MARKED, *PAGES], ids=lambda gold: gold.name)
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
