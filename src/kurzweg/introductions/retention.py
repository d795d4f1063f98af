"""How long letters, answers and objections are remembered."""

from __future__ import annotations

from datetime import datetime

from kurzweg.core.retention import executes
from kurzweg.introductions.models import Introduction, Suppression
from kurzweg.networks.retention import EVERYWHERE


@executes("introduction")
def _introductions(before: datetime) -> int:
    """Forget letter, words and people of what ended before; who was asked can be counted."""
    ended = Introduction.objects.across_networks(EVERYWHERE).filter(closed_at__lt=before)
    return ended.exclude(letter="").update(
        subject="",
        letter="",
        comment="",
        answered_by_name="",
        initiated_by=None,
        asked_person=None,
        seeker_person=None,
        answered_by=None,
    )


@executes("objection")
def _objections(before: datetime) -> int:
    return Suppression.objects.across_networks(EVERYWHERE).filter(created_at__lt=before).delete()[0]
