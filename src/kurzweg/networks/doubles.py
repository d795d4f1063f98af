"""Which firms of a network may be the one that is just being entered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from kurzweg.engine.duplicates import Likeness, Party, judged, profile
from kurzweg.networks.models import Membership, MembershipState, Network, SupportingBody
from kurzweg.people.models import Organisation, Site


@dataclass(frozen=True, slots=True)
class Double:
    """A firm that the network knows already, and how it belongs today."""

    organisation: Organisation
    is_same: bool
    seat: Site | None
    membership: Membership | None
    state: str

    @property
    def is_member(self) -> bool:
        return self.state in (MembershipState.ACTIVE, MembershipState.UNDER_NOTICE)


def of_entry(entry: dict[str, Any], *, network: Network) -> list[Double]:
    """List who may be meant, whatever its state: of this network only, nobody learns of others."""
    told = {field: entry.get(field) or "" for field in ("street", "postal_code", "email")}
    wanted = profile(Party(0, entry["name"], town=entry["town"], **told))
    alike: dict[int, set[Likeness]] = {}
    for party in _parties(network):
        found = judged(wanted, profile(party)).likeness
        if found != Likeness.OTHER:
            alike.setdefault(party.id, set()).add(found)
    rows = Organisation.objects.filter(pk__in=alike).prefetch_related("sites", "activities")
    doubles = [
        _double(row, alike[row.pk], network=network) for row in rows.order_by("name_key", "pk")
    ]
    return sorted(doubles, key=lambda double: not double.is_same)


def _parties(network: Network) -> Iterator[Party]:
    """Give every organisation that the network knows, once for each of its sites."""
    sites = ("sites__street", "sites__postal_code", "sites__town")
    for pk, name, email, *site in known_to(network).values_list("pk", "name", "email", *sites):
        street, postal_code, town = (part or "" for part in site)
        yield Party(pk, name, street, postal_code, town, email=email)


def known_to(network: Network) -> Any:
    members = Membership.objects.in_network(network).values("organisation")
    bodies = SupportingBody.objects.in_network(network).values("organisation")
    known = Q(pk__in=members) | Q(pk__in=bodies) | Q(pk=network.office_id)
    return Organisation.objects.filter(known)


def _double(row: Organisation, found: set[Likeness], *, network: Network) -> Double:
    today = network.today()
    memberships = Membership.objects.in_network(network).filter(organisation=row)
    membership = memberships.order_by("-pk").first()
    return Double(
        organisation=row,
        is_same=Likeness.SAME in found,
        seat=row.seat_on(today) or row.sites.first(),
        membership=membership,
        state=membership.state(today) if membership else "",
    )
