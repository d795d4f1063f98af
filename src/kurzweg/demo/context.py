"""What the bar above the demo needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kurzweg.demo import cast


def people(request: HttpRequest) -> dict[str, Any]:
    """Name the people whom the demo can be seen as; nothing outside demo mode."""
    if not settings.DEMO:
        return {}
    seen_as = request.session.get("demo_as", "")
    return {
        "demo_people": [
            {"key": key, "label": label, "is_current": key == seen_as}
            for key, label in cast.ROLES.items()
        ]
    }
