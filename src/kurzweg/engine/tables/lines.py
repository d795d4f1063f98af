"""Rows as they stand in a file, before anybody asks what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Flaw(NamedTuple):
    """What could not be taken from a row as it is: where (None: anywhere), what, and why."""

    position: int | None
    text: str
    why: str


class Line(NamedTuple):
    """A row of a file: its number as a spreadsheet program counts, and a text for each cell."""

    number: int
    cells: Sequence[str]
    is_hidden: bool = False
    flaws: tuple[Flaw, ...] = ()


def column_letter(position: int) -> str:
    """Name a column as a spreadsheet program does: 0 is A, 26 is AA."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_position(letters: str) -> int:
    """Give the position of a column by its letters: A is 0, AA is 26."""
    position = 0
    for each in letters.upper():
        position = 26 * position + ord(each) - 64
    return position - 1
