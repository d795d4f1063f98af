"""The ranked matches as a spreadsheet: what fits, who was left out and why, how it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kurzweg.engine.commands.match_labels import LABELS
from kurzweg.engine.commands.match_records import Need, Offer
from kurzweg.engine.commands.match_report import WHY, Report
from kurzweg.engine.documents import Answer, Reason
from kurzweg.engine.match import sentences
from kurzweg.engine.tables import Sheet, Workbook

_MATCHES: Mapping[str, int] = {
    "need": 34, "wanted_by": 22, "rank": 6, "firm": 30, "place": 18, "km": 7, "sentence": 60,
    "fits": 60, "lacks": 40, "points": 8, "offer": 34, "row": 8,
}  # fmt: skip
_UNREAD: Mapping[str, int] = {"table": 16, "row": 8, "column": 22, "stands": 60, "why_unread": 40}
_READING = (24, 100)
_EXCLUDED: Mapping[str, int] = {"need": 34, "firm": 30, "place": 18, "why_not": 60}


class Spreadsheet:
    """Takes answers one at a time and writes them out row by row, so memory stays small."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._labels = LABELS[language]
        self._book = Workbook()
        self._matches = self._sheet("sheet_matches", _MATCHES)
        self._excluded = self._sheet("sheet_excluded", _EXCLUDED)

    def _sheet(self, title: str, columns: Mapping[str, int]) -> Sheet:
        header = [self._labels[role] for role in columns]
        title = self._labels[title]
        return self._book.sheet(title, header, widths=columns.values(), is_wrapped=True)

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
        reading = self._book.sheet(self._labels["sheet_reading"], widths=_READING, is_wrapped=True)
        for name, note in notes:
            reading.add(name, note)
        self._add_unread(reports)
        self._book.save(path)

    def _add_unread(self, reports: Mapping[str, Report]) -> None:
        if not any(report.unread or report.left_out for report in reports.values()):
            return
        sheet = self._sheet("sheet_unread", _UNREAD)
        for kind, report in reports.items():
            for each in report.unread:
                why = WHY[self._language][each.why]
                sheet.add(self._labels[kind], each.row, each.column, each.text, why)
            for left_out, rows in report.left_out.items():
                for row in rows:
                    sheet.add(self._labels[kind], row, "", "", self._labels[f"why_{left_out}"])

    def close(self) -> None:
        """Let go of the sheets; what was not saved by then is given up."""
        self._book.close()

    def _said(self, reasons: Sequence[Reason], *, missing: bool) -> str:
        return "\n".join(
            sentences.sentence(reason, self._language)
            for reason in reasons
            if reason.is_missing == missing
        )
