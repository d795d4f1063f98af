"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kurzweg.core.policy import ACTORS


def house(request: HttpRequest) -> dict[str, Any]:
    """Give templates the viewer, the network and the languages."""
    viewer = getattr(request, "viewer", None)
    return {
        "viewer": viewer,
        "network": getattr(request, "network", None),
        "is_actor": viewer is not None and ACTORS.admits(viewer),
        "languages": settings.LANGUAGES,
    }
