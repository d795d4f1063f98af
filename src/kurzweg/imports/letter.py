"""What whom others told us of is told (Art. 14 GDPR): what is kept, from where, and her rights."""

from __future__ import annotations

import re
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
from kurzweg.imports.models import Arrival, ArrivalLetter, CameBy
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

    def letter_to(self, arrival: Arrival, *, acts: Position | None) -> Letter:
        """Write to somebody in the position in which she came."""
        return self.letter(
            arrival.whom,
            on=came_on(arrival.arrived_at, self.network),
            acts=acts,
            came_by=CameBy(arrival.came_by),
            is_wooed=arrival.prospect_id is not None,
        )

    def letter(
        self,
        person: Person,
        *,
        on: date,
        acts: Position | None,
        came_by: CameBy = CameBy.LIST,
        is_wooed: bool = False,
    ) -> Letter:
        """Write to a person of whom the network knows by others since a day."""
        language = person.language if person.language in LANGUAGES else "en"
        with translation.override(language):
            begins = [
                _("Good day %(name)s,") % {"name": person.name},
                _source(self.network, on=on, came_by=came_by),
                _kept_of(person, acts=acts),
                *([_wooed(self.network, acts)] if is_wooed and acts else []),
            ]
            return Letter(
                subject=_("What %(network)s keeps about you") % {"network": self.network.name},
                text="\n\n".join([*begins, self._bodies[language], self.network.mail_name]) + "\n",
                language=language,
            )

    def example(self, *, on: date, came_by: CameBy = CameBy.LIST) -> Letter:
        """Write to nobody in particular, in the language that is read."""
        person = Person(
            given_name="Kim", family_name="Muster", email=".", language=reading_language()
        )
        return self.letter(person, on=on, acts=None, came_by=came_by)


def _source(network: Network, *, on: date, came_by: CameBy) -> str:
    """Say since when something is kept and from where: no wording of a network omits it."""
    said = {"network": network.name, "day": plain_day(on)}
    if came_by == CameBy.LIST:
        return (
            _(
                "since %(day)s %(network)s keeps details about you. They come from the list of "
                "members that our office read in on that day, not from you yourself. So we tell "
                "you what we keep and what for, as Art. 14 GDPR asks of us."
            )
            % said
        )
    return (
        _(
            "since %(day)s %(network)s keeps details about you. Our office entered them on that "
            "day; they come from your organisation, from one of our members or from what anybody "
            "can read, a website for instance, not from you yourself. So we tell you what we keep "
            "and what for, as Art. 14 GDPR asks of us."
        )
        % said
    )


def _kept_of(person: Person, *, acts: Position | None) -> str:
    kept = [
        _("your name"),
        *([_("your position")] if acts is not None and acts.title else []),
        *([_("your mail address")] if person.email else []),
        *([_("your phone number")] if person.phone else []),
    ]
    listed = format_list(kept, style="standard", locale=reading_language())
    if acts is None:
        return _("Kept are %(details)s.") % {"details": listed}
    return _("Kept are %(details)s, and that you act for %(firm)s.") % {
        "details": listed,
        "firm": acts.organisation.name,
    }


def _wooed(network: Network, acts: Position) -> str:
    """Say what the contact of a prospect is kept for, and how long if nothing comes of it."""
    said = {"firm": acts.organisation.name, "kept": periods.named(_kept(network.pk, "prospect"))}
    return (
        _(
            "We would like to win %(firm)s as a member. If nothing comes of it, we delete these "
            "details %(kept)s after that at the latest."
        )
        % said
    )


def suggested(notice: LegalNotice, *, language: str) -> str:
    """Write what follows the beginning, from what a network says of itself."""
    with translation.override(language):
        said = {"notice": notice, "kept": periods.named(_kept(notice.network_id, "contact"))}
        drawn = render_to_string(f"imports/informing/letter_{language}.txt", said)
    text = re.sub(r"\n +", " ", drawn)  # in the file, a line that goes on is set in
    lines = "\n".join(line.strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _kept(network_id: int, name: str) -> str:
    """Say how long a network remembers somebody, by the rule under which she stands."""
    kept = rule(name)
    return dict(shortening.shortened(kept)).get(network_id, kept.kept)


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
