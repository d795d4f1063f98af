"""The files behind tables: which encoding, which delimiter, which sheet; cells as text."""

from __future__ import annotations

import codecs
import csv
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import IO, Any, Protocol

import openpyxl

from kurzweg.engine.tables.errors import (
    BrokenRow,
    NotASpreadsheet,
    OldSpreadsheet,
    PasswordProtected,
    TableNotFound,
    TableTooLarge,
)

SAMPLE_BYTES = 64 * 1024
LARGEST_UNPACKED = 1_000_000_000  # bytes of an unpacked XLSX; a sheet of 100,000 rows has 100 MB
DELIMITERS = (";", ",", "\t", "|")

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PADDED = re.compile(r"0{2,}")


class Grid(Protocol):
    """The cells of a file: `rows` gives each row with its number (from 1), as often as asked."""

    sheet: str

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]: ...


def open_grid(path: Path) -> Grid:
    """Find out what kind of file it is and open it."""
    try:
        with path.open("rb") as file:
            head = file.read(SAMPLE_BYTES)
    except OSError as error:
        raise TableNotFound(path) from error
    if head.startswith(_OLE):
        with path.open("rb") as file:
            is_encrypted = _ENCRYPTED in file.read()
        raise PasswordProtected(path) if is_encrypted else OldSpreadsheet(path)
    if head.startswith(_ZIP):
        return _Workbook(path)
    return _Text(path, head)


class _Text:
    """A CSV file: encoding by its first bytes and by trial, delimiter by its first rows."""

    sheet = ""

    def __init__(self, path: Path, head: bytes) -> None:
        self._path = path
        self._encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "")
        if not self._encoding:
            if b"\x00" in head:
                raise NotASpreadsheet(path)
            self._encoding = "utf-8" if _is_utf8(path) else "cp1252"
        self._skipped, self._delimiter = self._find_delimiter()

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Read the rows; a quoted cell may hold line ends. The number is that of its first line."""
        with self._open() as file:
            for _ in range(self._skipped):
                next(file)
            reader = csv.reader(file, delimiter=self._delimiter, strict=True)
            number = 1
            while True:
                first = number
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    raise BrokenRow(self._path, row=first + self._skipped) from error
                number = reader.line_num + 1
                yield first + self._skipped, [cell.strip() for cell in cells]

    def _open(self) -> IO[str]:
        return self._path.open(encoding=self._encoding, errors="replace", newline="")

    def _find_delimiter(self) -> tuple[int, str]:
        """Give the number of lines to skip (Excel's "sep=;") and the delimiter."""
        with self._open() as file:
            lines = file.read(SAMPLE_BYTES).splitlines(keepends=True)
        if lines and (stated := re.fullmatch(r'"?sep=(.)"?\s*', lines[0])):
            return 1, stated[1]
        return 0, max(DELIMITERS, key=lambda delimiter: _agreement(lines, delimiter))


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _agreement(lines: Iterable[str], delimiter: str) -> tuple[int, int]:
    """Say how many rows agree in their number of cells with this delimiter, and that number."""
    reader = csv.reader(lines, delimiter=delimiter)
    widths = Counter(len(row) for row in islice(reader, 100) if len(row) > 1)
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return rows, width


class _Workbook:
    """An XLSX file: its first visible sheet that holds something."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._padding: dict[int, int] = {}
        try:
            with zipfile.ZipFile(path) as packed:
                unpacked = sum(item.file_size for item in packed.infolist())
                is_workbook = "xl/workbook.xml" in packed.namelist()
        except zipfile.BadZipFile as error:
            raise NotASpreadsheet(path) from error
        if not is_workbook:
            raise NotASpreadsheet(path)
        if unpacked > LARGEST_UNPACKED:
            raise TableTooLarge(path, megabytes=LARGEST_UNPACKED // 1_000_000)
        self.sheet = self._find_sheet()

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Read the rows of the sheet, values as they were last saved."""
        if not self.sheet:
            return
        book = self._open()
        try:
            sheet = book[self.sheet]
            sheet.reset_dimensions()  # some programs write a wrong one
            for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
                yield (
                    number,
                    [
                        _text(value, width=self._padding.get(position, 0))
                        for position, value in enumerate(values)
                    ],
                )
        finally:
            book.close()

    def _open(self) -> Any:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl names each feature it does not keep
                return openpyxl.load_workbook(self._path, read_only=True, data_only=True)
        except (KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:
            raise NotASpreadsheet(self._path) from error

    def _find_sheet(self) -> str:
        """Choose the sheet, and learn which columns show leading zeros (01067 saved as 1067)."""
        book = self._open()
        try:
            visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            for sheet in visible:
                sheet.reset_dimensions()
                cells = [cell for row in islice(sheet.iter_rows(), 200) for cell in row]
                if any(cell.value is not None for cell in cells):
                    self._padding = {
                        cell.column - 1: len(cell.number_format)
                        for cell in cells
                        if isinstance(cell.value, int) and _PADDED.fullmatch(cell.number_format)
                    }
                    return str(sheet.title)
            return ""
        finally:
            book.close()


def _text(value: object, *, width: int) -> str:
    """Write a cell as text: 12.0 as 12, a day as 2026-11-20, an error as nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nein"
        case int():
            return str(value).zfill(width)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
    text = str(value).strip()
    return "" if re.fullmatch(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)", text) else text
