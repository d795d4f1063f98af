"""Queries, milliseconds and bytes of every page that somebody can walk to, one example each."""

from __future__ import annotations

from bench import region, table

SIZE = "region"


def measure() -> None:
    """Walk from the home page as the office, as a firm's owner and as a stranger."""
    region.prepare(SIZE)
    pages = region.inside(SIZE, "every_page")
    table.show(
        "Every page that a link leads to, one of each kind, in the largest network "
        "(median of 7, in one process, template cache warm)",
        ["as", "page", "queries", "ms", "kB"],
        sorted(pages, key=lambda page: (page[0], -page[3])),
    )
