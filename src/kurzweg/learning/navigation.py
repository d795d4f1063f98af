"""The way to what the network has learned."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kurzweg.core.navigation import Slot, Way, register
from kurzweg.core.policy import OFFICE

register(
    Way(
        slot=Slot.ACCOUNT,
        label=_("What the network has learned"),
        route="learning:weights",
        audience=OFFICE,
        order=30,
    )
)
