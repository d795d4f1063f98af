"""Contract: which lists of an app can be taken along, as a spreadsheet, as CSV or as vCards.

An app's `lists.py` registers one `Listing` per list. Each has an address of its own with its
audience in `policy.txt`, and reads the rows of its page: by the same filter, as of the same day.
A page offers it with `<c-take-along list="<name>" />`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from kurzweg.core.findable import Cell, Column
from kurzweg.core.policy import MEMBERS, Audience
from kurzweg.core.viewer import Viewer
from kurzweg.engine.members import Card

AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose list of which day is asked for, by whom, with what stood behind the question mark."""

    network: Any
    viewer: Viewer
    day: date
    query: Mapping[str, str]


def _as_they_are(asked: Asked, rows: list[Any]) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: `rows` as its page shows them to this viewer, `columns` as they are written down.

    `prepare` gets some hundred rows at a time: it fetches what the columns read beside the rows,
    and empties on them what this viewer may not read. `card` makes the vCard of a row. A list
    `is_of_today` where nobody knows how it was on another day. What takes seconds to write is for
    those who belong; strangers have the page.
    """

    name: str
    label: str | Promise
    columns: tuple[Column, ...]
    rows: Callable[[Asked], Iterable[Any]]
    audience: Audience = MEMBERS
    prepare: Callable[[Asked, list[Any]], None] = _as_they_are
    card: Callable[[Any], Card] | None = None
    is_of_today: bool = False

    @property
    def route(self) -> str:
        return f"list-{self.name}"

    def shown_columns(self, viewer: Viewer) -> tuple[Column, ...]:
        """Name the columns that this viewer may see."""
        return tuple(each for each in self.columns if each.audience.admits(viewer))


_listings: dict[str, Listing] = {}


def register(*listings: Listing) -> None:
    """Add lists; names are unique in the house."""
    for listing in listings:
        if listing.name in _listings:
            raise ValueError(f"two apps declare the list {listing.name!r}")
        _listings[listing.name] = listing


def declared(name: str) -> Listing:
    """Look up a list; a name that no app declared is a KeyError."""
    return _listings[name]


def listings() -> list[Listing]:
    """List what is declared, by name."""
    return [_listings[name] for name in sorted(_listings)]


def rows_of(listing: Listing, asked: Asked) -> Iterator[Any]:
    """Read the rows of a list, ready to be written, a part at a time: lists are long."""
    found = listing.rows(asked)
    if isinstance(found, QuerySet):
        if not found.ordered:
            raise ValueError("a list orders explicitly")
        found = found.iterator(chunk_size=AT_A_TIME)
    rest = iter(found)
    while part := list(islice(rest, AT_A_TIME)):
        listing.prepare(asked, part)
        yield from part


def lines_of(listing: Listing, asked: Asked) -> Iterator[tuple[Cell, ...]]:
    """Read a list line by line, in the columns that its viewer may see."""
    columns = listing.shown_columns(asked.viewer)
    for row in rows_of(listing, asked):
        yield tuple(column.value(row) for column in columns)
