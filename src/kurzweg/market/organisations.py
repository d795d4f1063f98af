"""Who somebody may speak for in the market, found by what is typed on the phone."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from kurzweg.core.viewer import Viewer
from kurzweg.market.models.visibility import belongs_to
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation

SHOWN = 20


def spoken_for(viewer: Viewer, *, network: Network) -> QuerySet[Organisation]:
    """The organisations a viewer may act for: her own, or all of the network for the office."""
    if viewer.is_office:
        here = belongs_to(network.pk, on=viewer.today) | Q(pk=network.office_id)
        return Organisation.objects.filter(here).order_by("name", "pk")
    return Organisation.objects.filter(pk__in=viewer.organisation_ids).order_by("name", "pk")


def kept_by(viewer: Viewer, *, network: Network) -> QuerySet[Organisation]:
    """The organisations whose offers a viewer keeps: as their admin, or all for the office."""
    mine = spoken_for(viewer, network=network)
    return mine if viewer.is_office else mine.filter(pk__in=viewer.admin_of)


def default_of(viewer: Viewer, *, network: Network) -> Organisation | None:
    """Whom a need is for when nothing else is said: the own firm, or the office itself."""
    if viewer.is_office:
        return network.office
    return spoken_for(viewer, network=network).first()


def named(written: str, *, among: QuerySet[Organisation]) -> list[Organisation]:
    """Find organisations by "Name", "Name, Town" or a part of the name, the exact ones first."""
    name, _comma, town = (part.strip() for part in written.rpartition(","))
    exact = Q(name=written) | (Q(name=name, sites__town=town) if name else Q(pk=None))
    found = among.filter(exact).distinct()[:SHOWN] or among.filter(_alike(written))[:SHOWN]
    return list(found.prefetch_related("sites"))


def label(organisation: Organisation) -> str:
    """Name an organisation so that it can be told from another of the same name."""
    seat = organisation.seat
    return f"{organisation.name}, {seat.town}" if seat else organisation.name


def _alike(written: str) -> Q:
    # SQLite folds the case of ASCII letters only, so an umlaut is asked for both ways.
    condition = Q()
    for word in written.replace(",", " ").split():
        condition &= Q(name__icontains=word) | Q(name__icontains=word.capitalize())
    return condition
