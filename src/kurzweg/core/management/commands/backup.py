"""One file with database and stored files, restored on trial before it counts."""

from __future__ import annotations

import re
import time
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from kurzweg.core.backup import archive, taking
from kurzweg.core.backup.archive import Refused

NAMED = re.compile(r"kurzweg-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.zip", re.ASCII)


class Command(BaseCommand):
    help = "Write database and stored files, without the secret key, into one new file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, help="the file to write, or a folder: then it is named by the time"
        )
        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="in a folder: the newest N complete ones stay",
        )

    def handle(self, *args: Any, file: Path, keep: int | None, **options: Any) -> None:
        if keep is not None and (keep < 1 or not file.is_dir()):
            raise CommandError("--keep takes a number above 0 and belongs to a folder that exists.")
        moment = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S")
        path = file / f"kurzweg-{moment}.zip" if file.is_dir() else file
        began = time.monotonic()
        try:
            manifest = taking.take(path)
        except (Refused, OperationalError) as reason:
            raise CommandError(str(reason)) from reason
        except OSError as error:
            raise CommandError(f"{path} could not be written: {archive.reason(error)}.") from error
        self.stdout.write(
            f"{path}: {manifest.rows} rows and {len(manifest.files)} files, "
            f"{path.stat().st_size / 1e6:.1f} MB, restored on trial, "
            f"{time.monotonic() - began:.1f} s.\n"
            f"The secret key is not in it: it {where_the_key_is()}. "
            "Keep a copy of it, in another place than the backups."
        )
        if manifest.missing:
            raise CommandError(
                f"{len(manifest.missing)} files are named by rows, but missing or damaged: "
                f"{', '.join(manifest.missing)}. All else is in the backup"
                f"{'' if keep is None else ', and no older one was removed'}."
            )
        if keep is not None:
            try:
                forget_all_but(keep, folder=file)
            except OSError as error:
                raise CommandError(
                    f"{error.filename or file} could not be removed: {archive.reason(error)}."
                ) from error


def where_the_key_is() -> str:
    kept = settings.VAR / "secret-key"
    return f"lies in {kept}" if kept.exists() else "comes from KURZWEG_SECRET_KEY"


def forget_all_but(number: int, *, folder: Path) -> None:
    """Remove backups named by their time that are older than the newest complete ones."""
    named = sorted((path for path in folder.iterdir() if NAMED.fullmatch(path.name)), reverse=True)
    complete = 0
    for path in named:
        manifest = archive.peek(path)
        if manifest is None:
            continue
        if complete >= number:
            path.unlink()
        complete += not manifest.missing
