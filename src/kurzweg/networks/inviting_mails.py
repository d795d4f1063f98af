"""The letter that invites a colleague to act for a firm."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from kurzweg.core.days import end_of
from kurzweg.core.links import PREFIX
from kurzweg.core.models import OutboxMail
from kurzweg.core.outbox import Mail
from kurzweg.core.templatetags.display import plain_day
from kurzweg.networks.models import Invitation

PURPOSE = "invitation"
WHY = "a mail names the invitation that it brings"


def invitation(row: Invitation, *, token: str) -> Mail:
    """Say who invites to act for which firm, what that allows, and until when the link opens."""
    network = row.network
    with translation.override(row.language):
        return Mail(
            kind=PURPOSE,
            to_name=row.name,
            to_address=row.email,
            subject=_("Act for %(firm)s at %(network)s")
            % {"firm": row.organisation.name, "network": network.name},
            text="\n\n".join(_paragraphs(row, token)) + "\n",
            sender=network.sender,
            reply_to=network.mail_from,
            network_id=network.pk,
            row_id=row.pk,
            dedup_key=f"invitation:{row.pk}",
            leave_by=end_of(row.ends_on, network.time_zone),
        )


def _paragraphs(row: Invitation, token: str) -> list[str]:
    firm, network = row.organisation.name, row.network.name
    says = {"by": row.invited_by.name, "firm": firm, "network": network}
    return [
        _("Hello %(name)s,") % {"name": row.name} if row.given_name else _("Hello,"),
        _("%(by)s invites you to act for %(firm)s at %(network)s.") % says,
        " ".join(allowed(row)),
        _("With this link you accept; no password is needed:"),
        f"{settings.BASE_URL}{PREFIX}{token}/",
        _(
            "It is for you alone and opens until %(day)s. If you do not want it, you need not do "
            "anything: nothing is entered before you accept."
        )
        % {"day": plain_day(row.ends_on)},
        row.network.mail_name,
    ]


def allowed(row: Invitation) -> list[str]:
    """Say what somebody may do who accepts."""
    lines = [_("You read what the members of the network read.")]
    if row.answers_requests:
        lines.append(_("You answer requests for contact to the firm."))
    if row.is_admin:
        lines.append(_("You are responsible for the entry of the firm, and for who acts for it."))
    return lines


def is_open(mail: OutboxMail) -> bool:
    """Whether the invitation of a stored mail still stands."""
    rows = Invitation.objects.across_networks(WHY).filter(accepted_on=None, withdrawn_on=None)
    return rows.filter(pk=mail.row_id or 0).exists()
