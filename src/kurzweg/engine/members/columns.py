"""What each column of a member list probably holds, by its header and by its cells."""

from __future__ import annotations

from itertools import islice

from kurzweg.engine.members.headers import field_of
from kurzweg.engine.members.records import Field, ProposedColumn
from kurzweg.engine.tables import Table

SAMPLE_ROWS = 200
EXAMPLES = 3


def propose(table: Table) -> tuple[ProposedColumn, ...]:
    """Propose what each column of a table holds, to be corrected by whoever knows the list."""
    rows = list(islice(table.rows(), SAMPLE_ROWS))
    return tuple(
        ProposedColumn(
            index=index,
            name=column.name,
            letter=column.letter,
            field=field_of(column.heading) or Field.NOTHING,
            is_sure=field_of(column.heading) is not None,
            examples=tuple(
                islice((row.cells[index] for row in rows if row.cells[index]), EXAMPLES)
            ),
        )
        for index, column in enumerate(table.columns)
    )
