"""Which kind of file a table is: a workbook of some kind, a web page or text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

from kurzweg.engine.tables import archives
from kurzweg.engine.tables.compounds import SIGNATURE
from kurzweg.engine.tables.errors import TableNotFound
from kurzweg.engine.tables.lines import Line
from kurzweg.engine.tables.old_workbooks import OldWorkbook
from kurzweg.engine.tables.open_documents import CONTENT, OpenDocument
from kurzweg.engine.tables.pages import Page, is_page
from kurzweg.engine.tables.text_files import SAMPLE_BYTES, TextFile
from kurzweg.engine.tables.workbooks import Workbook

_ZIP = b"PK\x03\x04"


class Grid(Protocol):
    """The rows of a file, as often as asked; the sheet they are from, and those beside it."""

    sheet: str
    other_sheets: tuple[str, ...]
    epoch: date  # the day from which the file counts days

    def lines(self) -> Iterator[Line]: ...


def open_grid(path: Path) -> Grid:
    """Find out what kind of file it is, by its content and never by its name, and open it."""
    try:
        with path.open("rb") as file:
            head = file.read(SAMPLE_BYTES)
    except OSError as error:
        raise TableNotFound(path) from error
    if head.startswith(SIGNATURE):
        return OldWorkbook(path)
    if head.startswith(_ZIP):
        with archives.opened(path) as packed:
            is_open_document = CONTENT in packed.namelist()
        return OpenDocument(path) if is_open_document else Workbook(path)
    return Page(path) if is_page(head) else TextFile(path, head)
