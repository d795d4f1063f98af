"""Who at a firm reads what the network writes to it."""

from __future__ import annotations

from django.db.models import Q

from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Person, Position


def reader_at(organisation: Organisation, network: Network) -> Person | None:
    """Say who is written to: whoever keeps the entry, else who answers requests, by mail."""
    here = Position.objects.acting_in(network).as_of(network.today())
    may = here.filter(Q(is_admin=True) | Q(answers_requests=True), organisation=organisation)
    may = may.exclude(person__email="").select_related("person")
    first = may.order_by("-is_admin", "-answers_requests", "pk").first()
    return first.person if first else None
