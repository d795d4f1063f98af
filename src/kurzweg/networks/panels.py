"""What a network shows on each of its pages: its colours, and who funds it."""

from __future__ import annotations

from typing import Any

from kurzweg.core.pages import PageRequest
from kurzweg.core.panels import Panel, Slot, register
from kurzweg.core.viewer import Viewer


def colours(viewer: Viewer, request: PageRequest) -> dict[str, Any] | None:
    return {"slug": request.network.slug} if request.network else None


def funders(viewer: Viewer, request: PageRequest) -> dict[str, Any] | None:
    """Name those who fund the network today."""
    strips = request.network.funders_today if request.network else []
    return {"strips": strips, "language": request.network.language} if strips else None


register(Panel(slot=Slot.HEAD, template="networks/theme_link.html", rows=colours))
register(Panel(slot=Slot.BELOW, template="networks/funders.html", rows=funders))
