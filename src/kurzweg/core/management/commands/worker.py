"""The worker: does what may wait, and keeps this node's index."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from kurzweg.core import in_use, jobs, private, search


class Command(BaseCommand):
    help = "Run the jobs of this installation until it is stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        private.close()
        in_use.hold()
        jobs.write_schedules()
        if not search.is_built():
            search.rebuild()
        call_command("qcluster")
