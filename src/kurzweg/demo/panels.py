"""What only the demo shows: the bar above each page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kurzweg.core.panels import Panel, Slot, register
from kurzweg.core.viewer import Viewer
from kurzweg.demo import cast


def people(viewer: Viewer, request: HttpRequest) -> dict[str, Any] | None:
    """Name the people whom the demo can be seen as."""
    if not settings.DEMO:
        return None
    seen_as = request.session.get("demo_as", "")
    return {
        "people": [
            {"key": key, "label": label, "is_current": key == seen_as}
            for key, label in cast.ROLES.items()
        ]
    }


register(Panel(slot=Slot.ABOVE, template="demo/bar.html", rows=people))
