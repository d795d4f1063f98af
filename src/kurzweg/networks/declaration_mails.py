"""The letter that asks a firm once a year whether its entry is still right."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core.days import end_of
from kurzweg.core.links import PREFIX
from kurzweg.core.models import OutboxMail
from kurzweg.core.outbox import Mail
from kurzweg.core.templatetags.display import plain_day
from kurzweg.networks.models import SelfDeclaration
from kurzweg.people.models import Organisation, Person

PURPOSE = "self-declaration"
RIGHT = gettext_lazy("All of it is still right")
WHY = "a mail names the question that it asks"


def asked(
    row: SelfDeclaration,
    *,
    person: Person | None,
    token: str,
    known: Person | None = None,
    again: bool = False,
) -> Mail:
    """Ask whether the entry is still right, with the link under which one click says so.

    `known` is greeted by name; she need not be who is asked, where the firm's address is.
    """
    network, firm = row.network, row.organisation
    with translation.override(person.language if person else firm.language):
        subject = _("Is your entry with %(network)s still right?") % {"network": network.name}
        return Mail(
            kind=PURPOSE,
            to_name=person.name if person else firm.name,
            to_address=person.email if person else firm.email,
            subject=_("Still open: %(subject)s") % {"subject": subject} if again else subject,
            text="\n\n".join(_paragraphs(row, firm, person or known, token, again=again)) + "\n",
            sender=network.sender,
            reply_to=network.mail_from,
            network_id=network.pk,
            person_id=person.pk if person else None,
            row_id=row.pk,
            dedup_key=f"declaration:{row.pk}:{'again' if again else 'first'}",
            leave_by=end_of(row.ends_on, network.time_zone),
        )


def _paragraphs(
    row: SelfDeclaration, firm: Organisation, person: Person | None, token: str, *, again: bool
) -> list[str]:
    is_named = person is not None and (person.given_name.strip() or person.title.strip())
    name = person.name if person is not None else ""
    return [
        _("Hello %(name)s,") % {"name": name} if is_named else _("Hello,"),
        _(
            "once a year we ask each member whether its entry is still right: how many work at "
            "%(firm)s, which certificates it has, where it is, how it is reached."
        )
        % {"firm": firm.name},
        _("Here you see what we have. If all of it is right, one click says so:"),
        f"{RIGHT}: {settings.BASE_URL}{PREFIX}{token}/",
        _("You can answer until %(day)s.") % {"day": plain_day(row.ends_on)}
        + (" " + _("We will not remind you again.") if again else ""),
        row.network.mail_name,
    ]


def is_unanswered(mail: OutboxMail) -> bool:
    """Whether the question of a stored mail is still open."""
    rows = SelfDeclaration.objects.across_networks(WHY).unanswered()
    return rows.filter(pk=mail.row_id or 0).exists()
