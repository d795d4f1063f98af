"""How a network writes: it sends no mail of its own yet."""

from __future__ import annotations

from kurzweg.core import mail_budget
from kurzweg.core.mail_budget import Office
from kurzweg.networks.models import Network


def office_of(network_id: int) -> Office | None:
    """Say from where a network writes, and how often to one reader."""
    network = Network.objects.filter(pk=network_id).first()
    if network is None:
        return None
    return Office(
        sender=network.sender,
        reply_to=network.mail_from,
        mails_per_week=network.rule("mails_per_week"),
    )


mail_budget.register_offices(office_of)
