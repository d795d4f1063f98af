"""Who acts for the organisations of a network, and who may change that.

What the office of another network entered is neither seen nor changed here. What counts in several
networks at once is seen in each of them, and changed in none: there nobody speaks for the others.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kurzweg.core.keys import in_order
from kurzweg.core.viewer import Viewer
from kurzweg.networks import mandates
from kurzweg.networks.models import Mandate, Membership, Network, SupportingBody
from kurzweg.people.models import Organisation, Person, Position, PositionQuerySet

ELSEWHERE = "a position that counts in another network as well is not changed here"


def staffed_by(viewer: Viewer) -> QuerySet[Organisation]:
    """Open the organisations whose persons a viewer keeps: the office all, others their own."""
    if not viewer.is_office:
        return Organisation.objects.filter(pk__in=viewer.admin_of)
    goes_on = Q(until=None) | Q(until__gt=viewer.today)
    members = Membership.objects.in_network(viewer).filter(goes_on)
    bodies = SupportingBody.objects.in_network(viewer).filter(goes_on)
    return Organisation.objects.filter(
        Q(pk__in=members.values("organisation"))
        | Q(pk__in=bodies.values("organisation"))
        | Q(pk__in=Network.objects.filter(pk=viewer.network_id or 0).values("office"))
    )


def positions_at(organisation: Organisation, viewer: Viewer) -> PositionQuerySet:
    """Open what somebody is, was or will be at an organisation, as far as it counts here."""
    here: PositionQuerySet = Position.objects.acting_in(viewer.network_id)
    return here.filter(organisation=organisation)


def changeable(positions: PositionQuerySet, viewer: Viewer) -> PositionQuerySet:
    """Keep the positions that count in no other network."""
    here = viewer.network_id
    entered = Q(entered_by_network=here) | Q(
        entered_by_network=None, person__entered_by_network=here
    )
    elsewhere = Q(pk__in=())
    for facts in (Membership, SupportingBody):
        others = facts.objects.across_networks(ELSEWHERE).exclude(network=here)
        elsewhere |= Q(organisation__in=others.values("organisation"))
    anywhere = Q(entered_by_network=None, person__entered_by_network=None)
    return positions.filter(entered | (anywhere & ~elsewhere))


def may_mend(person: Person, viewer: Viewer) -> bool:
    """Whether a viewer may change name and address of somebody: a row of this network.

    A firm does so for whoever acts for it alone: an address is the key to all that somebody is.
    """
    if person.entered_by_network_id != viewer.network_id:
        return False
    if viewer.is_office:
        return True
    others = person.positions.exclude(organisation__in=viewer.admin_of)
    tasks = Mandate.objects.across_networks("an address opens every task").filter(person=person)
    return not (others.exists() or tasks.exists())


def alike(entry: dict[str, Any], *, organisation: Organisation, viewer: Viewer) -> list[Person]:
    """List who may be meant by an entry: of that address, or of that name at the organisation."""
    there = positions_at(organisation, viewer).values("person")
    kept = positions_at_any(viewer).values("person")
    known = Q(pk__in=kept)
    if viewer.is_office:
        known |= Q(entered_by_network=viewer.network_id)
    name = {f"{each}__iexact": entry[each] for each in ("family_name", "given_name")}
    same = Q(pk__in=there, **name)
    if entry["email"]:
        same |= Q(email=entry["email"])
    return list(
        Person.objects.filter(known & same).order_by(*in_order("family_name", "given_name"), "pk")
    )


def positions_at_any(viewer: Viewer) -> PositionQuerySet:
    """Open the positions at all organisations whose persons a viewer keeps."""
    here: PositionQuerySet = Position.objects.acting_in(viewer.network_id)
    return here.filter(organisation__in=staffed_by(viewer))


def admins_of(organisation: Organisation, viewer: Viewer) -> PositionQuerySet:
    """Open the positions by which somebody is responsible for an entry today."""
    return positions_at(organisation, viewer).as_of(viewer.today).filter(is_admin=True)


def is_blocked(person: Person, viewer: Viewer) -> bool:
    """Whether the sign-in of somebody was blocked, as far as her network may know.

    Anybody can enter an address: of an account behind which somebody stands whom only others know,
    nothing is told.
    """
    account = person.account
    if account is None or account.is_active:
        return False
    network = Network.objects.get(pk=viewer.network_id or 0)
    known = mandates.known_in(network, on=viewer.today)
    return not account.persons.exclude(pk__in=known.values("pk")).exists()


def ended(position: Position, *, on: date) -> bool:
    return position.until is not None and position.until <= on
