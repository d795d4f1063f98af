"""What the register counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from kurzweg.core import indicators
from kurzweg.networks.models import Membership, SupportingBody


def members(network_id: int, day: date) -> Iterable[int]:
    rows = Membership.objects.in_network(network_id).active(day)
    return rows.order_by("pk").values_list("pk", flat=True)


def supporting_bodies(network_id: int, day: date) -> Iterable[int]:
    rows = SupportingBody.objects.in_network(network_id).as_of(day)
    return rows.order_by("pk").values_list("pk", flat=True)


indicators.register(
    indicators.Indicator(
        name="members",
        label=_("Members"),
        unit=_("organisations"),
        definition=_(
            "Organisations whose membership has begun and is still running; those under notice "
            "count until their last day."
        ),
        source=_("own register"),
        rows=members,
        is_public=True,
        is_made_once=True,
    )
)
indicators.register(
    indicators.Indicator(
        name="supporting bodies",
        label=_("Supporting bodies"),
        unit=_("organisations"),
        definition=_("Organisations that fund and run the network on this day."),
        source=_("own register"),
        rows=supporting_bodies,
        is_public=True,
        is_made_once=True,
    )
)
