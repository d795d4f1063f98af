"""The file of a list: kept with the list, read into columns and records."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from kurzweg.engine import members
from kurzweg.engine.members import Field, LeftOut, MemberRecord
from kurzweg.imports.errors import FileTooLarge, TooManyRows
from kurzweg.imports.models import KnownHeadings, MemberList
from kurzweg.networks.models import Network

LARGEST = 10 * 1024 * 1024  # bytes of a file
MOST_ROWS = 50_000
HEAD = 4_096  # bytes in which a file of vCards says so


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@contextmanager
def _as_file(content: bytes, name: str) -> Iterator[Path]:
    """Lay the content down under its name for as long as it is read."""
    with tempfile.TemporaryDirectory(prefix="kurzweg-list-") as folder:
        path = Path(folder) / (Path(name).name[-100:] or "list")
        path.write_bytes(content)
        yield path


def columns_of(content: bytes, *, name: str, network: Network) -> list[dict[str, Any]]:
    """Propose what the columns of a file hold; what was corrected before is known.

    Raises a TableError whose sentence says why the file cannot be used.
    """
    if len(content) > LARGEST:
        raise FileTooLarge
    with _as_file(content, name) as path:
        if is_of_cards(content, name):
            next(members.read_vcards(path), None)  # which says if it holds none
            return []
        columns = [asdict(column) for column in members.propose(members.read(path))]
    known = _known(network, columns)
    for column, field in zip(columns, known, strict=False):
        column["is_sure"] = column["is_sure"] or field is not None
        column["field"] = field or column["field"]
    return columns


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
