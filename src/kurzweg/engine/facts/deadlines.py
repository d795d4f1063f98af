"""Deadlines in a request: the last day on which the need can be met, and whether it is urgent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kurzweg.engine.facts import days
from kurzweg.engine.facts.records import Fact, Span, overlaps
from kurzweg.engine.facts.words import MONTH, NUMBER_WORD, WEEKDAY, clause, stands_alone

Match = re.Match[str]

# The pieces of which the expressions below are built. "bis", "spätestens" make a deadline; "am",
# "zum", "in" only when nothing stronger is said.
_PARTS: Mapping[str, str] = {
    "by": r"(?<!\w)(?:(?P<by>(?:bis(?: spätestens)?(?: zum| zur| am)?"
    r"|noch|not? later than|by|until"
    r"|sp(?:ä|ae)testens(?: bis)?(?: zum| am)?"
    r"|(?:Liefer(?:datum|zeitpunkt|ung)|\w*termin)(?: ist| wäre)?:?(?: bis| am| zum| in)?(?: der)?"
    r"|(?:Deadline|Abgabe) ist (?:der|am)"
    r"|(?:fertig|geliefert|lieferbar)(?: bis)?(?: zum| am| im)?"
    r"|(?:Fertigstellung|(?:Aus|An)lieferung|Montage|Einbau|Übergabe|Abholung|Inbetriebnahme|Umzug"
    r"|Bezug|Versand):?(?: bis)?(?: spätestens)?(?: zum| am| im)?|(?:due|latest)(?: by| on)?"
    r"|deadline:?(?: is)?"
    r"|delivery(?: date)?:?(?: by| on| in)?)(?: einschließlich| the)? )"
    r"|(?P<on>(?:am|zum|on|in|zur|im|am besten|möglichst) ))?(?<![\w.,])",
    "within": r"(?<!\w)(?:innerhalb(?: von| der nächsten)?|binnen|in den (?:nächsten|kommenden)"
    r"|sp(?:ä|ae)testens in"
    r"|in(?: max\.?| maximal| spätestens| höchstens)?|within(?: the next)?) ",
    "lead time": r"(?:Liefer(?:zeit|frist)|Vorlauf|lead time|delivery time)",
    "count": r"(?:(?:ca\.? ?|etwa |about )?(?:[0-9]{1,3} ?(?:-|–|bis|to|oder) ?)?"
    rf"(?P<count>[0-9]{{1,3}}|{NUMBER_WORD}))",
    "unit": r"(?P<unit>(?:Arbeits|Werk|Kalender)?tagen?|wochen?|monate?n?"
    r"|(?:working |business )?days?|weeks?|months?)\b",
    "day": r"(?P<day>[0-9]{1,2})",
    "month": r"(?P<month>[0-9]{1,2})",
    "name": rf"(?P<name>{MONTH})",
    "year": r"(?:,? (?P<year>20[0-9]{2})\b)?",
    "short year": r"(?: ?(?P<year>20[0-9]{2}|(?<=\.)[0-9]{2})(?![0-9]))?",
    "which": r"(?P<which>diese[mnrs]?|nächste[mnrs]?|kommende[mnrs]?|this|next)",
    "weekday": rf"(?P<weekday>{WEEKDAY})\b",
    "on a": rf"(?:(?:{WEEKDAY}),? (?:den |dem |the )?)?",
}

# Days that are no deadline by the words before them, and what a number of days can be instead.
_NOT_A_DEADLINE = re.compile(
    r"\b(?:Beginn:?(?: ca\.)?|Start:?(?: ca\.)?"
    r"|mehr als|länger als|seit|ab|vom|von|vor|from|since|dated|as of|Stand|gegründet"
    r"|für|jede[nrms]?|alle"
    r"|letzte[nrsm]?|vergangene[nrsm]?|last|erst nach|nicht vor)(?: de[mrn])? ?$"
    r"|\b(?:vom|von|from|zwischen) [0-9]{1,2}\.[^,;\n]{0,20}$"
    rf"|\b(?:{WEEKDAY}s?|[0-9]{{1,2}}\.[0-9]{{1,2}}\.(?:[0-9]{{2,4}})?) $"
    r"|\b(?:Zahlungsziel|Zahlung|zahlbar|Garantie|Gewährleistung|Probezeit|Laufzeit|Vertrag|gültig"
    r"|valid|geöffnet)\b[^,;.!?\n]{0,24}$|\b(?:Fristende|endet|enden|beginnt|beginnen|ends|begins)\b[^;.!?\n]{0,40}$",
    re.IGNORECASE,
)
_MEASURE_AFTER = re.compile(
    r" ?(?:mm|cm|m|kg|t|Euro|EUR|Uhr|alt|lang|her|zuvor|ago|old|Schulung|Garantie|Probezeit"
    r"|Zahlungsziel|Gewährleistung|Kündigungsfrist|Urlaub|Ausfall|Aufbau|Laufzeit|Vertrag)\b"
    r"| ?[%€]"
)
# Until when to answer is not until when to deliver.
_REPLY = re.compile(
    r"\b(?:Angebote?|anbieten|Rückmeldung\w*|Rückruf|Antwort\w*|melden|Meldung|Bewerbung\w*"
    r"|bewerben|Anmeldung\w*|anmelden|Teilnahmeantr\w+|Zuschlag\w*|quotes?|quotations?|reply"
    r"|respond|offers?|Kündigung\w*|bekund\w*|Interessenbekund\w*|ein(?:zu)?reich\w*|eingereicht|E-Mail\w*"
    r"|Bewerber\w*|Teilnahme\w*|veröffentlich\w*|gültig|valid|Bindefrist|Laufzeit"
    r"|läuft|geöffnet|Garantie|ende[nt]|beginnt|beginnen|gekündigt|Fristende|Öffn\w*"
    r"|Präqualifi\w*|\w*vergabeverfahren\w*|Besichtigung\w*|Gespräch\w*|Ortstermin\w*|Vorstellung\w*|Abstimmung\w*|erreichbar|\w*laufzeit|Förderung|Geschäftsjahr|rufen"
    r"|anrufen|telefonisch|Zutritt|\w*vertrage?s|\w*verhältnis)\b",
    re.IGNORECASE,
)
_DELIVERY = re.compile(
    r"\w*liefer\w*|\bfertig\w*|deliver\w*"
    r"|(?:\bbrauchen\b|benötig\w*)(?![^,;.!?\n]{0,40}\b(?:Angebot|Antwort|Zusage|Rückmeldung|quote))",
    re.IGNORECASE,
)
_URGENT = re.compile(
    r"(?<!\w)(?:(?:sehr |ganz |äußerst )?(?:dringend\w{0,2}|eilig\w{0,2})|eilt|Eilauftrag|Notfall"
    r"|sofort|so schnell wie möglich|schnellstmöglich\w{0,2}|umgehend|asap|a\.s\.a\.p\."
    r"|urgent(?:ly)?|immediately|as soon as possible)(?!\w)",
    re.IGNORECASE,
)
# "Der Hersteller vertröstet uns auf in sechs Wochen", "unser Bestücker hat zwanzig Wochen".
_SOMEBODY_ELSES = re.compile(
    r"\b(?:vertröste\w*|puts? us off|unser \w+ (?:hat|braucht|nennt|sagt)|our \w+ (?:has|needs))\b"
    r"[^,.;:!?\n]{0,30}$",
    re.IGNORECASE,
)
_NOT_URGENT = re.compile(r"\b(?:nicht|kein\w{0,2}|not|weniger)(?: so| sehr| zu)? $", re.IGNORECASE)


# "Donnerstag brauchen wir den Bus": a day at the head of a sentence that says what must be then.
_MUST_AFTER = re.compile(
    r" (?:früh |morgen |Mittag |Abend )?(?:brauch|benötig|muss|müssen|soll|need|must)\w*"
)
_MUST_BEFORE = re.compile(r"\b(?:muss|müssen|soll|sollen|sollte|must|should)\b[^,.;:!?\n]{0,24}$")
# "Am 3. November ist der Motor ausgefallen" tells a story.
_PAST = re.compile(
    r"\b(?:war(?:en)?|wurden?|hatten?|fiel|ging|kam|brach|ausgefallen|kaputtgegangen|passiert|gebrochen"
    r"|was|were|broke|failed)\b"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """An expression for a day, what day it means, and whether it needs a "bis" before it."""

    pattern: re.Pattern[str]
    day: Callable[[Match, date], date | None]
    needs_by: bool
    is_clear: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    day: date
    start: int
    end: int
    strength: int


def find(text: str, *, today: date, taken: Sequence[Span]) -> Fact[date] | None:
    """Find the day until which a request wants to be served; None when none or several differ."""
    candidates = [
        candidate
        for candidate in _longest(_candidates(text, today))
        if not overlaps((candidate.start, candidate.end), taken)
    ]
    for strength in (3, 2, 1):
        named = [candidate for candidate in candidates if candidate.strength == strength]
        if named:
            is_one = len({candidate.day for candidate in named}) == 1
            return Fact(named[0].day, named[0].start, named[0].end) if is_one else None
    return None


def find_urgency(text: str) -> Fact[str] | None:
    """Find the word by which a request says that it is in a hurry."""
    for match in _URGENT.finditer(text):
        if not _NOT_URGENT.search(text[max(0, match.start() - 20) : match.start()]):
            return Fact(match.group(), match.start(), match.end())
    return None


def _candidates(text: str, today: date) -> Iterator[_Candidate]:
    for rule in _RULES:
        for match in rule.pattern.finditer(text):
            strength = _strength(text, match, rule)
            if not strength or not _is_delivery(text, match):
                continue
            day = rule.day(match, today)
            if day and day >= today:
                yield _Candidate(day, match.start(), match.end(), strength)


def _strength(text: str, match: Match, rule: _Rule) -> int:
    """Weigh an expression: 3 is a day by its date, 2 a deadline, 1 is one when nothing else is."""
    named = match.groupdict()
    if rule.is_clear or named.get("by"):
        return 3 if rule.day in (days.calendar_day, days.calendar_week) else 2
    if _must_be_then(text, match):
        return 1
    if rule.needs_by:
        return 0
    if named.get("on") and not _PAST.search(clause(text, match.start(), match.end())):
        return 1
    return int(stands_alone(text, match.start(), match.end()))


def _must_be_then(text: str, match: Match) -> bool:
    before = text[max(0, match.start() - 40) : match.start()].rstrip(" ")
    is_head = before[-1:] in ("", *".,;:!?\n")
    return bool((is_head and _MUST_AFTER.match(text, match.end())) or _MUST_BEFORE.search(before))


def _is_delivery(text: str, match: Match) -> bool:
    before = text[max(0, match.start() - 48) : match.start()]
    if (
        _SOMEBODY_ELSES.search(before)
        or _NOT_A_DEADLINE.search(before)
        or _MEASURE_AFTER.match(text, match.end())
    ):
        return False
    around = clause(text, match.start(), match.end())
    return bool(_DELIVERY.search(around)) or not _REPLY.search(around)


def _longest(candidates: Iterator[_Candidate]) -> list[_Candidate]:
    """Keep of overlapping expressions the longest one, in the order of the text."""
    kept: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.start - c.end, c.start)):
        span = (candidate.start, candidate.end)
        if not overlaps(span, [(other.start, other.end) for other in kept]):
            kept.append(candidate)
    return sorted(kept, key=lambda candidate: candidate.start)


def _rule(
    expression: str,
    day: Callable[[Match, date], date | None],
    *,
    needs_by: bool = False,
    is_clear: bool = False,
) -> _Rule:
    """Build a rule; a part in angle brackets stands for its expression in `_PARTS`."""
    pattern = re.sub(r"(?<!P)<([a-z ]+)>", lambda part: _PARTS[part[1]], expression)
    return _Rule(re.compile(pattern, re.IGNORECASE), day, needs_by, is_clear)


_BEFORE_A_FEAST = r"(?<!\w)(?:bis(?: zu| spätestens)?|spätestens(?: zu)?|vor|by|before) "
_RULES = (
    _rule(r"<by><on a><day>\. ?<month>\.<short year>", days.calendar_day),
    _rule(r"<by><on a><day>\.<month>(?P<year>)(?![0-9.])", days.calendar_day, needs_by=True),
    _rule(r"<by>(?P<year>20[0-9]{2})-<month>-<day>(?![0-9])", days.calendar_day),
    _rule(r"<by><on a><day>(?:\.|st|nd|rd|th)?(?: of)? ?<name><year>", days.calendar_day),
    _rule(r"<by><name> <day>(?:st|nd|rd|th)?(?![0-9])<year>", days.calendar_day),
    _rule(
        r"<by><day>\.(?= *(?:$|[,;\n]|geliefert|fertig|brauchen))",
        days.day_of_month,
        needs_by=True,
    ),
    _rule(
        r"<by>(?:des |the )?(?P<part>Anfang|Beginn|Mitte|Ende|beginning of|mid|middle of|end of)"
        r"[ -](?:des )?<name><year>",
        days.part_of_month,
    ),
    _rule(
        r"(?<!\w)(?:Liefer\w{2,8}|Fertig\w{2,9}|delivery)(?: erst| noch)? (?:im|in) <name><year>",
        days.end_of_month,
        is_clear=True,
    ),
    _rule(
        r"<by>(?:Ende|zum Ende|end of)(?: de[rs]| the| of)?(?: laufenden)?(?: <which>)? "
        r"(?P<period>Woche|Monate?s?|Quartals?|Jahre?s|week|month|quarter|year)\b",
        days.end_of_period,
    ),
    _rule(
        r"<by>(?:in )?<which> (?P<period>Woche|Monat|Quartal|Jahr|week|month|quarter|year)\b",
        days.end_of_period,
    ),
    _rule(r"<by>(?P<part>Anfang|Mitte) <which> Woche\b", days.part_of_week),
    _rule(r"<by>(?P<which>)(?P<period>Monatsende|Quartalsende|Jahresende)\b", days.end_of_period),
    _rule(r"<by>(?P<which>)(?P<period>Wochenende)\b", days.end_of_period, needs_by=True),
    # "bis März" alone may mean its first day or its last: it is left out.
    _rule(r"<by><name>(?: |, )(?P<year>20[0-9]{2})\b", days.end_of_month, needs_by=True),
    _rule(r"<by>(?:(?<=im )|im )<name><year>", days.end_of_month, needs_by=True),
    _rule(r"<by>(?:Ende|end of) (?P<year>20[0-9]{2})\b", days.end_of_year),
    _rule(
        r"<by>(?:Ende:? |end of )?(?:ca\. |des )?"
        r"(?:Q(?P<quarter>[1-4])|(?P<ordinal>[1-4]\.|ersten|zweiten|dritten|vierten) Quartals?)"
        r"(?:[ /](?P<year>20[0-9]{2}))?(?!\w)",
        days.end_of_quarter,
    ),
    _rule(
        r"<by>(?:der )?"
        r"(?:(?:KW|Kalenderwoche|CW) ?(?:[0-9]{1,2} ?[-–] ?(?:KW ?)?)?(?P<week>[0-9]{1,2})"
        r"|(?P<ordinal>[0-9]{1,2})\. ?(?:KW|Kalenderwoche))"
        r"(?:[ /](?P<year>20[0-9]{2}|[0-9]{2}))?(?!\w)",
        days.calendar_week,
        is_clear=True,
    ),
    _rule(r"<by>week (?P<week>[0-9]{1,2})(?P<ordinal>)(?P<year>)(?!\w)", days.calendar_week),
    _rule(
        r"<by>(?:kommenden |diesen |this |coming )?<weekday>"
        r"(?P<week> (?:der )?(?:nächster|nächsten|kommender) Woche| next week)?(?! letzter| last)",
        days.weekday,
    ),
    _rule(r"<within><count> <unit>", days.after_a_while, is_clear=True),
    # Fewer hours than a day are how soon somebody comes, not until when.
    _rule(
        r"(?<!\w)(?:innerhalb(?: von)?|binnen|within) (?P<hours>2[4-9]|[3-9][0-9]|1[0-9]{2})"
        r" (?:Stunden|hours)\b",
        days.after_hours,
        is_clear=True,
    ),
    _rule(r"(?<![\w,.])<count> <unit> (?:<lead time>|Zeit)", days.after_a_while, is_clear=True),
    _rule(
        r"(?<!\w)(?:Zeit haben wir|wir haben|nicht länger als) <count> <unit>(?! <lead time>)",
        days.after_a_while,
        is_clear=True,
    ),
    _rule(
        r"(?<!\w)(?:mehr|länger) als <count> <unit>"
        r"(?= (?:kann|können|darf)\b[^.!?\n]{0,24}\bnicht\b)",
        days.after_a_while,
        is_clear=True,
    ),
    _rule(
        r"(?<![\w.])<day>\. <name><year>(?= ist (?:Abgabe|Termin|Schluss|Liefertermin))",
        days.calendar_day,
        is_clear=True,
    ),
    _rule(
        r"(?<![\w.])<day>\.<month>\.<short year>(?= ist (?:Abgabe|Termin|Schluss|Liefertermin))",
        days.calendar_day,
        is_clear=True,
    ),
    _rule(
        r"(?<!\w)<lead time>:?(?: von| max\.?| maximal| höchstens| of| is)? <count> <unit>",
        days.after_a_while,
        is_clear=True,
    ),
    _rule(r"(?<![\w,.-])(?:max\.? |maximal |höchstens )?<count> <unit>", days.after_a_while),
    _rule(
        r"(?<!\w)(?:bis|noch|by|until|spätestens) "
        r"(?P<soon>heute|morgen|übermorgen|today|tomorrow)\b"
        r"|(?<!\w)(?P<today>heute|today) (?:noch|still)\b",
        days.soon,
        is_clear=True,
    ),
    _rule(
        rf"{_BEFORE_A_FEAST}(?:Weihnachten|Heiligabend|Christmas)\b", days.christmas, is_clear=True
    ),
    _rule(rf"{_BEFORE_A_FEAST}(?P<feast>Ostern|Pfingsten|Easter)\b", days.easter, is_clear=True),
)
