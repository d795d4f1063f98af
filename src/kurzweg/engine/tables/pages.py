"""Web pages that hold a table, as many programs export them under the name of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from kurzweg.engine.tables import charsets
from kurzweg.engine.tables.errors import NotASpreadsheet, TableTooLarge
from kurzweg.engine.tables.lines import Flaw, Line

LARGEST_PAGE = 10_000_000  # bytes
MOST_TABLES = 1_000
MOST_SPANNED = 100
LONGEST_TITLE = 60

_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:!--|(?:!doctype|\?xml|html|head|meta|body|style|table|div|center)\b)",
    re.IGNORECASE,
)
_STATED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,30})", re.IGNORECASE)
# What browsers read where a page names these (WHATWG, Encoding).
_IN_BROWSERS = dict.fromkeys(
    ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii"), "cp1252"
)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_BREAKS = frozenset(("br", "p", "div", "li"))
_UNSEEN = frozenset(("script", "style", "title"))


class Page:
    """An HTML file: the largest of its tables; `other_sheets` are the others, by their heads."""

    sheet = ""
    epoch = date(1899, 12, 30)

    def __init__(self, path: Path) -> None:
        if path.stat().st_size > LARGEST_PAGE:
            raise TableTooLarge(path, megabytes=LARGEST_PAGE // 1_000_000)
        parser = _Tables()
        text, self._is_doubted = _decoded(path.read_bytes())
        parser.feed(text)
        parser.close()
        tables = [table for table in parser.tables if table.cells_filled]
        if not tables:
            raise NotASpreadsheet(path)
        self._table = max(tables, key=lambda table: table.cells_filled)
        self.other_sheets = tuple(
            table.title for table in tables if table is not self._table and table.is_list
        )

    def lines(self) -> Iterator[Line]:
        """Give the rows of the table."""
        for number, cells in enumerate(self._table.rows, start=1):
            text = " · ".join(filter(None, cells))
            flaws = (Flaw(None, text, "encoding"),) if self._is_doubted and text else ()
            is_hidden = number in self._table.hidden
            yield Line(number, cells, is_hidden, () if text.isascii() else flaws)


def is_page(head: bytes) -> bool:
    """Tell a web page, or other XML, by how it begins."""
    return _BEGINS.match(head.replace(b"\x00", b"")) is not None


def _decoded(content: bytes) -> tuple[str, bool]:
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(name, "replace"), False
    stated = _STATED.search(content[:4096])
    if stated:
        try:
            name = stated[1].decode("ascii").lower()
            return content.decode(_IN_BROWSERS.get(name, name)), False
        except (LookupError, UnicodeDecodeError):
            pass  # what a page says of itself is not always so
    lines = content.splitlines(keepends=True)
    charset = charsets.find(lines)
    decoded = [charset.decode(line) for line in lines]
    return "".join(text for text, _ in decoded), any(doubted for _, doubted in decoded)


class _Table:
    """The rows of one table; a cell over several rows stands in each of them."""

    def __init__(self, *, is_hidden: bool) -> None:
        self.rows: list[list[str]] = []
        self.hidden: set[int] = set()  # numbers of rows
        self._is_hidden = self._is_group_hidden = is_hidden
        self._going_on: dict[int, tuple[int, str]] = {}  # by position: more rows, the text

    @property
    def cells_filled(self) -> int:
        return sum(bool(cell) for row in self.rows for cell in row)

    @property
    def is_list(self) -> bool:
        return sum(sum(map(bool, row)) > 1 for row in self.rows) > 1

    @property
    def title(self) -> str:
        first = " · ".join(filter(None, next(row for row in self.rows if any(row))))
        return first if len(first) <= LONGEST_TITLE else f"{first[:LONGEST_TITLE]}…"

    def begin_group(self, *, is_hidden: bool) -> None:
        self._is_group_hidden = self._is_hidden or is_hidden

    def begin_row(self, *, is_hidden: bool = False) -> None:
        self.end_row()
        self.rows.append([])
        if is_hidden or self._is_group_hidden:
            self.hidden.add(len(self.rows))

    def add(self, text: str, *, across: int, down: int, is_heading: bool) -> None:
        self._fill()
        row = self.rows[-1]
        # Below a heading nothing is said again: the second row of a header names what is open.
        below = "" if is_heading or len(self.rows) == 1 else text
        for step in range(across):
            if down > 1:
                self._going_on[len(row)] = (down, below if step == 0 else "")
            row.append(text if step == 0 else "")

    def end_row(self) -> None:
        if not self.rows:
            return
        row = self.rows[-1]
        for position in range(len(row), max(self._going_on, default=-1) + 1):
            row.append(self._going_on.get(position, (0, ""))[1])
        self._going_on = {
            position: (more - 1, text)
            for position, (more, text) in self._going_on.items()
            if more > 1
        }

    def _fill(self) -> None:
        row = self.rows[-1]
        while len(row) in self._going_on:
            row.append(self._going_on[len(row)][1])


class _Tables(HTMLParser):
    """Collects the cells of all tables, nested ones apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._cell: list[str] | None = None
        self._across = self._down = 1
        self._is_heading = False
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        is_hidden = "hidden" in named or bool(_NOT_SHOWN.search(named.get("style") or ""))
        if tag == "table":
            self._close_cell()
            if len(self.tables) < MOST_TABLES:
                self._open.append(_Table(is_hidden=is_hidden))
                self.tables.append(self._open[-1])
        elif tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BREAKS and self._cell is not None:
            self._cell.append("\n")
        elif self._open and tag == "tr":
            self._close_cell()
            self._open[-1].begin_row(is_hidden=is_hidden)
        elif self._open and tag in _GROUPS:
            self._close_cell()
            self._open[-1].begin_group(is_hidden=is_hidden)
        elif self._open and tag in ("td", "th"):
            self._close_cell()
            if not self._open[-1].rows:
                self._open[-1].begin_row()
            self._cell = []
            self._is_heading = tag == "th"
            self._across = min(MOST_SPANNED, _spanned(named.get("colspan")))
            self._down = _spanned(named.get("rowspan"))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("td", "th", "tr"):
            self._close_cell()
        elif tag == "table":
            self._close_cell()
            for table in self._open[-1:]:
                table.end_row()
            self._open = self._open[:-1]

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._unseen:
            self._cell.append(data if data.isspace() else re.sub(r"[ \t\r\n]+", " ", data))

    def close(self) -> None:
        super().close()
        self._close_cell()
        for table in self._open:
            table.end_row()

    def _close_cell(self) -> None:
        if self._cell is None or not self._open or not self._open[-1].rows:
            self._cell = None
            return
        lines = "".join(self._cell).split("\n")
        text = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
        self._open[-1].add(text, across=self._across, down=self._down, is_heading=self._is_heading)
        self._cell = None


def _spanned(written: str | None) -> int:
    is_number = written and written.isascii() and written.isdigit() and len(written) < 4
    return max(1, int(written)) if written and is_number else 1
