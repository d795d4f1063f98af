"""What the office's own body looks for goes along when the office changes hands, drafts too."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import ngettext

from kurzweg.core.succession import LookedAfter, register
from kurzweg.market.models import Need


def _needs(network_id: int, person_id: int, on: date) -> QuerySet[Any]:
    """For firms others are the contact; what she writes for her own body names herself."""
    rows = Need.objects.in_network(network_id)
    mine = rows.filter(contact=person_id, owner=F("network__office"), closed_at=None)
    return mine.order_by("pk")


register(
    LookedAfter(
        name="needs of the office's body",
        rows=_needs,
        column="contact",
        says=lambda count: (
            ngettext(
                "%(number)s need or draft of your own organisation whose contact she is",
                "%(number)s needs or drafts of your own organisation whose contact she is",
                count,
            )
            % {"number": count}
        ),
    )
)
