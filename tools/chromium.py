"""Find the Chromium of the system: the browser tests download none of their own."""

from __future__ import annotations

import os
import shutil


def find_chromium() -> str | None:
    """Give the path of a Chromium; KURZWEG_CHROMIUM names one that is not on the path."""
    named = os.environ.get("KURZWEG_CHROMIUM")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return named or next(filter(None, found), None)
