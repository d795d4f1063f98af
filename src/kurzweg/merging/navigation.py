"""The way to the doubles: a page of the settings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kurzweg.core.navigation import Slot, Way, register
from kurzweg.core.policy import OFFICE

register(
    Way(
        slot=Slot.SETTINGS,
        label=_("Doubles"),
        says=_("Entries that are likely one organisation: merge them, or say that they are two."),
        route="merging:double-list",
        audience=OFFICE,
        order=75,
    )
)
