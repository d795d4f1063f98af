"""Where a network is, so that of several towns of one name the one that is meant is found."""

from __future__ import annotations

from kurzweg.engine.documents import Place
from kurzweg.networks.models import Membership, Network
from kurzweg.people.models import Site
from kurzweg.places.geometry import center
from kurzweg.places.locating import Region
from kurzweg.places.models import Municipality


def of(network: Network) -> Region:
    """Give the municipalities of a network, and the middle of them or else of its firms."""
    keys = frozenset(network.areas.values_list("ags", flat=True))
    there = [each.point for each in Municipality.objects.located().filter(ags__in=keys)]
    points = there or _of_firms(network)
    return Region(keys, center(points, network.region_name) if points else None)


def _of_firms(network: Network) -> list[Place]:
    members = Membership.objects.in_network(network).active(network.today())
    sites = Site.objects.as_of(network.today()).filter(latitude__isnull=False)
    there = sites.filter(organisation__in=members.order_by().values("organisation"))
    points = there.order_by("pk").values_list("latitude", "longitude", "town")
    return [Place(north, east, town) for north, east, town in points if north and east]
