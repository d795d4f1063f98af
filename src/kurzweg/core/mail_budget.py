"""The mail budget: few mails per reader and week; what is over it waits and leaves as one.

A mail gets its turn once, under a lock that all mails of its reader share; from then on it leaves
by itself, however often it has to be tried. What finds the week full waits for the next free
place. Whatever then leaves takes all along that waits: its reader is disturbed once either way,
so nothing waits behind mails that came later.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kurzweg.core import mails
from kurzweg.core.ids import new_message_id
from kurzweg.core.languages import reading_language
from kurzweg.core.mails import Basis, Budget, Kind, Mail
from kurzweg.core.models import OutboxMail, OutboxMailQuerySet, Turn

WEEK = timedelta(days=7)
BUNDLE = "bundle"
RULE = "═" * 30


@dataclass(frozen=True, slots=True)
class Office:
    """How a network writes, and how often to one reader in seven days."""

    sender: str
    reply_to: str
    mails_per_week: int = 2


OfficeOf = Callable[[int], Office | None]
_office_of: OfficeOf | None = None


def register_offices(asked: OfficeOf) -> None:
    """Declare who knows how a network writes."""
    global _office_of
    _office_of = asked


def office_of(network_id: int | None) -> Office:
    """Say how a network writes; what belongs to none comes from the installation."""
    found = _office_of(network_id) if _office_of and network_id else None
    return found or Office(settings.DEFAULT_FROM_EMAIL, "")


def budget_of(network_id: int | None) -> int:
    """Say how many mails that count a reader gets in seven days: at least one."""
    return max(1, office_of(network_id).mails_per_week)


def is_asked(mail: OutboxMail) -> bool:
    """Whether a mail has to ask for its turn: it counts, and has not got one yet."""
    is_counted = mail.kind in mails.names(budget=Budget.COUNTED)
    # Of two mails without a reader nobody knows whether they go to the same one.
    return is_counted and bool(mail.reader) and mail.turn != Turn.TAKEN


def without_turn(mail: OutboxMail) -> OutboxMailQuerySet:
    """Open what counts for the reader of a mail and has got no turn yet, this one among it."""
    return (
        _counted(mail).unfinished().filter(bundled_in=None, is_held=False).exclude(turn=Turn.TAKEN)
    )


def has_turn(mail: OutboxMail, *, now: datetime) -> bool:
    """Give a mail its turn, or let it wait for the next free place in its reader's week.

    Call it under the lock of all that `without_turn` opens. What cannot wait that long, because
    its deadline would pass, leaves at once; it takes a place all the same.
    """
    free_at = _free_at(mail, now=now)
    if free_at <= now or (mail.too_late_at is not None and mail.too_late_at < free_at):
        mail.turn = Turn.TAKEN
    else:
        mail.turn, mail.due_at = Turn.WAITS, free_at
    mail.save(update_fields=["turn", "due_at"])
    return mail.turn == Turn.TAKEN


def bundle(carried: Sequence[OutboxMail]) -> OutboxMail:
    """Put mails into one, which leaves in their place; they keep their keys."""
    newest, office = max(carried, key=lambda mail: mail.pk), office_of(carried[0].network_id)
    made = OutboxMail(
        message_id=new_message_id(),
        kind=BUNDLE,
        network_id=newest.network_id,
        person_id=newest.person_id,
        reader=newest.reader,
        recipient=newest.recipient,
        language=newest.language,
        sender=office.sender,
        reply_to=office.reply_to,
        turn=Turn.TAKEN,
    )
    compose(made, carried)
    made.save()
    OutboxMail.objects.filter(pk__in=[mail.pk for mail in carried]).update(
        bundled_in=made, turn=Turn.TAKEN
    )
    return made


def compose(bundle: OutboxMail, carried: Sequence[OutboxMail]) -> None:
    """Write the text of a bundle: a heading for each mail, most urgent first, and its own words."""
    first, *others = ordered = sorted(carried, key=_urgency)
    if not others:  # of the rest it was decided meanwhile
        bundle.subject, bundle.text = first.subject, first.text
        return
    with translation.override(bundle.language):
        bundle.subject = _shortened(
            _("%(count)s messages: %(subject)s and more")
            % {"count": len(ordered), "subject": first.subject}
        )
        listed = [f"{number}. {mail.subject}" for number, mail in enumerate(ordered, 1)]
        bundle.text = (
            "\n\n".join(
                [_preface(bundle), "\n".join(listed)]
                + [
                    f"{RULE}\n{heading}\n{RULE}\n\n{mail.text.strip()}"
                    for heading, mail in zip(listed, ordered, strict=True)
                ]
            )
            + "\n"
        )


def _counted(mail: OutboxMail) -> OutboxMailQuerySet:
    return OutboxMail.objects.filter(
        network_id=mail.network_id,
        reader=mail.reader,
        kind__in=mails.names(budget=Budget.COUNTED),
    )


def _free_at(mail: OutboxMail, *, now: datetime) -> datetime:
    """Say from when on the week of a reader has a free place."""
    leaving = Q(sent_at=None, turn=Turn.TAKEN) | Q(sent_at__gt=now - WEEK)
    left = _counted(mail).filter(leaving, bundled_in=None, given_up_at=None)
    moments = sorted(sent_at or now for sent_at in left.values_list("sent_at", flat=True))
    budget = budget_of(mail.network_id)
    return moments[-budget] + WEEK if len(moments) >= budget else now


def _urgency(mail: OutboxMail) -> tuple[bool, datetime, datetime, int]:
    return mail.too_late_at is None, mail.too_late_at or mail.created_at, mail.created_at, mail.pk


def _preface(bundle: OutboxMail) -> str:
    budget = budget_of(bundle.network_id)
    words = ngettext(
        "so that you do not get more than one mail a week from us, here is what has come up, in "
        "one mail:",
        "so that you do not get more than %(budget)s mails a week from us, here is what has come "
        "up, in one mail:",
        budget,
    ) % {"budget": budget}
    return _("Hello,") + "\n\n" + words


def _shortened(subject: str) -> str:
    return subject if len(subject) <= 200 else subject[:198].rsplit(" ", 1)[0] + " …"


def _sample() -> Mail:
    made = OutboxMail(language=reading_language())
    now = datetime.now().astimezone()
    compose(
        made,
        [
            OutboxMail(pk=number, subject=subject, text=_("Hello,"), created_at=now)
            for number, subject in enumerate([_("First matter"), _("Second matter")], 1)
        ],
    )
    return Mail(BUNDLE, "Kim Muster", "kim@muster.example", made.subject, made.text)


mails.register(
    Kind(
        name=BUNDLE,
        label=gettext_lazy("several mails in one"),
        basis=Basis.CONTRACT,
        budget=Budget.COUNTED,
        sample=_sample,
    )
)
