"""Which row of a spreadsheet is its header, and what its columns are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from kurzweg.engine.tables.lines import column_letter

LOOK_AT = 30  # rows among which the header must be
LONGEST_NAME = 80
FULL = 0.6  # a header fills at least this share of the widest row; a title row does not

# Cells that stand below a header, never in it: numbers, dates, mail addresses, links.
_VALUE = re.compile(
    r"[-+]?[0-9][0-9 .,:/-]*(?:%|€|EUR|km|kg|t)?|[0-9]{4}-[0-9]{2}-[0-9]{2}.*"
    r"|\S+@\S+\.\w+|https?://.*|www\..*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its letter in a spreadsheet program, its position from 0.

    `name` is its own, `heading` what is written over it: two columns may have the same. `over` is
    what stands above a heading of two rows, for all columns below a merged cell.
    """

    name: str
    letter: str
    position: int
    heading: str = ""
    over: str = ""


def find_header(sample: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, tuple[Column, ...]]:
    """Find the number of the header row (0 when there is none) and the columns in use.

    The header is the first row that looks like names and is about as wide as the table; rows
    above it are titles. Columns without name and content are dropped; without a name they are
    called by their letter.
    """
    width = max(_filled(cells) for _, cells in sample)
    for place, (number, cells) in enumerate(sample[:LOOK_AT]):
        below = [row for _, row in sample[place + 1 :]]
        if _filled(cells) >= FULL * width and _is_names(cells, below):
            if below and _goes_on(cells, below[0]):
                upper, lower = cells, below.pop(0)
                columns = _columns(_both(upper, lower), below)
                return sample[place + 1][0], _below(upper, lower, columns)
            return number, _below(_row_above(sample, place), cells, _columns(cells, below))
        if _filled(cells) > 1 and any(_VALUE.fullmatch(cell.strip()) for cell in cells):
            break
    return 0, _columns((), [row for _, row in sample])


def _goes_on(header: Sequence[str], row: Sequence[str]) -> bool:
    """Tell whether a row names what the header leaves open, as below cells that were merged.

    "Firma · Kontakt · · Ort" over " · Name · Telefon · ": each column has a name in one of them.
    """
    pairs = list(zip_longest(header, row, fillvalue=""))
    is_merged = any(upper and not lower for upper, lower in pairs)
    opens = any(lower and not upper for upper, lower in pairs)
    return is_merged and opens and all(map(any, pairs)) and _is_names(row, ())


def _both(header: Sequence[str], row: Sequence[str]) -> list[str]:
    return [lower or upper for upper, lower in zip_longest(header, row, fillvalue="")]


def _row_above(sample: Sequence[tuple[int, Sequence[str]]], place: int) -> Sequence[str]:
    """Give the row directly above a header when it names groups of columns, not the whole table."""
    number, cells = sample[place - 1] if place else (0, ())
    is_near = number == sample[place][0] - 1
    return cells if is_near and _filled(cells) > 1 and _is_names(cells, ()) else ()


def _below(
    upper: Sequence[str], lower: Sequence[str], columns: Sequence[Column]
) -> tuple[Column, ...]:
    """Tell each column of two rows of headings what stands above its own."""
    spread: dict[int, str] = {}
    over = ""
    for position, (above, own) in enumerate(zip_longest(upper, lower, fillvalue="")):
        over = above or (over if own else "")
        spread[position] = " ".join(over.split()) if own else ""
    return tuple(replace(column, over=spread.get(column.position, "")) for column in columns)


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell) for cell in cells)


def _is_names(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Tell whether cells are names; one that stands several times is none of a row below."""
    names = [cell.strip() for cell in cells if cell]
    keys = {name.casefold() for name in names}
    if any(len(name) > LONGEST_NAME or _VALUE.fullmatch(name) for name in names):
        return False
    if len(keys) > len(names) / 2:
        return True
    return bool(below) and not any(cell.strip().casefold() in keys for row in below for cell in row)


def _columns(header: Sequence[str], below: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    width = max([len(header), *(len(row) for row in below)], default=0)
    columns: list[Column] = []
    seen: Counter[str] = Counter()
    for position in range(width):
        written = header[position].strip() if position < len(header) else ""
        is_used = any(position < len(row) and row[position] for row in below)
        if not written and not is_used:
            continue
        heading = " ".join(written.split())
        name = heading or f"Spalte {column_letter(position)}"
        seen[name.casefold()] += 1
        if seen[name.casefold()] > 1:
            name = f"{name} ({seen[name.casefold()]})"
        columns.append(Column(name, column_letter(position), position, heading))
    return tuple(columns)
