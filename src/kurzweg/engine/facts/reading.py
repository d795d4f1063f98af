"""Reading a request: all facts of one text, each found once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kurzweg.engine import certificates
from kurzweg.engine.certificates import Mention
from kurzweg.engine.documents import Place
from kurzweg.engine.facts import (
    deadlines,
    languages,
    quantities,
    titles,
    topics,
    whereabouts,
)
from kurzweg.engine.facts.records import Fact, Facts, Gazetteer, Span
from kurzweg.engine.facts.words import clause, readable

MOST_READ = 10_000  # characters; what a request wants stands at its beginning

_NOWHERE: Mapping[str, Place] = {}

# A certificate that is not asked for, or only liked, or that the writer has.
_NOT_NEEDED = re.compile(
    r"\b(?:kein\w{0,2}|no)\b[^,;.]{0,20}$"
    r"|(?:nicht|kein\w{0,2}|not) (?:unbedingt |zwingend )?(?:nötig|erforderlich"
    r"|notwendig|Bedingung|gefordert|verlangt"
    r"|Pflicht|required|needed|necessary)",
    re.IGNORECASE,
)
# "Ohne ISO 9001" is no demand, "ohne ISO 9001 geht es nicht" is one.
_WITHOUT = re.compile(r"\b(?:ohne|without)\b[^,;.]{0,20}$", re.IGNORECASE)
_CANNOT = re.compile(r"^[^.!?;\n]{0,80}\b(?:nicht|kein\w{0,2}|nichts|not|no)\b", re.IGNORECASE)
_WELCOME = re.compile(
    r"\b(?:wünschenswert|von Vorteil|vorteilhaft|wäre schön|wäre gut|gern gesehen|optional"
    r"|idealerweise|bevorzugt|am liebsten|nice to have|preferred|preferably|ideally|not mandatory"
    r"|an advantage"
    r"|nicht zwingend|kein Muss)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:wir sind|wir haben|unser (?:Betrieb|Werk|Unternehmen) (?:ist|hat)|als|we are|we have)\b"
    r"(?!.{0,80}\b(?:such|brauch|benötig|auf der Suche|look|need))[^,;.]{0,60}$",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"(?:nicht|ohne|keine)\b[^.!?\n]{0,60}\b(?:gleiche\w|selbe\w|derselben|unserer)\b[^.!?\n]{0,20}"
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
    language = language or languages.guess(spoken)
    gazetteer = places if isinstance(places, Gazetteer) else Gazetteer(places)

    mentions = certificates.find(spoken)
    taken: list[Span] = [(mention.start, mention.end) for mention in mentions]
    deadline = deadlines.find(spoken, today=today, taken=taken)
    radius = whereabouts.find_radius(spoken, taken=taken)
    dated = [*taken, *_spans(deadline, radius)]
    postal_code = whereabouts.find_postal_code(spoken, places=gazetteer, taken=dated)
    place = whereabouts.find_place(spoken, places=gazetteer, taken=dated, postal_code=postal_code)
    names = list(_spans(postal_code, place))
    quantity = quantities.find(spoken, taken=[*dated, *names], language=language)
    urgency = deadlines.find_urgency(spoken)
    hidden = _hidden(spoken)
    occasion = _occasion(spoken)
    facts = [*dated, *_spans(urgency, hidden, occasion)]
    return Facts(
        language=language,
        title=titles.of(spoken, facts=facts, names=names),
        topics=topics.find(spoken, taken=[*facts, *names, *_spans(quantity)], language=language),
        quantity=quantity,
        certificates=_asked(spoken, mentions, is_welcome=False),
        welcome_certificates=_asked(spoken, mentions, is_welcome=True),
        place=place,
        postal_code=postal_code,
        radius=radius,
        deadline=deadline,
        urgency=urgency,
        hidden_from_same_branch=hidden,
        occasion=occasion,
    )


def _spans(*facts: Fact[object] | None) -> Iterator[Span]:
    return ((fact.start, fact.end) for fact in facts if fact)


def _asked(text: str, mentions: Sequence[Mention], *, is_welcome: bool) -> tuple[Fact[str], ...]:
    """Give each certificate once that is demanded, or only welcome."""
    asked: dict[str, Fact[str]] = {}
    for mention in mentions:
        around = clause(text, mention.start, mention.end)
        before = text[max(0, mention.start - 80) : mention.start]
        if _NOT_NEEDED.search(before) or _OWN.search(before):
            continue
        if _WITHOUT.search(before) and not _CANNOT.search(text[mention.end : mention.end + 90]):
            continue
        welcome = _WELCOME.search(around) is not None
        if not welcome and _NOT_NEEDED.search(around):
            continue
        if welcome == is_welcome:
            fact = Fact(mention.scheme, mention.start, mention.end)
            asked.setdefault(mention.scheme, fact)
    return tuple(asked.values())


def _occasion(text: str) -> Fact[str] | None:
    match = _OCCASION.match(text)
    return Fact(match.group(), match.start(), match.end()) if match else None


def _hidden(text: str) -> Fact[bool] | None:
    match = _HIDDEN.search(text)
    return Fact(True, match.start(), match.end()) if match else None
