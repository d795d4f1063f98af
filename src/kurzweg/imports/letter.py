"""What whoever came by a list is told (Art. 14 GDPR): what is kept, from where, and her rights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from babel.lists import format_list
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from kurzweg.core import audit, ledger
from kurzweg.core.days import day_of
from kurzweg.core.languages import reading_language
from kurzweg.core.retention import periods, rule, shortening
from kurzweg.core.templatetags.display import plain_day
from kurzweg.imports.models import ArrivalLetter
from kurzweg.networks import legal
from kurzweg.networks.models import LegalKind, LegalNotice, Network
from kurzweg.people.models import Person, Position

LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter to one person, in her language."""

    subject: str
    text: str
    language: str


class Writer:
    """Writes the letters of a network: what is the same in all of them is read once."""

    def __init__(self, network: Network) -> None:
        self.network = network

    @cached_property
    def notice(self) -> LegalNotice:
        return legal.notice_of(self.network)

    @cached_property
    def wording(self) -> ArrivalLetter:
        return wording_of(self.network)

    @cached_property
    def _bodies(self) -> dict[str, str]:
        return {language: self._body(language) for language in LANGUAGES}

    def _body(self, language: str) -> str:
        return self.wording.own(language) or suggested(self.notice, language=language)

    def missing(self) -> list[str]:
        """Name what the letter should say and the network has not said of itself yet."""
        return legal.missing(LegalKind.PRIVACY, self.notice)

    def letter(self, person: Person, *, on: date, acts: Position | None) -> Letter:
        """Write to a person who came by the list of a day, in the position in which she came."""
        language = person.language if person.language in LANGUAGES else "en"
        with translation.override(language):
            begins = list(_beginning(person, self.network, on=on, acts=acts))
            return Letter(
                subject=_("What %(network)s keeps about you") % {"network": self.network.name},
                text="\n\n".join([*begins, self._bodies[language], self.network.mail_name]) + "\n",
                language=language,
            )

    def example(self, *, on: date) -> Letter:
        """Write to nobody in particular, in the language that is read."""
        person = Person(
            given_name="Kim", family_name="Muster", email=".", language=reading_language()
        )
        return self.letter(person, on=on, acts=None)


def _beginning(
    person: Person, network: Network, *, on: date, acts: Position | None
) -> Iterator[str]:
    """Greet, and say what is kept since when and from where: no wording of a network omits it."""
    yield _("Good day %(name)s,") % {"name": person.name}
    said = {"network": network.name, "day": plain_day(on)}
    yield (
        _(
            "since %(day)s %(network)s keeps details about you. They come from the list of members "
            "that our office read in on that day, not from you yourself. So we tell you what we "
            "keep and what for, as Art. 14 GDPR asks of us."
        )
        % said
    )
    kept = [
        _("your name"),
        *([_("your position")] if acts is not None and acts.title else []),
        *([_("your mail address")] if person.email else []),
        *([_("your phone number")] if person.phone else []),
    ]
    listed = format_list(kept, style="standard", locale=reading_language())
    if acts is None:
        yield _("Kept are %(details)s.") % {"details": listed}
    else:
        yield _("Kept are %(details)s, and that you act for %(firm)s.") % {
            "details": listed,
            "firm": acts.organisation.name,
        }


def suggested(notice: LegalNotice, *, language: str) -> str:
    """Write what follows the beginning, from what a network says of itself."""
    with translation.override(language):
        said = {"notice": notice, "kept": periods.named(_kept(notice.network_id))}
        drawn = render_to_string(f"imports/informing/letter_{language}.txt", said)
    text = re.sub(r"\n +", " ", drawn)  # in the file, a line that goes on is set in
    lines = "\n".join(line.strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _kept(network_id: int) -> str:
    """Say how long a network remembers whoever has no task any more."""
    contact = rule("contact")
    return dict(shortening.shortened(contact)).get(network_id, contact.kept)


def wording_of(network: Network) -> ArrivalLetter:
    """Give the office's own wording; a new row where there is none yet."""
    found = ArrivalLetter.objects.in_network(network).first()
    return found or ArrivalLetter(network=network)


@transaction.atomic
def keep_wording(row: ArrivalLetter, texts: dict[str, str], *, by: Any) -> ArrivalLetter:
    """Keep how the office words the letter; empty: it follows from what the network says."""
    changed = [name for name, text in texts.items() if getattr(row, name) != text]
    for name in changed:
        setattr(row, name, texts[name])
    if changed:
        row.save(update_fields=changed if row.pk else None)
        audit.record(row, "changed", by=by, fields=changed)
        ledger.changed(row)
    return row


def came_on(arrived_at: datetime, network: Network) -> date:
    """Say which day it was for the network when a list was taken over."""
    return day_of(arrived_at, network.time_zone)
