"""From a sentence to the first ten firms, and from "publish" to stored matches."""

from __future__ import annotations

import statistics

from bench import region, table


def measure() -> None:
    """Say and publish needs in regions of three sizes, as whole requests with their page."""
    rows = []
    for size, organisations in region.SIZES.items():
        region.prepare(size)
        times = region.inside(size, "publishing")
        for step, name in (("said", "sentence to first ten"), ("published", "publish to matches")):
            cuts = statistics.quantiles(times[step], n=20, method="inclusive")
            rows.append(
                [organisations, name, len(times[step]), cuts[9], cuts[18], max(times[step])]
            )
    table.show(
        "Publish to matches (goal: p95 300 ms at 2,500 organisations, 1,000 ms at 100,000)",
        ["organisations", "request", "n", "p50 ms", "p95 ms", "max ms"],
        rows,
    )
