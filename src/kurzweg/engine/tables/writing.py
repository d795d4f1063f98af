"""Tables written out so that no program changes what stands in them: XLSX and CSV.

A text stays the text it is: 01067 keeps its zero, a long number its digits, and what begins like
a formula is none. In a workbook the type of the cell says so. In a CSV file, which knows no
types, such a text gets an apostrophe before it, which `read` takes off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import IO, Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

Value = str | int | float | Decimal | date | None

LONGEST_CELL = 32_000  # Excel refuses more than 32,767 characters
LONGEST_TITLE = 31  # of a sheet
SAMPLE = 200  # rows by which a column gets its width
NARROWEST, WIDEST = 8, 50
DAY = "mm-dd-yy"  # the built-in form that each program shows as its own language writes days

_FORMULA = re.compile(r"'?[=+\-@\t\r\n]")
# Digits and formulas would be read as something else by whoever opens such a cell and closes it.
_READ_OTHERWISE = re.compile(r"[=+\-@\t\r']|[\d.,/: -]+$")
_NO_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# XML holds none of these, and a workbook would read _x0041_ as an A.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_xlsx(
    file: IO[bytes], *, title: str, header: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    """Write rows to a workbook of one sheet, one at a time: memory does not grow with them."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(_NO_TITLE.sub(" ", title).strip(" '")[:LONGEST_TITLE] or "1")
    rows = iter(rows)
    sample = list(islice(rows, SAMPLE))
    for index, width in enumerate(_widths(header, sample), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A2"
    written = 0
    sheet.append([_styled(sheet, name, font=Font(bold=True)) for name in header])
    for row in chain(sample, rows):
        sheet.append([_of_sheet(sheet, value) for value in row])
        written += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(header), 1))}{written + 1}"
    book.save(file)


def write_csv(
    file: IO[bytes],
    *,
    header: Sequence[str],
    rows: Iterable[Sequence[Value]],
    is_comma_decimal: bool = False,
) -> None:
    """Write rows as CSV: semicolons, and a mark by which spreadsheet programs know the letters."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    lines = csv.writer(text, delimiter=";")
    lines.writerow([guarded(name) for name in header])
    lines.writerows([_of_text(value, is_comma_decimal) for value in row] for row in rows)
    text.detach()


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a program would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _of_text(value: Value, is_comma_decimal: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(_spoken(value))
    if isinstance(value, date):
        return value.isoformat()
    # Not a locale's thousands: programs would read them in their own way.
    return str(value).replace(".", ",") if is_comma_decimal else str(value)


def _of_sheet(sheet: Any, value: Value) -> Any:
    if isinstance(value, str):
        text = _LIKE_AN_ESCAPE.sub("_x005F_", _spoken(value))[:LONGEST_CELL]
        return _text_cell(sheet, text) if _READ_OTHERWISE.match(text) else text
    if isinstance(value, date) and not isinstance(value, datetime):
        return _styled(sheet, value, number_format=DAY)
    if isinstance(value, Decimal):
        return _styled(sheet, value, number_format="#,##0.00")
    return value


def _text_cell(sheet: Any, text: str) -> Any:
    cell = _styled(sheet, text, number_format="@")
    cell.data_type = "s"  # otherwise "=1+1" would be one
    cell.quotePrefix = True
    return cell


def _styled(sheet: Any, value: object, **style: object) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    for name, each in style.items():
        setattr(cell, name, each)
    return cell


def _spoken(text: str) -> str:
    return _UNSPEAKABLE.sub("", text.replace("\r\n", "\n"))


def _widths(header: Sequence[str], sample: Sequence[Sequence[Value]]) -> Iterator[int]:
    for index, name in enumerate(header):
        cells = (str(row[index] or "").partition("\n")[0] for row in sample)
        longest = max(map(len, chain([name], cells)))
        yield min(max(longest + 2, NARROWEST), WIDEST)
