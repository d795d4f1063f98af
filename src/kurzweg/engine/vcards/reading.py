"""Reading a file of cards: lines that were folded, encodings, and what is passed over."""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, NamedTuple

from kurzweg.engine.vcards.properties import Card, Property

CHUNK = 8_192  # bytes of a line that are looked at at once
LONGEST_VALUE = 100_000  # bytes; what is longer is cut off there
MOST_PROPERTIES = 1_000  # of one card

_PASSED_OVER = re.compile(
    rb"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|X-[\w-]*(?:PHOTO|IMAGE|PICT)[\w-]*)[;:]", re.I
)
_HEAD = re.compile(rb'(?:([\w-]+)\.)?([\w-]+)((?:;(?:"[^"]*"|[^":;])*)*):', re.DOTALL)
_PARAMETER = re.compile(r';([^=;":]*)(?:=((?:"[^"]*"|[^";])*))?')
_QUOTED = re.compile(rb"QUOTED-PRINTABLE", re.IGNORECASE)


class _Said(NamedTuple):
    """A property as it stands in the file, its lines joined."""

    head: re.Match[bytes]
    value: bytes


def read(path: Path) -> Iterator[Card]:
    """Read the cards of a file one by one; what stands outside of cards is passed over.

    A card that does not end is given with what it says. Raises `OSError` where the file cannot be
    read.
    """
    number = depth = 0
    version = ""
    said: list[Property] = []
    with closing(_lines(path)) as lines:
        for line in lines:
            border = line.head[0].upper() if line.value.strip().upper() == b"VCARD" else b""
            if border == b"BEGIN:":
                depth += 1
                if depth == 1:
                    number, version, said = number + 1, "", []
            elif border == b"END:":
                depth = max(0, depth - 1)
                if depth == 0:
                    yield Card(number, version, tuple(said))
                    said, version = [], ""
            elif depth == 1 and len(said) < MOST_PROPERTIES:
                found = _property(line)
                if found.name == "VERSION":
                    version = found.text.strip()
                else:
                    said.append(found)  # those of an agent's own card are no properties of this one
    if depth and said:
        yield Card(number, version, tuple(said))


def _lines(path: Path) -> Generator[_Said]:
    """Join the lines of a file that belong together, without those that are passed over."""
    with path.open("rb") as file:
        pending = b""
        is_passed = is_soft = False
        for line in _physical(file):
            is_folded = line[:1] in (b" ", b"\t")
            if is_passed and (is_folded or b":" not in line):
                continue
            if is_soft or (is_folded and pending):
                more = line if is_soft else line[1:]
                pending = (pending.removesuffix(b"=") if is_soft else pending) + more
                pending = pending[:LONGEST_VALUE]
            else:
                yield from _cut(pending)
                is_passed = _PASSED_OVER.match(line) is not None
                pending = b"" if is_passed else line
            is_soft = pending.endswith(b"=") and _QUOTED.search(pending[:200]) is not None
        yield from _cut(pending)


def _physical(file: IO[bytes]) -> Iterator[bytes]:
    """Give the lines of a file without their ends, of a long one only so much as is looked at."""
    head = file.read(4)
    file.seek(0)
    wide = next(
        (name for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
         if head.startswith(mark)), "",
    )  # fmt: skip
    if wide:
        with codecs.getreader(wide)(file, "replace") as text:
            yield from (line.rstrip("\r\n")[:LONGEST_VALUE].encode() for line in text)
        return
    if head.startswith(codecs.BOM_UTF8):
        file.seek(len(codecs.BOM_UTF8))
    kept, size = [], 0
    while chunk := file.readline(CHUNK):
        if size < LONGEST_VALUE:
            kept.append(chunk)
            size += len(chunk)
        if chunk.endswith(b"\n"):
            yield b"".join(kept).rstrip(b"\r\n")
            kept, size = [], 0
    if kept:
        yield b"".join(kept).rstrip(b"\r\n")


def _cut(line: bytes) -> Iterator[_Said]:
    match = _HEAD.match(line)
    if match:
        yield _Said(match, line[match.end() :])


def _property(line: _Said) -> Property:
    match = line.head
    types: set[str] = set()
    parameters: dict[str, str] = {}
    for name, value in _PARAMETER.findall(match[3].decode("utf-8", "replace")):
        name, value = name.strip().upper(), value.strip().strip('"')
        if not value:  # as 2.1 writes them: TEL;WORK;FAX
            name, value = ("ENCODING", name) if name in _ENCODINGS else ("TYPE", name)
        if name == "TYPE":
            types.update(each.strip().lower() for each in value.split(","))
        elif name == "PREF":
            types.update({"pref"} if value == "1" else ())
        else:
            parameters[name] = value
    return Property(
        name=match[2].decode().upper(),
        raw=_decoded(line.value, parameters),
        group=(match[1] or b"").decode(),
        types=frozenset(types),
        parameters=parameters,
    )


_ENCODINGS = frozenset(("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B"))


def _decoded(value: bytes, parameters: dict[str, str]) -> str:
    """Write a value as text: as it says it is encoded, else UTF-8, else as Windows did."""
    if parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        value = quopri.decodestring(value)
        # A line end that was encoded is part of the text, and a backslash no escape of it.
        value = value.replace(b"\r\n", b"\n")
    charset = parameters.get("CHARSET", "")
    for name in (charset, "utf-8"):
        try:
            return value.decode(name) if name else value.decode("utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return value.decode("cp1252", "replace")
