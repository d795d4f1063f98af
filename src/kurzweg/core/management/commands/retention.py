"""Forget what was kept long enough, or write down what is kept and for how long."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kurzweg.core import retention
from kurzweg.core.retention import declarations, root


class Command(BaseCommand):
    help = "Carry out the periods of retention.yaml now; the worker does it every night."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--dry-run", action="store_true", help="only count, change nothing")
        what.add_argument("--write", action="store_true", help="write the root's retention.yaml")
        what.add_argument(
            "--check", action="store_true", help="fail when that file differs or lacks a field"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            root.path().write_text(root.text(), encoding="utf-8")
        elif options["check"]:
            if unsaid := declarations.unsaid():
                raise CommandError(f"no retention.yaml says what is kept in {', '.join(unsaid)}.")
            if root.path().read_text(encoding="utf-8") != root.text():
                raise CommandError(
                    "retention.yaml is not in step: run `kurzweg retention --write`."
                )
        else:
            self._carry_out(is_trial=options["dry_run"])

    def _carry_out(self, *, is_trial: bool) -> None:
        taken = retention.carry_out(is_trial=is_trial)
        for rule in retention.rules():
            self.stdout.write(f"{rule.name:<16} {rule.kept:<10} {taken[rule.name]}")
