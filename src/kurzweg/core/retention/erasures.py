"""Erasures are remembered outside the backups, and done again when an older one is restored.

A file in KURZWEG_VAR holds public ids and moments. The table knows them as well and is what the
file is written from; a restore brings back an older table, but not an older file.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from kurzweg.core import jobs
from kurzweg.core.models import Erasure
from kurzweg.core.retention.declarations import rule

logger = logging.getLogger(__name__)

FILE = "erasures.jsonl"
FIELDS = ("public_id", "network_id", "persons", "is_own")


class Broken(Exception):
    """The file holds a line that cannot be read."""


Again = Callable[[Erasure], None]
_again: list[Again] = []


def done_again_by(again: Again) -> Again:
    """Declare how an erasure is done again, where those whom it names came back."""
    _again.append(again)
    return again


def path() -> Path:
    """Say where the file stands."""
    return Path(settings.VAR) / FILE


def remember(erasure: Erasure) -> None:
    """Write an erasure into the file as soon as it holds."""
    transaction.on_commit(_write_down_if_possible)
    if not erasure.pk:
        raise ValueError("an erasure is stored before it is remembered")


def _write_down_if_possible() -> None:
    """Write it down, or leave that to the worker: what holds is no matter of the file."""
    try:
        write_down()
    except OSError as error:
        logger.error("an erasure is not in the file yet: %s", type(error).__name__)


def write_down() -> int:
    """Let the file say what the table says, and say how many lines were new.

    Written aside and renamed: whoever is killed leaves the old file or the new one.
    """
    with _alone():
        read, broken = _read()
        known = {line["public_id"]: line for line in read}
        rows = {row.public_id: _line(row) for row in Erasure.objects.order_by("pk")}
        oldest = rule("erasure").cutoff(timezone.now()).isoformat()
        lines = [line for line in (known | rows).values() if line["erased_at"] >= oldest]
        if lines != list(known.values()):
            _write([*broken.values(), *(json.dumps(line).encode() for line in lines)])
    return len(rows.keys() - known.keys())


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time read and write: the other's line would be lost."""
    with open(path().with_suffix(".lock"), "w", opener=_for_us_only) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _line(row: Erasure) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in FIELDS},
        "erased_at": row.erased_at.astimezone(UTC).isoformat(),
    }


def refuse_broken() -> None:
    """Raise Broken for a line that cannot be read: whom it names would come back unseen."""
    for number in _read()[1]:
        raise Broken(
            f"Line {number} of {path()} cannot be read, and says who must not come back. "
            "Mend it, or take it out if nobody can."
        )


def _read() -> tuple[list[dict[str, Any]], dict[int, bytes]]:
    """Read the file: what its lines say, and by their numbers those that cannot be read."""
    lines: list[dict[str, Any]] = []
    broken: dict[int, bytes] = {}
    with contextlib.suppress(FileNotFoundError):
        for number, text in enumerate(path().read_bytes().splitlines(), 1):
            if text:
                try:
                    lines.append(_understood(text))
                except (ValueError, TypeError, KeyError):
                    broken[number] = text
    return lines, broken


def _understood(text: bytes) -> dict[str, Any]:
    line = json.loads(text)
    moment = datetime.fromisoformat(line["erased_at"])
    return {**{name: line[name] for name in FIELDS}, "erased_at": moment.isoformat()}


def _write(lines: list[bytes]) -> None:
    aside = path().with_suffix(f".{os.getpid()}")
    with open(aside, "wb", opener=_for_us_only) as file:
        file.writelines(line + b"\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path())


def _for_us_only(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def write_down_before_a_restore() -> None:
    """Save what only the table knows, which is about to be replaced; it may be of an older time."""
    if Erasure._meta.db_table in connection.introspection.table_names():
        write_down()


@transaction.atomic
def do_again() -> int:
    """Erase again whoever a restored backup brought back, and say how many erasures it were."""
    done = 0
    known = set(Erasure.objects.values_list("public_id", flat=True))
    for line in _read()[0]:
        if line["public_id"] in known:
            continue
        erased_at = datetime.fromisoformat(line["erased_at"])
        erasure = Erasure(**{name: line[name] for name in FIELDS}, erased_at=erased_at)
        for again in _again:
            again(erasure)
        erasure.save()
        done += 1
    return done


# What the file missed, because the disk was full or somebody was killed, is made up for soon.
jobs.every(10, "kurzweg.core.retention.erasures.write_down")
