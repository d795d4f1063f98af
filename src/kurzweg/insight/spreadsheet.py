"""An issued figure as a spreadsheet: read from what was kept, whatever is known by now."""

from __future__ import annotations

import io
from contextlib import closing

from django.utils import timezone
from django.utils.translation import gettext as _

from kurzweg.core.templatetags.display import plain_day
from kurzweg.engine.tables import Sheet, Workbook
from kurzweg.insight.models import Snapshot

WIDTHS = (44, 28, 14, 14)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def written(issued: Snapshot, *, by: str) -> bytes:
    """Write the figure with its evidence line, and below it one line for each counted row."""
    file = io.BytesIO()
    with closing(Workbook()) as book:
        _write(book.sheet(_("Figure"), widths=WIDTHS), issued, by=by)
        book.save(file)
    return file.getvalue()


def _write(sheet: Sheet, issued: Snapshot, *, by: str) -> None:
    on = _("%(day)s, 24.00") % {"day": plain_day(issued.counted_on)}
    sheet.add(issued.label, issued.number)
    sheet.add(_("As of"), on)
    sheet.add(_("Definition"), issued.definition)
    sheet.add(_("Source"), issued.source)
    sheet.add(_("Occasion"), issued.occasion)
    sheet.add(_("Issued on"), timezone.localtime(issued.issued_at).date())
    sheet.add(_("Issued by"), by)
    for heading, groups in issued.groups:
        sheet.add()
        sheet.add(heading, is_bold=True)
        for name, size in groups:
            sheet.add(name, size)
    sheet.add()
    sheet.add(_("Name"), _("Number"), _("since"), _("until"), is_bold=True)
    for row in issued.rows.all():
        sheet.add(row.name or "–", row.number, row.since, row.last_day)
