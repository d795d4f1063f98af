"""Reading a request: all facts of one text, each found once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from kurzweg.engine.documents import Place
from kurzweg.engine.facts import (
    certificates,
    deadlines,
    demands,
    languages,
    measures,
    norms,
    quantities,
    titles,
    topics,
    whereabouts,
)
from kurzweg.engine.facts.records import Fact, Facts, Gazetteer, Span
from kurzweg.engine.facts.words import MOST_READ, readable

_NOWHERE: Mapping[str, Place] = {}

_HIDDEN = re.compile(
    r"\b(?:Firmen|Betriebe[nr]?|Unternehmen|aus) (?:unserer|der gleichen|der selben|derselben)"
    r" (?:Branche|Sparte|Zunft)\b[^.!?\n]{0,40}\bnichts?\b[^.!?\n]{0,20}"
    r"\b(?:sehen|erfahren|mitbekommen|lesen|finden|wissen|angezeigt|gezeigt|auftauchen)"
    r"|(?:nicht|ohne|keine)\b[^.!?\n]{0,60}\b(?:gleiche\w|selbe\w|derselben|unserer)\b[^.!?\n]{0,20}"
    r"\b(?:Branchen?|WZ-Klasse|Wirtschaftszweigs?|Wettbewerb\w*)(?:[^.!?\n]{0,20}\b(?:sehen|sichtbar"
    r"|zeigen|erscheinen))?"
    r"|(?:Wettbewerber|Mitbewerber|Konkurrenz)\w*[^.!?\n]{0,30}\bnicht\b[^.!?\n]{0,20}\b(?:sehen"
    r"|erfahren|mitbekommen|wissen|zeigen)"
    r"|nicht (?:für|an) (?:die |unsere )?(?:Wettbewerber|Mitbewerber|Konkurrenz)"
    r"|not (?:visible|shown) (?:to|for) (?:our )?(?:competitors|firms of the same \w+)",
    re.IGNORECASE,
)
# "Bei uns fällt am Dienstag eine Linie aus: 500 Gehäuse": why somebody asks, not what for.
_OCCASION = re.compile(
    r"^(?=[^:\n]{0,160}?\b(?:fällt|fallen|fiel|läuft|laufen|bricht|brach|steht|stehen|ging|geht"
    r"|rutschen|rutscht|meldet|kündigt|schließt|schafft|schaffen|kommen|kommt|ausgefallen|defekt"
    r"|kaputt|gebrochen|abgesprungen|is down|broke|failed"
    r"|breaks|closes|has stopped|cannot keep up)\b)"
    r"(?:[^\s:]+[ \t]+){2,}[^\s:]+:(?=\s+\S)"
)


def read(
    text: str,
    *,
    today: date,
    places: Mapping[str, Place] = _NOWHERE,
    language: str | None = None,
) -> Facts:
    """Read from a sentence what is wanted, how much, where and until when.

    `places` are names of towns and postcodes with their points; hand over a `Gazetteer` to have
    thousands of them prepared once. Positions refer to `text` as it was given. What is ambiguous
    is left out; nothing raises. Of a long text the first 10,000 characters are read.
    """
    spoken = readable(text[:MOST_READ])
    return _facts(
        spoken,
        today=today,
        places=places if isinstance(places, Gazetteer) else Gazetteer(places),
        language=language or languages.guess(spoken),
    )


def _facts(spoken: str, *, today: date, places: Gazetteer, language: str) -> Facts:
    """Read one fact after the other; where one was found the next ones do not look."""
    mentions = certificates.find(spoken)
    taken: list[Span] = [(mention.start, mention.end) for mention in mentions]
    deadline = deadlines.find(spoken, today=today, taken=taken)
    radius = whereabouts.find_radius(spoken, taken=taken)
    dated = [*taken, *_spans(deadline, radius)]
    postal_code = whereabouts.find_postal_code(spoken, places=places, taken=dated)
    place = whereabouts.find_place(spoken, places=places, taken=dated, postal_code=postal_code)
    doubtful = None
    if not place and not postal_code:
        doubtful = whereabouts.find_doubtful(
            spoken, places=places, taken=dated, has_radius=radius is not None
        )
    names = list(_spans(postal_code, place, doubtful))
    colours = norms.find(spoken, taken=taken)
    said = [*dated, *names, *_spans(*colours)]
    amounts = quantities.find_all(spoken, taken=said, language=language)
    quantity = quantities.the_one(amounts)
    sizes = measures.find(spoken, taken=[*said, *_spans(*amounts)], language=language)
    urgency = deadlines.find_urgency(spoken)
    hidden = _hidden(spoken)
    occasion = _occasion(spoken)
    around = list(_spans(urgency, hidden, occasion))
    about = {(each.start, each.end) for each in mentions if demands.is_matter(spoken, each)}
    return Facts(
        language=language,
        title=titles.of(spoken, facts=[*({*dated} - about), *around], names=names),
        topics=topics.find(
            spoken, taken=[*said, *around, *_spans(quantity, *sizes)], language=language
        ),
        quantity=quantity,
        measures=sizes,
        norms=colours,
        certificates=demands.demanded(spoken, mentions),
        welcome_certificates=demands.welcome(spoken, mentions),
        place=place,
        doubtful_place=doubtful,
        postal_code=postal_code,
        radius=radius,
        deadline=deadline,
        urgency=urgency,
        hidden_from_same_branch=hidden,
        occasion=occasion,
    )


def _spans(*facts: Fact[object] | None) -> Iterator[Span]:
    return ((fact.start, fact.end) for fact in facts if fact)


def _occasion(text: str) -> Fact[str] | None:
    match = _OCCASION.match(text)
    return Fact(match.group(), match.start(), match.end()) if match else None


def _hidden(text: str) -> Fact[bool] | None:
    match = _HIDDEN.search(text)
    return Fact(True, match.start(), match.end()) if match else None
