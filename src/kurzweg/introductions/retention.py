"""Which letters, answers and objections are due to be forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from kurzweg.core.retention import Subject, due, told_otherwise
from kurzweg.introductions.models import InitiatedAs, Introduction, State, Suppression
from kurzweg.networks.retention import EVERYWHERE

# What was there when it was asked. All else follows from what the other side did, or did not do.
KNOWN_TO_WHOEVER_ASKS = {
    "public_id",
    "network",
    "need",
    "organisation",
    "offer",
    "signals",
    "profile_version",
    "passed_over",
    "initiated_by",
    "initiated_as",
    "asking_person",
    "subject",
    "language",
    "created_at",
}


@due("introduction", Introduction)
def ended_introductions(before: datetime) -> QuerySet[Introduction]:
    # A yes is the end of the question, also where the office never noted what came of it.
    return Introduction.objects.across_networks(EVERYWHERE).filter(
        Q(closed_at__lt=before) | Q(state=State.ACCEPTED, answered_at__lt=before)
    )


@due("objection", Suppression)
def objections(before: datetime) -> QuerySet[Suppression]:
    return Suppression.objects.across_networks(EVERYWHERE).filter(created_at__lt=before)


@told_otherwise(Introduction)
def to_whoever_asks(row: Introduction, subject: Subject) -> dict[str, Any]:
    """Until a yes, tell whoever asks no more than the page does: a no looks like a silence."""
    if row.is_accepted or not _only_asks(row, subject):
        return {}
    names = {column.name for column in row._meta.local_concrete_fields}
    return {
        **dict.fromkeys(names - KNOWN_TO_WHOEVER_ASKS, ""),
        "state": str(row.outlook(row.today()).value),
        "letter": row.letter_to_whoever_asks,
    }


def _only_asks(row: Introduction, subject: Subject) -> bool:
    is_by_office = row.initiated_as == InitiatedAs.OFFICE  # which knows how it stands
    asking = {row.asking_person_id, None if is_by_office else row.initiated_by_id}
    asked = {row.asked_person_id, row.answered_by_id}
    return bool(asking & subject.persons) and not asked & subject.persons
