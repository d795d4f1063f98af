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
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

import openpyxl
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

Value = str | int | float | Decimal | date | None

MOST_ROWS = 1_000_000  # a sheet ends at 1,048,576; the next one goes on
LONGEST_CELL = 32_000  # Excel refuses more than 32,767 characters
LONGEST_TITLE = 31  # of a sheet
SAMPLE = 200  # rows by which a column gets its width
NARROWEST, WIDEST = 8, 50
DAY = "mm-dd-yy"  # the built-in form that each program shows as its own language writes days

_BOLD = Font(bold=True)
_WRAPPED, _ABOVE = Alignment(vertical="top", wrap_text=True), Alignment(vertical="top")
_FORMULA = re.compile(r"'?[=+\-@\t\r\n]")
# Digits and formulas would be read as something else by whoever opens such a cell and closes it.
_READ_OTHERWISE = re.compile(r"[=+\-@\t\r']|[\d.,/: -]+$")
_NO_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# XML holds none of these, and a workbook would read _x0041_ as an A.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Workbook:
    """Takes lines of several sheets by turns and becomes a file: memory does not grow with them."""

    def __init__(self) -> None:
        self._book = openpyxl.Workbook(write_only=True)
        self._sheets: list[Sheet] = []
        self._is_saved = False

    def sheet(
        self,
        title: str,
        header: Sequence[str] = (),
        *,
        widths: Iterable[int] = (),
        is_wrapped: bool = False,
    ) -> Sheet:
        """Begin a sheet; with a header it has a filter, wrapped its texts stand line by line."""
        sheet = Sheet(self._book, title, header, tuple(widths), is_wrapped=is_wrapped)
        self._sheets.append(sheet)
        return sheet

    def save(self, file: IO[bytes] | Path) -> None:
        for sheet in self._sheets:
            sheet.finish()
        self._book.save(file)
        self._is_saved = True

    def close(self) -> None:
        """Let go of what lies on the disk; what was not saved by then is given up."""
        if not self._is_saved:
            for sheet in self._book.worksheets:
                sheet.close()


class Sheet:
    """A sheet that is written line by line; when it is full, another one goes on."""

    def __init__(
        self,
        book: Any,
        title: str,
        header: Sequence[str],
        widths: Sequence[int],
        *,
        is_wrapped: bool,
    ) -> None:
        self._book, self._title, self._header = book, title, header
        self._widths, self._is_wrapped = widths, is_wrapped
        self._number = 0
        self._begin()

    def add(self, *values: Value, is_bold: bool = False) -> None:
        """Write a line: texts stay texts, whatever they look like."""
        if self._rows > MOST_ROWS:
            self.finish()
            self._begin()
        self._append(values, is_bold=is_bold)

    def finish(self) -> None:
        """Let people filter what has been written."""
        if self._header:
            last = get_column_letter(len(self._header))
            self._sheet.auto_filter.ref = f"A1:{last}{self._rows}"

    def _begin(self) -> None:
        self._number += 1
        number = f" {self._number}" if self._number > 1 else ""
        title = _NO_TITLE.sub(" ", self._title).strip(" '")[: LONGEST_TITLE - len(number)] or "1"
        self._sheet = self._book.create_sheet(title + number)
        for index, width in enumerate(self._widths, start=1):
            self._sheet.column_dimensions[get_column_letter(index)].width = width
        self._rows = 0
        if self._header:
            self._sheet.freeze_panes = "A2"
            self._append(self._header, is_bold=True)

    def _append(self, values: Sequence[Value], *, is_bold: bool) -> None:
        self._sheet.append([self._cell(value, is_bold=is_bold) for value in values])
        self._rows += 1

    def _cell(self, value: Value, *, is_bold: bool) -> Any:
        cell = _of_sheet(self._sheet, value)
        if not (is_bold or self._is_wrapped):
            return cell
        if not isinstance(cell, Cell):
            cell = _styled(self._sheet, cell)
        if is_bold:
            cell.font = _BOLD
        if self._is_wrapped:
            cell.alignment = _WRAPPED if isinstance(value, str) else _ABOVE
        return cell


def write_xlsx(
    file: IO[bytes], *, title: str, header: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    """Write rows to a workbook of one sheet, one at a time: memory does not grow with them."""
    rows = iter(rows)
    sample = list(islice(rows, SAMPLE))
    with closing(Workbook()) as book:
        sheet = book.sheet(title, header, widths=_widths(header, sample))
        for row in chain(sample, rows):
            sheet.add(*row)
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
