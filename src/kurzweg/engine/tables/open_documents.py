"""OpenDocument spreadsheets (ODS): the rows of the first visible sheet that holds something.

Read from the XML itself, for rows that are hidden, postcodes as they are shown, and formulas that
failed. A file of 7 KB may say that a cell stands there a thousand million times: only so many are
believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kurzweg.engine.tables import archives
from kurzweg.engine.tables.errors import (
    CellTooLong,
    PasswordProtected,
    RepeatedTooOften,
    TableTooWide,
)
from kurzweg.engine.tables.lines import Flaw, Line
from kurzweg.engine.tables.sheets import LONGEST_CELL, MOST_COLUMNS, shown_number
from kurzweg.engine.tables.xml_parts import Attributes, local, parsed, whole

CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
MOST_REPEATED = 100_000  # cells that are there because another one is repeated

_TIME = re.compile(r"PT(?P<hours>[0-9]+)H(?P<minutes>[0-9]+)M(?P<seconds>[0-9]+)(?:[.,][0-9]+)?S")
_FAILED = re.compile(r"#\S{2,10}|(?:Err|Fehler):[0-9]{3}")  # as LibreOffice shows it
_EPOCH = date(1899, 12, 30)


class OpenDocument:
    """An ODS file; `lines` reads the chosen sheet again each time."""

    epoch = _EPOCH

    def __init__(self, path: Path) -> None:
        self._path = path
        self.sheet = ""
        self.other_sheets: tuple[str, ...] = ()
        with archives.opened(path) as packed:
            if _MANIFEST in packed.namelist() and b"encryption-data" in packed.read(_MANIFEST):
                raise PasswordProtected(path)
        filled: dict[int, str] = {}
        for at, name, line in self._read():
            if at not in filled and (any(line.cells) or line.flaws):
                filled[at] = name
        if filled:
            (self._at, self.sheet), *others = filled.items()
            self.other_sheets = tuple(name for _, name in others)

    def lines(self) -> Iterator[Line]:
        """Read the rows of the sheet, values as they were last saved."""
        if self.sheet:
            yield from (line for at, _, line in self._read() if at == self._at)

    def _read(self) -> Iterator[tuple[int, str, Line]]:
        """Give the rows of all visible sheets, each with the place and the name of its sheet."""
        sheets = _Sheets(self._path)
        with archives.opened(self._path) as packed, packed.open(CONTENT) as file:
            for _ in parsed(file, sheets.start, sheets.end, sheets.text):
                yield from sheets.taken()


class _Sheets:
    """Takes the elements of a document and gives the rows of its sheets."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unseen: set[str] = set()  # styles of sheets that are not shown
        self._style = ""
        self._at = -1
        self._name = ""
        self._is_seen = False
        self._number = 0
        self._row: Attributes = {}
        self._cells: dict[int, str] = {}
        self._flaws: list[Flaw] = []
        self._column = 0
        self._cell: Attributes = {}
        self._pieces: list[str] = []
        self._size = 0
        self._paragraphs = self._notes = self._inside = 0
        self._repeated = 0
        self._done: list[tuple[int, str, Line, int]] = []

    def taken(self) -> Iterator[tuple[int, str, Line]]:
        """Give the rows that are complete, those that are repeated as often as they are."""
        done, self._done = self._done, []
        for at, name, line, times in done:
            for more in range(times):
                yield at, name, line._replace(number=line.number + more)

    def start(self, name: str, attributes: Attributes) -> None:
        name = local(name)
        if name == "annotation":
            self._notes += 1
        elif name == "table-cell" or name == "covered-table-cell":
            self._cell = {
                local(key): value
                for key, value in attributes.items()
                if key.startswith(("office:", "table:number-", "table:formula"))
            }
            self._cell["kind"] = attributes.get("calcext:value-type", "")
            self._pieces, self._size, self._paragraphs = [], 0, 0
        elif name == "p" and not self._notes:
            if self._paragraphs and not self._inside:
                self._add("\n")
            self._paragraphs += 1
            self._inside += 1
        elif name in ("s", "tab", "line-break"):
            count = whole(attributes.get("text:c")) or 1
            self._add(" " * min(count, LONGEST_CELL + 1) if name == "s" else "\t\n"[name != "tab"])
        elif name == "table-row":
            self._row = {local(key): value for key, value in attributes.items()}
            self._column = 0
        elif name == "table":
            self._at += 1
            self._number = 0
            self._name = attributes.get("table:name", "")
            self._is_seen = attributes.get("table:style-name", "") not in self._unseen
        elif name == "style":
            self._style = attributes.get("style:name", "")
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self._unseen.add(self._style)

    def text(self, piece: str) -> None:
        if self._inside and not self._notes:
            self._add(piece)

    def end(self, name: str) -> None:
        name = local(name)
        if name == "annotation":
            self._notes -= 1
        elif name == "p" and not self._notes:
            self._inside -= 1
        elif name == "table-cell":
            self._keep(_times(self._cell, "number-columns-repeated"))
        elif name == "covered-table-cell":
            self._column += _times(self._cell, "number-columns-repeated")  # under a merged one
        elif name == "table-row":
            self._finish(_times(self._row, "number-rows-repeated"))

    def _add(self, piece: str) -> None:
        if self._notes or (not self._inside and piece != "\n"):
            return
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size > LONGEST_CELL:
            raise CellTooLong(self._path)

    def _keep(self, times: int) -> None:
        shown = "".join(self._pieces).strip()
        column, self._column = self._column, self._column + times
        is_formula = "formula" in self._cell
        if self._cell["kind"] == "error" or (is_formula and _FAILED.fullmatch(shown)):
            self._flaws.append(Flaw(column, shown, "error"))
            return
        text = _value(self._cell, shown)
        if not text:
            return
        if column + times > MOST_COLUMNS:
            raise TableTooWide(self._path)
        self._count(times - 1)
        self._cells.update(dict.fromkeys(range(column, column + times), text))

    def _finish(self, times: int) -> None:
        if (self._cells or self._flaws) and self._is_seen:
            width = max(self._cells, default=-1) + 1
            self._count((times - 1) * max(width, 1))
            cells = [self._cells.get(position, "") for position in range(width)]
            is_hidden = self._row.get("visibility", "visible") != "visible"
            line = Line(self._number + 1, cells, is_hidden, tuple(self._flaws))
            self._done.append((self._at, self._name, line, times))
        self._number += times
        self._cells, self._flaws = {}, []

    def _count(self, more: int) -> None:
        self._repeated += more
        if self._repeated > MOST_REPEATED:
            raise RepeatedTooOften(self._path)


def _times(attributes: Attributes, name: str) -> int:
    return min(whole(attributes.get(name)) or 1, 1 << 40)


def _value(cell: Attributes, shown: str) -> str:
    """Give the value of a cell, as it is shown only where that says more: 01067 for 1067."""
    match cell.get("value-type", ""):
        case "float" | "percentage" | "currency":
            value = cell.get("value", "")
            if shown.isascii() and shown.isdigit() and shown.lstrip("0") == value:
                return shown
            return shown_number(value, 0, _EPOCH)
        case "date":
            return cell.get("date-value", shown).removesuffix("T00:00:00")
        case "time":
            match = _TIME.fullmatch(cell.get("time-value", ""))
            return "{hours}:{minutes}:{seconds}".format(**match.groupdict()) if match else shown
        case "boolean":
            return "ja" if cell.get("boolean-value") == "true" else "nein"
    return shown or cell.get("string-value", "")
