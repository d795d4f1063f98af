"""Fill an empty installation with the fictional region."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kurzweg.core import migrating
from kurzweg.core.days import today
from kurzweg.core.demo import parts
from kurzweg.demo import generate, load
from kurzweg.networks import trying


class Command(BaseCommand):
    help = "Generate the fictional region and load it; does nothing where it is already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", choices=generate.SIZES, default="region")
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--day", type=date.fromisoformat, help="which day it is there")
        parser.add_argument(
            "--export", type=Path, help="write corpus, queries and right answers there instead"
        )

    def handle(self, *args: Any, size: str, seed: int, **options: Any) -> None:
        day = options["day"] or today()
        if options["export"]:
            self._export(options["export"], size=size, seed=seed, day=day)
            return
        began = time.monotonic()
        migrating.bring_up_to_date(say=lambda text: self._say(text, began))
        if count := trying.forget_all():
            self._say(f"{count} tried lists of visitors deleted", began)
        if load.is_loaded():
            if options["verbosity"]:
                self.stdout.write("The demo region is there already; nothing was changed.")
            return
        if not load.is_empty():
            raise CommandError(
                "This database holds real rows. The demo region goes into one of its own: "
                "KURZWEG_VAR=var/demo kurzweg demo"
            )
        self._say(f"Generating the region ({size}, seed {seed}, {day}) …", began)
        world = generate.world(size, seed=seed, today=day)
        load.load(world, say=lambda text: self._say(text, began))

    def _export(self, folder: Path, *, size: str, seed: int, day: date) -> None:
        world = generate.world(size, seed=seed, today=day)
        for part in parts():
            if part.export:
                counts = part.export(world, folder)
                self.stdout.write(", ".join(f"{number} {name}" for name, number in counts.items()))

    def _say(self, text: str, began: float) -> None:
        self.stdout.write(f"{time.monotonic() - began:6.1f} s  {text}")
        self.stdout.flush()
