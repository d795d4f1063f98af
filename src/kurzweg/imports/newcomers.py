"""Whom the office enters, and contacts of prospects, are to be told as well as those of lists."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import models
from django.utils import timezone

from kurzweg.core import audit, ledger
from kurzweg.core.newcomers import Hearer, register
from kurzweg.imports.models import Arrival, CameBy, Way
from kurzweg.networks.models import Prospect
from kurzweg.people.models import Person

WHY = "whoever signs in speaks for herself in every network that knows her"


def entered(row: models.Model, network_id: int) -> None:
    """Note from when on somebody is kept whom others told the network of."""
    name = _named(row)
    if isinstance(row, Prospect):
        # Another contact than before: whoever was told is not the one who is to be told now.
        Arrival.objects.in_network(network_id).filter(prospect=row).delete()
    whom: dict[str, Any] = {name: row}
    arrival = Arrival.objects.create(
        network_id=network_id, came_by=CameBy.HAND, arrived_at=timezone.now(), **whom
    )
    ledger.changed(arrival)


def spoke(rows: Collection[models.Model]) -> None:
    """Note that nobody has to tell somebody any more who told us of herself."""
    name = _named(next(iter(rows)))
    waiting = Arrival.objects.across_networks(WHY).uninformed()
    hers = waiting.filter(**{f"{name}__in": [row.pk for row in rows]})
    for arrival in hers.select_related("network", "person", "prospect").order_by("pk"):
        arrival.informed_by, arrival.informed_on = Way.HERSELF, arrival.network.today()
        arrival.save(update_fields=["informed_by", "informed_on"])
        audit.record(arrival.row, "spoke for herself", by=arrival.person)
        ledger.changed(arrival)


def _named(row: models.Model) -> str:
    """Say in which column of an arrival a row stands."""
    return {Person: "person", Prospect: "prospect"}[type(row)]


register(Hearer(entered=entered, spoke=spoke))
