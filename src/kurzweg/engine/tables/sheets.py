"""A sheet of a workbook: its rows from its XML, each value as the style of its cell shows it."""

from __future__ import annotations

import re
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.parsers import expat

from kurzweg.engine.tables.errors import CellTooLong, TableTooWide
from kurzweg.engine.tables.lines import Flaw, Line, column_position
from kurzweg.engine.tables.xml_parts import Attributes, local, parsed, unescaped, whole

LONGEST_CELL = 100_000  # characters; Excel keeps 32,767
MOST_COLUMNS = 16_384
AFTER_DAYS = 2_957_004  # what no day has as its number, from whichever year Excel counts

_DAY_FORMATS = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
_TIME_FORMATS = frozenset((18, 19, 20, 21, 45, 46, 47))
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?[0-9]+")


def formats(packed: zipfile.ZipFile, part: str | None) -> list[str | int]:
    """Give for each style "day", "time" or the number of digits; other styles may be broken."""
    codes: dict[int, str] = {}
    found: list[str | int] = []
    inside = [""]

    def start(name: str, attributes: Attributes) -> None:
        name = local(name)
        if name in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside[0] = name
        elif name == "numFmt" and inside[0] != "dxfs":
            codes[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "xf" and inside[0] == "cellXfs":
            number = whole(attributes.get("numFmtId"))
            found.append(format_kind(number, codes.get(number, "")))

    if part:
        try:
            with packed.open(part) as file:
                for _ in parsed(file, start):
                    pass
        except (expat.ExpatError, zlib.error, zipfile.BadZipFile):
            return []  # days then come as their numbers, which are read as such
    return found


def format_kind(number: int, code: str) -> str | int:
    """Tell how a format shows a number: as "day", as "time", or with so many digits at least."""
    if number in _DAY_FORMATS:
        return "day"
    if number in _TIME_FORMATS:
        return "time"
    if re.fullmatch(r"0{2,12}", code):
        return len(code)  # 01067 saved as 1067
    bare = _LITERAL.sub("", code).casefold()
    if bare in ("general", "standard") or not re.search(r"[ymdhsj]", bare):
        return 0
    is_time = re.search(r"[hs:]", bare) and not re.search(r"[ydj]", bare)
    return "time" if is_time else "day"


class Sheet:
    """Takes the elements of a sheet and gives its rows."""

    def __init__(
        self, path: Path, strings: list[str], formats: list[str | int], epoch: date
    ) -> None:
        self._path, self._strings, self._formats, self._epoch = path, strings, formats, epoch
        self._done: list[Line] = []
        self._number = 0
        self._is_hidden = False
        self._cells: dict[int, str] = {}
        self._flaws: list[Flaw] = []
        self._position = -1
        self._cell: Attributes = {}
        self._pieces: list[str] = []
        self._size = 0
        self._is_text = self._is_formula = self._is_spoken = False

    def taken(self) -> list[Line]:
        """Give the rows that are complete."""
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: Attributes) -> None:
        name = local(name) if ":" in name else name
        if name == "c":
            self._cell = attributes
            self._position += 1
            if "r" in attributes:
                self._position = self._placed(attributes["r"])
        elif name in ("v", "t"):
            self._is_text = not self._is_spoken
        elif name == "f":
            self._is_formula = True
        elif name == "row":
            self._number = whole(attributes.get("r")) or self._number + 1
            self._is_hidden = attributes.get("hidden") in ("1", "true")
            self._position = -1
        elif name == "rPh":
            self._is_spoken = True

    def text(self, piece: str) -> None:
        if self._is_text:
            self._pieces.append(piece)
            self._size += len(piece)
            if self._size > LONGEST_CELL:
                raise CellTooLong(self._path)

    def end(self, name: str) -> None:
        name = local(name) if ":" in name else name
        if name == "c":
            if self._pieces or self._is_formula:
                self._keep()
        elif name in ("v", "t"):
            self._is_text = False
        elif name == "row":
            if self._cells or self._flaws:
                width = max(self._cells, default=-1) + 1
                cells = [self._cells.get(position, "") for position in range(width)]
                self._done.append(Line(self._number, cells, self._is_hidden, tuple(self._flaws)))
                self._cells, self._flaws = {}, []
        elif name == "rPh":
            self._is_spoken = False

    def _placed(self, written: str) -> int:
        match = _CELL.fullmatch(written)
        position = column_position(match[1]) if match else self._position
        if position >= MOST_COLUMNS:
            raise TableTooWide(self._path)
        return position

    def _keep(self) -> None:
        written = "".join(self._pieces)
        self._pieces, self._size = [], 0
        is_formula, self._is_formula = self._is_formula, False
        kind = self._cell.get("t", "n")
        if not written:
            if is_formula and kind != "str":  # a formula may well give an empty text
                self._flaws.append(Flaw(self._position, "", "formula"))
            return
        if kind == "e":
            self._flaws.append(Flaw(self._position, written.strip(), "error"))
            return
        text = self._value(written, kind).strip()
        if text:
            self._cells[self._position] = text

    def _value(self, written: str, kind: str) -> str:
        match kind:
            case "s":
                return self._strings[int(written)]
            case "b":
                return "ja" if written.strip() in ("1", "true") else "nein"
            case "n":
                style = whole(self._cell.get("s"))
                shown = self._formats[style] if style < len(self._formats) else 0
                return shown_number(written.strip(), shown, self._epoch)
            case "d":
                return written.removesuffix("T00:00:00").removesuffix("T00:00:00Z")
        return unescaped(written)


def shown_number(written: str, shown: str | int, epoch: date) -> str:
    """Write a number as text: 12.0 as 12, a day as 2026-11-20, 1067 shown with five digits so."""
    try:
        value = float(written)
    except ValueError:
        return written
    if isinstance(shown, str) and 0 <= value < AFTER_DAYS:
        return _moment(value, shown, epoch)
    if value.is_integer() and abs(value) < 1e15:
        whole = int(value)
        return str(whole).zfill(shown) if isinstance(shown, int) else str(whole)
    text = repr(value)
    # Three digits behind a point would be thousands to who reads it as people write.
    return f"{text}0" if re.fullmatch(r"-?[0-9]+\.[0-9]{3}", text) else text


def _moment(value: float, shown: str, epoch: date) -> str:
    if shown == "time" and value < 1:
        seconds = round(value * 86_400)
        return time(seconds // 3600 % 24, seconds // 60 % 60, seconds % 60).isoformat()
    if epoch.year < 1900 and value < 60:
        value += 1  # Excel counts a 29 February 1900 that there never was
    days, fraction = divmod(value, 1)
    moment = datetime.combine(epoch, time()) + timedelta(
        days=days, seconds=round(fraction * 86_400)
    )
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat()
