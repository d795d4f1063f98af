"""Official files of reference data into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kurzweg.core import migrating
from kurzweg.places import importing, relying
from kurzweg.places.errors import BadFile
from kurzweg.places.models import Kind


class Command(BaseCommand):
    help = "Read municipalities (GV100AD), postcodes (GeoNames) or boundaries (GeoJSON, TopoJSON)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=Kind.values)
        parser.add_argument("file", type=Path, help="the file, or a ZIP archive that holds it")
        parser.add_argument(
            "--attribution", default="", help="what is said of the source where data are shown"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kind = Kind(options["kind"])
        migrating.bring_up_to_date(say=self.stdout.write)
        try:
            outcome = importing.from_file(kind, options["file"], attribution=options["attribution"])
        except BadFile as bad:
            raise CommandError(f"{options['file'].name}: {bad}. Nothing was changed.") from None
        self.stdout.write(outcome.report())
        for said in relying.look_again():
            self.stdout.write(said)
