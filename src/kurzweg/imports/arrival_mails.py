"""The mail to whom others told us of."""

from __future__ import annotations

from kurzweg.core.mails import Mail
from kurzweg.core.models import OutboxMail
from kurzweg.imports.letter import Writer
from kurzweg.imports.models import Arrival, Way
from kurzweg.people.models import Position

INFORMING = "informing"
WHY = "a mail names the arrival that it is about"


def informing(arrival: Arrival, writer: Writer, *, acts: Position | None) -> Mail:
    """Tell somebody what is kept about her, where it comes from, and which rights she has."""
    network, person = writer.network, arrival.whom
    letter = writer.letter_to(arrival, acts=acts)
    return Mail(
        kind=INFORMING,
        to_name=person.name,
        to_address=person.email,
        subject=letter.subject,
        text=letter.text,
        sender=network.sender,
        reply_to=network.mail_from,
        network_id=network.pk,
        person_id=arrival.person_id,
        row_id=arrival.pk,
        language=letter.language,
    )


def is_wanted(mail: OutboxMail) -> bool:
    """Whether whoever a stored mail is for is still here, and was not told otherwise meanwhile."""
    rows = Arrival.objects.across_networks(WHY).filter(pk=mail.row_id or 0)
    return rows.filter(informed_by=Way.MAIL).exists()
