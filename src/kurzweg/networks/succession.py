"""What goes along when the office changes hands: open invitations; a vote of the board does not."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext

from kurzweg.core.succession import LookedAfter, register
from kurzweg.networks.models import Approval, Invitation


def _invitations(network_id: int, person_id: int, on: date) -> QuerySet[Any]:
    """An invitation holds as long as whoever invited may: else it is void with her."""
    rows = Invitation.objects.in_network(network_id)
    return rows.open(on).filter(invited_by=person_id).order_by("pk")


def _votes(network_id: int, person_id: int, on: date) -> QuerySet[Any]:
    rows = Approval.objects.in_network(network_id)
    return rows.open(on).filter(person=person_id).order_by("pk")


register(
    LookedAfter(
        name="invitations",
        rows=_invitations,
        column="invited_by",
        says=lambda count: (
            ngettext(
                "%(number)s invitation to act for a firm that is not accepted yet",
                "%(number)s invitations to act for a firm that are not accepted yet",
                count,
            )
            % {"number": count}
        ),
    ),
    LookedAfter(
        name="votes of the board",
        rows=_votes,
        goes=False,
        says=lambda count: (
            ngettext(
                "%(number)s vote on an application: it is hers as a member of the board",
                "%(number)s votes on applications: they are hers as a member of the board",
                count,
            )
            % {"number": count}
        ),
    ),
)
