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
