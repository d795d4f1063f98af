"""Introductions that the office began go with the office; the name beneath is no longer hers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext

from kurzweg.core.succession import LookedAfter, register
from kurzweg.introductions.models import InitiatedAs, Introduction


def _begun(network_id: int, person_id: int, on: date) -> QuerySet[Any]:
    # Whoever began it stays on record; a letter does not name her once she left (`letters`).
    rows = Introduction.objects.in_network(network_id).filter(initiated_by=person_id, answer="")
    return rows.filter(initiated_as=InitiatedAs.OFFICE, expires_on__gte=on).order_by("pk")


register(
    LookedAfter(
        name="introductions",
        rows=_begun,
        says=lambda count: (
            ngettext(
                "%(number)s introduction that she began and that is open: the office looks after "
                "it, and letters name her no longer",
                "%(number)s introductions that she began and that are open: the office looks after "
                "them, and letters name her no longer",
                count,
            )
            % {"number": count}
        ),
    )
)
