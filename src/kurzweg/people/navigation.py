"""Ways in and out, and to another name behind the same address."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kurzweg.core.navigation import Slot, Way, register
from kurzweg.core.policy import SIGNED_IN

register(
    Way(
        slot=Slot.ENTRANCE,
        label=_("Sign in"),
        route="account_login",
        scope="installation",
        is_shown=lambda viewer: not viewer.is_signed_in,
        comes_back=True,
        order=10,
    )
)
register(
    Way(
        slot=Slot.ACCOUNT,
        label=_("Act under another name"),
        route="people:who",
        audience=SIGNED_IN,
        scope="installation",
        is_shown=lambda viewer: viewer.has_several_names,
        comes_back=True,
        order=80,
    )
)
register(
    Way(
        slot=Slot.ACCOUNT,
        label=_("My data"),
        route="people:own",
        audience=SIGNED_IN,
        scope="installation",
        comes_back=True,
        order=70,
    )
)
register(
    Way(
        slot=Slot.ACCOUNT,
        label=_("Sign out"),
        route="account_logout",
        audience=SIGNED_IN,
        scope="installation",
        is_button=True,
        order=90,
    )
)
