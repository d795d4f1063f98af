"""Workbooks (XLSX): the rows of the first visible sheet that holds something, as last saved.

Read from the XML itself, strict or not. openpyxl takes a strict file for an empty one, stops at a
broken style and holds a cell of 300 MB twice; the fast readers do not tell which rows are hidden.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath

from kurzweg.engine.tables.archives import opened
from kurzweg.engine.tables.errors import CellTooLong, NotASpreadsheet
from kurzweg.engine.tables.lines import Line
from kurzweg.engine.tables.sheets import LONGEST_CELL, Sheet, formats
from kurzweg.engine.tables.xml_parts import Attributes, Start, local, parsed, unescaped

MOST_CHARACTERS = 100_000_000  # of all shared texts


class Workbook:
    """An XLSX file; `lines` reads the chosen sheet again each time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last: int | None = None  # the number of the last row that holds something
        self.sheet = ""
        self.other_sheets: tuple[str, ...] = ()
        with opened(path) as packed:
            book = _Book(packed)
            self._strings = _shared_strings(packed, book.part("sharedStrings"), path)
            self._formats = formats(packed, book.part("styles"))
            self.epoch = date(1904, 1, 1) if book.counts_from_1904 else date(1899, 12, 30)
            filled = [
                (name, part)
                for name, part in book.sheets
                if any(any(line.cells) or line.flaws for line in self._read(packed, part))
            ]
            if filled:
                (self.sheet, self._part), *others = filled
                self.other_sheets = tuple(name for name, _ in others)

    def lines(self) -> Iterator[Line]:
        """Read the rows of the sheet, values as they were last saved."""
        if not self.sheet:
            return
        last = 0
        with opened(self._path) as packed:
            for line in self._read(packed, self._part):
                last = line.number
                yield line
                if last == self._last:
                    return
        self._last = last

    def _read(self, packed: zipfile.ZipFile, part: str) -> Iterator[Line]:
        sheet = Sheet(self._path, self._strings, self._formats, self.epoch)
        with packed.open(part) as file:
            for _ in parsed(file, sheet.start, sheet.end, sheet.text):
                yield from sheet.taken()


class _Book:
    """What stands in which part: the visible sheets in their order, and the parts by their kind."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._names = {_plain(name): name for name in packed.namelist()}
        root = self._targets("_rels/.rels", folder="")
        self._home = next(
            (target for kind, target in root.values() if kind == "officeDocument"),
            "xl/workbook.xml",
        )
        if self._home not in self._names or self._home.endswith(".bin"):  # XLSB
            raise NotASpreadsheet(Path(str(packed.filename)))
        home = PurePosixPath(self._home)
        self._parts = self._targets(
            f"{home.parent}/_rels/{home.name}.rels", folder=str(home.parent)
        )
        self.counts_from_1904 = False
        self._listed: list[tuple[str, str]] = []
        self._walk(self._home, self._take)
        self.sheets = [
            (name, self._names[self._parts[link][1]])
            for name, link in self._listed
            if link in self._parts and self._parts[link][1] in self._names
        ]

    def part(self, kind: str) -> str | None:
        """Give the name of the part of a kind."""
        return next(
            (self._names.get(target) for each, target in self._parts.values() if each == kind), None
        )

    def _take(self, name: str, attributes: Attributes) -> None:
        name = local(name)
        if name == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "sheet" and attributes.get("state", "visible") == "visible":
            link = next((value for key, value in attributes.items() if local(key) == "id"), "")
            self._listed.append((attributes.get("name", ""), link))

    def _targets(self, part: str, *, folder: str) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}

        def take(name: str, attributes: Attributes) -> None:
            target = attributes.get("Target", "")
            if local(name) == "Relationship":
                path = target if target.startswith("/") else f"{folder}/{target}"
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, _plain(path))

        self._walk(part, take)
        return found

    def _walk(self, part: str, take: Start) -> None:
        if _plain(part) in self._names:
            with self._packed.open(self._names[_plain(part)]) as file:
                for _ in parsed(file, take):
                    pass


def _plain(name: str) -> str:
    """Write the name of a part in one way; some programs use backslashes or other capitals."""
    steps: list[str] = []
    for step in name.replace("\\", "/").casefold().split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _shared_strings(packed: zipfile.ZipFile, part: str | None, path: Path) -> list[str]:
    found: list[str] = []
    pieces: list[str] = []
    sizes = [0, 0]  # of this text, of all
    is_open = [False, False]  # within a text, within how it is pronounced

    def start(name: str, attributes: Attributes) -> None:
        name = local(name)
        if name == "t":
            is_open[0] = not is_open[1]
        elif name == "rPh":
            is_open[1] = True
        elif name == "si":
            pieces.clear()
            sizes[0] = 0

    def end(name: str) -> None:
        name = local(name)
        if name == "t":
            is_open[0] = False
        elif name == "rPh":
            is_open[1] = False
        elif name == "si":
            found.append(unescaped("".join(pieces)))

    def text(piece: str) -> None:
        if is_open[0]:
            pieces.append(piece)
            sizes[0] += len(piece)
            sizes[1] += len(piece)
            if sizes[0] > LONGEST_CELL or sizes[1] > MOST_CHARACTERS:
                raise CellTooLong(path)

    if part:
        with packed.open(part) as file:
            for _ in parsed(file, start, end, text):
                pass
    return found
