"""Who reads a line of two entries that become one: nobody who read neither of both before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from kurzweg.merging.moving import Moving
from kurzweg.networks.models import ShownLine
from kurzweg.networks.models.visibility import Line, Readers
from kurzweg.networks.visible_fields import decided
from kurzweg.people.models import Organisation

WHY = "whoever merges runs the office of every network concerned"
# What both entries fill; any other line says what one of them says.
OF_BOTH = {Line.CERTIFICATES, Line.STREET, Line.PERSONS, Line.PERSON_CONTACTS}


def settle(
    kept: Organisation, other: Organisation, *, taken: Collection[str], moving: Moving, on: date
) -> None:
    """Decide about each line of which one of both said something, before rows are handed over.

    A line whose value stays the kept entry's stays as it was; one whose value is `taken` from the
    other, or that both fill, is read by those only who read it of both.
    """
    said = decided([kept.pk, other.pk], on=on)
    rows: dict[tuple[int, Line], dict[int, ShownLine]] = defaultdict(dict)
    decisions = ShownLine.objects.across_networks(WHY).filter(organisation__in=(kept, other))
    for row in decisions.order_by("pk"):
        rows[row.network_id, Line(row.line)][row.organisation_id] = row
    for (network_id, line), own in rows.items():
        readers = said.readers(network_id, kept, line)
        if line in OF_BOTH or _is_taken(line, taken):
            readers = narrower(readers, said.readers(network_id, other, line))
        row = own.get(kept.pk) or own[other.pk]
        moving.note(row)
        if kept.pk not in own and readers == said.by_rule(network_id, kept, line):
            row.delete()
        elif row.readers != readers:
            row.readers = readers
            row.save(update_fields=["readers"])


def narrower(one: Readers, other: Readers) -> Readers:
    """Give those who are readers by either of two decisions.

    How far it goes among members and whether supporting bodies read are decided apart; everybody
    is more than both.
    """
    if Readers.EVERYBODY in (one, other):
        return min(one, other)
    reach = min(one & ~Readers.PARTNERS, other & ~Readers.PARTNERS)
    return Readers(reach | one & other & Readers.PARTNERS)


def _is_taken(line: Line, taken: Collection[str]) -> bool:
    return any(name.startswith(str(line.value)) for name in taken)
