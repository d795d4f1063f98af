"""Show who may call what, or write it to policy.txt."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kurzweg.core.policy import table


class Command(BaseCommand):
    help = "Print every route with who may call it; --write keeps policy.txt in step."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="write policy.txt")
        parser.add_argument("--check", action="store_true", help="fail when policy.txt differs")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.REPOSITORY) / "policy.txt"
        if options["write"]:
            path.write_text(table(), encoding="utf-8")
        elif options["check"]:
            if path.read_text(encoding="utf-8") != table():
                raise CommandError("policy.txt is not in step: run `kurzweg policy --write`.")
        else:
            self.stdout.write(table())
