"""What only the demo shows: the bar above each page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kurzweg.core.panels import Panel, Slot, register
from kurzweg.core.viewer import Viewer
from kurzweg.demo import cast

WITHOUT_A_FORM = ("office", "stranger")  # at whose door, /demo/, everybody is let in


def people(viewer: Viewer, request: HttpRequest) -> dict[str, Any] | None:
    """Name the people whom the demo can be seen as; whoever only reads gets a way in instead.

    A form would begin a session, and no page with one is kept for strangers.
    """
    if not settings.DEMO:
        return None
    only_reads = request.session.is_empty()
    seen_as = "stranger" if only_reads else request.session.get("demo_as", "")
    return {
        "only_reads": only_reads,
        "ends_at": getattr(getattr(request, "network", None), "ends_at", None),
        "people": [
            {"key": key, "label": label, "is_current": key == seen_as}
            for key, label in cast.ROLES.items()
            if not only_reads or key in WITHOUT_A_FORM
        ],
    }


register(Panel(slot=Slot.ABOVE, template="demo/bar.html", rows=people))
