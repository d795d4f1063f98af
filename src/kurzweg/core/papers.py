"""Papers: what a room keeps by its own rights, as PDF, spreadsheet or picture."""

from __future__ import annotations

import io
import zipfile

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from kurzweg.core import files, shelf
from kurzweg.core.errors import DomainError
from kurzweg.core.files import LARGEST, NotAPicture
from kurzweg.core.models import StoredFile

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PNG = "image/png"
ENDINGS = {PDF: ".pdf", XLSX: ".xlsx", PNG: ".png"}
SIDE = 2400  # pixels of the longer side: a page of A4 stays legible


class PaperTooLarge(DomainError):
    sentence = _("The file is larger than 10 MB or has too many pixels.")


class NotAPaper(DomainError):
    sentence = _("This is no file we can keep: PDF, XLSX without macros, PNG, JPEG and WebP are.")


def store(upload: UploadedFile, *, network_id: int, kept_by: str) -> StoredFile:
    """Keep a paper for a room: by what it holds, whatever it is called; pictures drawn anew."""
    if upload.size is None or upload.size > LARGEST:
        raise PaperTooLarge
    content = upload.read()
    upload.seek(0)
    if content.startswith(b"%PDF-"):
        media_type = PDF
    elif content.startswith(b"PK\x03\x04"):
        media_type = XLSX
        _require_plain_spreadsheet(content)
    else:
        media_type = PNG
        try:
            content = files.drawn_anew(upload, side=SIDE)
        except NotAPicture as error:
            raise NotAPaper from error
        except files.TooLarge as error:
            raise PaperTooLarge from error
    return files.keep(content, media_type=media_type, network_id=network_id, kept_by=kept_by)


def download(stored: StoredFile, *, name: str) -> HttpResponse:
    """Answer with a paper to be saved: no browser shows it as a page of ours."""
    response = HttpResponse(
        shelf.path_of(stored.digest).read_bytes(), content_type=stored.media_type
    )
    header = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = header or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def named(upload: UploadedFile, stored: StoredFile) -> str:
    """Name a paper as it was called, with the ending of what it is now."""
    stem = str(upload.name or "").rsplit("/", 1)[-1].rsplit("\\", 1)[-1].rpartition(".")[0]
    legible = "".join(letter for letter in stem if letter.isprintable()).strip(" .")
    return f"{legible[:100] or 'datei'}{ENDINGS[stored.media_type]}"


def _require_plain_spreadsheet(content: bytes) -> None:
    """Look into the list of a spreadsheet's parts; nothing of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise NotAPaper from error
    has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    if has_macros or not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise NotAPaper
