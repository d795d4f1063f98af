"""What a network decides about those who belong to it."""

from django.utils.dates import MONTHS as MONTHS_OF_THE_YEAR
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kurzweg.core.rules import DAYS, Rule, register
from kurzweg.networks import notice
from kurzweg.networks.models import Readers
from kurzweg.networks.visible_fields import RULE, USUAL

MEMBERSHIP = _("Membership")
MAIL = _("Mail")
SHOWN = _("Who reads what of an entry, unless the organisation wants it otherwise")
YEARS = ngettext_lazy("%(shown)s year", "%(shown)s years", "number")
MONTHS_LONG = ngettext_lazy("%(shown)s month", "%(shown)s months", "number")
MAILS = ngettext_lazy("%(shown)s mail", "%(shown)s mails", "number")

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
        "invitation_days",
        default=14,
        label=_("How long a colleague can accept an invitation to act for a firm"),
        group=MEMBERSHIP,
        unit=DAYS,
        least=1,
        most=60,
    ),
    Rule(
        "takes_applications",
        default=True,
        label=_("A public page takes applications for membership"),
        group=MEMBERSHIP,
    ),
    Rule(
        "board_decides",
        default=False,
        label=_("The board decides on applications, not the office alone"),
        group=MEMBERSHIP,
    ),
    Rule(
        "board_approvals",
        default=2,
        label=_("How many of the board have to agree"),
        group=MEMBERSHIP,
        unit=ngettext_lazy("%(shown)s person", "%(shown)s persons", "number"),
        least=1,
        most=20,
        help=_("Where the board decides."),
    ),
    Rule(
        "board_answer_days",
        default=14,
        label=_("Time for the board to answer"),
        group=MEMBERSHIP,
        unit=DAYS,
        least=2,
        most=90,
    ),
    Rule(
        "board_reminder_days",
        default=7,
        label=_("Time until whoever of the board has not answered is reminded, once"),
        group=MEMBERSHIP,
        unit=DAYS,
        least=1,
        most=89,
    ),
    Rule(
        "prospect_days",
        default=14,
        label=_("When a prospect is due again, unless another day is chosen"),
        group=MEMBERSHIP,
        unit=DAYS,
        least=1,
        most=365,
    ),
    Rule(
        "notice_months",
        default=3,
        label=_("How long before the end of a membership its notice arrives"),
        group=MEMBERSHIP,
        unit=notice.MONTHS,
        least=0,
        most=notice.MOST_MONTHS,
        help=_("As your statutes say."),
        refused=notice.refused,
    ),
    Rule(
        "notice_end",
        default=12,
        label=_("When a membership can end"),
        group=MEMBERSHIP,
        choices=notice.ENDS,
    ),
    Rule(
        "notice_warning_days",
        default=60,
        label=_("How long before the last day for notices the office reads of it"),
        group=MEMBERSHIP,
        unit=DAYS,
        least=0,
        most=180,
    ),
    Rule(
        "year_begins",
        default=1,
        label=_("Month in which the year of the network begins"),
        group=MEMBERSHIP,
        choices=MONTHS_OF_THE_YEAR,
    ),
    Rule(
        "silent_months",
        default=12,
        label=_("After how many months without contact nothing was heard of a member for long"),
        group=MEMBERSHIP,
        unit=MONTHS_LONG,
        least=3,
        most=60,
    ),
    Rule(
        "silent_month",
        default=8,
        label=_("Month in which the office reads of whom nothing was heard for long"),
        group=MEMBERSHIP,
        choices={0: _("never"), **MONTHS_OF_THE_YEAR},
    ),
    Rule(
        "declaration_month",
        default=0,
        label=_("Month in which members are asked whether their entry is still right"),
        group=MEMBERSHIP,
        choices={0: _("never, only when the office asks"), **MONTHS_OF_THE_YEAR},
    ),
    Rule(
        "declaration_days",
        default=28,
        label=_("Time to answer whether an entry is still right"),
        group=MEMBERSHIP,
        unit=DAYS,
        least=7,
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
    Rule(
        "anniversary_years",
        default=5,
        label=_("Every how many years of membership the office is told to congratulate"),
        group=MEMBERSHIP,
        unit=YEARS,
        least=0,
        most=100,
        help=_("With 0 years, never."),
    ),
    Rule(
        "jubilee_years",
        default=25,
        label=_("Every how many years since its founding a firm has a jubilee"),
        group=MEMBERSHIP,
        unit=YEARS,
        least=0,
        most=500,
        help=_("With 0 years, never."),
    ),
    Rule(
        "mails_per_week",
        default=2,
        label=_("How many mails somebody gets in seven days; the rest waits and leaves as one"),
        group=MAIL,
        unit=MAILS,
        least=1,
        most=20,
        help=_("Answers to one's own act and what would come too late do not wait."),
    ),
)
register(
    *(
        Rule(
            f"{RULE}{line}",
            default=int(usual),
            label=line.label,
            group=SHOWN,
            most=max(Readers),
            choices=dict(Readers.choices),
        )
        for line, usual in USUAL.items()
    )
)
