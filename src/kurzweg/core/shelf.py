"""Where stored files lie: under the hash of their content, on disk before a row names them."""

from __future__ import annotations

import fcntl
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import local

from django.conf import settings
from django.db import transaction

from kurzweg.core import jobs
from kurzweg.core.models import StoredFile
from kurzweg.engine.arrays import sync_folder

UNFINISHED = ".unfinished-"
A_DAY = 24 * 60 * 60  # seconds for which a file may wait for its row


class _Unnamed(local):
    """What this thread wrote and when, until the row that names it is safe."""

    def __init__(self) -> None:
        self.written: dict[Path, int] = {}


_unnamed = _Unnamed()


def path_of(digest: str) -> Path:
    return Path(settings.FILES_ROOT) / digest[:2] / digest


def put(content: Iterable[bytes], *, digest: str) -> None:
    """Have a file on disk under its hash; whoever is stopped on the way leaves nothing behind."""
    path = path_of(digest)
    try:
        os.utime(path)  # wanted again: the sweep takes only what nobody wanted for a day
    except FileNotFoundError:
        write(content, path=path)
        _note(path)


def take_back() -> None:
    """Remove what this thread wrote for rows that never came: their transaction was undone."""
    written = _unnamed.written
    for path in list(written):
        _take_away(path, unless=_wanted_since(written.pop(path)))


def write(content: Iterable[bytes], *, path: Path) -> None:
    """Write a file aside, wait for the disk, and only then give it its name."""
    if not path.parent.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        sync_folder(path.parent.parent)
    descriptor, aside = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@contextmanager
def unswept() -> Iterator[None]:
    """Keep the sweep away, so that every file of a moment is still there to be copied."""
    with _lock(fcntl.LOCK_SH):
        yield


def sweep() -> int:
    """Remove the files of yesterday that no row names, and say how many went."""
    try:
        with _lock(fcntl.LOCK_EX | fcntl.LOCK_NB):
            return sum(_sweep(folder) for folder in _folders())
    except BlockingIOError:
        return 0  # a backup is being taken: the next night will do


def missing() -> list[str]:
    """List the files that a row names and nobody has."""
    digests = StoredFile.objects.order_by("digest").values_list("digest", flat=True).distinct()
    return [digest for digest in digests.iterator() if not path_of(digest).is_file()]


def _note(path: Path) -> None:
    written = _unnamed.written
    written[path] = path.stat().st_mtime_ns
    transaction.on_commit(lambda: written.pop(path, None))


def _wanted_since(written_at: int) -> Callable[[Path], bool]:
    return lambda path: path.stat().st_mtime_ns != written_at


def _sweep(folder: Path) -> int:
    named = set(
        StoredFile.objects.filter(digest__startswith=folder.name).values_list("digest", flat=True)
    )
    orphans = [path for path in folder.iterdir() if path.name not in named and not _is_young(path)]
    return sum(_take_away(path, unless=_is_young) for path in orphans)


def _take_away(path: Path, *, unless: Callable[[Path], bool]) -> bool:
    """Remove a file unless somebody wanted it while we looked: then it gets its name back."""
    away = path.with_name(f"{UNFINISHED}{path.name}")
    try:
        path.rename(away)
    except FileNotFoundError:
        return False
    if unless(away) or StoredFile.objects.filter(digest=path.name).exists():
        away.rename(path)
        return False
    away.unlink()
    return True


def _is_young(path: Path) -> bool:
    return path.stat().st_mtime > time.time() - A_DAY


def _folders() -> list[Path]:
    return sorted(path for path in Path(settings.FILES_ROOT).iterdir() if path.is_dir())


@contextmanager
def _lock(how: int) -> Iterator[None]:
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("a") as lock:
        fcntl.flock(lock, how)
        yield


jobs.every_night("kurzweg.core.shelf.sweep")
