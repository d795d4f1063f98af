"""The two languages in which pages are read."""

from __future__ import annotations

from django.utils.translation import get_language


def reading_language() -> str:
    """Say in which language somebody reads: "de" or "en"."""
    return "de" if (get_language() or "de").startswith("de") else "en"
