"""The people through whose eyes the demo can be seen."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from kurzweg.core.days import today
from kurzweg.networks.models import Mandate, Membership, Network, SupportingBody
from kurzweg.people.models import Person, Position

NETWORK = "riegelstein"
ROLES = {
    "office": pgettext_lazy("demo", "the office"),
    "owner": pgettext_lazy("demo", "a firm's owner"),
    "adviser": pgettext_lazy("demo", "a chamber adviser"),
    "stranger": pgettext_lazy("demo", "a guest"),
}


def find(who: str) -> Person | None:
    """Find the person who plays a part: the first one the facts of the demo network name."""
    network = Network.objects.filter(slug=NETWORK).first()
    if network is None or who not in ROLES:
        return None
    return {"office": _office, "owner": _owner, "adviser": _adviser}[who](network)


def _office(network: Network) -> Person | None:
    mandates = Mandate.objects.in_network(network).as_of(today())
    mandate = (
        mandates.filter(kind__in=("office", "coordinator"), person__account__isnull=False)
        .order_by("pk")
        .first()
    )
    return mandate.person if mandate else None


def _owner(network: Network) -> Person | None:
    members = Membership.objects.in_network(network).active(today())
    return _first_acting(members.values("organisation"), is_admin=True)


def _adviser(network: Network) -> Person | None:
    bodies = SupportingBody.objects.in_network(network).as_of(today())
    chambers = bodies.filter(organisation__kind="chamber")
    return _first_acting(chambers.values("organisation"))


def _first_acting(organisations: QuerySet, **condition: bool) -> Person | None:
    position = (
        Position.objects.as_of(today())
        .filter(organisation__in=organisations, person__account__isnull=False, **condition)
        .order_by("organisation_id", "pk")  # as generated: the first firm of the story
        .first()
    )
    return position.person if position else None
