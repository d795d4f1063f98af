"""What each column of a member list probably holds, by its header and by its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

from kurzweg.engine.members import evidence
from kurzweg.engine.members.headers import field_of, whole_heading
from kurzweg.engine.members.records import Field, ProposedColumn
from kurzweg.engine.tables import Column, Table
from kurzweg.engine.tables.cells import says_nothing
from kurzweg.engine.words import name_key

SAMPLE_ROWS = 200
EXAMPLES = 3
# What several columns may hold; of the others the first is read.
_SEVERAL = frozenset({
    Field.PHONE, Field.EMAIL, Field.PERSON, Field.PERSON_EMAIL, Field.PERSON_PHONE, Field.SECTION,
    Field.OFFERS, Field.ACTIVITY, Field.CONSENT, Field.NOTE, Field.REGISTER, Field.WEBSITE,
    Field.NOTHING,
})  # fmt: skip
_HOUSE_NUMBERS = frozenset(("nr", "nummer", "no", "hausnummer", "haus nr", "hausnr", "haus nummer"))
_NAMES_PERSONS = frozenset({Field.PERSON, Field.FAMILY_NAME, Field.GIVEN_NAME})
_OF_THE_FIRM = {Field.PERSON_EMAIL: Field.EMAIL, Field.PERSON_PHONE: Field.PHONE}


def propose(table: Table) -> tuple[ProposedColumn, ...]:
    """Propose what each column of a table holds, to be corrected by whoever knows the list.

    A header counts while the cells do not deny it: a column "E-Mail" of telephone numbers is no
    longer sure. A column without a name is known by cells that can be nothing else.
    """
    rows = list(islice(table.rows(), SAMPLE_ROWS))
    samples = [
        list(
            islice(
                dict.fromkeys(filter(None, (row.cells[at] for row in rows))), evidence.MOST_CELLS
            )
        )
        for at in range(len(table.columns))
    ]
    proposed = [
        _proposed(at, column, samples[at], [row.cells[at] for row in rows if row.cells[at]])
        for at, column in enumerate(table.columns)
    ]
    for settle in (_house_numbers, _names, _towns, _of_firm_or_person, _streets, _once):
        proposed = settle(table, proposed, samples)
    return tuple(proposed)


def _proposed(
    at: int, column: Column, sample: Sequence[str], cells: Sequence[str]
) -> ProposedColumn:
    said = [cell for cell in sample if not says_nothing(cell)]
    field = field_of(whole_heading(column)) or field_of(column.heading)
    is_sure = field is not None
    if field and said and evidence.share(field, said) < evidence.ENOUGH:
        field, is_sure = evidence.unmistakable(said) or _kept(field, said), False
    elif field is Field.NAME and evidence.are_few(cells):
        field, is_sure = Field.NOTHING, False
    elif field is None:
        field = evidence.unmistakable(said)
        is_sure = field is not None
        field = field or evidence.likely(said) or Field.NOTHING
    examples = tuple(islice((text for text in sample if text), EXAMPLES))
    return ProposedColumn(at, column.name, column.letter, field, is_sure, examples)


def _kept(field: Field, said: Sequence[str]) -> Field:
    """Keep a header's word for a field that some of its cells are of, though not sure of it."""
    return field if evidence.share(field, said) > 0 else Field.NOTHING


def _house_numbers(
    table: Table, proposed: list[ProposedColumn], samples: Sequence[Sequence[str]]
) -> list[ProposedColumn]:
    """Read "Nr." as a house number where it follows the street."""
    return [
        replace(column, field=Field.STREET, is_sure=True)
        if at
        and name_key(table.columns[at].heading or "-") in _HOUSE_NUMBERS
        and proposed[at - 1].field is Field.STREET
        else column
        for at, column in enumerate(proposed)
    ]


