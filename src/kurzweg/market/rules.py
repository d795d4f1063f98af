"""What a network decides about its market."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.rules import DAYS, Rule, register
from kurzweg.market.weights import match_anew

NEEDS = _("Needs")
ORDER = _("Order of the firms")

register(
    Rule(
        "need_open_days",
        default=90,
        label=_("How long a need stays on the market"),
        group=NEEDS,
        unit=DAYS,
        least=7,
        most=365,
        help=_("Its own deadline ends it earlier."),
    ),
    Rule(
        "need_ends_warning_days",
        default=7,
        label=_("How long before its end “Still looking?” is asked"),
        group=NEEDS,
        unit=DAYS,
        least=1,
        most=60,
    ),
    Rule(
        "need_draft_days",
        default=3,
        label=_("Time to publish a draft"),
        group=NEEDS,
        unit=DAYS,
        least=0,
        most=60,
    ),
    Rule(
        "need_draft_kept_days",
        default=30,
        label=_("How long a draft is kept that nobody publishes"),
        group=NEEDS,
        unit=DAYS,
        least=7,
        most=365,
        help=_("Counted from its last change; then it is discarded."),
    ),
    Rule(
        "need_without_firms_days",
        default=3,
        label=_("Time for the office to find a firm where none fits"),
        group=NEEDS,
        unit=DAYS,
        least=0,
        most=60,
    ),
    Rule(
        "small_firms_first",
        default=True,
        label=_("Of firms that fit nearly equally well, the small one comes first"),
        group=ORDER,
        then=match_anew,
    ),
)
