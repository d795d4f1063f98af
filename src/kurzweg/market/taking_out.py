"""Offers and needs that go along with an organisation."""

from __future__ import annotations

from django.utils.translation import ngettext

from kurzweg.core.taking_out import Kind, register
from kurzweg.market.models import Need, Offer

register(
    Kind(
        Offer,
        count=lambda number: (
            ngettext(
                "%(number)s entry under “What we can do”",
                "%(number)s entries under “What we can do”",
                number,
            )
            % {"number": number}
        ),
    )
)
register(
    Kind(
        Need,
        count=lambda number: (
            ngettext("%(number)s need", "%(number)s needs", number) % {"number": number}
        ),
    )
)
