"""Ways to the front page of a network, to what is due and to the search."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from kurzweg.core.navigation import Slot, Way, register
from kurzweg.core.policy import MEMBERS

register(
    Way(
        slot=Slot.SECTIONS,
        label=pgettext_lazy("navigation", "Due"),
        route="insight:due",
        audience=MEMBERS,
        order=10,
    )
)
register(
    Way(
        slot=Slot.SECTIONS,
        label=pgettext_lazy("navigation", "Search"),
        route="insight:search",
        order=90,
    )
)
register(Way(slot=Slot.FRONT, route="insight:home", order=10))
register(Way(slot=Slot.START, route="insight:due", audience=MEMBERS, order=10))
register(Way(slot=Slot.SEARCH, route="insight:search", order=10))
