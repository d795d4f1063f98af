"""What a person is told, as a file that she takes along: once for machines, once to read."""

from __future__ import annotations

import io
import json
import zipfile

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation

from kurzweg.core.retention.telling import Part, as_json

FOR_MACHINES, TO_READ = "daten.json", "daten.html"


def answer(parts: list[Part], *, name: str) -> HttpResponse:
    """Answer with all that is kept of somebody; nothing of it is stored here."""
    response = HttpResponse(packed(parts, name=name), content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="meine-daten.zip"'
    return response


def packed(parts: list[Part], *, name: str) -> bytes:
    """Pack what is told, in JSON (Art. 20) and as a page in German (Art. 15)."""
    told_at = timezone.localtime()
    said = {"name": name, "told_at": told_at.isoformat(timespec="seconds"), "kept": as_json(parts)}
    with translation.override("de"):
        page = render_to_string(
            "core/told.html", {"parts": parts, "name": name, "told_at": told_at}
        )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(FOR_MACHINES, json.dumps(said, ensure_ascii=False, indent=2))
        archive.writestr(TO_READ, page)
    return file.getvalue()
