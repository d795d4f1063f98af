"""Links from mails: whoever holds one may answer one question, once, and nothing else.

GET never acts, because mail scanners open every link; the token is stored hashed; the page says
for whom it is and shows no contact data.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kurzweg.core.errors import DomainError
from kurzweg.core.ids import ALPHABET
from kurzweg.core.models import Link

LENGTH = 32  # 158 bits: nobody guesses one, however often they try
PREFIX = "/l/"  # what follows is a secret: no log keeps it, no other page is told it


class LinkExpired(DomainError):
    sentence = _("The time to answer this question is over. Nothing was changed.")


class LinkAlreadyUsed(DomainError):
    sentence = _("This question has already been answered.")


def issue(
    purpose: str, row: models.Model, *, person_id: int | None, expires_at: datetime
) -> tuple[Link, str]:
    """Make a link for one question to one person; the token is returned once and never stored."""
    token = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    link = Link.objects.create(
        purpose=purpose,
        row_id=row.pk,
        person_id=person_id,
        network_id=getattr(row, "network_id", None),
        token_hash=_hashed(token),
        expires_at=expires_at,
    )
    return link, token


def find(token: str) -> Link | None:
    """Find the link behind a token; altered or unknown tokens find nothing.

    Some programs write a link in other letters or put signs of emphasis around it: that is no
    alteration, because tokens have only small letters and digits (those given before also others).
    """
    spellings = {token, token.strip("-_").lower()}
    return Link.objects.filter(token_hash__in=map(_hashed, spellings)).first()


def mended(path: str) -> str:
    """Take out of the address of a link what mail programs add: brackets, stops, blanks."""
    rest = re.sub(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]", "", path[len(PREFIX) :])
    token = re.search(r"[A-Za-z0-9_-]+", rest)
    return f"{PREFIX}{token[0]}/" if token else path


def is_secret(path: str) -> bool:
    """Whether an address may hold a token, however it is spelt."""
    return path.lower().startswith(PREFIX)


def blanked(text: str, *, instead: str) -> str:
    """Give a mail's text to somebody who is not its reader: its links open nothing."""
    return re.sub(rf"\S*{PREFIX}\S+", instead, text, flags=re.IGNORECASE)


def use(link: Link, *, answer: str) -> Link:
    """Note the one answer to this link; call it in the transaction of what the answer does."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("links.use belongs into a transaction")
    link = Link.objects.select_for_update().get(pk=link.pk)
    if link.used_at is not None:
        raise LinkAlreadyUsed
    if link.expires_at <= timezone.now():
        raise LinkExpired
    link.used_at, link.answer = timezone.now(), answer
    link.save(update_fields=["used_at", "answer"])
    return link


def is_open(purpose: str, row: models.Model) -> bool:
    """Whether somebody has a link by which a question can still be answered."""
    open_ones = Link.objects.filter(purpose=purpose, row_id=row.pk, used_at=None)
    return open_ones.filter(expires_at__gt=timezone.now()).exists()


def close(purpose: str, row: models.Model, *, answer: str) -> None:
    """Close all open links of one question, because it was decided elsewhere."""
    Link.objects.filter(purpose=purpose, row_id=row.pk, used_at=None).update(
        used_at=timezone.now(), answer=answer
    )


def shut(person_id: int) -> None:
    """Let no letter to somebody open anything any more: her address is another one now.

    Also what was answered: whoever reads at the old address takes nothing back.
    """
    for link in Link.objects.filter(person_id=person_id).order_by("pk"):
        link.token_hash = _hashed(secrets.token_hex(LENGTH))  # nobody was given what leads here
        if link.used_at is None:
            link.used_at, link.answer = timezone.now(), "address changed"
        link.save(update_fields=["token_hash", "used_at", "answer"])


def reopen(purpose: str, row: models.Model, *, since: datetime, expires_at: datetime) -> None:
    """Let the links of a question be used again that were made since it was asked."""
    Link.objects.filter(
        purpose=purpose, row_id=row.pk, created_at__gte=since, used_at__isnull=False
    ).update(used_at=None, answer="", expires_at=expires_at)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