def _names(
    table: Table, proposed: list[ProposedColumn], samples: Sequence[Sequence[str]]
) -> list[ProposedColumn]:
    """Tell the name of a firm from that of a person, which both may be called "Name"."""
    fields = [column.field for column in proposed]
    names = [column for column in proposed if column.field is Field.NAME]
    for each in tuple(names):
        if name_key(whole_heading(table.columns[each.index]) or "-") != "name":
            continue
        are_firms = evidence.are_firms(samples[each.index])
        if Field.GIVEN_NAME in fields and Field.FAMILY_NAME not in fields and not are_firms:
            proposed[each.index] = replace(each, field=Field.FAMILY_NAME)
            names.remove(each)
        elif len(names) > 1 and evidence.are_persons(samples[each.index]):
            proposed[each.index] = replace(each, field=Field.PERSON, is_sure=False)
            names.remove(each)
    if not names and Field.FAMILY_NAME not in fields:
        unnamed = [each for each in proposed if each.field in (Field.NOTHING, Field.PERSON)]
        for each in unnamed:
            if not each.is_sure and evidence.are_firms(samples[each.index]):
                # A name that we do not know may well say whose firms these are.
                is_sure = not table.columns[each.index].heading
                proposed[each.index] = replace(each, field=Field.NAME, is_sure=is_sure)
                break
    return proposed


def _towns(
    table: Table, proposed: list[ProposedColumn], samples: Sequence[Sequence[str]]
) -> list[ProposedColumn]:
    """Take the column behind a postcode for the town, where nothing says so, without being sure."""
    if any(column.field in (Field.TOWN, Field.ADDRESS) for column in proposed):
        return proposed
    for before, column in pairwise(proposed):
        if (
            before.field is Field.POSTAL_CODE
            and column.field in (Field.NOTHING, Field.PERSON)
            and not column.is_sure
            and evidence.share(Field.TOWN, samples[column.index]) >= evidence.NEARLY_ALL
        ):
            proposed[column.index] = replace(column, field=Field.TOWN)
            break
    return proposed


def _of_firm_or_person(
    table: Table, proposed: list[ProposedColumn], samples: Sequence[Sequence[str]]
) -> list[ProposedColumn]:
    """Give addresses to persons only where persons are named, and a second one only then."""
    if not any(column.field in _NAMES_PERSONS for column in proposed):
        return [
            replace(column, field=_OF_THE_FIRM.get(column.field, column.field))
            for column in proposed
        ]
    for field, of_person in ((Field.EMAIL, Field.PERSON_EMAIL),):
        several = [column for column in proposed if column.field is field]
        if of_person in {column.field for column in proposed}:
            continue
        for column in several[1:]:
            proposed[column.index] = replace(column, field=of_person, is_sure=False)
    return proposed


def _streets(
    table: Table, proposed: list[ProposedColumn], samples: Sequence[Sequence[str]]
) -> list[ProposedColumn]:
    """Take an "Anschrift" beside a postcode for the street."""
    for at, column in enumerate(table.columns):
        fields = {each.field for each in proposed if each.index != at}
        is_street = field_of(column.heading) is Field.ADDRESS and evidence.are_streets(samples[at])
        if is_street and Field.POSTAL_CODE in fields and Field.STREET not in fields:
            proposed[at] = replace(proposed[at], field=Field.STREET, is_sure=True)
    return proposed


def _once(
    table: Table, proposed: list[ProposedColumn], samples: Sequence[Sequence[str]]
) -> list[ProposedColumn]:
    """Leave a field that only one column can hold to the surest of those that claim it."""
    taken: dict[Field, int] = {}
    for column in sorted(proposed, key=lambda each: (not each.is_sure, each.index)):
        holder = taken.setdefault(column.field, column.index)
        is_next = column.field is Field.STREET and column.index == holder + 1
        if holder != column.index and column.field not in _SEVERAL and not is_next:
            proposed[column.index] = replace(column, field=Field.NOTHING, is_sure=False)
    return proposed
