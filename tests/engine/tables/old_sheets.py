"""Workbooks as Excel wrote them until 2003 (XLS), put together byte by byte.

No library of ours writes them. The parts are those of [MS-XLS] and [MS-CFB] that a reader needs.
"""

import struct
from collections.abc import Iterable, Sequence
from datetime import date

SECTOR = 512
END, FREE, OF_TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
DATES = 1  # the style of days, all others have none
ERRORS = {"#DIV/0!": 0x07, "#NV": 0x2A}


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def text(written: str) -> bytes:
    return struct.pack("<HB", len(written), 1) + written.encode("utf-16-le")


def cell(row: int, column: int, value: object) -> bytes:
    place = struct.pack("<HH", row, column)
    match value:
        case None:
            return b""
        case bool():
            return record(0x205, place + struct.pack("<HBB", 0, value, 0))
        case str() if value in ERRORS:
            return record(0x205, place + struct.pack("<HBB", 0, ERRORS[value], 1))
        case str():
            return record(0x204, place + struct.pack("<H", 0) + text(value))
        case date():
            days = (value - date(1899, 12, 30)).days
            return record(0x203, place + struct.pack("<Hd", DATES, days))
    return record(0x203, place + struct.pack("<Hd", 0, value))


def sheet(rows: Sequence[Sequence[object]], hidden: Iterable[int] = ()) -> bytes:
    """The part of a sheet; `hidden` counts rows from 0."""
    width = max(map(len, rows), default=0)
    parts = [
        record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)),
        record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0)),
        *(
            record(0x208, struct.pack("<HHHHHHI", at, 0, width, 255, 0, 0, 0x20 | 0x100))
            for at in hidden
        ),
        *(
            cell(at, column, value)
            for at, row in enumerate(rows)
            for column, value in enumerate(row)
        ),
        record(0x0A),
    ]
    return b"".join(parts)


def stream(sheets: Sequence[tuple[str, bytes, bool]], *, is_encrypted: bool = False) -> bytes:
    """The stream of a workbook: its globals, and each sheet with its name and if it is hidden."""
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0))
    if is_encrypted:
        begin += record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    begin += record(0x42, struct.pack("<H", 1200))
    begin += record(0x22, struct.pack("<H", 0))
    for style in (0, 14):
        begin += record(0xE0, struct.pack("<HHHBBBBIIH", 0, style, 0, 0, 0, 0, 0, 0, 0, 0))
    sizes = [len(record(0x85, bytes(8 + 2 * len(name)))) for name, _, _ in sheets]
    at = len(begin) + sum(sizes) + len(record(0x0A))
    for name, content, is_hidden in sheets:
        named = struct.pack("<IBBBB", at, is_hidden, 0, len(name), 1) + name.encode("utf-16-le")
        begin += record(0x85, named)
        at += len(content)
    return begin + record(0x0A) + b"".join(content for _, content, _ in sheets)


def container(content: bytes, name: str = "Workbook") -> bytes:
    """A compound file that holds one stream."""
    content = content.ljust(4096, b"\0")  # shorter ones would stand in another table
    count = -(-len(content) // SECTOR)
    tables = -(-(count + 2) // (SECTOR // 4 - 1))
    chain = [*range(1, count), END, END, *[OF_TABLE] * tables]
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    entries = [entry("Root Entry", 5, END, 0, child=1), entry(name, 2, 0, len(content))]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, count, 0, 4096, END,
                        0, END, 0)  # fmt: skip
    places = [count + 1 + at for at in range(tables)]
    head += struct.pack("<109I", *places, *[FREE] * (109 - tables))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    body = content.ljust(count * SECTOR, b"\0") + directory
    return head + body + struct.pack(f"<{len(chain)}I", *chain)


def entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    written = name.encode("utf-16-le")
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(written) + 2, kind, 1, FREE, FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def old_workbook(
    rows: Sequence[Sequence[object]], *, hidden: Iterable[int] = (), is_encrypted: bool = False
) -> bytes:
    """An XLS of one sheet."""
    content = sheet(rows, hidden)
    return container(stream([("Mitglieder", content, False)], is_encrypted=is_encrypted))
