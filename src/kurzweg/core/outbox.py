"""Mails leave if and only if their cause was saved: at least once, with a stable Message-ID."""

from __future__ import annotations

import logging
import smtplib
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kurzweg.core import jobs, mail_budget, mails
from kurzweg.core.addresses import header, normalised, one_line, with_name
from kurzweg.core.days import end_of
from kurzweg.core.ids import new_message_id
from kurzweg.core.mails import Mail as Mail
from kurzweg.core.models import OutboxMail, Turn

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=5)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720, 1440, 1440))
TURN = timedelta(minutes=2)  # well below what the worker allows a job before it kills it


class Unreachable(Exception):
    """Nobody answers where mails are handed in, or hangs up: no other mail would fare better."""


# Says why a stored mail may not leave; None if it may.
Gate = Callable[[OutboxMail], str | None]
_gates: list[Gate] = []
# Says of a network whether its mails of a kind wait.
Holds = Callable[[int, str], bool]
_holds_back: Holds | None = None


def hold_while(asked: Holds) -> None:
    """Declare whose mails wait: what is asked about a network stays so until the cause is saved."""
    global _holds_back
    _holds_back = asked


def register_gate(gate: Gate) -> None:
    """Add a gate; each is asked when a mail is about to leave, alone or in a bundle."""
    _gates.append(gate)


@transaction.atomic(savepoint=False)
def add(mail: Mail) -> OutboxMail | None:
    """Put a mail into the outbox, in the transaction of its cause; None if it was there before.

    A kind that no app declares is a LookupError: a fault of the programme, and no mail.
    """
    mails.kind(mail.kind)
    # Asked here, not by whoever wrote the mail: the trial may have ended since they looked.
    is_held = bool(mail.network_id and _holds_back and _holds_back(mail.network_id, mail.kind))
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
        try:
            sent += _send(mail, connection=connection)
        except Unreachable:
            break  # the others keep their turn until somebody answers there
        if time.monotonic() > turn_ends_at:
            jobs.enqueue("kurzweg.core.outbox.deliver")
            break
    connection.close()
    return sent


def has_server() -> bool:
    """Whether mails reach anybody; without a server they are only printed."""
    return not settings.EMAIL_BACKEND.endswith("console.EmailBackend")


def held_mails(network_id: int) -> QuerySet[OutboxMail]:
    """Open the mails that trial mode holds back."""
    return OutboxMail.objects.filter(network_id=network_id, is_held=True)


def release_held(held: QuerySet[OutboxMail]) -> int:
    """Let mails leave that trial mode held back, and say how many."""
    released = held.update(is_held=False, due_at=timezone.now())
    jobs.enqueue("kurzweg.core.outbox.deliver")
    return released


def drop_held(held: QuerySet[OutboxMail]) -> int:
    """Throw away mails that trial mode held back; none is sent."""
    held.delete()
    return 0


def waiting_mails(network_id: int) -> QuerySet[OutboxMail]:
    """Open the mails that are over their readers' budget and will leave bundled."""
    return OutboxMail.objects.filter(network_id=network_id).waiting_for_a_place()


def printed_mails(network_id: int) -> QuerySet[OutboxMail]:
    """Open the mails that were only printed, for want of a server, and that are kept in words."""
    mine = OutboxMail.objects.filter(network_id=network_id, sent_at__isnull=False)
    return OutboxMail.objects.none() if has_server() else mine.exclude(text="")


def _claim(now: datetime) -> OutboxMail | None:
    """Take the next mail that may leave now; what waits on, or is in other hands, is passed by."""
    passed: list[int] = []
    while True:
        due = OutboxMail.objects.due(now).exclude(pk__in=passed).order_by("due_at", "pk")
        mail = due.first()
        if mail is None:
            return None
        taken = _take(mail, now=now)
        if taken is not None:
            return taken
        passed.append(mail.pk)


