"""What introductions show: on the page of a need, who has been asked; in the demo, their phone."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from kurzweg.core.panels import Panel, Slot, register
from kurzweg.core.viewer import Viewer
from kurzweg.introductions.models import Introduction
from kurzweg.market.models import Need


def asked(viewer: Viewer, need: Need) -> dict[str, Any] | None:
    """Say to those who look for something whom they have asked."""
    return {"need": need} if viewer.may_act_for(need.owner_id) else None


def on_their_phone(viewer: Viewer, introduction: Introduction) -> dict[str, Any] | None:
    """Lead, in the demo, to the page that the asked firm opens from its mail."""
    if not (settings.DEMO and introduction.asked_at):
        return None
    return {"introduction": introduction}


register(
    Panel(slot=Slot.NEED, template="introductions/asked.html", rows=asked, order=10, is_beside=True)
)
register(
    Panel(slot=Slot.INTRODUCTION, template="introductions/on_their_phone.html", rows=on_their_phone)
)
