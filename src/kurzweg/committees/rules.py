"""What a network decides about its committees."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.rules import DAYS, Rule, register

COMMITTEES = _("Committees")

register(
    Rule(
        "minutes_link_days",
        default=60,
        label=_("How long the link to minutes opens them"),
        group=COMMITTEES,
        unit=DAYS,
        least=7,
        most=365,
        help=_("Whoever signs in reads them as long as she sits in the committee."),
    ),
    Rule(
        "declaration_link_days",
        default=30,
        label=_("How long somebody can confirm confidentiality by its link"),
        group=COMMITTEES,
        unit=DAYS,
        least=7,
        most=180,
    ),
    Rule(
        "task_reminder_days",
        default=3,
        label=_("How long before its day somebody is reminded of a task, once"),
        group=COMMITTEES,
        unit=DAYS,
        least=0,
        most=30,
    ),
)
