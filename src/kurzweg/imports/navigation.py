"""The way to the lists that an office brings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kurzweg.core.navigation import Slot, Way, register
from kurzweg.core.policy import OFFICE

register(
    Way(
        slot=Slot.SETTINGS,
        route="imports:start",
        label=_("Read a list of members"),
        says=_("A spreadsheet goes in, is looked at first, and can be undone."),
        audience=OFFICE,
        order=15,
    )
)
