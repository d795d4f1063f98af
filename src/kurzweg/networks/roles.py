"""As what somebody may act here today, computed from dated facts; each role says why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from kurzweg.core.keys import in_order
from kurzweg.core.languages import isolated
from kurzweg.core.viewer import Role, RoleReason, Viewer
from kurzweg.networks.facts import Fact, Kind, facts_of
from kurzweg.networks.models import Mandate, MandateKind, Membership, Network, SupportingBody
from kurzweg.people.activities import wz_class
from kurzweg.people.models import Person, Position

ROLE_OF_MANDATE = {
    MandateKind.OFFICE: Role.OFFICE,
    MandateKind.COORDINATOR: Role.OFFICE,
    MandateKind.BOARD: Role.BOARD,
    MandateKind.COMMITTEE: Role.COMMITTEE,
    MandateKind.AMBASSADOR: Role.AMBASSADOR,
    MandateKind.ADVISER: Role.PARTNER_STAFF,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is in a network on a day: the roles with their reasons, and for whom.

    `activities` are the WZ classes of all that the persons behind her address work for, anywhere:
    whoever sits on the board and works for a rival outside is still of its activity.
    """

    reasons: tuple[RoleReason, ...]
    positions: tuple[Fact, ...] = ()
    activities: frozenset[str] = frozenset()
    sections: frozenset[int] = frozenset()


def standing_of(person: Person, *, network: Network, on: date) -> Standing:
    """Compute what a person is in a network on a day, each role with the fact behind it."""
    facts = facts_of(person, network=network, on=on)
    activities = frozenset(wz_class(activity.code) for activity in facts[Kind.ACTIVITY])
    if not person.acts_in(network.pk):
        return Standing((), activities=activities)
    positions = facts[Kind.POSITION]
    members, bodies = _since(facts[Kind.MEMBER]), _since(facts[Kind.BODY])
    reasons = [
        *_by_mandate(facts[Kind.MANDATE], network=network),
        *_by_position(positions, Role.MEMBER, members),
        *_by_position([p for p in positions if p.is_admin], Role.ORGANISATION_ADMIN, members),
        *_by_position(positions, Role.PARTNER_STAFF, bodies),
    ]
    belonging = tuple(p for p in positions if p.organisation_id in members | bodies)
    # Whoever left the network takes part in nothing of it any more, whatever its section says.
    here = {fact.code for fact in facts[Kind.SECTION] if fact.organisation_id in members | bodies}
    return Standing(tuple(reasons), belonging, activities, frozenset(map(int, here)))


def name_inside(person_id: int, viewer: Viewer) -> str:
    """Name a person of the viewer's network to those who belong to it; "" to everybody else."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None or viewer.network_id is None or not viewer.is_inside:
        return ""
    network = Network.objects.get(pk=viewer.network_id)
    belongs = bool(standing_of(person, network=network, on=viewer.today).reasons)
    # The office reads who did what in its own record, also when that task has ended.
    if not belongs and viewer.is_office and person.acts_in(network.pk):
        belongs = Mandate.objects.in_network(network).filter(person=person).exists()
    return person.name if belongs else ""


def networks_of(person: Person, *, on: date) -> list[Network]:
    """List the networks in which a person is anything on a day."""
    known_there = Position.objects.of(person).acting_in(OuterRef("network")).as_of(on)
    acts_for = Exists(known_there.filter(organisation=OuterRef("organisation")))
    reason = "a person asks for her own networks"
    belonging = (
        Mandate.objects.across_networks(reason).as_of(on).filter(person=person),
        Membership.objects.across_networks(reason).active(on).filter(acts_for),
        SupportingBody.objects.across_networks(reason).as_of(on).filter(acts_for),
    )
    ids = {pk for rows in belonging for pk in rows.values_list("network", flat=True)}
    ids = {pk for pk in ids if person.acts_in(pk)}
    return list(Network.objects.filter(pk__in=ids).order_by(*in_order("name"), "pk"))


def _since(facts: Iterable[Fact]) -> dict[int, date | None]:
    return {fact.organisation_id: fact.since for fact in facts}


def _by_mandate(mandates: Iterable[Fact], *, network: Network) -> list[RoleReason]:
    return [
        RoleReason(
            role=ROLE_OF_MANDATE[MandateKind(mandate.code)],
            because=_("your task with %(network)s: %(task)s")
            % {
                "task": mandate.name or MandateKind(mandate.code).label,
                "network": isolated(network.name),
            },
            since=mandate.since,
        )
        for mandate in mandates
    ]


def _by_position(
    positions: Iterable[Fact], role: Role, since: dict[int, date | None]
) -> list[RoleReason]:
    return [
        RoleReason(
            role=role,
            because=_("you act for %(organisation)s") % {"organisation": isolated(position.name)},
            since=_later(position.since, since[position.organisation_id]),
        )
        for position in positions
        if position.organisation_id in since
    ]


def _later(first: date | None, second: date | None) -> date | None:
    return max(first, second) if first and second else first or second
