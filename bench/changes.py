"""What one more change costs the next query, after none, some and many since the generation."""

from __future__ import annotations

from bench import region, table

ALREADY = (0, 100, 300, 1000)


def measure() -> None:
    """Change an offer and search, beside reading all that changed since again."""
    region.prepare("small")
    rows = []
    for already, (again, onwards, version) in zip(
        ALREADY, region.inside("small", "changes"), strict=True
    ):
        rows.append([already, again, onwards, again / onwards, version])
    table.show(
        "One more change and the next query (medians of 15)",
        ["changes before it", "all read again ms", "read on ms", "times", "public version ms"],
        rows,
    )
