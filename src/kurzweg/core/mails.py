"""Contract: the kinds of mail of an app: on which ground, how urgent, what can be answered."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kurzweg.core.languages import reading_language

if TYPE_CHECKING:
    from kurzweg.core.models import OutboxMail


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail before it is stored; `kind` says why it is sent, `dedup_key` that it is sent once.

    `row_id` says what it is about, to its kind. `leave_by` is the moment, or the day, after which
    it would come too late. Whoever writes it does so in its reader's language.
    """

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
    row_id: int | None = None
    leave_by: datetime | date | None = None
    language: str = field(default_factory=reading_language)


class Basis(models.TextChoices):
    """On which ground somebody is written to, in German law."""

    CONTRACT = "contract", _("membership and use of the platform, Art. 6(1)(b) GDPR")
    DUTY = "legal duty", _("legal duty, Art. 6(1)(c) GDPR")
    INTEREST = "legitimate interest", _("legitimate interest, Art. 6(1)(f) GDPR")
    CONSENT = "consent", _("consent, § 7 UWG and Art. 6(1)(a) GDPR")


class Budget(models.TextChoices):
    """Whether a mail takes one of the places of its reader's week."""

    COUNTED = "counted", _("counts in the reader's week")
    OWN_ACT = "own act", _("answers what the reader did")
    TASK = "task", _("belongs to a task that the reader holds")
    STATUTORY = "statutory", _("required by law")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that a mail can be given: the text names its label and holds its link.

    `purpose` is that of the link; `parameters` names what may be said along with it.
    """

    name: str
    label: str | Promise
    purpose: str
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mail.

    `sample` writes one to an invented reader, in the language that is active. `is_still_due` is
    asked when a stored mail is about to leave: what was decided meanwhile is not mailed any more.
    Of a secret nothing is kept once it has left.
    """

    name: str
    label: str | Promise
    basis: Basis
    budget: Budget
    sample: Callable[[], Mail]
    answers: tuple[Answer, ...] = ()
    is_secret: bool = False
    is_still_due: Callable[[OutboxMail], bool] | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; names are unique in the house."""
    if kind.name in _kinds:
        raise ValueError(f"two kinds of mail are called {kind.name!r}")
    if kind.is_secret and kind.budget == Budget.COUNTED:
        raise ValueError(f"{kind.name!r} is secret: it cannot wait and be put into a bundle")
    _kinds[kind.name] = kind


def kind(name: str) -> Kind:
    """Look up a kind; one that nobody declared is a LookupError."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"no app declares the kind of mail {name!r} in its mails.py") from None


def kinds() -> list[Kind]:
    """List all kinds in the order of their names."""
    return [_kinds[name] for name in sorted(_kinds)]


def names(*, budget: Budget) -> Collection[str]:
    """Name the kinds of one class of the budget."""
    return [kind.name for kind in kinds() if kind.budget == budget]


def is_secret(name: str) -> bool:
    """Whether nothing of a kind is kept; one whose app is gone is none."""
    return name in _kinds and _kinds[name].is_secret


def is_still_due(mail: OutboxMail) -> bool:
    """Ask a stored mail's kind whether its cause still holds.

    What an app left behind that is gone, or what does not say its row, leaves as it was promised
    when it was written.
    """
    asked = _kinds[mail.kind].is_still_due if mail.kind in _kinds else None
    return asked is None or mail.row_id is None or asked(mail)


def sample_token(purpose: str) -> str:
    """Give the token that the links of a purpose have in samples: it opens nothing."""
    return purpose.replace(" ", "-")
