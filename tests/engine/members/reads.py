"""A member list from a text, and what is understood of it."""

import csv
import io
from datetime import date

from kurzweg.engine import members

TODAY = date(2027, 1, 5)


def table(path, *rows):
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(rows)
    path = path / "liste.csv"
    path.write_bytes(written.getvalue().encode("cp1252"))
    return members.read(path)


def understood(path, *rows, **fields):
    """The records of a list as its columns are proposed, those named otherwise as said."""
    read = table(path, *rows)
    chosen = {column.index: column.field for column in members.propose(read)}
    chosen |= {read.index(name): field for name, field in fields.items()}
    return list(members.records(read, chosen, today=TODAY))


def proposed(path, *rows):
    return {
        column.name: (column.field.name, column.is_sure)
        for column in members.propose(table(path, *rows))
    }
