"""The way to the introductions, for all who take part in some."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kurzweg.core.navigation import Slot, Way, register
from kurzweg.core.policy import MEMBERS

register(
    Way(
        slot=Slot.ACCOUNT,
        label=_("Introductions"),
        route="introductions:list",
        audience=MEMBERS,
        order=10,
    )
)
