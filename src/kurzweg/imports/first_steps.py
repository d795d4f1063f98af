"""With what a network begins that has a spreadsheet already."""

from django.utils.translation import gettext_lazy as _

from kurzweg.core.first_steps import FirstStep, register
from kurzweg.networks.models import Membership

register(
    FirstStep(
        "list of members",
        order=15,
        title=_("Read your list of members"),
        say=_(
            "A spreadsheet as you have it. You see every change before it is taken over. Without "
            "one, enter the first firms by hand."
        ),
        # One of two ways: whoever entered firms by hand has begun as well.
        done=lambda network: Membership.objects.in_network(network).filter(since__isnull=False),
        route="imports:start",
        action=_("Choose the file"),
    )
)
