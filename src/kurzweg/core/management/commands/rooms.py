"""Show which app declares what, or write it to docs/building/rooms.md."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kurzweg.core import declarations


class Command(BaseCommand):
    help = "Print which app declares what; --write keeps docs/building/rooms.md in step."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="write docs/building/rooms.md")
        parser.add_argument("--check", action="store_true", help="fail when the page differs")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.REPOSITORY) / "docs" / "building" / "rooms.md"
        if options["write"]:
            path.write_text(declarations.page(), encoding="utf-8")
        elif options["check"]:
            if not path.exists() or path.read_text(encoding="utf-8") != declarations.page():
                raise CommandError("docs/building/rooms.md: run `kurzweg rooms --write`.")
        else:
            self.stdout.write(declarations.page())
