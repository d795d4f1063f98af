"""Address labels for sheets as they are sold: where each line stands, in millimetres."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WIDTH, HEIGHT = 210, 297  # of a sheet, A4
MARGIN = 5  # that printers need, and that forgives a sheet drawn in askew
LARGEST = 3.9  # of letters: 11 points
LEADING = 1.25
# How wide letters are at most, in parts of their height: capitals are wider.
CAPITAL, SMALL = 0.72, 0.56


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the labels of a sheet lie: how many, how large, where the first one, how far apart."""

    name: str
    label: str | Promise
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float

    @property
    def number(self) -> int:
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """Give the upper left corner of a label; the first one of a sheet is 0."""
        row, column = divmod(place, self.columns)
        return self.left + column * self.across, self.top + row * self.down


LAYOUTS = {
    layout.name: layout
    for layout in (
        Layout("3x8", _("3 × 8, each 70 × 37 mm"), 3, 8, 70, 37, 0, 0.5, 70, 37),
        Layout("3x7", _("3 × 7, each 63.5 × 38.1 mm"), 3, 7, 63.5, 38.1, 7.25, 15.15, 66, 38.1),
        Layout("2x7", _("2 × 7, each 99.1 × 38.1 mm"), 2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1),
    )
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an address on a sheet; its numbers are written as SVG reads them."""

    x: str
    y: str
    size: str
    text: str


def address(row: Any) -> list[str]:
    """Write the address of a row of the letters' table as DIN 5008 does: country in capitals."""
    firm, person, seat = row.organisation.name, row.contact.person.name, row.seat
    town = " ".join(filter(None, (seat.postal_code, seat.town)))
    lines = [firm, person if person != firm else "", seat.street, town, row.abroad]
    return [line for line in lines if line]


def is_reached(row: Any) -> bool:
    """Whether a letter to this address arrives: without a town none does."""
    return bool(row.seat.town)


def sheets(
    addresses: Iterable[Sequence[str]], layout: Layout, *, first: int = 1
) -> Iterator[list[Line]]:
    """Lay addresses out on sheets; on the first one the labels before `first` are gone already."""
    sheet: list[Line] = []
    place = first - 1
    for lines in addresses:
        if place == layout.number:
            yield sheet
            sheet, place = [], 0
        sheet.extend(_placed(lines, layout, place))
        place += 1
    if sheet:
        yield sheet


def _placed(lines: Sequence[str], layout: Layout, place: int) -> Iterator[Line]:
    left, top = layout.corner(place)
    # A long name becomes smaller, as a whole address: nothing runs into the next label.
    size = min(
        LARGEST,
        (layout.width - 2 * MARGIN) / max(map(_length, lines)),
        (layout.height - 2 * MARGIN) / (LEADING * len(lines)),
    )
    above = (layout.height - LEADING * size * len(lines)) / 2
    for number, text in enumerate(lines):
        y = top + above + size + LEADING * size * number
        yield Line(f"{left + MARGIN:.2f}", f"{y:.2f}", f"{size:.2f}", text)


def _length(text: str) -> float:
    return sum(CAPITAL if letter.isupper() else SMALL for letter in text)
