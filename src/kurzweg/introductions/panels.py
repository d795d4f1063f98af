"""What introductions show on the page of a need: who has been asked."""

from __future__ import annotations

from typing import Any

from kurzweg.core.panels import Panel, Slot, register
from kurzweg.core.viewer import Viewer
from kurzweg.market.models import Need


def asked(viewer: Viewer, need: Need) -> dict[str, Any] | None:
    """Say to those who look for something whom they have asked."""
    return {"need": need} if viewer.may_act_for(need.owner_id) else None


register(
    Panel(slot=Slot.NEED, template="introductions/asked.html", rows=asked, order=10, is_beside=True)
)
