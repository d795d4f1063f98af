"""What a network decides about the year in which somebody joins."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.rules import Rule, register

WHOLE, HALVES, QUARTERS, MONTHS = 1, 2, 4, 12
PARTS = {
    WHOLE: _("the amount of the whole year"),
    HALVES: _("by half-years, the one that has begun counts"),
    QUARTERS: _("by quarters, the one that has begun counts"),
    MONTHS: _("by months, the one that has begun counts"),
}

MOST_FEE = 100_000

register(
    Rule(
        "admission_fee",
        default=0,
        label=_("What whoever joins pays once, in the year of joining"),
        group=_("Dues"),
        unit=_("euro"),
        most=MOST_FEE,
        help=_("0: nothing. It stands in the list of dues apart, and is never divided."),
    )
)
register(
    Rule(
        "dues_parts",
        default=WHOLE,
        label=_("What whoever joins within a year pays for it"),
        group=_("Dues"),
        most=MONTHS,
        choices=PARTS,
        help=_("As your scale of dues says."),
    )
)
