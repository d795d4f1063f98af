"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """Give templates the viewer, the network, the languages and whether this is the demo."""
    return {
        "viewer": getattr(request, "viewer", None),
        "network": getattr(request, "network", None),
        "languages": settings.LANGUAGES,
        "is_demo": settings.DEMO,
    }
