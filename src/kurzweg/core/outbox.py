"""Mails leave if and only if their cause was saved: at least once, with a stable Message-ID."""

from __future__ import annotations

import logging
import smtplib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kurzweg.core import jobs, mails
from kurzweg.core.addresses import header, one_line, with_name
from kurzweg.core.ids import new_public_id
from kurzweg.core.models import OutboxMail

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=5)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720, 1440, 1440))
TURN = timedelta(minutes=2)  # well below what the worker allows a job before it kills it


class Unreachable(Exception):
    """Nobody answers where mails are handed in, or hangs up: no other mail would fare better."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail before it is stored; `kind` says why it is sent, `dedup_key` that it is sent once."""

    kind: str
    to_name: str
    to_address: str
    subject: str
    text: str
    sender: str = ""
    reply_to: str = ""
    network_id: int | None = None
    person_id: int | None = None
    dedup_key: str | None = None


_is_on_trial: Callable[[int], bool] | None = None
_is_known: Callable[[str], bool] | None = None


def hold_while(asked: Callable[[int], bool]) -> None:
    """Declare whose mails wait: what is asked about a network stays so until the cause is saved."""
    global _is_on_trial
    _is_on_trial = asked


def tell_secrets_if(asked: Callable[[str], bool]) -> None:
    """Declare who gets secrets: what is asked about an address when the worker has one for it."""
    global _is_known
    _is_known = asked


@transaction.atomic(savepoint=False)
def add(mail: Mail) -> OutboxMail | None:
    """Put a mail into the outbox, in the transaction of its cause; None if it was there before.

    A kind that no app declares is a LookupError: a fault of the programme, and no mail.
    """
    mails.kind(mail.kind)
    # Asked here, not by whoever wrote the mail: the trial may have ended since they looked.
    is_held = bool(mail.network_id and _is_on_trial and _is_on_trial(mail.network_id))
    stored = columns(mail) | {"is_held": is_held}
    if mail.dedup_key:
        # Two who act at once may both come with this key: the database decides who was first.
        row, is_new = OutboxMail.objects.get_or_create(dedup_key=mail.dedup_key, defaults=stored)
        if not is_new:
            return None
    else:
        row = OutboxMail.objects.create(**stored)
    if not is_held:
        jobs.enqueue("kurzweg.core.outbox.deliver")
    return row


def deliver() -> int:
    """Send what is due, one mail at a time, and say how many left."""
    sent, turn_ends_at = 0, time.monotonic() + TURN.total_seconds()
    connection = get_connection()
    while (mail := _claim(timezone.now())) is not None:
        if not _may_leave(mail):
            mail.delete()  # nobody is there, and nothing of who was asked for stays
            continue
        try:
            sent += _send(mail, connection=connection)
        except Unreachable:
            break  # the others keep their turn until somebody answers there
        if time.monotonic() > turn_ends_at:
            jobs.enqueue("kurzweg.core.outbox.deliver")
            break
    connection.close()
    return sent


def held_mails(network_id: int) -> QuerySet[OutboxMail]:
    """Open the mails that trial mode holds back."""
    return OutboxMail.objects.filter(network_id=network_id, is_held=True)


def release_held(network_id: int) -> int:
    """Let the mails of a network leave that trial mode held back, and say how many."""
    released = held_mails(network_id).update(is_held=False, due_at=timezone.now())
    jobs.enqueue("kurzweg.core.outbox.deliver")
    return released


def drop_held(network_id: int) -> int:
    """Throw away the mails that trial mode held back; none is sent."""
    held_mails(network_id).delete()
    return 0


@transaction.atomic
def _claim(now: datetime) -> OutboxMail | None:
    mail = OutboxMail.objects.due(now).locked().order_by("due_at", "pk").first()
    if mail is not None:
        mail.claimed_until = now + CLAIM
        mail.save(update_fields=["claimed_until"])
    return mail


def _may_leave(mail: OutboxMail) -> bool:
    if not mails.is_secret(mail.kind):
        return True
    return _is_known is not None and _is_known(parseaddr(mail.recipient)[1])


def _send(mail: OutboxMail, *, connection: BaseEmailBackend) -> bool:
    try:
        _message(mail, connection=connection).send()
    except (ValueError, TypeError) as error:  # TypeError: Django's word for an empty address
        _give_up(mail, error=error)  # no server will ever take an address like this
        return False
    except OSError as error:
        _postpone(mail, error=error)
        if _is_unreachable(error):
            raise Unreachable from error
        return False
    # Killed between the server's "250" and this line, the mail leaves again: same Message-ID.
    mail.sent_at, mail.claimed_until, mail.error = timezone.now(), None, ""
    if mails.is_secret(mail.kind):
        mail.subject, mail.text = "", ""
    mail.save(update_fields=["sent_at", "claimed_until", "error", "subject", "text"])
    return True


def _message(mail: OutboxMail, *, connection: BaseEmailBackend) -> EmailMessage:
    return EmailMessage(
        subject=mail.subject,
        body=mail.text,
        from_email=header(mail.sender),
        to=[header(mail.recipient)],
        reply_to=[header(mail.reply_to)] if mail.reply_to else None,
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
        connection=connection,
    )


def _postpone(mail: OutboxMail, *, error: Exception) -> None:
    # Counted here, not when it is taken: a killed sender says nothing about the mail.
    mail.attempts += 1
    if mail.attempts > len(PAUSES):
        _give_up(mail, error=error)
        return
    mail.due_at = timezone.now() + PAUSES[mail.attempts - 1]
    _note(mail, error=error)


def _give_up(mail: OutboxMail, *, error: Exception) -> None:
    mail.given_up_at = timezone.now()
    _note(mail, error=error)


def _note(mail: OutboxMail, *, error: Exception) -> None:
    # The kind of error only: a server's own words may hold the address.
    mail.error, mail.claimed_until = type(error).__name__, None
    mail.save(update_fields=["error", "claimed_until", "given_up_at", "due_at", "attempts"])
    logger.warning("mail %s not sent: %s", mail.pk, mail.error)


def _is_unreachable(error: OSError) -> bool:
    is_silent = not isinstance(error, smtplib.SMTPException)
    return is_silent or isinstance(
        error, (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError)
    )


def columns(mail: Mail) -> dict[str, Any]:
    """Give what of a mail is stored, without its key."""
    return {
        "message_id": _new_message_id(),
        "network_id": mail.network_id,
        "person_id": mail.person_id,
        "kind": mail.kind,
        "sender": mail.sender or settings.DEFAULT_FROM_EMAIL,
        "reply_to": mail.reply_to,
        "recipient": with_name(mail.to_name, mail.to_address),
        "subject": one_line(mail.subject)[:200],
        "text": mail.text,
    }


def _new_message_id() -> str:
    return f"<{new_public_id()}{new_public_id()}@{settings.MAIL_DOMAIN}>"
