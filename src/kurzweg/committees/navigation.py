"""The way to the committees: for whoever belongs to the network."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kurzweg.core.navigation import Slot, Way, register
from kurzweg.core.policy import MEMBERS

register(
    Way(
        slot=Slot.ACCOUNT,
        label=_("Committees"),
        route="committees:list",
        audience=MEMBERS,
        order=25,
    )
)
