"""Which firms of a network may be the one that is just being entered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from kurzweg.networks.likeness import Entry, Likeness, likeness
from kurzweg.networks.models import Membership, MembershipState, Network, SupportingBody
from kurzweg.people.models import Organisation, Site


@dataclass(frozen=True, slots=True)
class Double:
    """A firm that the network knows already, and how it belongs today."""

    organisation: Organisation
    likeness: Likeness
    seat: Site | None
    membership: Membership | None
    state: str

    @property
    def is_same(self) -> bool:
        return self.likeness == Likeness.SAME

    @property
    def is_member(self) -> bool:
        return self.state in (MembershipState.ACTIVE, MembershipState.UNDER_NOTICE)


def of_entry(entry: dict[str, Any], *, network: Network) -> list[Double]:
    """List who may be meant, whatever its state: of this network only, nobody learns of others."""
    wanted = Entry(entry["name"], town=entry["town"], street=entry["street"])
    alike: dict[int, set[Likeness]] = {}
    known = _known_to(network).values_list("pk", "name", "sites__town", "sites__street")
    for pk, name, town, street in known:
        found = likeness(wanted, Entry(name, town=town or "", street=street or ""))
        if found != Likeness.OTHER:
            alike.setdefault(pk, set()).add(found)
    rows = Organisation.objects.filter(pk__in=alike).prefetch_related("sites", "activities")
    doubles = [_double(row, alike[row.pk], network=network) for row in rows.order_by("name", "pk")]
    return sorted(doubles, key=lambda double: not double.is_same)


def _known_to(network: Network) -> Any:
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
        likeness=Likeness.SAME if Likeness.SAME in found else Likeness.DOUBTFUL,
        seat=row.seat_on(today) or row.sites.first(),
        membership=membership,
        state=membership.state(today) if membership else "",
    )
