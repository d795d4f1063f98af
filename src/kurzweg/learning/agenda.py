"""What learning asks of the office: to look at weights that are proposed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from kurzweg.core import agenda
from kurzweg.core.agenda import Due, Ids, Item, each
from kurzweg.core.days import day_of
from kurzweg.core.viewer import Viewer
from kurzweg.market import weights
from kurzweg.market.models import RankingProfile
from kurzweg.market.models.matches import RankingProfileQuerySet
from kurzweg.networks.models import Network

TO_DECIDE = timedelta(days=14)


def _due(network_id: int, ids: Ids | None) -> Iterator[Due]:
    network = Network.objects.get(pk=network_id)
    proposals = weights.usable(network_id).proposed()
    for proposal in proposals if ids is None else proposals.filter(pk__in=ids):
        made_on = day_of(proposal.created_at, network.time_zone)
        yield Due(proposal.pk, agenda.OFFICE, due_on=made_on + TO_DECIDE, shown_since=made_on)


def _rows(viewer: Viewer) -> RankingProfileQuerySet:
    proposals = weights.usable(viewer.network_id or 0).proposed().select_related("network")
    return proposals if viewer.is_office else proposals.none()


def _draw(viewer: Viewer, proposal: RankingProfile, due_on: date) -> Item:
    return Item(
        kind="weights",
        title=_("Look at what the network has learned from answers"),
        who="",
        due_on=due_on,
        url=reverse("learning:weights", args=[proposal.network.slug]),
        action=_("Look at it"),
    )


agenda.register(
    agenda.Source(kind="weights", model=RankingProfile, items=_due, rows=_rows, draw=each(_draw))
)
