"""What the examination of an installation says about reference data."""

from __future__ import annotations

from collections.abc import Iterator

from kurzweg.core.findings import Finding, Mark, register
from kurzweg.places import sources
from kurzweg.places.models import Kind, Source


def examine() -> Iterator[Finding]:
    """Name what is there, and what is missing with the command that brings it."""
    for source in Source.objects.filter(row_count__gt=0):
        valid_on = f" as of {source.valid_on}" if source.valid_on else ""
        yield Finding("places", f"{source}: {source.row_count}{valid_on}")
    for each in sources.missing():
        # Without postcodes a page is wrong; without the others one is only poorer.
        mark = Mark.WARNING if each.kind == Kind.POSTCODES else Mark.WELL
        yield Finding("places", f"no {each.kind}: {each.says}; run {each.command}", mark)


register(examine)
