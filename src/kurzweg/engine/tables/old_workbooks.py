"""Workbooks as Excel wrote them until 2003 (XLS, of Excel 5, 95 and later).

Read from the records themselves: calamine ends the whole process when a file of 5 KB names a cell
far away, takes a formula that failed for an empty cell, and does not tell which rows are hidden.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from kurzweg.engine.tables import old_records as old
from kurzweg.engine.tables.compounds import Compound
from kurzweg.engine.tables.errors import (
    DamagedWorkbook,
    NotASpreadsheet,
    PasswordProtected,
)
from kurzweg.engine.tables.lines import Flaw, Line
from kurzweg.engine.tables.sheets import shown_number

_NUMBER, _RK, _MANY_RK, _SHARED, _LABEL, _RICH, _BOOLEAN = (
    0x203,
    0x27E,
    0xBD,
    0xFD,
    0x204,
    0xD6,
    0x205,
)
_FORMULAS, _STRING, _ROW = frozenset((0x06, 0x206, 0x406)), 0x207, 0x208
_PASSWORD, _CODEPAGE, _FROM_1904, _SHEET, _TEXTS, _STYLE = 0x2F, 0x42, 0x22, 0x85, 0xFC, 0xE0
_FORMATS = frozenset((0x1E, 0x41E))
_EXCEL_97 = 0x600
_HIDDEN = 0x20
MOST_COLUMNS = 256  # that an old sheet has


class OldWorkbook:
    """An XLS file; `lines` reads the chosen sheet again each time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        compound = Compound(path)
        if "EncryptedPackage" in compound:
            raise PasswordProtected(path)
        name = next((each for each in ("Workbook", "Book", "WORKBOOK") if each in compound), "")
        if not name:
            raise NotASpreadsheet(path)
        self._stream = compound.read(name)
        self._texts: list[str] = []
        self._formats: dict[int, str] = {}
        self._used: list[int] = []
        self._codepage = ""
        self.epoch = date(1899, 12, 30)
        self.sheet = ""
        self.other_sheets: tuple[str, ...] = ()
        try:
            sheets = list(self._globals())
            self._styles = old.styles(self._formats, self._used)
            filled = [(name, at) for name, at in sheets if self._is_filled(at)]
        except (struct.error, IndexError) as error:
            raise DamagedWorkbook(path) from error
        if filled:
            (self.sheet, self._at), *others = filled
            self.other_sheets = tuple(name for name, _ in others)

    def lines(self) -> Iterator[Line]:
        """Read the rows of the sheet in their order, values as they were last saved."""
        if not self.sheet:
            return
        rows = self._rows(self._at)
        for number in sorted(rows.cells.keys() | rows.flaws.keys()):
            cells = rows.cells.get(number, {})
            texts = [cells.get(position, "") for position in range(max(cells, default=-1) + 1)]
            flaws = tuple(rows.flaws.get(number, ()))
            yield Line(number + 1, texts, number in rows.hidden, flaws)

    def _globals(self) -> Iterator[tuple[str, int]]:
        """Read what holds for all sheets; give the visible ones with the place they begin at."""
        for kind, parts in old.records(self._stream):
            content = parts[0]
            if kind == old.BOF:
                version = int.from_bytes(content[:2], "little")
                self._codepage = "" if version >= _EXCEL_97 else "cp1252"
            elif kind == _PASSWORD:
                raise PasswordProtected(self._path)
            elif kind == _CODEPAGE and self._codepage:
                self._codepage = old.codepage(int.from_bytes(content[:2], "little"))
            elif kind == _FROM_1904 and content[:1] == b"\1":
                self.epoch = date(1904, 1, 1)
            elif kind == _TEXTS:
                self._texts = old.shared_texts(parts)
            elif kind in _FORMATS:
                is_short = bool(self._codepage)
                code = old.text(parts, 2, codepage=self._codepage, is_short=is_short)
                self._formats[int.from_bytes(content[:2], "little")] = code
            elif kind == _STYLE:
                self._used.append(int.from_bytes(content[2:4], "little"))
            elif kind == _SHEET:
                at, state, of_kind = struct.unpack_from("<IBB", content)
                if not state and not of_kind:
                    yield old.text(parts, 6, codepage=self._codepage, is_short=True), at
            elif kind == old.EOF:
                return

    def _is_filled(self, at: int) -> bool:
        rows = self._rows(at)
        return bool(rows.flaws) or any(any(cells.values()) for cells in rows.cells.values())

    def _rows(self, at: int) -> _Rows:
        rows = _Rows(self._texts, self._styles, self._codepage, self.epoch)
        depth = 0
        try:
            for kind, parts in old.records(self._stream, at):
                if kind == old.BOF:
                    depth += 1  # a chart within the sheet has cells of its own
                elif kind == old.EOF:
                    depth -= 1
                    if depth <= 0:
                        return rows
                elif depth == 1:
                    rows.take(kind, parts)
        except (struct.error, IndexError) as error:
            raise DamagedWorkbook(self._path) from error
        raise DamagedWorkbook(self._path)  # it does not end


