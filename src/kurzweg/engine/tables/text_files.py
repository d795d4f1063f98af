"""CSV files: which encoding, which delimiter, and cells as some programs write them."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from html.entities import name2codepoint
from itertools import islice
from pathlib import Path
from typing import IO

from kurzweg.engine.tables import charsets
from kurzweg.engine.tables.charsets import Charset
from kurzweg.engine.tables.errors import BrokenRow, NotASpreadsheet, RowTooLong
from kurzweg.engine.tables.lines import Flaw, Line

SAMPLE_BYTES = 64 * 1024
LONGEST_LINE = 1_000_000  # characters
DELIMITERS = (";", ",", "\t", "|")
NO_DELIMITER = "\x1f"  # of a file of one column, whose texts hold commas

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")
_DIRT = dict.fromkeys((0, 0x1A))
MOST_NULS = 0.02  # share of bytes, up to which they are only dirt

_WRAPPED = re.compile(r'[=+]\s*"')
_AMOUNT = re.compile(r"[0-9]+\s+[^\W\d_]")  # never the start of a header

# An entity ends in a semicolon, which may be the delimiter: it goes before the line is cut. A
# quote would open a cell, so a sign of no meaning stands for it; capital Greek ("R&Mu;") waits.
_QUOTE = "\ue022"
_ENTITY = re.compile(
    "&(?:"
    + "|".join(
        name
        for name, point in sorted(name2codepoint.items())
        if name.islower() or 0xC0 <= point <= 0xFF
    )
    + r"|apos|#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});"
)


class TextFile:
    """A CSV file; `lines` reads it again each time."""

    sheet = ""
    other_sheets: tuple[str, ...] = ()
    epoch = date(1899, 12, 30)

    def __init__(self, path: Path, head: bytes) -> None:
        self._path = path
        self._charset: Charset | None = None
        self._encoding = _stated(head) or _wide(head)
        if not self._encoding:
            body = head.rstrip(b"\x1a")  # programs of DOS ended a file so
            if body.count(0) > MOST_NULS * len(body) or _CONTROL.search(body):
                raise NotASpreadsheet(path)
            with path.open(encoding="latin-1", newline="") as file:
                self._charset = charsets.find(line.encode("latin-1") for line in self._cut(file))
        self._skipped, self._delimiter = self._find_delimiter()

    def lines(self) -> Iterator[Line]:
        """Read the rows, numbered as a spreadsheet program does: a cell may hold line ends."""
        doubted: list[bool] = []
        decoded = self._decoded(doubted)
        for _ in range(self._skipped):
            next(decoded)
        excel = re.compile(
            rf'(^|{re.escape(self._delimiter)})\s*[=+]{{1,2}}\s*("(?:[^"]|"")*")(?=[{re.escape(self._delimiter)}\r\n]|$)'
        )
        written = (excel.sub(r"\1\2", line) if _WRAPPED.search(line) else line for line in decoded)
        reader = csv.reader(written, delimiter=self._delimiter, strict=True)
        number = 0
        while True:
            number += 1
            doubted.clear()
            try:
                cells = [cell.replace(_QUOTE, '"') for cell in next(reader)]
            except StopIteration:
                return
            except csv.Error as error:
                raise BrokenRow(self._path, row=number) from error
            flaws = (Flaw(None, " · ".join(filter(None, cells)), "encoding"),) if doubted else ()
            yield Line(number, cells, flaws=flaws)

    def _decoded(self, doubted: list[bool]) -> Iterator[str]:
        """Give the lines as text; `doubted` grows with each line whose letters are in doubt."""
        with self._open() as file:
            for line in self._cut(file):
                if self._charset:
                    text, is_doubted = self._charset.decode(line.encode("latin-1"))
                else:
                    text, is_doubted = line, "\ufffd" in line
                if is_doubted:
                    doubted.append(True)
                text = text.translate(_DIRT)
                for _ in range(2 if "&" in text else 0):  # some programs do it twice
                    text = _ENTITY.sub(_letter, text)
                yield text

    def _open(self) -> IO[str]:
        encoding = "latin-1" if self._charset else self._encoding
        return self._path.open(encoding=encoding, errors="replace", newline="")

    def _cut(self, file: IO[str]) -> Iterator[str]:
        number = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE:
                raise RowTooLong(self._path, row=number, most=f"{LONGEST_LINE:,}".replace(",", "."))
            yield line

    def _find_delimiter(self) -> tuple[int, str]:
        """Give the number of lines to skip (Excel's "sep=;") and the delimiter."""
        lines: list[str] = []
        size = 0
        for line in self._decoded([]):
            lines.append(line)
            size += len(line)
            if size > SAMPLE_BYTES:
                break
        if lines and (stated := re.fullmatch(r'"?sep=(.)"?\s*', lines[0])):
            return 1, stated[1]
        found = {delimiter: _agreement(lines, delimiter) for delimiter in DELIMITERS}
        best = max(DELIMITERS, key=lambda delimiter: found[delimiter])
        return 0, best if found[best] > (0, 0) else NO_DELIMITER


def _stated(head: bytes) -> str:
    return next((name for mark, name in _MARKS if head.startswith(mark)), "")


def _wide(head: bytes) -> str:
    """Recognise UTF-16 without a mark by its zeros, one in each Latin letter."""
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        others = len(head) - len(zeros)
        if zeros.count(0) > len(zeros) / 2 and head.count(0) - zeros.count(0) <= others / 50:
            return encoding
    return ""


def _letter(match: re.Match[str]) -> str:
    name = match[0][1:-1]
    if name in ("quot", "apos"):
        return _QUOTE if name == "quot" else "'"
    if not name.startswith("#"):
        return chr(name2codepoint[name])
    point = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    is_character = 32 <= point < 0x110000 and not 0xD800 <= point < 0xE000
    return chr(point).replace('"', _QUOTE) if is_character else match[0]


def _agreement(lines: Iterable[str], delimiter: str) -> tuple[int, int]:
    """Say how many rows agree in their number of cells with this delimiter, and that number.

    (0, 0) when it is a sign of the texts.
    """
    reader = csv.reader(lines, delimiter=delimiter)
    rows: list[list[str]] = []
    with suppress(csv.Error):  # an open quotation mark, which is said when the rows are read
        rows.extend(row for row in islice(reader, 100) if any(row))
    wide = [row for row in rows if len(row) > 1]
    if not wide or (delimiter != "\t" and _is_text(rows, wide)):
        return 0, 0
    width, count = max(Counter(map(len, wide)).items(), key=lambda item: (item[1], item[0]))
    return count, width


def _is_text(rows: Sequence[Sequence[str]], wide: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows were cut inside their texts: "40 Gehäuse, eloxiert" below "Anfrage".

    A blank follows a comma of a text, not one between cells, unless the header has it as well.
    """
    blanks = sum(row[1].startswith(" ") for row in wide)
    has_blanks = blanks > len(wide) / 2
    if len(rows[0]) > 1:
        return has_blanks and len(wide) <= len(rows) / 2
    return has_blanks or _AMOUNT.match(wide[0][0]) is not None
