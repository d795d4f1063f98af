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

_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:!--|(?:!doctype|\?xml|html|head|meta|body|style|table|div|center)\b)",
    re.IGNORECASE,
)
_STATED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,30})", re.IGNORECASE)
_BREAKS = frozenset(("br", "p", "div", "li"))
_UNSEEN = frozenset(("script", "style", "title"))


class Page:
    """An HTML file: the largest of its tables."""

    sheet = ""
    other_sheets: tuple[str, ...] = ()
    epoch = date(1899, 12, 30)

    def __init__(self, path: Path) -> None:
        if path.stat().st_size > LARGEST_PAGE:
            raise TableTooLarge(path, megabytes=LARGEST_PAGE // 1_000_000)
        parser = _Tables()
        text, self._is_doubted = _decoded(path.read_bytes())
        parser.feed(text)
        parser.close()
        tables = [table for table in parser.tables if any(any(row) for row in table)]
        if not tables:
            raise NotASpreadsheet(path)
        self._rows = max(
            tables, key=lambda table: sum(map(bool, (c for row in table for c in row)))
        )

    def lines(self) -> Iterator[Line]:
        """Give the rows of the table."""
        for number, cells in enumerate(self._rows, start=1):
            text = " · ".join(filter(None, cells))
            flaws = (Flaw(None, text, "encoding"),) if self._is_doubted and text else ()
            yield Line(number, cells, flaws=() if text.isascii() else flaws)


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
            return content.decode(stated[1].decode("ascii")), False
        except (LookupError, UnicodeDecodeError):
            pass  # what a page says of itself is not always so
    lines = content.splitlines(keepends=True)
    charset = charsets.find(lines)
    decoded = [charset.decode(line) for line in lines]
    return "".join(text for text, _ in decoded), any(doubted for _, doubted in decoded)


class _Tables(HTMLParser):
    """Collects the cells of all tables, nested ones apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._across = 1
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._close_cell()
            if len(self.tables) < MOST_TABLES:
                self._open.append([])
                self.tables.append(self._open[-1])
        elif tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BREAKS and self._cell is not None:
            self._cell.append("\n")
        elif self._open and tag == "tr":
            self._close_cell()
            self._open[-1].append([])
        elif self._open and tag in ("td", "th"):
            self._close_cell()
            if not self._open[-1]:
                self._open[-1].append([])
            self._cell = []
            spanned = dict(attrs).get("colspan") or "1"
            is_number = spanned.isascii() and spanned.isdigit() and len(spanned) < 4
            self._across = min(MOST_SPANNED, max(1, int(spanned))) if is_number else 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("td", "th", "tr"):
            self._close_cell()
        elif tag == "table":
            self._close_cell()
            self._open = self._open[:-1]

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._unseen:
            self._cell.append(data if data.isspace() else re.sub(r"[ \t\r\n]+", " ", data))

    def close(self) -> None:
        super().close()
        self._close_cell()

    def _close_cell(self) -> None:
        if self._cell is None or not self._open or not self._open[-1]:
            self._cell = None
            return
        lines = "".join(self._cell).split("\n")
        text = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
        self._open[-1][-1] += [text, *[""] * (self._across - 1)]
        self._cell = None
