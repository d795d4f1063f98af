"""Tables written out come back as they were, whoever reads them."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from kurzweg.engine.tables import read, writing
from kurzweg.engine.tables.writing import write_csv, write_xlsx

HEADER = ["Name", "PLZ", "Nummer", "Seit", "Zahl", "Betrag"]
DAY = date(2025, 12, 31)
# What programs take for a formula, a number or a day, or lose on the way.
TEXTS = [
    "=1+1",
    '=HYPERLINK("http://x.example","Klick")',
    "+49 2941 123",
    "-5",
    "@SUM(A1)",
    "'=1+1",
    "'n Appel",
    "Größe & <Maß>",
    "zwei\nZeilen",
    'Komma, Semikolon; „Zitat“ "so"',
    "_x0041_",
    "1e5",
    "3.4.2024",
    "WAHR",
]
ROWS = [(text, "01067", "12345678901234567890", DAY, 7, Decimal("1234.50")) for text in TEXTS]


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "liste.xlsx"
    with path.open("wb") as file:
        write_xlsx(file, title="Mitglieder [alle]", header=HEADER, rows=ROWS)
    return path


def test_a_workbook_keeps_texts_as_texts_and_days_as_days(workbook):
    sheet = openpyxl.load_workbook(workbook).active

    rows = list(sheet.iter_rows(min_row=2))
    assert [row[0].value for row in rows] == [text.replace("_x", "_x005F_x") for text in TEXTS]
    assert {cell.data_type for row in rows for cell in row[:3]} == {"s"}
    assert [cell.value for cell in rows[0][1:3]] == ["01067", "12345678901234567890"]
    assert (rows[0][3].value.date(), rows[0][3].is_date) == (DAY, True)
    assert [cell.value for cell in rows[0][4:]] == [7, 1234.5]


def test_a_workbook_is_ready_to_be_read(workbook):
    sheet = openpyxl.load_workbook(workbook).active

    assert (sheet.title, sheet.freeze_panes) == ("Mitglieder  alle", "A2")
    assert sheet.auto_filter.ref == f"A1:F{len(ROWS) + 1}"
    assert sheet["A1"].font.bold
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["E"].width) == (40, 8)


def test_another_reader_sees_the_same(workbook):
    rows = CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).to_python()

    assert [row[0] for row in rows[1:]] == TEXTS
    assert rows[1][1:] == ["01067", "12345678901234567890", DAY, 7, 1234.5]


def test_a_text_that_begins_like_a_formula_is_no_formula_in_a_text_file():
    file = io.BytesIO()

    write_csv(file, header=HEADER, rows=ROWS, is_comma_decimal=True)

    lines = file.getvalue().decode("utf-8-sig").splitlines()
    assert lines[1] == "'=1+1;01067;12345678901234567890;2025-12-31;7;1234,50"
    assert [line[:2] for line in lines if line[0] in "=+-@"] == []


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_we_read_back_what_we_wrote(write, tmp_path):
    path = tmp_path / ("liste.csv" if write is write_csv else "liste.xlsx")
    titled = {} if write is write_csv else {"title": "Liste"}
    with path.open("wb") as file:
        write(file, header=HEADER, rows=ROWS, **titled)

    rows = [row.cells for row in read(path).rows()]

    # Whoever writes an apostrophe before a formula means the formula as a text.
    assert [row[0].lstrip("'") for row in rows] == [text.lstrip("'") for text in TEXTS]
    assert {row[1:3] for row in rows} == {("01067", "12345678901234567890")}


def test_without_the_apostrophe_a_formula_would_stand_in_the_file(monkeypatch):
    monkeypatch.setattr(writing, "guarded", lambda text: text)
    file = io.BytesIO()

    write_csv(file, header=HEADER, rows=ROWS)

    assert "\n=1+1;" in file.getvalue().decode("utf-8")


def test_what_no_workbook_can_hold_is_left_out(tmp_path):
    path = tmp_path / "liste.xlsx"

    with path.open("wb") as file:
        write_xlsx(file, title="", header=["Name"], rows=[["Glocke\x07 läutet"], ["x" * 40_000]])

    sheet = openpyxl.load_workbook(path).active
    assert (sheet.title, sheet["A2"].value) == ("1", "Glocke läutet")
    assert len(sheet["A3"].value) == writing.LONGEST_CELL


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_everything_intact(workbook, tmp_path):
    convert = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    convert += ["--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true"]

    done = subprocess.run(
        [*convert, "--outdir", str(tmp_path / "out"), str(workbook)],
        capture_output=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr.decode()
    (written,) = (tmp_path / "out").glob("*.csv")
    rows = written.read_text("utf-8")
    for text in TEXTS:
        assert text.replace('"', '""') in rows
    assert rows.count("01067") == rows.count("12345678901234567890") == len(TEXTS)
