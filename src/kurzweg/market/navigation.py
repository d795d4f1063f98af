"""The way to what is looked for."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from kurzweg.core.navigation import Slot, Way, register

register(
    Way(
        slot=Slot.SECTIONS,
        label=pgettext_lazy("navigation", "Needs"),
        route="market:need-list",
        order=20,
    )
)
