"""Build this node's index anew, or compare it with the database."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kurzweg.core import search


class Command(BaseCommand):
    help = "Read everything that can be found into a new generation of the index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare with the database")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            drift = search.drift()
            if drift:
                raise CommandError(f"{len(drift)} rows differ: run `kurzweg index`.")
            self.stdout.write("The index and the database agree.")
            return
        began = time.monotonic()
        generation = search.rebuild()
        number = len(generation.segment.columns)
        seconds = time.monotonic() - began
        self.stdout.write(f"{number} documents indexed in {seconds:.1f} s ({generation.id}).")
