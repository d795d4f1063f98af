"""What a network decides about learning from answers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kurzweg.core.rules import Rule, register
from kurzweg.market.rules import ORDER

register(
    Rule(
        "weights_after_answers",
        default=20,
        label=_("New answers until weights are proposed"),
        group=ORDER,
        unit=ngettext_lazy("%(shown)s answer", "%(shown)s answers", "number"),
        least=1,
        most=1000,
    ),
)
