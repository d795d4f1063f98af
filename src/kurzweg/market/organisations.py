"""Who somebody may speak for in the market, found by what is typed on the phone."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from kurzweg.core.keys import saying
from kurzweg.core.viewer import Viewer
from kurzweg.engine.names import name_key, place_key
from kurzweg.market.models.visibility import belongs_to
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Site

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


def named(written: str, *, among: QuerySet[Organisation], on: date) -> list[Organisation]:
    """Find organisations by words of the name, or these and a comma and a town, in any spelling.

    Those of exactly this name go before all others.
    """
    exact, alike = Q(name_key=name_key(written)), saying("name_key", written)
    name, comma, town = written.rpartition(",")
    if comma:
        there = Q(pk__in=_at_home(town, on=on))
        exact |= Q(name_key=name_key(name)) & there
        alike |= saying("name_key", name) & there
    for condition in (exact, alike):
        found = among.filter(condition)[:SHOWN].prefetch_related("sites")
        if found:
            break
    return list(found)


def _at_home(town: str, *, on: date) -> QuerySet:
    there = Site.objects.as_of(on).filter(town_key=place_key(town))
    return there.values("organisation")


def label(organisation: Organisation, *, on: date) -> str:
    """Name an organisation so that it can be told from another of the same name."""
    seat = organisation.seat_on(on)
    return f"{organisation.name}, {seat.town}" if seat else organisation.name
