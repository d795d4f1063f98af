"""An issued figure as a spreadsheet: read from what was kept, whatever is known by now."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from kurzweg.core.templatetags.display import plain_day
from kurzweg.insight.models import Snapshot

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def written(issued: Snapshot, *, by: str) -> bytes:
    """Write the figure with its evidence line, and below it one line for each counted row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Figure"))
    for letter, width in {"A": 44, "B": 28, "C": 14, "D": 14}.items():
        sheet.column_dimensions[letter].width = width
    on = _("%(day)s, 24.00") % {"day": plain_day(issued.counted_on)}
    for label, value in (
        (issued.label, issued.number),
        (_("As of"), on),
        (_("Definition"), issued.definition),
        (_("Source"), issued.source),
        (_("Occasion"), issued.occasion),
        (_("Issued on"), timezone.localtime(issued.issued_at).date()),
        (_("Issued by"), by),
    ):
        _line(sheet, label, value)
    for heading, groups in issued.groups:
        _line(sheet)
        _line(sheet, heading, is_bold=True)
        for name, size in groups:
            _line(sheet, name, size)
    _line(sheet)
    _line(sheet, _("Name"), _("Number"), _("since"), _("until"), is_bold=True)
    for row in issued.rows.all():
        _line(sheet, row.name or "–", row.number, row.since, row.last_day)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _line(sheet: Any, *values: str | int | date | None, is_bold: bool = False) -> None:
    sheet.append([_cell(sheet, value, is_bold=is_bold) for value in values])


def _cell(sheet: Any, value: str | int | date | None, *, is_bold: bool) -> WriteOnlyCell:
    is_text = isinstance(value, str)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value) if is_text else value)
    if is_text:
        cell.data_type = "s"  # a name that begins like a formula is a name
    if isinstance(value, date):
        cell.number_format = "DD.MM.YYYY"
    if is_bold:
        cell.font = Font(bold=True)
    return cell
