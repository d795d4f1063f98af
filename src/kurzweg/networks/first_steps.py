"""With what a network begins: its first members, and the mails that may leave."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from kurzweg.core.first_steps import FirstStep, register
from kurzweg.networks.models import LegalNotice, Membership, Network
from kurzweg.people.models import Site
from kurzweg.places.models import PostcodePlace


def _located(network: OuterRef) -> QuerySet[Network]:
    """Reference data say where towns lie; where firms have points, nobody misses them."""
    sites = Site.objects.filter(organisation__memberships__network=OuterRef("pk"))
    is_known = Exists(PostcodePlace.objects.all()) | Exists(sites.filter(latitude__isnull=False))
    return Network.objects.filter(is_known, pk=network)


register(
    FirstStep(
        "places",
        order=10,
        title=_("Let towns be known"),
        say=_(
            "Without postcodes there are no distances. On the server, run “make places”; "
            "it takes less than a minute."
        ),
        done=_located,
    )
)
register(
    FirstStep(
        "members",
        order=20,
        title=_("Enter the first firms"),
        say=_("A name and a town are enough; whoever has a mail address there can be asked."),
        done=lambda network: Membership.objects.in_network(network).filter(since__isnull=False),
        route="networks:member-new",
        action=_("Enter a firm"),
    )
)
register(
    FirstStep(
        "imprint",
        order=50,
        title=_("Say who answers for the network"),
        say=_("Imprint, privacy and contact stand at the foot of every page."),
        done=lambda network: LegalNotice.objects.in_network(network).exclude(town=""),
        route="networks:legal",
        action=_("Enter it"),
    )
)
register(
    FirstStep(
        "mail",
        order=60,
        title=_("Let mails leave"),
        say=_("Until then every mail is written and held back, so that you can try all of it."),
        done=lambda network: Network.objects.filter(pk=network, is_trial=False),
        route="networks:settings",
        action=_("To the settings"),
    )
)
