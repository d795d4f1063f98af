"""Figures that the network of the story has issued: who carried it before and after one left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from kurzweg.core import audit, indicators, ledger
from kurzweg.core.demo import Part, World, register
from kurzweg.core.demo.rows import Rows, moment
from kurzweg.core.models import AuditEntry
from kurzweg.insight import issuing
from kurzweg.insight.models import Snapshot, SnapshotRow
from kurzweg.networks.models import Mandate, Membership, Network
from kurzweg.people.models import Person

STORY = "riegelstein"


def plant(world: World, rows: Rows) -> Iterator[str]:
    """Issue figures of last year: before a body left, at the end of its last day, at the end."""
    network = Network.objects.get(pk=rows.pk(Network, STORY))
    held = Mandate.objects.in_network(network).filter(kind="coordinator").select_related("person")
    by, year = held.order_by("pk")[0].person, world.today.year - 1
    carrying, members = (indicators.declared(name) for name in ("supporting bodies", "members"))
    told = {
        date(year, 5, 31): (carrying, "Beiratssitzung im Juni"),
        # It left with this day: in a list of it, it still stands.
        date(year, 6, 30): (carrying, "Nach dem Ausscheiden der Handwerkskammer"),
        date(year, 12, 31): (members, f"Jahresbericht {year}"),
    }
    issued = [
        _issued(
            issuing.issue(indicator, network=network, day=day, by=by, occasion=occasion),
            at=moment(_after(day), occasion),
        )
        for day, (indicator, occasion) in told.items()
        if _after(day) < world.today
    ]
    if len(issued) == len(told):
        _mended_later(issued[-1], by=by)
    yield f"{len(issued)} issued figures"


def _after(day: date) -> date:
    """A figure is issued some days into the next month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 8)


def _issued(figure: Snapshot, *, at: datetime) -> Snapshot:
    Snapshot.objects.in_network(figure.network_id).filter(pk=figure.pk).update(issued_at=at)
    audit.history(figure).update(at=at)
    figure.issued_at = at
    return figure


def _mended_later(figure: Snapshot, *, by: Person) -> None:
    """Let one have been counted who, as was entered some days later, joined in the new year."""
    joined = Membership.objects.in_network(figure.network_id).filter(
        since__gt=figure.issued_at.date(), until=None
    )
    row = joined.select_related("organisation").order_by("since", "pk").first()
    if row is None:
        return
    SnapshotRow.objects.create(
        snapshot=figure,
        row_id=row.pk,
        organisation_id=row.organisation_id,
        name=row.organisation.name,
        number=row.number,
        since=date(figure.counted_on.year, 12, 1),
    )
    rows = Snapshot.objects.in_network(figure.network_id).filter(pk=figure.pk)
    rows.update(number=figure.number + 1)
    entry = audit.record(row, "mended", by=by, fields=["since"])
    ledger.changed(row)
    mended_at = moment(date(figure.issued_at.year, figure.issued_at.month, 15), row.number)
    AuditEntry.objects.filter(pk=entry.pk).update(at=mended_at)


register(Part("insight", plant, needs=("networks",)))
