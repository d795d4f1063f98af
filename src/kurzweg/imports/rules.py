"""What a network decides about lists that it reads."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.rules import DAYS, Rule, register
from kurzweg.networks.rules import MEMBERSHIP

register(
    Rule(
        "import_undo_days",
        default=30,
        label=_("How long a list that was taken over can be undone"),
        group=MEMBERSHIP,
        unit=DAYS,
        least=1,
        most=60,
    ),
    Rule(
        "inform_days",
        default=21,
        label=_(
            "When it is due to tell somebody who did not say it herself what is kept about her"
        ),
        group=MEMBERSHIP,
        unit=DAYS,
        least=1,
        most=30,
        help=_("The law leaves a month (Art. 14 GDPR)."),
    ),
)
