"""The file of a backup: written aside, closed with its own hash, read only when that is right."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

FORMAT = 1  # rises when an older program could not read what a newer one writes
MARK = b"kurzweg backup, sha256 of all before: "
DIGEST = 64  # letters of it
CHUNK = 1024 * 1024
MANIFEST = "manifest.json"
OURS, UNFINISHED = ".kurzweg-", ".part"
NO_SECOND_NAME = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}  # disks of other systems

# What reading a ZIP, its pressed members and JSON raises when one of them is damaged.
UNREADABLE = (OSError, BadZipFile, zlib.error, RuntimeError, LookupError, ValueError, TypeError)


class Refused(Exception):
    """Something speaks against it; the sentence says what."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a table of a backup holds: rows, the hash of their lines, the last number given out."""

    rows: int
    sha256: str
    last: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a backup, of which moment, and by which program and schema."""

    program: str
    taken_at: str
    database: str
    migrations: list[tuple[str, str]]
    tables: dict[str, Table]
    files: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def write(self, packed: ZipFile) -> None:
        with member(packed, MANIFEST) as file:
            file.write(json.dumps(asdict(self), indent=1).encode())

    @classmethod
    def read(cls, packed: ZipFile) -> Manifest:
        told: dict[str, Any] = json.loads(packed.read(MANIFEST))
        if told["format"] > FORMAT:
            raise Refused(
                f"This backup was made by Kurzweg {told['program']}, which writes them in another "
                f"way: restore it with that version or a newer one."
            )
        told["tables"] = {label: Table(**table) for label, table in told["tables"].items()}
        told["migrations"] = [(app, name) for app, name in told["migrations"]]
        return cls(**told)


def member(packed: ZipFile, name: str, *, is_dense: bool = False) -> IO[bytes]:
    """Open a new member of a backup; what is dense already (a picture) is not pressed again."""
    about = ZipInfo(name, time.gmtime()[:6])
    about.compress_type = ZIP_STORED if is_dense else ZIP_DEFLATED
    about.external_attr = 0o600 << 16
    return packed.open(about, "w", force_zip64=True)


@contextmanager
def unfinished(folder: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """Open a new file of a name that nobody had, for nobody else to read; it goes at the end."""
    descriptor, name = tempfile.mkstemp(UNFINISHED, OURS, folder)
    aside = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield aside, file
    finally:
        aside.unlink(missing_ok=True)


def name_it(aside: Path, path: Path) -> None:
    """Give a finished file its name. Raises Refused when something has that name."""
    try:
        try:
            os.link(aside, path)
        except OSError as error:
            if error.errno not in NO_SECOND_NAME:
                raise
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            aside.replace(path)
    except FileExistsError:
        raise exists_already(path) from None


def exists_already(path: Path) -> Refused:
    return Refused(f"{path} exists already; a backup never replaces another file.")


def reason(error: OSError) -> str:
    """Say why, also where the system gave no words for it."""
    return error.strerror or str(error) or type(error).__name__


@contextmanager
def packing(file: IO[bytes]) -> Iterator[ZipFile]:
    """Pack into a file, and close it with the hash of all that was written."""
    with ZipFile(file, "w") as packed:
        packed.comment = MARK + bytes(DIGEST)
        yield packed
    length = file.seek(0, os.SEEK_END)
    digest = _digest(file, length=length - DIGEST)
    file.seek(length - DIGEST)
    file.write(digest)
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def opened(path: Path) -> Iterator[ZipFile]:
    """Open a backup that is whole and as it was written.

    Raises Refused when it is not.
    """
    with path.open("rb") as file:
        digest = _closing_digest(file)
        if digest is None:
            raise Refused(f"{path} is cut off, altered at its end, or no backup of Kurzweg.")
        if _digest(file, length=file.seek(0, os.SEEK_END) - DIGEST) != digest:
            raise Refused(f"{path} was altered or damaged after it was written.")
        with ZipFile(file) as packed:
            yield packed


def peek(path: Path) -> Manifest | None:
    """Read what a backup says of itself without reading all of it; None when it is none."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            if _closing_digest(file) is None:
                return None
            with ZipFile(file) as packed:
                return Manifest.read(packed)
    except (*UNREADABLE, Refused):
        return None


def _closing_digest(file: IO[bytes]) -> bytes | None:
    end = len(MARK) + DIGEST
    file.seek(max(0, file.seek(0, os.SEEK_END) - end))
    closing = file.read(end)
    return closing[len(MARK) :] if closing.startswith(MARK) else None


def _digest(file: IO[bytes], *, length: int) -> bytes:
    digest = hashlib.sha256()
    file.seek(0)
    while length > 0:
        read = file.read(min(CHUNK, length))
        digest.update(read)
        length -= len(read)
    return digest.hexdigest().encode()
