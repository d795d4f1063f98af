"""What learning asks of the office: to look at weights that are proposed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from kurzweg.core import agenda
from kurzweg.core.days import day_of
from kurzweg.core.viewer import Viewer
from kurzweg.market import weights
from kurzweg.networks.models import Network

TO_DECIDE = timedelta(days=14)


def due(viewer: Viewer) -> Iterator[agenda.Item]:
    if viewer.network_id is None or not viewer.is_office:
        return
    for proposal in weights.usable(viewer.network_id).proposed().order_by("pk"):
        network = Network.objects.get(pk=viewer.network_id)
        yield agenda.Item(
            kind="weights",
            title=_("Look at what the network has learned from answers"),
            who="",
            due_on=day_of(proposal.created_at, network.time_zone) + TO_DECIDE,
            url=reverse("learning:weights", args=[network.slug]),
            action=_("Look at it"),
        )


agenda.register(due)
