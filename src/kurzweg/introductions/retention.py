"""How long letters, answers and objections are remembered."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from kurzweg.core.retention import executes
from kurzweg.introductions.models import Introduction, State, Suppression
from kurzweg.networks.retention import EVERYWHERE


@executes("introduction")
def _introductions(before: datetime) -> int:
    """Forget letter, words and people of what ended before; who was asked can be counted."""
    # A yes is the end of the question, also where the office never noted what came of it.
    ended = Introduction.objects.across_networks(EVERYWHERE).filter(
        Q(closed_at__lt=before) | Q(state=State.ACCEPTED, answered_at__lt=before)
    )
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
