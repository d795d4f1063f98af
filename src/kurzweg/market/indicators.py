"""What the market counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kurzweg.core import indicators, prepared
from kurzweg.core.days import end_of
from kurzweg.market.models import Need, Offer, Visibility


def open_needs(network_id: int, day: date) -> Iterable[int]:
    rows = Need.objects.in_network(network_id).open_as_of(day)
    return rows.order_by("pk").values_list("pk", flat=True)


def public_needs(network_id: int, day: date) -> Iterable[int]:
    """Only what everyone sees: a public number must not betray a need hidden from somebody."""
    rows = Need.objects.in_network(network_id).open_as_of(day)
    shown = rows.filter(visibility=Visibility.PUBLIC)
    return shown.order_by("pk").values_list("pk", flat=True)


def offers(network_id: int, day: date) -> Iterable[int]:
    end = prepared.applied(end_of, day)
    rows = Offer.objects.in_network(network_id).filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gte=end), published_at__lt=end
    )
    return rows.order_by("pk").values_list("pk", flat=True)


indicators.register(
    indicators.Indicator(
        name="open needs",
        label=_("Open needs"),
        unit=_("needs"),
        definition=_("Published, not closed, last day not over; whoever may see them."),
        source=_("own register"),
        rows=open_needs,
    )
)
indicators.register(
    indicators.Indicator(
        name="public needs",
        label=_("Needs open to everyone"),
        unit=_("needs"),
        definition=_("Published for everyone, not closed, last day not over."),
        source=_("own register"),
        rows=public_needs,
        is_public=True,
        is_made_once=True,
    )
)
indicators.register(
    indicators.Indicator(
        name="offers",
        label=_("What firms here can do"),
        unit=_("entries"),
        definition=_(
            "Published entries that were not taken back, of firms and from lists of the office."
        ),
        source=_("own register"),
        rows=offers,
        is_public=True,
        is_made_once=True,
    )
)
