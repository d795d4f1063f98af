"""Whose reference data a network's pages rest on: said in its imprint."""

from __future__ import annotations

from typing import Any

from kurzweg.core.panels import Panel, Slot, register
from kurzweg.core.viewer import Viewer
from kurzweg.places import sources


def data_sources(viewer: Viewer, network: Any) -> dict[str, Any] | None:
    """Name the owners of what is loaded, as they ask for it."""
    said = sources.attributions()
    return {"attributions": said} if said else None


register(Panel(slot=Slot.IMPRINT, template="places/data_sources.html", rows=data_sources))
