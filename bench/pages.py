"""Pages per second in the set-up that `serve` starts: kept, made anew, and beside /health/.

On PostgreSQL too with KURZWEG_TEST_DATABASE_URL. With PEER, the address of a page of another
product that somebody started on this machine (http://127.0.0.1:8345/…), that page in the same run.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from bench import served, table
from bench.load import CLIENTS, Load, by, load
from bench.region import inside
from bench.served import Installation

SIZE = "region"
SECONDS = 5
MINUTE = 60
ROUNDS = 3
ADDRESSES = 200
PEER = os.environ.get("PEER", "")
HEALTH = ["/health/"]
COLUMNS = ["page", "per second", "p50 ms", "p99 ms", "not 200"]


def measure() -> None:
    """Ask for pages as fast as they come, on loopback, in each set-up that there is here."""
    measure_in(served.on_sqlite(SIZE))
    if served.POSTGRES:
        with served.on_postgresql(SIZE) as installation:
            measure_in(installation)
    else:
        print("\nPostgreSQL: not measured, KURZWEG_TEST_DATABASE_URL is not set.")
    if not PEER:
        print("Another product: not measured, PEER names no page of one that runs here.")


def measure_in(installation: Installation) -> None:
    known = inside(SIZE, "pages", environment=installation.environment)
    each_page(installation, known)
    with served.serving_it(installation) as (port, pid):
        many_addresses(installation, port, known["addresses"][:ADDRESSES])
        print(f"\nMemory of the server after that: {served.memory_of(pid):.0f} MB (PSS)")


def each_page(installation: Installation, known: dict[str, Any]) -> None:
    """One page after the other: as it is served, and for strangers made anew each time."""
    rows = []
    with served.serving_it(installation) as (port, _pid):
        for page in known["pages"]:
            cookie = known["cookie"] if page["is_signed_in"] else ""
            name = page["name"] if page["is_signed_in"] else f"{page['name']}, kept"
            rows.append([*row(name, warm(port, page["path"], cookie)), page["queries"]])
    with served.serving_it(installation, KURZWEG_KEPT_PAGES="0") as (port, _pid):
        for page in known["pages"]:
            if not page["is_signed_in"]:
                name = f"{page['name']}, made anew"
                rows.append([*row(name, warm(port, page["path"])), page["queries"]])
    table.show(
        f"Pages in a network with {known['organisations']:,} members: {installation.set_up}, "
        f"{CLIENTS} connections of {by()} (goal: 100 per second, 15 queries)",
        [*COLUMNS, "queries when made"],
        rows,
    )


def warm(port: int, path: str, cookie: str = "") -> Load:
    load(port, [path], seconds=1, cookie=cookie)
    return load(port, [path], seconds=SECONDS, cookie=cookie)


def row(name: str, found: Load) -> list[Any]:
    return [name, found.per_second, found.p50, found.p99, found.faults]


def many_addresses(installation: Installation, port: int, paths: list[str]) -> None:
    """All addresses in an order of chance while things change; /health/ around each, in turn."""

    def unchanged() -> Load:
        load(port, paths, seconds=SECONDS)  # makes what the last change ended
        return load(port, paths, seconds=SECONDS)

    def changed(every: float, seconds: int) -> Callable[[], Load]:
        def run() -> Load:
            with served.changing(installation, every=every):
                return load(port, paths, seconds=seconds)

        return run

    runs: dict[str, Callable[[], Load]] = {
        "/health/": lambda: load(port, HEALTH, seconds=SECONDS),
        "a change every 60 s": changed(MINUTE, MINUTE),
        "a change every second": changed(1, 3 * SECONDS),
        "no change": unchanged,
    }
    if PEER:
        peer = urlsplit(PEER)
        host, at = peer.hostname or "", [peer.path or "/"]
        runs[PEER] = lambda: load(peer.port or 80, at, seconds=SECONDS, host=host)
    found: dict[str, list[Load]] = {name: [] for name in runs}
    for _round in range(ROUNDS):
        for name, run in runs.items():
            found[name].append(run())
    health = statistics.median(each.per_second for each in found["/health/"])
    table.show(
        f"{len(paths)} addresses of it in an order of chance, for strangers: "
        f"{installation.set_up}; medians of {ROUNDS} rounds (goal: .7 of /health/ at a change "
        "every 60 s)",
        [*COLUMNS, "of /health/"],
        [
            [*row(name, middle(each)), middle(each).per_second / health]
            for name, each in found.items()
        ],
    )


def middle(found: list[Load]) -> Load:
    return Load(
        statistics.median(each.per_second for each in found),
        statistics.median(each.p50 for each in found),
        statistics.median(each.p99 for each in found),
        sum(each.faults for each in found),
    )
