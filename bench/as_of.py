"""The list of members as of a day, over ten years of a network of 5,000: a page, and who counts.

The naive peer stands in the same run: all rows of the network read and looked through in Python,
as a list without `as_of` would. On PostgreSQL where KURZWEG_TEST_DATABASE_URL names a server.
An index over network and days was tried and helps neither: half of all rows hold on any day, and
what takes time is their order by name. Whether an organisation counts once is asked of the index
`membership_of_firm`.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from bench import table

AT_ONCE, YEARS, LOOKS = 5_000, 10, 15
SEED = 10
Look = Callable[[date], Any]


def measure() -> None:
    """Let 5,000 firms belong at any time over ten years, and ask about a day of each year."""
    where = {"SQLite": "", "PostgreSQL": os.environ.get("KURZWEG_TEST_DATABASE_URL", "")}
    rows = []
    for name, database in where.items():
        if name == "PostgreSQL" and not database:
            continue
        with tempfile.TemporaryDirectory() as folder:
            kept = {key: value for key, value in os.environ.items() if "KURZWEG_" not in key}
            here = {"DJANGO_SETTINGS_MODULE": "kurzweg.settings", "KURZWEG_VAR": folder}
            here |= {"KURZWEG_DATABASE_URL": database} if database else {}
            run = subprocess.run(
                [sys.executable, "-m", "bench.as_of"],
                env=kept | here,
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
        rows += [[name, *row] for row in json.loads(run.stdout.splitlines()[-1])]
    table.show(
        f"As of a day, {AT_ONCE:,} members at any time over {YEARS} years, median of {LOOKS} days: "
        "as Kurzweg asks, and naively (all rows looked through)",
        ["database", "what", "memberships", "ms", "queries", "naive ms", "ratio"],
        rows,
    )


def looks() -> list[list[Any]]:
    """Say what the page of a day, its number, its end and the growth cost, and what a naive look.

    All of it is undone, so that a database of tests stays as empty as it was.
    """
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", "--noinput", verbosity=0)
    call_command("createcachetable")
    with transaction.atomic():
        found = _measured()
        transaction.set_rollback(True)
    return found


def _measured() -> list[list[Any]]:
    from django.db import connection
    from django.test import Client

    from kurzweg.networks.actions import found
    from kurzweg.networks.models import Mandate, Membership

    network = found(name="Netz", region="Region", office="buero@netz.example", slug="netz")
    begun = network.today() - timedelta(days=365 * YEARS)
    _live(network, begun)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Mandate.objects.in_network(network).get().person.account)
    number = Membership.objects.in_network(network).count()
    day = begun + timedelta(days=1700)
    told = []
    for name, (ours, peer) in _compared(network, client, day).items():
        ours(day)  # the first fills what a process keeps
        number_of = _queries(ours, day)
        took, naively = _median(ours, begun), _median(peer, begun, looks=3)
        told.append([name, number, took, number_of, naively, f"{naively / took:.1f}"])
    return told


def _compared(network: Any, client: Any, day: date) -> dict[str, tuple[Look, Look]]:
    """Name what is measured, ours and the naive way, once both say the same of a day."""
    from kurzweg.core import indicators
    from kurzweg.networks import as_of, growth
    from kurzweg.networks.models import Membership

    members = indicators.declared("members")

    def page(day: date) -> Any:
        answer = client.get("/n/netz/organisations/", {"on": day.isoformat(), "page": 100})
        assert answer.status_code == 200
        return answer

    def naive(day: date) -> list[Any]:
        rows = Membership.objects.in_network(network).select_related("organisation")
        held = [row for row in rows.prefetch_related("organisation__sites") if row.holds_on(day)]
        return sorted(held, key=lambda row: (row.organisation.name_key, row.pk))[2475:2500]

    def naive_count(day: date) -> int:
        rows = Membership.objects.in_network(network).order_by()
        return sum(row.holds_on(day) for row in rows)

    # What the two say is the same, or neither is worth a measurement.
    rows = as_of.members(network, day)
    assert list(rows[2475:2500]) == naive(day)
    assert rows.count() == naive_count(day) == indicators.value("members", network.pk, day).number
    return {
        "page 100 of the list": (page, naive),
        "rows of that page": (
            lambda day: (rows := as_of.members(network, day)).count() and list(rows[2475:2500]),
            naive,
        ),
        "how many": (lambda day: indicators.value("members", network.pk, day), naive_count),
        "at the end of the day": (
            lambda day: indicators.at_end(members, network.pk, day),
            naive_count,
        ),
        "growth of all years": (
            lambda day: growth.years(growth.spans(network.pk), today=day),
            naive_count,
        ),
    }


def _live(network: Any, begun: date) -> None:
    """Let as many belong at any time as at the beginning: whoever leaves is followed by another."""
    from kurzweg.networks.models import Membership
    from kurzweg.people.models import Organisation, Site

    chance, rows = random.Random(SEED), []
    for _each in range(AT_ONCE):
        since = begun - timedelta(days=chance.randrange(3_000))
        while True:
            until = since + timedelta(days=chance.randrange(200, 8_000))
            is_over = until <= network.today()
            rows.append((since, until if is_over else None))
            if not is_over:
                break
            since = until
    firms = Organisation.objects.bulk_create(
        (Organisation(name=f"{chance.randrange(16**6):06x} Werk") for _row in rows),
        batch_size=1_000,
    )
    Site.objects.bulk_create(
        (Site(organisation=firm, town="Ort", is_seat=True) for firm in firms), batch_size=1_000
    )
    Membership.objects.bulk_create(
        (
            Membership(network=network, organisation=firm, since=since, until=until)
            for firm, (since, until) in zip(firms, rows, strict=True)
        ),
        batch_size=1_000,
    )


def _queries(action: Callable[[date], Any], day: date) -> int:
    """Count what is asked; a request forgets what Django itself has counted before it."""
    from django.db import connection

    asked = []

    def counting(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(counting):
        action(day)
    return len(asked)


def _median(action: Callable[[date], Any], begun: date, *, looks: int = LOOKS) -> float:
    taken = []
    for number in range(looks):
        day = begun + timedelta(days=(number + 1) * 365 * YEARS // (looks + 1))
        start = time.perf_counter()
        action(day)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    print(json.dumps(looks()))
