"""A file from elsewhere into the database: which kinds there are, the apps declare."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from kurzweg.core import importable, migrating


class Command(BaseCommand):
    help = "Read a file from elsewhere: official lists of places, a list of members …"

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
        for kind in importable.declared():
            one = kinds.add_parser(kind.name, help=kind.help, description=kind.help)
            one.add_argument("file", type=Path, help="the file that is read")
            kind.arguments(one)

    def handle(self, *args: Any, **options: Any) -> None:
        # What is read by programs stands alone on the one side: this is said on the other.
        migrating.bring_up_to_date(say=self.stderr.write)
        for said in importable.kind(options["kind"]).read(options["file"], options):
            self.stdout.write(said)
