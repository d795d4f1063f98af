"""The file of a list: kept with the list, read into columns and records."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from kurzweg.engine import members
from kurzweg.engine.members import Field, LeftOut, MemberRecord, Table
from kurzweg.imports.errors import FileTooLarge, TooManyRows
from kurzweg.imports.models import KnownHeadings, MemberList
from kurzweg.networks.models import Network

LARGEST = 10 * 1024 * 1024  # bytes of a file that is kept
LARGEST_SENT = 64 * 1024 * 1024  # … with the pictures of its cards, which nobody keeps
MOST_ROWS = 50_000
HEAD = 4_096  # bytes in which a file of vCards says so


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# As the reader of vCards passes over them: what goes on has a blank before it, or no colon.
_PICTURES = re.compile(
    rb"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:][^\n]*\n(?:(?:[ \t][^\n]*|[^:\n]*)\n)*",
    re.IGNORECASE | re.MULTILINE,
)


def refuse_enormous(size: int) -> None:
    """Raise FileTooLarge before so many bytes are held at once."""
    if size > LARGEST_SENT:
        raise FileTooLarge


def without_pictures(content: bytes, *, name: str) -> bytes:
    """Leave the pictures out of a file of vCards: nobody reads them, and they are large."""
    return _PICTURES.sub(b"", content) if is_of_cards(content, name) else content


@contextmanager
def _as_file(content: bytes, name: str) -> Iterator[Path]:
    """Lay the content down under its name for as long as it is read."""
    with tempfile.TemporaryDirectory(prefix="kurzweg-list-") as folder:
        path = Path(folder) / (Path(name).name[-100:] or "list")
        path.write_bytes(content)
        yield path


def columns_of(content: bytes, *, name: str, network: Network) -> list[dict[str, Any]]:
    """Propose what the columns of a file hold; what was corrected before is known.

    Raises FileTooLarge, TooManyRows, or a TableError; their sentences say why it cannot be used.
    """
    if len(content) > LARGEST:
        raise FileTooLarge
    with _as_file(content, name) as path:
        if is_of_cards(content, name):
            next(members.read_vcards(path), None)  # which says if it holds none
            return []
        table = members.read(path)
        _refuse_many(table)
        columns = [asdict(column) for column in members.propose(table)]
    known = _known(network, columns)
    for column, field in zip(columns, known, strict=False):
        column["is_sure"] = column["is_sure"] or field is not None
        column["field"] = field or column["field"]
    return columns


def _refuse_many(table: Table) -> None:
    """Raise TooManyRows before anybody looks at columns: to count rows is quick."""
    if next(islice(table.all_rows(), MOST_ROWS, None), None) is not None:
        raise TooManyRows


def is_of_cards(content: bytes, name: str) -> bool:
    """Whether a file holds vCards: they say themselves what is what, and have no columns."""
    return b"begin:vcard" in content[:HEAD].lower() or name.lower().endswith(".vcf")


def headings_of(columns: Sequence[dict[str, Any]]) -> str:
    """Name headings by one word: the same ones in the same order have the same."""
    return digest_of("\n".join(str(column["name"]) for column in columns).encode())


def _known(network: Network, columns: Sequence[dict[str, Any]]) -> list[str | None]:
    rows = KnownHeadings.objects.in_network(network).filter(headings=headings_of(columns))
    known = rows.first()
    return list(known.fields) if known else []


def rows_of(member_list: MemberList, *, today: date) -> Iterator[MemberRecord | LeftOut]:
    """Read the rows of a list as its columns are understood; raises TableError, TooManyRows."""
    fields = {column["index"]: Field(column["field"]) for column in member_list.columns}
    fields = {index: field for index, field in fields.items() if field != Field.NOTHING}
    content, name = bytes(member_list.content or b""), member_list.file_name
    with _as_file(content, name) as path:
        if is_of_cards(content, name):
            rows = members.read_vcards(path)
        else:
            rows = members.records(members.read(path), fields, today=today)
        for count, row in enumerate(rows):
            if count >= MOST_ROWS:
                raise TooManyRows
            yield row
