"""What a network decides about its home page, and about what is due."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kurzweg.core.rules import Rule, register
from kurzweg.networks.rules import MEMBERSHIP

register(
    Rule(
        "membership_milestone",
        default=100,
        label=_("Members from one round number to the next"),
        group=MEMBERSHIP,
        unit=ngettext_lazy("%(shown)s member", "%(shown)s members", "number"),
        least=5,
        most=10_000,
        help=_("“Three more, then we are 300”: it speaks of a round number that is near."),
    ),
    Rule(
        "first_steps_shown",
        default=True,
        label=_("“First steps” stand above what is due until all of them are done"),
        group=_("What is due"),
    ),
)
