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
)
