"""The XML of a workbook, piece by piece and without anything that it could bring in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

CHUNK = 1 << 16

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# No text at all, and no database takes them: NUL and halves of a character.
_NO_TEXT = re.compile("[\\x00\\ud800-\\udfff]")


class Forbidden(ValueError):
    """A document type, by which entities would come in."""


def parsed(
    file: IO[bytes], start: Start, end: End | None = None, text: End | None = None
) -> Iterator[None]:
    """Parse a part piece by piece; names come without prefix, entities are refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = CHUNK
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text
    while chunk := file.read(CHUNK):
        parser.Parse(chunk, False)
        yield
    parser.Parse(b"", True)
    yield


def _refuse(*_named: object) -> None:
    raise Forbidden


def local(name: str) -> str:
    return name.rpartition(":")[2]


def whole(written: str | None) -> int:
    """Read a number without sign; 0 for what is none."""
    return int(written) if written and written.isascii() and written.isdigit() else 0


def unescaped(text: str) -> str:
    """Read what a workbook writes for characters that XML cannot hold."""
    if "_x" not in text:
        return text
    return _NO_TEXT.sub("", _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))
