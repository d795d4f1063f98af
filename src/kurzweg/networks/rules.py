"""What a network decides about those who belong to it."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.rules import DAYS, Rule, register

MEMBERSHIP = _("Membership")

register(
    Rule(
        "membership_answer_days",
        default=14,
        label=_("Time to answer an application or a notice"),
        group=MEMBERSHIP,
        unit=DAYS,
        least=1,
        most=90,
    ),
    Rule(
        "certificate_warning_days",
        default=30,
        label=_("How long before its end a certificate is spoken of"),
        group=MEMBERSHIP,
        unit=DAYS,
        least=0,
        most=365,
    ),
    Rule(
        "certificate_ended_days",
        default=7,
        label=_("How long after its end it still is"),
        group=MEMBERSHIP,
        unit=DAYS,
        least=0,
        most=365,
    ),
)
