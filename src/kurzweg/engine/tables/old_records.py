"""The records of an old workbook ([MS-XLS]): texts, numbers and styles, as they are packed."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from kurzweg.engine.tables.sheets import format_kind

BOF, EOF, CONTINUE = 0x809, 0x0A, 0x3C
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip
_CODEPAGES = {
    367: "ascii",
    1200: "utf-16-le",
    10000: "mac-roman",
    32768: "mac-roman",
    32769: "cp1252",
}


def records(stream: bytes, at: int = 0) -> Iterator[tuple[int, list[bytes]]]:
    """Walk through the records from a place; each comes with those that continue it."""
    kind, parts = -1, [b""]
    while at + 4 <= len(stream):
        following, size = struct.unpack_from("<HH", stream, at)
        content = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if following == CONTINUE:
            parts.append(content)
            continue
        if kind >= 0:
            yield kind, parts
        kind, parts = following, [content]
    if kind >= 0:
        yield kind, parts


class Texts:
    """Reads texts that may go on in the next record, where they say anew how wide letters are."""

    def __init__(self, parts: Sequence[bytes], at: int = 0) -> None:
        self._parts = parts
        self._part = 0
        self._at = at

    def raw(self, size: int) -> bytes:
        """Give so many bytes."""
        found = b""
        while size and self._part < len(self._parts):
            piece = self._parts[self._part][self._at : self._at + size]
            found += piece
            size -= len(piece)
            self._at += len(piece)
            if size:
                self._part, self._at = self._part + 1, 0
        if size:
            raise struct.error("a record ends within a text")
        return found

    def text(self, length: int) -> str:
        """Read a text of so many letters, with its flags before it."""
        flags = self.raw(1)[0]
        runs = struct.unpack("<H", self.raw(2))[0] if flags & 8 else 0
        spoken = struct.unpack("<I", self.raw(4))[0] if flags & 4 else 0
        pieces: list[str] = []
        while length:
            left = self._parts[self._part][self._at :]
            width = 2 if flags & 1 else 1
            count = min(length, len(left) // width)
            pieces.append(
                left[: count * width].decode("utf-16-le" if width == 2 else "latin-1", "replace")
            )
            self._at += count * width
            length -= count
            if length:
                self._part, self._at = self._part + 1, 0
                if self._part >= len(self._parts):
                    raise struct.error("a text does not end")
                flags = (flags & ~1) | (self.raw(1)[0] & 1)
        self.raw(4 * runs)
        self.raw(spoken)
        return "".join(pieces)


def shared_texts(parts: Sequence[bytes]) -> list[str]:
    """Read the texts that cells share."""
    (count,) = struct.unpack_from("<I", parts[0], 4)
    reader = Texts(parts, 8)
    found: list[str] = []
    for _ in range(count):
        try:
            (length,) = struct.unpack("<H", reader.raw(2))
        except struct.error:
            break  # some programs count more than there are
        found.append(reader.text(length))
    return found


def text(parts: Sequence[bytes], at: int, *, codepage: str, is_short: bool = False) -> str:
    """Read a text at a place of a record; `codepage` is that of Excel 5 and 95, "" later."""
    size = 1 if is_short else 2
    length = int.from_bytes(parts[0][at : at + size], "little")
    if codepage:
        return parts[0][at + size : at + size + length].decode(codepage, "replace")
    return Texts(parts, at + size).text(length)


def packed_number(packed: int) -> float:
    """Unpack a number that stands in 30 bits: an integer or the head of a float, maybe × 100."""
    if packed & 2:
        value: float = (packed >> 2) - (1 << 30 if packed & 0x80000000 else 0)
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))
    return value / 100 if packed & 1 else value


def codepage(number: int) -> str:
    """Name the encoding of a code page."""
    name = _CODEPAGES.get(number, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def styles(formats: dict[int, str], used: Sequence[int]) -> list[str | int]:
    """Give for each style how it shows a number, as for newer workbooks."""
    return [format_kind(number, formats.get(number, "")) for number in used]
