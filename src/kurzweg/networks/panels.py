"""What a network shows on each of its pages: its colours, and who funds it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kurzweg.core.pages import PageRequest
from kurzweg.core.panels import Panel, Slot, register
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import Mandate

LATELY = timedelta(days=30)


def colours(viewer: Viewer, request: PageRequest) -> dict[str, Any] | None:
    return {"slug": request.network.slug} if request.network else None


def funders(viewer: Viewer, request: PageRequest) -> dict[str, Any] | None:
    """Name those who fund the network today."""
    strips = request.network.funders_today if request.network else []
    return {"strips": strips, "language": request.network.language} if strips else None


def ended_task(viewer: Viewer, _row: Viewer) -> dict[str, Any] | None:
    """Tell whoever had a task until lately why there is nothing here any more."""
    if viewer.person_id is None or viewer.network_id is None:
        return None
    tasks = Mandate.objects.in_network(viewer).filter(person=viewer.person_id)
    lately = tasks.filter(until__lte=viewer.today, until__gt=viewer.today - LATELY)
    over = lately.select_related("network").order_by("-until", "-pk").first()
    if over is None or tasks.as_of(viewer.today).filter(kind=over.kind).exists():
        return None
    return {"mandate": over}


register(Panel(slot=Slot.NOT_HERE, template="networks/task_ended.html", rows=ended_task))
register(Panel(slot=Slot.HEAD, template="networks/theme_link.html", rows=colours))
register(Panel(slot=Slot.BELOW, template="networks/funders.html", rows=funders))
