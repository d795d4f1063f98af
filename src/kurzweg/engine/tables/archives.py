"""Spreadsheets that are ZIP archives, opened only when they cannot do harm."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat

from kurzweg.engine.tables.errors import (
    DamagedWorkbook,
    NotASpreadsheet,
    PasswordProtected,
    TableTooLarge,
)

LARGEST_UNPACKED = 1_000_000_000  # bytes; a sheet of 100,000 rows has 100 MB
SMALL_UNPACKED, DENSEST = 50_000_000, 200  # what unpacks to more than 200 times is a bomb
MOST_PARTS, LARGEST_DIRECTORY = 10_000, 20_000_000

_DAMAGES = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, KeyError, ValueError, LookupError,
    NotImplementedError, OSError, struct.error,
)  # fmt: skip


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive; a bomb, a broken one and one with a password end in their sentences."""
    try:
        _weigh(path)
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(item.file_size for item in packed.infolist())
            limit = max(SMALL_UNPACKED, DENSEST * path.stat().st_size)
            if unpacked > min(limit, LARGEST_UNPACKED):
                raise TableTooLarge(path, megabytes=min(limit, LARGEST_UNPACKED) // 1_000_000)
            yield packed
    except _DAMAGES as error:
        raise DamagedWorkbook(path) from error
    except RuntimeError as error:  # what zipfile raises for a part with a password
        raise PasswordProtected(path) from error


def _weigh(path: Path) -> None:
    """Refuse an archive of very many parts before its directory is read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 66_000))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + 22 > len(tail):
        raise DamagedWorkbook(path)
    parts, directory = struct.unpack_from("<HL", tail, at + 10)
    is_long = b"PK\x06\x07" in tail[max(0, at - 20) : at]  # numbers of 64 bits stand elsewhere
    if (size if is_long else directory) > LARGEST_DIRECTORY or parts > MOST_PARTS:
        raise NotASpreadsheet(path)
