"""Which letters, answers and objections are due to be forgotten."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from kurzweg.core.retention import due
from kurzweg.introductions.models import Introduction, State, Suppression
from kurzweg.networks.retention import EVERYWHERE


@due("introduction", Introduction)
def ended_introductions(before: datetime) -> QuerySet[Introduction]:
    # A yes is the end of the question, also where the office never noted what came of it.
    return Introduction.objects.across_networks(EVERYWHERE).filter(
        Q(closed_at__lt=before) | Q(state=State.ACCEPTED, answered_at__lt=before)
    )


@due("objection", Suppression)
def objections(before: datetime) -> QuerySet[Suppression]:
    return Suppression.objects.across_networks(EVERYWHERE).filter(created_at__lt=before)
