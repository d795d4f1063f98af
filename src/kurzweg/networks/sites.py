"""Where sites lie: worked out from the address, unless somebody said it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from kurzweg.core import ledger
from kurzweg.engine.words import place_key
from kurzweg.networks import regions
from kurzweg.networks.models import Membership, Network
from kurzweg.people.models import LocatedBy, Site
from kurzweg.places.countries import country_of
from kurzweg.places.locating import ANYWHERE, How, Located, Region, locate

AT_A_TIME = 200
POINT = ("country", "ags", "latitude", "longitude", "located_by")
WHY_ALL = "reference data are the installation's, and so is every site"


def place(site: Site, *, region: Region = ANYWHERE) -> Located:
    """Say on a site where its address lies; what somebody said by hand stays."""
    site.country = country_of(site.postal_code, site.country)[1]
    located = locate(site.postal_code, site.town, country=site.country, region=region)
    if site.located_by == LocatedBy.HAND:
        return located
    site.ags = located.ags or site.ags
    if located.point is not None:
        site.latitude, site.longitude = located.point.latitude, located.point.longitude
        site.located_by = LocatedBy.PLACES
        return located
    near = _neighbour(site, has_to_share_the_code=located.how == How.DOUBTFUL)
    site.latitude, site.longitude = (near.latitude, near.longitude) if near else (None, None)
    site.located_by = LocatedBy.NEIGHBOUR if near else ""
    return located


def _neighbour(site: Site, *, has_to_share_the_code: bool) -> Site | None:
    """Find another site in the same place: what people entered is known without any file."""
    there = Site.objects.filter(
        town_key=place_key(site.town), country=site.country, latitude__isnull=False
    ).exclude(pk=site.pk)
    there = there.order_by("pk")
    coded = there.filter(postal_code=site.postal_code) if site.postal_code else there.none()
    return coded.first() or (None if has_to_share_the_code else there.first())


def locate_all() -> tuple[int, int]:
    """Locate all sites that have no coordinates or worked-out ones; say how many moved, how many
    are still nowhere."""
    worked_out = [LocatedBy.PLACES, LocatedBy.NEIGHBOUR]
    sites = Site.objects.filter(Q(latitude=None) | Q(located_by__in=worked_out))
    pks = list(sites.order_by("pk").values_list("pk", flat=True))
    around = _Regions()
    located = left = 0
    for start in range(0, len(pks), AT_A_TIME):
        moved, nowhere = _locate(pks[start : start + AT_A_TIME], around)
        located, left = located + moved, left + nowhere
    _tell_strangers()
    return located, left


@transaction.atomic
def _tell_strangers() -> None:
    """Let the pages that are kept for strangers end: each imprint names whose data are loaded."""
    ledger.changed(*Network.objects.order_by("pk"))


@transaction.atomic
def _locate(pks: Iterable[int], around: _Regions) -> tuple[int, int]:
    # An address that somebody changes meanwhile is worked out by who changes it.
    rows = list(Site.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    moved = []
    for site in rows:
        before = [getattr(site, name) for name in POINT]
        place(site, region=around.of(site))
        if [getattr(site, name) for name in POINT] != before:
            moved.append(site)
    Site.objects.bulk_update(moved, POINT)
    ledger.changed(*moved)
    gained = sum(site.latitude is not None for site in moved)
    return gained, sum(site.latitude is None for site in rows)


class _Regions:
    """The regions of networks, each worked out once, by the organisations that belong there."""

    def __init__(self) -> None:
        self._of_network: dict[int, Region] = {}

    def of(self, site: Site) -> Region:
        memberships = Membership.objects.across_networks(WHY_ALL)
        own = memberships.filter(organisation=site.organisation_id).order_by("pk").first()
        if own is None:
            return ANYWHERE
        if own.network_id not in self._of_network:
            network = Network.objects.get(pk=own.network_id)
            self._of_network[own.network_id] = regions.of(network)
        return self._of_network[own.network_id]
