"""What only the demo shows: the bar above each page, and the other side's phone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kurzweg.core.panels import Panel, Slot, register
from kurzweg.core.viewer import Viewer
from kurzweg.demo import cast
from kurzweg.introductions.models import Introduction


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


def phone(viewer: Viewer, introduction: Introduction) -> dict[str, Any] | None:
    """Lead to the page that the asked firm opens from its mail."""
    if not (settings.DEMO and introduction.asked_at):
        return None
    return {"introduction": introduction}


register(Panel(slot=Slot.ABOVE, template="demo/bar.html", rows=people))
register(Panel(slot=Slot.INTRODUCTION, template="demo/phone.html", rows=phone))
