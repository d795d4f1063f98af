"""Member lists as offices keep them, spreadsheets or vCards, read into records.

    table = members.read(path)
    columns = members.propose(table)
    fields = {column.index: column.field for column in columns}
    for record in members.records(table, fields, today=today): ...

`read` raises a `TableError` whose sentence names the file. `records` reads the file again, one
row at a time, and gives a `MemberRecord` or, for what is no member, a `LeftOut`.
"""

from kurzweg.engine.members.cards import read_vcards
from kurzweg.engine.members.columns import propose
from kurzweg.engine.members.comparing import party_of, whole_name
from kurzweg.engine.members.reading import read, records
from kurzweg.engine.members.records import (
    Consent,
    Field,
    LeftOut,
    ListedPerson,
    MemberRecord,
    ProposedColumn,
    Why,
)
from kurzweg.engine.members.written_cards import Card, write_vcards
from kurzweg.engine.tables import Table, TableError, Unread

__all__ = [
    "Card",
    "Consent",
    "Field",
    "LeftOut",
    "ListedPerson",
    "MemberRecord",
    "ProposedColumn",
    "Table",
    "TableError",
    "Unread",
    "Why",
    "party_of",
    "propose",
    "read",
    "read_vcards",
    "records",
    "whole_name",
    "write_vcards",
]
