"""What is well and what is not, in sentences that say what to do."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kurzweg.core.findings import Mark
from kurzweg.core.health import examine

SIGNS = {Mark.WELL: "  ok ", Mark.WARNING: "warn ", Mark.ILL: "FAIL "}


class Command(BaseCommand):
    help = "Examine database, secrets, mail, worker and index; exit 1 when something is wrong."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(examine())
        for finding in findings:
            self.stdout.write(f"{SIGNS[finding.mark]}{finding.what}: {finding.says}")
        ill = sum(finding.mark is Mark.ILL for finding in findings)
        if ill:
            raise CommandError(f"{ill} of {len(findings)} examinations failed.")
