"""What a network decides about its confidential notes."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.rules import Rule, register
from kurzweg.networks.rules import MONTHS_LONG

register(
    Rule(
        "note_months",
        default=24,
        label=_("How long a confidential note is kept at the most"),
        group=_("Confidential notes"),
        unit=MONTHS_LONG,
        least=1,
        most=60,
        help=_("Each note has its own last day; it is proposed, and may be earlier."),
    )
)
