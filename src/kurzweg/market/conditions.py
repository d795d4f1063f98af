"""Questions about what organisations look for and offer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core.conditions import Condition, register
from kurzweg.core.viewer import Viewer
from kurzweg.market.models import Need, Offer

MARKET = {
    "need": gettext_lazy("looks for something"),
    "offer": gettext_lazy("says what it can do"),
}


def _choices(network_id: int, viewer: Viewer) -> Sequence[tuple[str, str | Promise]]:
    return list(MARKET.items())


def _selects(network_id: int, day: date, value: str) -> Iterable[int]:
    if value == "need":
        needs = Need.objects.in_network(network_id).open(day)
        return needs.values_list("owner", flat=True).distinct()
    if value == "offer":
        offers = Offer.objects.in_network(network_id).current(day)
        return offers.values_list("organisation", flat=True).distinct()
    return ()


def _because(network_id: int, value: str) -> str:
    if value == "need":
        return _("because your organisation is looking for something at the moment")
    return _("because your organisation says here what it can do")


register(
    Condition(
        "market",
        about="organisation",
        label=gettext_lazy("In the market, the organisation"),
        choices=_choices,
        selects=_selects,
        because=_because,
    )
)
