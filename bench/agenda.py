"""What it costs to look at what is due: read from its table, against computed from all rows."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from bench import table

NUMBERS = (10, 100, 1_000)
LOOKS = 15


def measure() -> None:
    """Let so many drafts wait for the office of one network, and look at them in both ways."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("KURZWEG_")}
        here = {"DJANGO_SETTINGS_MODULE": "kurzweg.settings", "KURZWEG_VAR": folder}
        run = subprocess.run(
            [sys.executable, "-m", "bench.agenda"],
            env=kept | here,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    found = json.loads(run.stdout.splitlines()[-1])
    table.show(
        f"A look at what is due for the office of one network, median of {LOOKS}: all rows read "
        "and drawn as before, and seven rows of the stored agenda",
        ["things due", "before ms", "queries", "stored ms", "queries", "ratio", "rebuild ms"],
        [[*row[:5], f"{row[1] / row[3]:.1f}", row[5]] for row in found],
    )


def looks() -> list[list[Any]]:
    """Say for each number what both ways cost, and what looking at the whole network does."""
    import django

    django.setup()
    from django.core.management import call_command

    from kurzweg.core import agenda
    from kurzweg.core.agenda import keeping
    from kurzweg.core.agenda.waiting import waiting_for
    from kurzweg.core.viewer import Role, Viewer
    from kurzweg.market.models import Need
    from kurzweg.networks import actions

    call_command("migrate", verbosity=0)
    network = actions.found(name="Netz", region="Region", office="amt@netz.example", slug="netz")
    viewer = Viewer(
        today=network.today(), network_id=network.pk, roles=frozenset({Role.MEMBER, Role.OFFICE})
    )

    def before() -> None:
        for source in agenda.sources().values():
            rows = list(source.rows(viewer))
            list(source.draw(viewer, rows, {row.pk: viewer.today for row in rows}))

    found, there = [], 0
    for number in NUMBERS:
        Need.objects.bulk_create(
            Need(network=network, owner=network.office, title=f"Nr. {each}", text="Bretter")
            for each in range(there, number)
        )
        there = number
        began = time.perf_counter()
        keeping.reconcile()
        rebuilt = (time.perf_counter() - began) * 1000
        found.append([number, *cost(before), *cost(lambda: waiting_for(viewer).first(7)), rebuilt])
    return found


def cost(look: Callable[[], object]) -> tuple[float, int]:
    """Milliseconds, median, and queries of a look."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        look()
    took = []
    for _each in range(LOOKS):
        began = time.perf_counter()
        look()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took), len(asked)


if __name__ == "__main__":
    print(json.dumps(looks()))
