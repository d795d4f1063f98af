"""Records made of arrays: as files that are memory-mapped, and back."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, get_type_hints

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from kurzweg.engine.arrays.compiled import compiled

Record = TypeVar("Record")
Arrays = Mapping[str, NDArray[Any]]
Matrix = Any  # a scipy sparse matrix in compressed rows; scipy has no types


@dataclass(frozen=True, slots=True)
class Strings:
    """A list of strings in two arrays: their UTF-8 bytes in a row, and where each one ends."""

    letters: NDArray[np.uint8]
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, strings: Iterable[str]) -> Strings:
        """Keep strings in their order; lone surrogates survive."""
        encoded = [string.encode("utf-8", "surrogatepass") for string in strings]
        ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, position: int) -> str:
        if not 0 <= position < len(self):
            raise IndexError(position)
        start, end = self.ends[position], self.ends[position + 1]
        return self.letters[start:end].tobytes().decode("utf-8", "surrogatepass")

    def find(self, string: str) -> int:
        """Where a string stands in a sorted list, or -1 when it is not there."""
        position = bisect_left(self, string)
        return position if position < len(self) and self[position] == string else -1

    def starting_with(self, prefix: str) -> range:
        """The positions of all strings with a prefix, in a sorted list."""
        first = bisect_left(self, prefix)
        last = first
        while last < len(self) and self[last].startswith(prefix):
            last += 1
        return range(first, last)


@dataclass(frozen=True, slots=True)
class Lists:
    """Several values per row: those of one row between two `ends`."""

    ends: NDArray[np.int64]
    values: NDArray[np.int32]

    def of(self, row: int) -> NDArray[np.int32]:
        """The values of one row."""
        return self.values[self.ends[row] : self.ends[row + 1]]

    def of_many(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the values of some rows stand, and for each the position in `rows` it belongs to.

        The positions come first.
        """
        lengths = self.ends[rows + 1] - self.ends[rows]
        positions = np.repeat(np.arange(len(rows)), lengths)
        offsets = np.arange(len(positions)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return positions, self.ends[rows][positions] + offsets

    def ordered(self, order: NDArray[np.int64]) -> Lists:
        """The same with its rows in another order."""
        lengths = self.ends[order + 1] - self.ends[order]
        _, places = self.of_many(order)
        return Lists(np.append(0, np.cumsum(lengths)), self.values[places])

    def turned(self, width: int) -> tuple[Lists, NDArray[np.int64]]:
        """The rows of each value, in order, and where each of these stood among the values."""
        rows = np.repeat(np.arange(len(self.ends) - 1, dtype=np.int32), np.diff(self.ends))
        places = np.argsort(self.values, kind="stable")
        counts = np.bincount(self.values, minlength=width)
        return Lists(np.append(0, np.cumsum(counts)), rows[places]), places


@dataclass(frozen=True, slots=True)
class Table:
    """A sparse matrix in compressed rows: those of one row between two `ends`, by column."""

    values: NDArray[np.float32]
    columns: NDArray[np.int32]
    ends: NDArray[np.int64]
    width: int

    @classmethod
    def of(cls, matrix: Matrix) -> Table:
        """Keep a sparse matrix, its columns in order, its values in single precision."""
        rows = sparse.csr_matrix(matrix)
        rows.sort_indices()
        return cls(
            rows.data.astype(np.float32),
            rows.indices.astype(np.int32),
            rows.indptr.astype(np.int64),
            rows.shape[1],
        )

    def matrix(self) -> Matrix:
        """The same as a scipy matrix, without a copy."""
        parts = (self.values, self.columns, self.ends)
        return sparse.csr_matrix(parts, shape=(len(self.ends) - 1, self.width), copy=False)

    def row(self, number: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The columns and the values of one row."""
        where = slice(self.ends[number], self.ends[number + 1])
        return self.columns[where], self.values[where]

    def sum_of_rows(
        self, rows: NDArray[np.int64], weights: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """The weighted sum of some rows, as an array of `width`."""
        total = np.zeros(self.width)
        _add_rows(self.ends, self.columns, self.values, rows, weights, total)
        return total


@compiled
def _add_rows(
    ends: NDArray[np.int64],
    columns: NDArray[np.int32],
    values: NDArray[np.float32],
    rows: NDArray[np.int64],
    weights: NDArray[np.float64],
    total: NDArray[np.float64],
) -> None:
    for number in range(len(rows)):
        for place in range(ends[rows[number]], ends[rows[number] + 1]):
            total[columns[place]] += weights[number] * values[place]


def flatten(record: object, *, prefix: str = "") -> dict[str, NDArray[Any]]:
    """Name every array of a record, those of records inside it by a path with dots."""
    arrays: dict[str, NDArray[Any]] = {}
    for each in fields(record):  # type: ignore[arg-type]
        value = getattr(record, each.name)
        if is_dataclass(value):
            arrays |= flatten(value, prefix=f"{prefix}{each.name}.")
        else:
            arrays[prefix + each.name] = np.asarray(value)
    return arrays


def restore(kind: type[Record], arrays: Arrays, *, prefix: str = "") -> Record:
    """Build a record of a kind from the arrays that `flatten` named."""
    values: dict[str, Any] = {}
    for name, hint in _hints(kind).items():  # type: ignore[arg-type]  # every class is hashable
        if is_dataclass(hint):
            values[name] = restore(hint, arrays, prefix=f"{prefix}{name}.")  # type: ignore[arg-type]
        else:
            array = arrays[prefix + name]
            values[name] = array if array.ndim else array.item()
    return kind(**values)


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    """The types of a record's fields, which are worked out from text: once for each kind."""
    return get_type_hints(kind)


# NumPy parses the header of each array as Python, and Python 3.11 may raise "AST constructor
# recursion depth mismatch" when two threads parse at once.
_one_parser = Lock()


def write_arrays(arrays: Arrays, *, folder: Path) -> None:
    """Write each array into a file of its own and wait until the disk has it."""
    for name, array in arrays.items():
        with (folder / f"{name}.npy").open("wb") as file:
            np.save(file, array, allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows the names in a folder: a rename is not safe before."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def map_arrays(folder: Path) -> Arrays:
    """Map all arrays of a folder into memory; nothing is read before it is needed.

    Raises FileNotFoundError when the folder goes away meanwhile.
    """
    names = [name for name in os.listdir(folder) if name.endswith(".npy")]
    with _one_parser:
        return {
            name.removesuffix(".npy"): np.asarray(
                np.load(folder / name, mmap_mode="r", allow_pickle=False)
            )
            for name in names
        }
