"""Delete and anonymise what was kept long enough, as retention.yaml says."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kurzweg.core import retention


class Command(BaseCommand):
    help = "Carry out the periods of retention.yaml now; the worker does it every night."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        taken = retention.carry_out(is_trial=options["dry_run"])
        for rule in retention.rules():
            self.stdout.write(f"{rule.name:<16} {rule.kept:<10} {rule.then:<10} {taken[rule.name]}")
