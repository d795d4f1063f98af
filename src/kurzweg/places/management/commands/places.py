"""Postcodes with points from packages, which need not stay installed."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kurzweg.core import migrating
from kurzweg.places import importing, relying
from kurzweg.places.errors import BadFile
from kurzweg.places.models import Kind
from kurzweg.places.reading import packages


class Command(BaseCommand):
    help = "Take German postcodes, places and points from the packages of `make places`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", type=Path, nargs="?", help="where their wheels lie; else: what is installed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        migrating.bring_up_to_date(say=self.stdout.write)
        try:
            outcome = importing.keep(Kind.POSTCODES, packages.read(options["folder"]))
        except BadFile as bad:
            raise CommandError(f"{bad}. Nothing was changed.") from None
        self.stdout.write(outcome.report())
        for said in relying.look_again():
            self.stdout.write(said)
