"""Take a backup of a running installation: of one moment, restored on trial before it counts."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.db import OperationalError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import QuerySet
from django.utils import timezone

from kurzweg import __version__
from kurzweg.core import shelf
from kurzweg.core.backup import archive, rows
from kurzweg.core.backup.archive import Manifest, Refused, Table
from kurzweg.core.models import Backup
from kurzweg.engine.arrays import sync_folder

logger = logging.getLogger(__name__)

REHEARSAL = f"{archive.OURS}rehearsal-"
LEFT_FILE = re.compile(re.escape(archive.OURS) + r"[a-z0-9_]{8}" + re.escape(archive.UNFINISHED))
LEFT_TRIAL = re.compile(re.escape(REHEARSAL) + r"[a-z0-9_]{8}")
A_DAY = 24 * 60 * 60


def take(path: Path) -> Manifest:
    """Write a backup aside, restore it on trial, and only then give it its name.

    Raises Refused when the file exists already or the trial fails.
    """
    if os.path.lexists(path):
        raise archive.exists_already(path)
    _clear_away_what_was_killed(path.parent)
    with archive.unfinished(path.parent) as (aside, file):
        with archive.packing(file) as packed, shelf.unswept(), one_moment():
            manifest = _pack(packed)
            manifest.write(packed)
        rehearse(aside)
        archive.name_it(aside, path)
    sync_folder(path.parent)
    try:
        _remember(manifest)
    except OperationalError as busy:  # the file stands all the same
        logger.warning("the backup was taken, but could not be noted: %s", busy)
    return manifest


@contextlib.contextmanager
def one_moment() -> Iterator[None]:
    """Read the database as it is now, however long it takes; those who write do not wait for us."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # atomic() would take the lock of those who write
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def rehearse(path: Path) -> None:
    """Restore a backup into a scratch installation, compare every table, and throw it away."""
    with tempfile.TemporaryDirectory(prefix=REHEARSAL, dir=path.parent) as scratch:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("KURZWEG_")
        }
        environment |= {"KURZWEG_VAR": scratch, "KURZWEG_SECRET_KEY": "only for the rehearsal"}
        command = [sys.executable, "-m", "kurzweg.cli", "restore", str(path), "--rehearsal"]
        trial = subprocess.run(  # noqa: S603 - our own program
            command, env=environment, capture_output=True, text=True, check=False
        )
    if trial.returncode:
        said = trial.stderr.strip().rpartition("\n")[2].removeprefix("CommandError: ")
        raise Refused(f"It could not be restored on trial: {said}")


def _pack(packed: ZipFile) -> Manifest:
    taken_at = timezone.now().isoformat()
    migrations = rows.applied()
    models = rows.models_at(migrations, MigrationLoader(connection))
    tables = {label: _pack_table(packed, label, model) for label, model in models.items()}
    files, missing = _pack_files(packed, models)
    return Manifest(
        program=__version__,
        taken_at=taken_at,
        database=connection.vendor,
        migrations=migrations,
        tables=tables,
        files=files,
        missing=missing,
    )


def _pack_table(packed: ZipFile, label: str, model: rows.Model) -> Table:
    with (
        archive.member(packed, f"tables/{label}.jsonl") as file,
        contextlib.closing(rows.lines(model)) as lines,  # a full disk leaves no cursor behind
    ):
        counting = rows.Counting(lines)
        file.writelines(counting)
    return counting.table(last=rows.last_number(model))


def _pack_files(packed: ZipFile, models: dict[str, rows.Model]) -> tuple[dict[str, int], list[str]]:
    """Pack the files that the rows of this moment name; say which are not there or damaged."""
    files, missing = {}, []
    if "core.StoredFile" in models:  # a database from before there were files has none
        named: QuerySet[Any] = QuerySet(models["core.StoredFile"]).order_by("digest")
        for digest in list(named.values_list("digest", flat=True).distinct()):
            try:
                files[digest] = _pack_file(packed, digest)
            except FileNotFoundError:
                missing.append(digest)
    return files, missing


def _pack_file(packed: ZipFile, digest: str) -> int:
    with shelf.path_of(digest).open("rb") as stored:
        if hashlib.file_digest(stored, "sha256").hexdigest() != digest:
            raise FileNotFoundError(digest)  # what lies there is another file
        size = stored.tell()
        stored.seek(0)
        with archive.member(packed, f"files/{digest}", is_dense=True) as copy:
            shutil.copyfileobj(stored, copy, archive.CHUNK)
    return size


def _remember(manifest: Manifest) -> None:
    # Before an upgrade the table may not be there yet.
    if Backup._meta.db_table in connection.introspection.table_names():
        with transaction.atomic():
            Backup.objects.all().delete()
            Backup.objects.create(taken_at=manifest.taken_at)


def _clear_away_what_was_killed(folder: Path) -> None:
    """Remove what backups left that were killed yesterday or before: it holds personal data."""
    for left in folder.glob(f"{archive.OURS}*"):
        with contextlib.suppress(OSError):  # what is left over stops no backup
            if LEFT_FILE.fullmatch(left.name) and _is_old_and_ours(left, stat.S_ISREG):
                left.unlink()
            elif LEFT_TRIAL.fullmatch(left.name) and _is_old_and_ours(left, stat.S_ISDIR):
                for file in left.glob("kurzweg.sqlite3*"):
                    file.unlink()
                left.rmdir()  # nothing else of a trial holds data; what else lies in it stays


def _is_old_and_ours(path: Path, is_kind: Callable[[int], bool]) -> bool:
    about = path.lstat()
    is_ours = is_kind(about.st_mode) and about.st_uid == os.geteuid()
    return is_ours and about.st_mtime < time.time() - A_DAY
