"""Bring back what a backup holds, all of it or nothing."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from kurzweg.core import private
from kurzweg.core.backup import archive, restoring, taking
from kurzweg.core.backup.archive import Refused
from kurzweg.core.management.commands.backup import where_the_key_is


class Command(BaseCommand):
    help = "Restore a backup into an empty installation, or with --replace in place of this one."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--replace", action="store_true", help="remove the rows that are there already"
        )
        what.add_argument(
            "--check", action="store_true", help="only restore it on trial, beside the file"
        )
        what.add_argument("--rehearsal", action="store_true", help=argparse.SUPPRESS)

    def handle(
        self, *args: Any, file: Path, replace: bool, check: bool, rehearsal: bool, **options: Any
    ) -> None:
        began = time.monotonic()
        try:
            if check:
                taking.rehearse(file)
                self.stdout.write(f"{file} can be restored ({time.monotonic() - began:.1f} s).")
                return
            self.warn()
            try:
                manifest = restoring.restore(file, is_replacing=replace, is_rehearsal=rehearsal)
            finally:
                connection.close()  # takes the files away that SQLite keeps beside its own
                given = private.give_back()
        except (Refused, OperationalError) as reason:
            raise CommandError(str(reason)) from reason
        except OSError as error:
            raise CommandError(f"{error.filename or file}: {archive.reason(error)}.") from error
        self.stdout.write(
            f"Restored {manifest.rows} rows and {len(manifest.files)} files of "
            f"{manifest.taken_at[:16]} UTC in {time.monotonic() - began:.1f} s.\n"
            f"The secret key was not in the backup; the one used here {where_the_key_is()}. "
            "With another key than before, jobs that waited are lost and nothing else.\n"
            f"{f'What root wrote was given to {private.user()}. ' if given else ''}"
            "Everybody signs in anew. On other nodes run `kurzweg index`."
        )

    def warn(self) -> None:
        """Say it when another user restores than the one whom Kurzweg runs as."""
        if os.geteuid() not in {0, settings.VAR.stat().st_uid}:
            self.stderr.write(
                f"{settings.VAR} belongs to {private.user()}, and what is restored now to you: "
                f"restore as {private.user()}, or give it to them before Kurzweg starts."
            )