class _Rows:
    """The cells of a sheet by row and column, from 0; the rows that are hidden; what is wrong."""

    def __init__(
        self, texts: Sequence[str], styles: Sequence[str | int], codepage: str, epoch: date
    ) -> None:
        self._texts, self._styles, self._codepage, self._epoch = texts, styles, codepage, epoch
        self._formula: tuple[int, int] | None = None  # whose text comes with the next record
        self.cells: dict[int, dict[int, str]] = {}
        self.flaws: dict[int, list[Flaw]] = {}
        self.hidden: set[int] = set()

    def take(self, kind: int, parts: Sequence[bytes]) -> None:
        """Take what a record says."""
        content = parts[0]
        if kind == _SHARED:
            row, column, _, number = struct.unpack_from("<HHHI", content)
            self._put(row, column, self._texts[number])
        elif kind == _NUMBER:
            row, column, style, value = struct.unpack_from("<HHHd", content)
            self._put(row, column, self._shown(value, style))
        elif kind == _RK:
            row, column, style, packed = struct.unpack_from("<HHHI", content)
            self._put(row, column, self._shown(old.packed_number(packed), style))
        elif kind == _MANY_RK:
            row, column = struct.unpack_from("<HH", content)
            for place, at in enumerate(range(4, len(content) - 7, 6)):
                style, packed = struct.unpack_from("<HI", content, at)
                self._put(row, column + place, self._shown(old.packed_number(packed), style))
        elif kind in (_LABEL, _RICH):
            row, column = struct.unpack_from("<HH", content)
            self._put(row, column, old.text(parts, 6, codepage=self._codepage))
        elif kind == _BOOLEAN:
            row, column, _, value, is_error = struct.unpack_from("<HHHBB", content)
            self._judge(row, column, value, is_error=bool(is_error))
        elif kind in _FORMULAS:
            self._take_formula(content)
        elif kind == _STRING and self._formula:
            self._put(*self._formula, old.text(parts, 0, codepage=self._codepage))
            self._formula = None
        elif kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", content)
            if flags & _HIDDEN:
                self.hidden.add(row)

    def _take_formula(self, content: bytes) -> None:
        row, column, style, result = struct.unpack_from("<HHH8s", content)
        if result[6:] != b"\xff\xff":
            (value,) = struct.unpack("<d", result)
            self._put(row, column, self._shown(value, style))
        elif result[0] == 0:
            self._formula = (row, column)
        elif result[0] in (1, 2):
            self._judge(row, column, result[2], is_error=result[0] == 2)

    def _judge(self, row: int, column: int, value: int, *, is_error: bool) -> None:
        if is_error:
            said = old.ERRORS.get(value, "#N/A")
            self.flaws.setdefault(row, []).append(Flaw(column, said, "error"))
        else:
            self._put(row, column, "ja" if value else "nein")

    def _shown(self, value: float, style: int) -> str:
        shown = self._styles[style] if style < len(self._styles) else 0
        return shown_number(repr(value), shown, self._epoch)

    def _put(self, row: int, column: int, text: str) -> None:
        if column >= MOST_COLUMNS:
            raise IndexError
        if text := text.strip():
            self.cells.setdefault(row, {})[column] = text
