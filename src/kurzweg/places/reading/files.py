"""The bytes of a file as text, also of one that lies in a ZIP archive."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from kurzweg.places.errors import BadFile

MOST_BYTES = 400_000_000  # unpacked: the largest official file has a tenth of it
SUFFIXES = (".txt", ".csv", ".json", ".geojson", ".topojson", ".asc")


def text_of(path: Path) -> str:
    """Read a file, or the largest one of an archive; raises `BadFile`."""
    try:
        content = _unpacked(path) if zipfile.is_zipfile(path) else path.read_bytes()
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError) as error:
        raise BadFile(f"{path.name} cannot be read ({error})") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        if b"\0" in content[:4000]:
            raise BadFile(f"{path.name} is no text file") from None
        # Lists before 2020 are in the code page of their time.
        text = content.decode("cp1252", errors="replace")
        if "\N{REPLACEMENT CHARACTER}" in text:
            raise BadFile("this is no UTF-8", row=row) from None
        return text


def _unpacked(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        inside = [
            each
            for each in archive.infolist()
            if each.filename.lower().endswith(SUFFIXES) and "readme" not in each.filename.lower()
        ]
        if not inside:
            raise BadFile(f"{path.name} holds no text file")
        largest = max(inside, key=lambda each: each.file_size)
        if largest.file_size > MOST_BYTES:
            raise BadFile(f"{largest.filename} in {path.name} is larger than {MOST_BYTES} bytes")
        return archive.read(largest)
