"""What of the region is the notes': what one office wrote down about two of its members."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kurzweg.core.demo import Part, World, register

if TYPE_CHECKING:
    from kurzweg.core.demo.rows import Rows
    from kurzweg.notes.models import Note

HOME = "riegelstein"
NOTES = (
    # purpose, text, days ago, kept for days, for the whole office
    (
        "Nächsten Firmenbesuch vorbereiten",
        "Die Nachfolge ist offen: Die Tochter überlegt noch. Bitte nicht von uns aus ansprechen,"
        " beim Besuch im Frühjahr zuhören.",
        24,
        365,
        True,
    ),
    (
        "Beitrag 2. Halbjahr",
        "Hat am Telefon um Ratenzahlung gebeten, weil eine Halle saniert wird. Mit dem Vorstand"
        " besprochen: drei Raten sind in Ordnung.",
        41,
        150,
        False,
    ),
)


def _plant(world: World, rows: Rows) -> Iterator[str]:
    """Write two notes of the office, one for all of it and one for two of its people."""
    from kurzweg.networks.models import Mandate, Membership, Network
    from kurzweg.notes.models import Note, NoteReader

    network = Network.objects.filter(slug=HOME).first()
    if network is None:
        return
    members = Membership.objects.in_network(network).active(world.today).order_by("pk")
    drawn = world.chance("notes").sample(list(members), k=min(len(NOTES), members.count()))
    office = Mandate.objects.in_network(network).of_office().as_of(world.today).order_by("pk")
    for member, (purpose, text, ago, kept, is_for_all) in zip(drawn, NOTES, strict=False):
        written_on = world.today - timedelta(days=ago)
        note = Note.objects.create(
            network=network,
            organisation_id=member.organisation_id,
            purpose=purpose,
            text=text,
            written_on=written_on,
            until=written_on + timedelta(days=kept),
            is_for_whole_office=is_for_all,
        )
        people = dict.fromkeys(office.values_list("person", flat=True))
        NoteReader.objects.bulk_create(
            NoteReader(note=note, person_id=person) for person in list(people)[:2]
        )
        _trace(note, by=next(iter(people), None))
    yield f"{len(drawn)} confidential notes"


def _trace(note: Note, *, by: int | None) -> None:
    """Say who wrote a note, and that it was at noon of its day."""
    from kurzweg.core import audit
    from kurzweg.core.models import AuditEntry
    from kurzweg.people.models import Person

    entry = audit.record(note, "wrote", by=Person.objects.filter(pk=by or 0).first())
    zone = ZoneInfo(note.network.time_zone)
    at = datetime.combine(note.written_on, time(12), zone)
    AuditEntry.objects.filter(pk=entry.pk).update(at=at)


register(Part("notes", _plant, needs=("networks",)))
