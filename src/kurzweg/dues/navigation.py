"""The way to the dues: for the office, among the settings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kurzweg.core.navigation import Slot, Way, register
from kurzweg.core.policy import OFFICE

register(
    Way(
        slot=Slot.SETTINGS,
        label=_("Dues"),
        says=_("Your scale of dues, and the list of what each member owes for a year."),
        route="dues:dues",
        audience=OFFICE,
        order=130,
    )
)
