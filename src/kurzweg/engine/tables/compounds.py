"""Compound files: a small file system in one file, in which old workbooks stand ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from kurzweg.engine.tables.errors import DamagedWorkbook, TableTooLarge

SIGNATURE = b"\xd0\xcf\x11\xe0"
LARGEST = 50_000_000  # bytes; a sheet of 65,536 rows and 16 columns has 30 MB
_LAST = 0xFFFFFFFA  # numbers above name no sector
_ENTRY = 128
_ROOT, _STREAM = 5, 2


class Compound:
    """The streams of a compound file by their names."""

    def __init__(self, path: Path) -> None:
        if path.stat().st_size > LARGEST:
            raise TableTooLarge(path, megabytes=LARGEST // 1_000_000)
        self._path = path
        self._content = path.read_bytes()
        try:
            self._open()
        except (struct.error, IndexError) as error:
            raise DamagedWorkbook(path) from error

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Give the content of a stream."""
        try:
            return self._stream(*self._entries[name])
        except (struct.error, IndexError) as error:
            raise DamagedWorkbook(self._path) from error

    def _open(self) -> None:
        shift, self._small_shift = struct.unpack_from("<HH", self._content, 30)
        if shift not in (9, 12) or self._small_shift != 6:
            raise DamagedWorkbook(self._path)
        self._size = 1 << shift
        (directory,) = struct.unpack_from("<I", self._content, 48)
        self._cutoff, small, _, listed, _ = struct.unpack_from("<5I", self._content, 56)
        self._next = self._table(self._listed(listed))
        self._entries: Mapping[str, tuple[int, int]] = {}
        self._roots: bytes = b""
        entries: dict[str, tuple[int, int]] = {}
        listing = self._chained(directory)
        for at in range(0, len(listing) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", listing, at + 64)
            start, size = struct.unpack_from("<II", listing, at + 116)
            name = listing[at : at + min(max(length - 2, 0), 64)].decode("utf-16-le", "replace")
            if kind == _ROOT:
                self._roots = self._chained(start)[:size]
            elif kind == _STREAM:
                entries.setdefault(name, (start, size))
        self._entries = entries
        content = self._chained(small)
        self._small_next = struct.unpack(f"<{len(content) // 4}I", content)

    def _listed(self, after: int) -> Iterator[int]:
        """Give the sectors in which the table of sectors stands."""
        yield from struct.unpack_from("<109I", self._content, 76)
        seen = 0
        while after < _LAST and seen <= len(self._content) // self._size:
            sector = self._sector(after)
            *places, after = struct.unpack(f"<{self._size // 4}I", sector)
            yield from places
            seen += 1

    def _table(self, places: Iterator[int]) -> tuple[int, ...]:
        table = b"".join(self._sector(place) for place in places if place < _LAST)
        return struct.unpack(f"<{len(table) // 4}I", table)

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        sector = self._content[at : at + self._size]
        if len(sector) < self._size:
            # Some programs cut the last one where its content ends.
            if not sector:
                raise DamagedWorkbook(self._path)
            sector = sector.ljust(self._size, b"\0")
        return sector

    def _chained(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self._next)))

    def _chain(self, at: int, following: tuple[int, ...]) -> Iterator[int]:
        for _ in range(len(following) + 1):
            if at >= _LAST:
                return
            yield at
            at = following[at]
        raise DamagedWorkbook(self._path)  # it runs in a circle

    def _stream(self, start: int, size: int) -> bytes:
        if size >= self._cutoff:
            return self._chained(start)[:size]
        step = 1 << self._small_shift
        places = self._chain(start, self._small_next)
        return b"".join(self._roots[at * step : (at + 1) * step] for at in places)[:size]
