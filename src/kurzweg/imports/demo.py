"""What of the region lists do: one that can be undone, and whom an office has still to tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kurzweg.core.demo import Part, World, register

if TYPE_CHECKING:
    from kurzweg.core.demo.rows import Rows

HEAD = ("Firma", "PLZ", "Ort", "Telefon", "Newsletter-Einwilligung", "Bemerkung")
DAYS_AGO = 3
FRIDAY = 4
# Numbers that are kept free for films; a phone, what was said of the newsletter, a note.
SAID = (
    ("0221 4710 101", "ja, per Mail am 3. März", "Frau Lenz geht im Sommer in den Ruhestand"),
    ("0221 4710 102", "nein", ""),
    ("0221 4710 103", "", "möchte beim nächsten Frühstück über Auszubildende sprechen"),
    ("0221 4710 104", "ja", "Rechnung an die Zentrale"),
)


def _plant(world: World, rows: Rows) -> Iterator[str]:
    """Let an office read a list of telephone numbers, as it does with any other."""
    from kurzweg.core.demo.rows import moment
    from kurzweg.engine.members import Field
    from kurzweg.imports import actions, applying
    from kurzweg.imports.models import MemberList, Remark
    from kurzweg.networks.models import Mandate, Network

    network = Network.objects.filter(slug="riegelstein").first()
    if network is None:
        return
    office = Mandate.objects.in_network(network).filter(kind="office").order_by("pk").first()
    by = office.person if office else None
    list_ = actions.upload(
        _written(_firms(network, on=world.today)),
        name="Telefonliste Herbst.csv",
        network=network,
        by=by,
    )
    fields = [Field(column["field"]) for column in list_.columns]
    list_ = applying.apply(actions.understand(list_, fields, in_a_job=False), by=by)
    read_on = _working_day(world.today - timedelta(days=DAYS_AGO))
    ago, at = world.today - read_on, moment(read_on, "a list")
    MemberList.objects.in_network(network).filter(pk=list_.pk).update(
        uploaded_at=at,
        applied_at=at + timedelta(minutes=6),
        undo_until=(list_.undo_until or world.today) - ago,
    )
    Remark.objects.in_network(network).update(said_on=read_on)
    yield "1 list that was read"
    yield f"{_to_be_told(network)} contacts of prospects who are to be told"


def _to_be_told(network: Any) -> int:
    """Let the contacts of prospects wait for what the law lets them know, since they were noted."""
    from kurzweg.core.days import end_of
    from kurzweg.imports.models import Arrival, CameBy
    from kurzweg.networks.models import Prospect

    named = Prospect.objects.in_network(network).exclude(contact_name="").order_by("pk")
    rows = [
        Arrival(
            network=network,
            prospect=prospect,
            came_by=CameBy.HAND,
            arrived_at=end_of(prospect.noted_on, network.time_zone) - timedelta(hours=8),
        )
        for prospect in named
    ]
    return len(Arrival.objects.bulk_create(rows))


def _working_day(day: date) -> date:
    """Give that day, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def _firms(network: Any, *, on: date) -> Iterator[tuple[str, str, str]]:
    """Give members with a seat, one for each line that is said."""
    from kurzweg.networks.models import Membership

    members = Membership.objects.in_network(network).active(on).with_organisation()
    found = 0
    for member in members.order_by("organisation__name_key", "pk"):
        seat = member.organisation.seat_on(on)
        if seat is None or member.organisation_id == network.office_id:
            continue
        yield member.organisation.name, seat.postal_code, seat.town
        found += 1
        if found == len(SAID):
            return


def _written(firms: Iterator[tuple[str, str, str]]) -> bytes:
    lines = [HEAD, *((*firm, *said) for firm, said in zip(firms, SAID, strict=False))]
    return "\n".join(";".join(line) for line in lines).encode()


register(Part("imports", _plant, needs=("networks", "market")))
