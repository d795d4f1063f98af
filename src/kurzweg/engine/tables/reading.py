"""Reading a spreadsheet: header, columns, and the rows one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from kurzweg.engine.tables.errors import NoUsableColumn, TableIsEmpty
from kurzweg.engine.tables.files import Grid, open_grid
from kurzweg.engine.tables.headers import Column, find_header

SAMPLE_ROWS = 200  # rows that are looked at to find the header and the columns in use


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header: its number in the file (from 1) and a text for each column."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A spreadsheet with its columns; `rows()` reads the file again, one row at a time."""

    path: Path
    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    _grid: Grid = field(repr=False)

    def rows(self) -> Iterator[Row]:
        """Read the rows below the header, without those that are empty."""
        positions = [column.position for column in self.columns]
        for number, cells in self._grid.rows():
            if number <= self.header_row:
                continue
            texts = tuple(cells[at] if at < len(cells) else "" for at in positions)
            if any(texts):
                yield Row(number, texts)

    def index(self, name: str) -> int:
        """Find a column by its name (whatever its case) or its letter; raise `NoUsableColumn`."""
        wanted = name.strip().casefold()
        for keys in ([c.name for c in self.columns], [c.letter for c in self.columns]):
            for index, key in enumerate(keys):
                if key.casefold() == wanted:
                    return index
        raise NoUsableColumn(
            self.path, column=name, names=", ".join(column.name for column in self.columns)
        )


def read(path: Path | str) -> Table:
    """Open a CSV or XLSX file and find its header and columns.

    Raises a `TableError` whose sentence names the file: not there, empty, not a
    spreadsheet, protected by a password. Memory does not grow with the number of rows of a CSV;
    of an XLSX the shared texts are held.
    """
    path = Path(path)
    grid = open_grid(path)
    sample = list(islice(_filled(grid.rows()), SAMPLE_ROWS))
    if not sample:
        raise TableIsEmpty(path)
    header_row, columns = find_header(sample)
    return Table(path, grid.sheet, header_row, columns, grid)


def _filled(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Sequence[str]]]:
    return ((number, cells) for number, cells in rows if any(cells))