@transaction.atomic
def _take(mail: OutboxMail, *, now: datetime) -> OutboxMail | None:
    asks = mail_budget.is_asked(mail)
    # All mails of one reader ask under one lock, taken in one order: of two workers the second
    # sees which places the first has given away.
    rows = (
        mail_budget.without_turn(mail) if asks else OutboxMail.objects.due(now).filter(pk=mail.pk)
    )
    locked = rows.locked(skip=not asks).order_by("pk")
    ours = {row.pk: row for row in locked if row.turn == Turn.WAITS or row.pk == mail.pk}
    found = ours.get(mail.pk)
    if found is None or found.due_at > now:
        return None
    if found.kind == mail_budget.BUNDLE:
        if not _is_composed_anew(found):
            return None
    elif _is_dropped(found) or (asks and not mail_budget.has_turn(found, now=now)):
        return None
    if asks:
        leaving = [row for row in ours.values() if row is found or not _is_dropped(row)]
        found = mail_budget.bundle(leaving) if len(leaving) > 1 else found
    found.turn, found.claimed_until = Turn.TAKEN, now + CLAIM
    found.save(update_fields=["turn", "claimed_until", "subject", "text"])
    return found


def _is_composed_anew(bundle: OutboxMail) -> bool:
    """Leave out of a bundle that has to be sent again what was decided since.

    Gates are asked about what it carries: were the bundle itself dropped, that would be lost.
    """
    carried = [mail for mail in bundle.carried.unfinished() if not _is_dropped(mail)]
    if carried:
        mail_budget.compose(bundle, carried)
    else:
        _drop(bundle, "nothing of it is still due")
    return bool(carried)


def _is_dropped(mail: OutboxMail) -> bool:
    """Ask whether anything keeps a mail from ever leaving, and note what."""
    reasons = [reason for gate in _gates if (reason := gate(mail))]
    if not reasons and not mails.is_still_due(mail):
        reasons = ["no longer due"]
    if reasons:
        _drop(mail, reasons[0])
    return bool(reasons)


def _drop(mail: OutboxMail, reason: str) -> None:
    if mails.is_secret(mail.kind):
        mail.delete()  # nothing of who was asked for stays
        return
    mail.given_up_at, mail.dropped_because = timezone.now(), reason
    mail.save(update_fields=["given_up_at", "dropped_because"])


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
    with transaction.atomic():
        _store(mail, "sent_at", "claimed_until", "error", "subject", "text")
        mail.carried.unfinished().update(sent_at=mail.sent_at)
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
    with transaction.atomic():
        _note(mail, error=error)
        mail.carried.unfinished().update(given_up_at=mail.given_up_at, error=mail.error)


def _note(mail: OutboxMail, *, error: Exception) -> None:
    # The kind of error only: a server's own words may hold the address.
    mail.error, mail.claimed_until = type(error).__name__, None
    _store(mail, "error", "claimed_until", "given_up_at", "due_at", "attempts")
    logger.warning("mail %s not sent: %s", mail.pk, mail.error)


def _store(mail: OutboxMail, *names: str) -> None:
    """Store what became of a mail, unless its reader was erased while it was on its way."""
    stored = OutboxMail.objects.filter(pk=mail.pk)
    stored.update(**{name: getattr(mail, name) for name in names})


def _is_unreachable(error: OSError) -> bool:
    is_silent = not isinstance(error, smtplib.SMTPException)
    return is_silent or isinstance(
        error, (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError)
    )


def columns(mail: Mail) -> dict[str, Any]:
    """Give what of a mail is stored, without its key."""
    return {
        "message_id": new_message_id(),
        "network_id": mail.network_id,
        "person_id": mail.person_id,
        "kind": mail.kind,
        "sender": mail.sender or settings.DEFAULT_FROM_EMAIL,
        "reply_to": mail.reply_to,
        "recipient": with_name(mail.to_name, mail.to_address),
        "reader": reader_of(mail.to_address, person_id=mail.person_id),
        "language": mail.language,
        "row_id": mail.row_id,
        "too_late_at": _moment(mail.leave_by),
        "subject": one_line(mail.subject)[:200],
        "text": mail.text,
    }


def reader_of(address: str, *, person_id: int | None) -> str:
    """Say in whose week a mail counts."""
    return f"person {person_id}" if person_id else normalised(address)


def _moment(by: datetime | date | None) -> datetime | None:
    return by if by is None or isinstance(by, datetime) else end_of(by)
