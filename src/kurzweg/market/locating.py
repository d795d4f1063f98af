"""Needs get their point once it is known where their place lies."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q

from kurzweg.core import jobs, ledger
from kurzweg.core.days import today
from kurzweg.market import places, proposals
from kurzweg.market.models import Need

POINT = ("place", "postal_code", "latitude", "longitude")
WHY_ALL = "reference data are the installation's: needs of all networks rest on them"


def locate_all() -> tuple[int, int]:
    """Locate open needs and drafts without a point; say how many got one, how many have none."""
    needs = Need.objects.across_networks(WHY_ALL).filter(latitude=None, closed_at=None)
    still = needs.filter(Q(expires_on=None) | Q(expires_on__gte=today()))
    pks = list(still.order_by("pk").values_list("pk", flat=True))
    located = sum(map(_locate, pks))
    named = still.exclude(place="", postal_code="")
    return located, named.count()


@transaction.atomic
def _locate(pk: int) -> bool:
    needs = Need.objects.across_networks(WHY_ALL).locked().select_related("network", "owner")
    need = needs.filter(pk=pk, latitude=None, closed_at=None).first()
    facts = _facts(need) if need is not None else {}
    if need is None or facts.get("latitude") is None:
        return False
    for name in POINT:
        setattr(need, name, facts[name])
    need.save(update_fields=POINT)
    ledger.changed(need)
    # Distances are part of every match: it is asked for once more.
    jobs.enqueue("kurzweg.market.matching.match_all", need.pk)
    return True


def _facts(need: Need) -> dict[str, Any]:
    """Say what its place is, or else read its sentence once more: it may name one."""
    if not (need.place or need.postal_code):
        day = need.network.today()
        read = proposals.of_need(
            need.text, owner=need.owner, network=need.network, today=day
        ).fields
        return {name: read[name] for name in POINT}
    postal_code, point = places.named(need.whereabouts, network=need.network)
    return {
        "place": need.place or (point.name if point else ""),
        "postal_code": postal_code,
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
    }
