"""Ways to the front page of a network, to what is due, to the search and to its figures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kurzweg.core.navigation import Slot, Way, register
from kurzweg.core.policy import MEMBERS, OFFICE, OFFICE_AND_BOARD

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
register(
    Way(
        slot=Slot.ACCOUNT,
        label=_("Figures"),
        route="insight:figure-list",
        audience=OFFICE_AND_BOARD,
        order=45,
    )
)
register(
    Way(
        slot=Slot.SETTINGS,
        label=_("Take lists along"),
        says=_("Each list as a spreadsheet, as CSV or as contacts, as of today or of another day."),
        route="insight:list-overview",
        audience=OFFICE,
        order=200,
    )
)
register(Way(slot=Slot.FRONT, route="insight:home", order=10))
register(Way(slot=Slot.START, route="insight:due", audience=MEMBERS, order=10))
register(Way(slot=Slot.SEARCH, route="insight:search", order=10))
register(Way(slot=Slot.FIND, route="insight:find", audience=MEMBERS, order=10))
