"""Which kind of file a table is: a workbook, a web page or text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

from kurzweg.engine.tables.errors import OldSpreadsheet, PasswordProtected, TableNotFound
from kurzweg.engine.tables.lines import Line
from kurzweg.engine.tables.pages import Page, is_page
from kurzweg.engine.tables.text_files import SAMPLE_BYTES, TextFile
from kurzweg.engine.tables.workbooks import Workbook

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY = 1 << 20  # bytes at each end of an old file, where the names of its parts stand


class Grid(Protocol):
    """The rows of a file, as often as asked; the sheet they are from, and those beside it."""

    sheet: str
    other_sheets: tuple[str, ...]
    epoch: date  # the day from which the file counts days

    def lines(self) -> Iterator[Line]: ...


def open_grid(path: Path) -> Grid:
    """Find out what kind of file it is and open it."""
    try:
        with path.open("rb") as file:
            head = file.read(SAMPLE_BYTES)
            if head.startswith(_OLE):
                size = file.seek(0, 2)
                file.seek(0)
                ends = file.read(_DIRECTORY)
                file.seek(max(0, size - _DIRECTORY))
                ends += file.read()
    except OSError as error:
        raise TableNotFound(path) from error
    if head.startswith(_OLE):
        raise PasswordProtected(path) if _ENCRYPTED in ends else OldSpreadsheet(path)
    if head.startswith(_ZIP):
        return Workbook(path)
    return Page(path) if is_page(head) else TextFile(path, head)
