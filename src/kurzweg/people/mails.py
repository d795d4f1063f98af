"""The mail that signs somebody in."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core import mails
from kurzweg.core.mails import Basis, Budget, Kind
from kurzweg.core.outbox import Mail

SIGN_IN_CODE = "sign-in code"


def sign_in_code(address: str, *, code: str) -> Mail:
    """Write the mail with the code that was just asked for."""
    return Mail(
        kind=SIGN_IN_CODE,
        to_name="",
        to_address=address,
        subject=_("Your sign-in code: %(code)s") % {"code": code},
        text=_(
            "Your code is %(code)s. It is valid for ten minutes.\n\n"
            "If you did not ask for it, somebody mistyped an address: "
            "you need not do anything.\n"
        )
        % {"code": code},
    )


mails.register(
    Kind(
        name=SIGN_IN_CODE,
        label=gettext_lazy("sign-in code"),
        basis=Basis.CONTRACT,
        budget=Budget.OWN_ACT,
        sample=lambda: sign_in_code("kim@muster.example", code="BCDF-GHJK"),
        is_secret=True,
    )
)
