"""Reading a spreadsheet: header, columns, and the rows one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from kurzweg.engine.tables.cells import Cell, Unread, cleaned
from kurzweg.engine.tables.errors import NoUsableColumn, TableIsEmpty, TableTooWide
from kurzweg.engine.tables.files import Grid, open_grid
from kurzweg.engine.tables.headers import Column, find_header
from kurzweg.engine.tables.lines import Line, column_letter
from kurzweg.engine.words.names import name_key

SAMPLE_ROWS = 200  # rows that are looked at to find the header and the columns in use
MOST_COLUMNS = 16_384

_TOTAL = re.compile(
    r"(?:(?:zwischen|gesamt|end|teil)?summen?|gesamt(?:zahl|menge|betrag)?|insgesamt|(?:sub)?total"
    r"|(?:grand|sub) total|sum|total(?:s| amount)?|durchschnitt|mittelwert|average|[∑Σ]|anzahl)"
    r"(?P<of>\s(?:der |aller |of )?[^\W\d][\w-]{0,29})?"
    r"\s?(?P<figure>[:=].{0,40}|[-+]?[0-9][0-9 .,']{0,20}\s?(?:€|[a-zäöüß.]{1,8})?)?",
    re.IGNORECASE,
)
# What programs and people write below a table, with no other word, or nothing, beside it.
_CARRIED = re.compile(
    r"(?:[üu]bertrag|saldo|carried forward)\s?(?:[:=].{0,40})?"
    r"|[0-9][0-9.,' ]{0,12}\s[\w-]{1,30}\s(?:gesamt|insgesamt|total|in total)",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"(?:erstellt|gedruckt|ausgedruckt|exportiert|stand|datum|druckdatum|created|printed|exported)"
    r"(?:\s(?:am|vom|on|von|mit)\b|\s?:|\s[0-9])(?=.*[0-9]).{0,60}"
    r"|(?:seite|page|blatt)\s[0-9]{1,5}(?:\s?(?:von|of|/)\s?[0-9]{1,5})?"
    r"|ende der (?:liste|tabelle)|end of (?:list|table)"
    r"|(?:\(?(?:[*†‡¹²³°]{1,3}|[a-z0-9])\)?\s?=|legende\b|legend\b).{1,120}",  # "* = ruht"
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[-+]?[0-9][0-9 .,'\u00a0\u202f’]*\s?(?:%|€|EUR|[A-Za-zäöüß.]{1,8})?")


# What spreadsheet programs write where a formula failed.
_ERROR = re.compile(
    r"#(?:NAME\?|WERT!|VALUE!|DIV/0!|BEZUG!|REF!|NV|N/A|ZAHL!|NUM!|NULL!|[ÜU]BERLAUF!|SPILL!"
    r"|CALC!|FELD!|FIELD!)"
)


_PIECE = r'(?:"(?:[^"]|"")*"|\$?[A-Z]{1,3}\$?[0-9]{1,7})'
_JOINED = re.compile(rf"[=+]{{1,2}}\s*{_PIECE}(?:\s*&\s*{_PIECE})+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header: its number in the file (from 1) and a text for each column.

    `left_out` says why it is not to be counted ("hidden", "total", "footer"), `unread` what could
    not be taken from it.
    """

    number: int
    cells: tuple[str, ...]
    left_out: str = ""
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A spreadsheet with its columns; `rows()` reads the file again, one row at a time."""

    path: Path
    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    _grid: Grid = field(repr=False)

    @property
    def other_sheets(self) -> tuple[str, ...]:
        """The names of the visible sheets that hold something and are not read."""
        return self._grid.other_sheets

    @property
    def epoch(self) -> date:
        """The day from which the file counts days."""
        return self._grid.epoch

    def rows(self) -> Iterator[Row]:
        """Read the rows below the header, without those that are empty, hidden or totals."""
        return (row for row in self.all_rows() if not row.left_out)

    def all_rows(self) -> Iterator[Row]:
        """Read the rows below the header, also those that are left out."""
        positions = [column.position for column in self.columns]
        for line in self._grid.lines():
            if line.number <= self.header_row:
                continue
            cells = line.cells
            texts = tuple(cleaned(cells[at]) if at < len(cells) else "" for at in positions)
            wrong = {at: why for at, text in enumerate(texts) if (why := _fault(text))}
            unread = (
                *self._unread(line),
                *(
                    Unread(line.number, self.columns[at].name, texts[at], why)
                    for at, why in wrong.items()
                ),
            )
            if wrong:
                texts = tuple("" if at in wrong else text for at, text in enumerate(texts))
            if any(texts) or unread:
                yield Row(line.number, texts, _left_out(line, texts), unread)

    def cell(self, row: Row, index: int) -> Cell:
        """Give a cell with its place, so that it can be named when it cannot be read."""
        return Cell(row.number, self.columns[index].name, row.cells[index])

    def index(self, name: str) -> int:
        """Find a column by its name, however it is typed, or its letter; raise `NoUsableColumn`."""
        names, letters = zip(*((each.name, each.letter) for each in self.columns), strict=True)
        for form in (str.casefold, name_key):
            wanted = form(name.strip())
            for keys in (names, letters):
                for index, key in enumerate(keys):
                    if form(key) == wanted:
                        return index
        raise NoUsableColumn(
            self.path, column=name, names=", ".join(column.name for column in self.columns)
        )

    def _unread(self, line: Line) -> Iterator[Unread]:
        names = {column.position: column.name for column in self.columns}
        for flaw in line.flaws:
            name = "" if flaw.position is None else names.get(flaw.position, "")
            if flaw.position is not None and not name:
                name = column_letter(flaw.position)
            yield Unread(line.number, name, flaw.text, flaw.why)


def read(path: Path | str) -> Table:
    """Open a CSV, XLSX, XLS, ODS or HTML file and find its header and columns.

    Raises a `TableError` whose sentence names the file: not there, empty, not a
    spreadsheet, protected by a password. Memory does not grow with the number of rows of a CSV;
    of an XLSX the shared texts are held, of an XLS, which has 65,536 rows at most, the file.
    """
    path = Path(path)
    grid = open_grid(path)
    sample = list(islice(_filled(grid.lines()), SAMPLE_ROWS))
    if not sample:
        raise TableIsEmpty(path)
    if max(len(cells) for _, cells in sample) > MOST_COLUMNS:
        raise TableTooWide(path)
    header_row, columns = find_header(sample)
    return Table(path, grid.sheet, header_row, columns, grid)


def _filled(lines: Iterable[Line]) -> Iterator[tuple[int, Sequence[str]]]:
    for line in lines:
        cells = [cleaned(cell) for cell in line.cells]
        if any(cells):
            yield line.number, cells


def is_error(text: str) -> bool:
    """Tell whether a cell holds what a formula leaves that failed."""
    return _ERROR.fullmatch(text) is not None


def _fault(text: str) -> str:
    """Say why a cell holds no text of its own: "error", or "formula" for ="A" & "B"."""
    if text[:1] == "#" and is_error(text):
        return "error"
    return "formula" if text[:1] in ("=", "+") and _JOINED.fullmatch(text) else ""


def _left_out(line: Line, texts: Sequence[str]) -> str:
    if line.is_hidden:
        return "hidden"
    words = [text for text in texts if text and not _FIGURE.fullmatch(text)]
    if len(words) == 1 and _CARRIED.fullmatch(words[0]):
        return "footer"
    if len(words) == 1 == sum(map(bool, texts)) and _FOOTER.fullmatch(words[0]):
        return "footer"
    label = _TOTAL.fullmatch(words[0]) if len(words) == 1 else None
    if label is None:
        return ""
    has_figure = label["figure"] or sum(map(bool, texts)) > 1
    return "total" if has_figure or not label["of"] else ""  # "Summen bilden" is a need
