"""Applying for membership without an account: the draft, its link, sending, taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kurzweg.core import audit, ledger, links, newcomers, outbox
from kurzweg.core.addresses import validate_address
from kurzweg.core.languages import reading_language
from kurzweg.core.models import Link
from kurzweg.engine.duplicates import without_form
from kurzweg.engine.words import name_key
from kurzweg.networks import application_mails
from kurzweg.networks.errors import AlreadyDecided, AlreadySent
from kurzweg.networks.models import Application, Network, Prospect
from kurzweg.people import tally
from kurzweg.people.models import Person
from kurzweg.people.sign_in import TooOften
from kurzweg.people.tally import Limit

PURPOSE = "application"
WHY = "whoever holds the link of an application sees this one"
DRAFT_OPEN = timedelta(days=30)
SENT_OPEN = timedelta(days=180)
# From one household or office; and mails to one address, which anybody can type.
FROM_THERE = Limit(12, timedelta(hours=1))
MAILS = (Limit(3, timedelta(minutes=30)), Limit(6, timedelta(days=1)))

Said = Mapping[str, Any]


def require_seldom(place: str) -> None:
    """Refuse whoever saves or sends very often from one place."""
    if tally.count("applications from", place, FROM_THERE) < 0:
        raise TooOften


@transaction.atomic
def begin(network: Network, said: Said, *, prospect: Prospect | None = None) -> tuple[Link, str]:
    """Keep what somebody has written so far; the token of the link is told once."""
    application = Application.objects.create(
        network=network, prospect=prospect, said=dict(said), language=reading_language()
    )
    link, token = links.issue(
        PURPOSE, application, person_id=None, expires_at=timezone.now() + DRAFT_OPEN
    )
    _mail(application_mails.draft_kept(application, token=token))
    return link, token


@transaction.atomic
def save(application: Application, said: Said) -> Application:
    """Keep what somebody went on writing."""
    application = locked(application)
    if application.sent_on is not None:
        raise AlreadySent
    application.said, application.saved_at = dict(said), timezone.now()
    application.save(update_fields=["said", "saved_at"])
    _open_until(application, timezone.now() + DRAFT_OPEN)
    return application


@transaction.atomic
def send(application: Application, said: Said) -> Application:
    """Hand an application in; from now on it is due at the office."""
    application = locked(application)
    if application.sent_on is not None:
        raise AlreadySent
    application.said, application.saved_at = dict(said), timezone.now()
    application.sent_on = application.network.today()
    invited = application.prospect
    application.prospect = invited or _prospect_of(application)
    application.save(update_fields=["said", "saved_at", "sent_on", "prospect"])
    _open_until(application, timezone.now() + SENT_OPEN)
    audit.record(application, "applied", by=None, fields=["sent_on"])
    ledger.changed(application)
    if application.prospect:
        ledger.changed(application.prospect)
    if invited:  # anybody may type a name or an address, but only she has the link
        newcomers.spoke(invited)
    return application


def _prospect_of(application: Application) -> Prospect | None:
    """Find whom the office wanted to win anyway: the same address, or the same name without its
    legal form; of two that may be meant none is."""
    address = str(application.said.get("email") or "").casefold()
    name = _name_of(str(application.said.get("name") or ""))
    meant = [
        each
        for each in Prospect.objects.in_network(application.network_id).open().order_by("pk")
        if (address and each.email.casefold() == address) or (name and _name_of(each.name) == name)
    ]
    return meant[0] if len(meant) == 1 else None


def _name_of(firm: str) -> str:
    return name_key(without_form(firm))


@transaction.atomic
def apply(network: Network, said: Said) -> tuple[Application, str]:
    """Hand an application in that was never saved as a draft."""
    application = Application.objects.create(
        network=network, said=dict(said), language=reading_language()
    )
    _link, token = links.issue(
        PURPOSE, application, person_id=None, expires_at=timezone.now() + SENT_OPEN
    )
    application = send(application, said)
    _mail(application_mails.received(application, token=token))
    return application, token


@transaction.atomic
def withdraw(application: Application, *, by: Person | None = None) -> Application:
    """Take an application back: by its link, or as the office heard it."""
    application = locked(application)
    if not application.is_undecided:
        raise AlreadyDecided
    application.withdrawn_on = application.network.today()
    application.save(update_fields=["withdrawn_on"])
    close_questions(application, answer="withdrawn")
    audit.record(application, "withdrew", by=by, fields=["withdrawn_on"])
    ledger.changed(application)
    return application


def of_link(link: Link) -> Application:
    """Find the application behind a link."""
    rows = Application.objects.across_networks(WHY).select_related("network", "prospect")
    return rows.get(pk=link.row_id)


def close_questions(application: Application, *, answer: str) -> None:
    """Let no letter to the board be answered any more."""
    for approval in application.approvals.filter(answered_at=None):
        links.close("approval", approval, answer=answer)
    ledger.changed(*application.approvals.all())


def locked(application: Application) -> Application:
    """Lock an application: of two who decide at once the second hears what the first one did."""
    rows = Application.objects.in_network(application.network_id).locked()
    return rows.select_related("network", "prospect", "membership").get(pk=application.pk)


def kept_until(application: Application) -> date:
    """Say until when a draft can be gone on with."""
    return (application.saved_at + DRAFT_OPEN).date()


def _open_until(application: Application, moment: Any) -> None:
    Link.objects.filter(purpose=PURPOSE, row_id=application.pk).update(expires_at=moment)


def _mail(mail: outbox.Mail) -> None:
    """Write to the address that was typed, unless it was written to very often lately."""
    if (
        is_address(mail.to_address)
        and tally.count("application mails to", mail.to_address, *MAILS) >= 0
    ):
        outbox.add(mail)


def is_address(written: str) -> bool:
    """Say whether what stands in a draft is an address already."""
    try:
        validate_address(written)
    except ValidationError:
        return False
    return True
