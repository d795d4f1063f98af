"""With what a market begins: what a first firm can do, and what somebody looks for."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.first_steps import FirstStep, register
from kurzweg.market.models import Need, Offer

register(
    FirstStep(
        "offer",
        order=30,
        title=_("Write down what a firm can do"),
        say=_("One sentence on its page, as you would tell it on the phone. Only that can fit."),
        done=lambda network: Offer.objects.in_network(network),
        route="networks:organisation-list",
        action=_("Choose a firm"),
    )
)
register(
    FirstStep(
        "need",
        order=50,
        title=_("Write down what somebody looks for"),
        say=_("One sentence again: at once you see which firms fit, and why."),
        done=lambda network: Need.objects.in_network(network).filter(published_at__isnull=False),
        route="market:need-new",
        action=_("Write it down"),
    )
)
