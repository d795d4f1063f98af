"""Which reference data are there, whose they are, and how to get those that are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kurzweg.places.models import Kind, Source


@dataclass(frozen=True, slots=True)
class Missing:
    """Reference data that are not there: what is worse without them, and what brings them."""

    kind: Kind
    says: str
    command: str


WITHOUT = {
    Kind.POSTCODES: (
        "addresses have no coordinates, so no distances",
        "`make places`, or `kurzweg import postcodes FILE`",
    ),
    Kind.MUNICIPALITIES: (
        "towns have no official key: areas are entered by their keys",
        "`kurzweg import municipalities FILE`",
    ),
    Kind.BOUNDARIES: (
        "the picture of the surroundings has no outlines",
        "`kurzweg import boundaries FILE`",
    ),
}


def attributions() -> list[str]:
    """Say whose reference data are shown, as their owners ask for it; each source once."""
    said = Source.objects.filter(row_count__gt=0).values_list("attribution", "valid_on")
    lines = (f"{text} ({valid_on:%d.%m.%Y})" if valid_on else text for text, valid_on in said)
    return list(dict.fromkeys(lines))


def missing() -> Iterator[Missing]:
    """List the kinds of which nothing is there, the one that matters most first."""
    there = set(Source.objects.filter(row_count__gt=0).values_list("kind", flat=True))
    for kind, (says, command) in WITHOUT.items():
        if kind not in there:
            yield Missing(kind, says, command)
