"""The ranked matches as a spreadsheet: what fits, who was left out and why, how it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from kurzweg.engine.commands.match_labels import LABELS
from kurzweg.engine.commands.match_records import Need, Offer
from kurzweg.engine.commands.match_report import WHY, Report
from kurzweg.engine.documents import Answer, Reason
from kurzweg.engine.match import sentences

MOST_ROWS = 1_000_000  # a sheet ends at 1,048,576; the next one goes on
LONGEST_CELL = 32_000  # Excel refuses more than 32,767 characters
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

_TEXT, _NUMBER = Alignment(vertical="top", wrap_text=True), Alignment(vertical="top")
_BOLD = Font(bold=True)

Value = str | int | float | None

_MATCHES: Mapping[str, int] = {
    "need": 34, "wanted_by": 22, "rank": 6, "firm": 30, "place": 18, "km": 7, "sentence": 60,
    "fits": 60, "lacks": 40, "points": 8, "offer": 34, "row": 8,
}  # fmt: skip
_UNREAD: Mapping[str, int] = {"table": 16, "row": 8, "column": 22, "stands": 60, "why_unread": 40}
_EXCLUDED: Mapping[str, int] = {"need": 34, "firm": 30, "place": 18, "why_not": 60}


class Spreadsheet:
    """Takes answers one at a time and writes them out row by row, so memory stays small."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._labels = LABELS[language]
        self._book = openpyxl.Workbook(write_only=True)
        self._matches = _Sheet(self._book, self._labels, "sheet_matches", _MATCHES)
        self._is_saved = False
        self._excluded = _Sheet(self._book, self._labels, "sheet_excluded", _EXCLUDED)

    def add(self, need: Need, answer: Answer, offers: Mapping[str, Offer]) -> None:
        """Write the matches of one need, and who was left out."""
        for rank, found in enumerate(answer.ranked, start=1):
            offer = offers[found.key]
            km = None if found.distance_km is None else round(found.distance_km, 1)
            self._matches.add(
                need.title, need.name, rank, offer.name, offer.town, km,
                sentences.summary(found, self._language), self._said(found.reasons, missing=False),
                self._said(found.reasons, missing=True), round(100 * found.score, 1), offer.title,
                offer.row,
            )  # fmt: skip
        for left_out in answer.excluded:
            offer = offers[left_out.key]
            why = self._said(left_out.reasons, missing=True)
            self._excluded.add(need.title, offer.name, offer.town, why)

    def save(
        self, path: Path, *, notes: Sequence[tuple[str, str]], reports: Mapping[str, Report]
    ) -> None:
        """Add the sheets that say how the tables were read and what was not; write the file."""
        reading = self._book.create_sheet(self._labels["sheet_reading"])
        reading.column_dimensions["A"].width = 24
        reading.column_dimensions["B"].width = 100
        for name, note in notes:
            reading.append([_cell(reading, name, is_bold=True), _cell(reading, note)])
        self._add_unread(reports)
        self._matches.close()
        self._excluded.close()
        self._book.save(path)
        self._is_saved = True

    def _add_unread(self, reports: Mapping[str, Report]) -> None:
        if not any(report.unread or report.left_out for report in reports.values()):
            return
        sheet = _Sheet(self._book, self._labels, "sheet_unread", _UNREAD)
        for kind, report in reports.items():
            for each in report.unread:
                why = WHY[self._language][each.why]
                sheet.add(self._labels[kind], each.row, each.column, each.text, why)
            for left_out, rows in report.left_out.items():
                for row in rows:
                    sheet.add(self._labels[kind], row, "", "", self._labels[f"why_{left_out}"])
        sheet.close()

    def close(self) -> None:
        """Let go of the sheets; what was not saved by then is given up."""
        if not self._is_saved:
            for sheet in self._book.worksheets:
                sheet.close()

    def _said(self, reasons: Sequence[Reason], *, missing: bool) -> str:
        return "\n".join(
            sentences.sentence(reason, self._language)
            for reason in reasons
            if reason.is_missing == missing
        )


class _Sheet:
    """A sheet with a fixed header and a filter; goes on in another one when it is full."""

    def __init__(
        self, book: Any, labels: Mapping[str, str], name: str, widths: Mapping[str, int]
    ) -> None:
        self._book, self._labels, self._name, self._widths = book, labels, name, widths
        self._count = 0
        self._sheet = self._begin()

    def add(self, *values: Value) -> None:
        if self._rows > MOST_ROWS:
            self.close()
            self._sheet = self._begin()
        self._sheet.append([_cell(self._sheet, value) for value in values])
        self._rows += 1

    def close(self) -> None:
        last = get_column_letter(len(self._widths))
        self._sheet.auto_filter.ref = f"A1:{last}{self._rows}"

    def _begin(self) -> Any:
        self._count += 1
        number = f" {self._count}" if self._count > 1 else ""
        sheet = self._book.create_sheet(self._labels[self._name] + number)
        sheet.freeze_panes = "A2"
        for position, width in enumerate(self._widths.values(), start=1):
            sheet.column_dimensions[get_column_letter(position)].width = width
        sheet.append([_cell(sheet, self._labels[role], is_bold=True) for role in self._widths])
        self._rows = 1
        return sheet


def inert(text: str) -> str:
    """Make a text harmless in a spreadsheet program, also after it was saved as CSV.

    What would begin a formula gets an apostrophe (as OWASP advises); characters that XML cannot
    hold are dropped.
    """
    legal = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL]
    return f"'{legal}" if legal.startswith(_FORMULA_STARTS) else legal


def _cell(sheet: Any, value: Value, *, is_bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=inert(value) if isinstance(value, str) else value)
    cell.alignment = _TEXT if isinstance(value, str) else _NUMBER
    if is_bold:
        cell.font = _BOLD
    return cell
