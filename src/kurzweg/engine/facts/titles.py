"""A subject line for a request, as somebody in an office would write it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurzweg.engine.facts.languages import ENGLISH, GERMAN
from kurzweg.engine.facts.records import Span
from kurzweg.engine.facts.words import stands_alone, word_list

LONGEST = 60

_SENTENCE_END = re.compile(
    r"(?<=[^\d\W]{2})(?<!\b[Cc]a)(?<!\bmax)(?<!\bmin)(?<!mind)(?<!inkl)(?<!\bbzw)(?<!Stk)(?<!Stck)"
    r"(?<!\bNr)(?<!ggf)(?<!evtl)(?<!lfd)(?<!approx)(?<!Str)[.!?]+(?= |$)|[!?\n;]+"
)
_HEADING = re.compile(r"\s*([^\n]{4,120}[^\n.!?,:;\s])\s*\n\s*\S")
_SEGMENT_END = re.compile(r"(?<!-) ?,(?=\D) ?|(?<=\w): | \(|\) ?")
_GREETING = re.compile(
    r"^\W*(?:(?:hallo|guten (?:tag|morgen|abend)|moin(?: moin)?|servus|grüß gott|hi|hello|hey"
    r"|sehr geehrte\w* damen und herren|liebe \w+(?: und \w+)?|dear \w+(?: or \w+)?|good morning"
    r"|good afternoon|betreff|anfrage|betr\.|re|aw|wg)(?: zusammen| miteinander| alle| all)?"
    r"(?: (?:Frau|Herr|Mr|Ms)\.? \w+)?"
    r"(?![\w-])\W*)+",
    re.IGNORECASE,
)
_ADVERBS = (
    r"(?:(?:derzeit|aktuell|momentan|kurzfristig|dringend|eilig|sehr|ganz|sofort|ab sofort|zurzeit"
    r"|bitte|gerade|daher|deshalb|nun|noch|jetzt|auch|schnellstmöglich|für uns|hier|einmal|heute"
    r"|umgehend|weiterhin|regelmäßig|urgently|currently|now|please|also|immediately) )*"
)
_WANTED = re.compile(
    r"(?<!\w)(?:"
    rf"{_ADVERBS}(?:(?:wir|ich|man|unser\w* \w+|die \w+)(?: \w+)? )?"
    r"(?:(?:such(?:e|en|t)|brauch(?:e|en|t)|benötig(?:e|en|t)|bräuchten?)(?: wir| ich)?"
    r"|hätten? gerne?"
    rf"|sind auf der suche nach|bin auf der suche nach) {_ADVERBS}"
    rf"|(?:wir|ich) (?:möchten?|wollen|will|müssen|muss) {_ADVERBS}"
    rf"|(?:suche nach|bedarf an|wir haben bedarf an|es geht um) {_ADVERBS}"
    r"|(?:wer|welche firma|welcher betrieb|kann jemand|könnte jemand|gibt es jemand\w{0,2},? der)"
    rf"(?: kann| könnte| hat| macht| liefert| fertigt)? {_ADVERBS}(?:uns |mir |bei uns )?"
    rf"{_ADVERBS}"
    r"|angebote? bitte (?:für|über) |bitte (?:um )?(?:ein )?angebot (?:für|über) "
    r"|(?:we|i)(?:'re| are|'m| am)?(?: \w+ly)? (?:looking|searching) for "
    r"|(?:we|i) (?:urgently )?(?:need|require|seek|want) (?:to find |to buy |to have )?"
    r"|(?:looking|searching) for |wanted: ?|who can (?:help us with |do |make |supply )?)",
    re.IGNORECASE,
)
_WHO_DOES = re.compile(
    r"(?<!\w)wer (?P<verb>[a-zäöüß]{3,20}t) (?:uns |mir |bei uns |für uns )?", re.IGNORECASE
)
_ANY_DOING = word_list("""
    baut bietet fertigt hat hilft ist kennt liefert macht möcht produziert stellt übernimmt
    verkauft weißt
""")
# "Spedition gesucht: 12 Paletten", "Gesucht wird eine Härterei": both sides say something.
_SOUGHT = re.compile(
    rf" ?(?<!\w)(?:(?:wird|werden) )?{_ADVERBS}(?:gesucht|benötigt|gebraucht)(?!\w)"
    r"(?: (?:wird|werden)(?!\w))?:? ?",
    re.IGNORECASE,
)
# What belongs to a fact that is left out: "in der Nähe von", "AZAV-zertifizierter".
_BEFORE_FACT = re.compile(
    r"(?:(?<!\w)(?:in der Nähe von|in der Nähe|im (?:groß)?raum|rund um|um|in|bei|nahe|mit"
    r"|nach|es|das"
    r"|gemäß|near|around|with|certified to|certified|zertifiziert nach|(?:groß)?raum) )+$",
    re.IGNORECASE,
)
# "höchstens 30 km von Soest": the place goes with the radius that it belongs to.
_JOINT = re.compile(r" (?:von|vom|um|from|of|around)(?: der| dem| the)? ")
_AFTER_FACT = re.compile(r"[ -]zertifi\w+", re.IGNORECASE)
_FLATTERY = re.compile(
    r"^(?:(?:zuverlässig|leistungsfähig|kompetent|erfahren|regional|neu|geeignet|gut|passend|weiter"
    r"|qualifiziert|lokal|seriös|flexibl|verlässlich)\w{0,2} (?:und )?)+(?=[A-ZÄÖÜ])"
    r"|^(?:(?:reliable|experienced|local|regional|suitable|good|new|qualified) (?:and )?)+",
)
_ARTICLE = re.compile(
    r"^(?:einen|eine|einem|einer|ein|den|die|das|dem|jemanden?|a|an|the|some|someone|somebody)"
    r"(?: paar| few)? (?!Hunder|hunder|taus|Taus)",
    re.IGNORECASE,
)
_WEAK_NOUN = re.compile(r"^(\w{3,}(?:ant|ent|ist|log|zent))en\b")
_SUPPLIER = re.compile(
    r"^(?:für |(?:Lieferant|Partner|Anbieter|Hersteller|Dienstleister|Betrieb|Firma|Fachfirma"
    r"|Unternehmen|Lohnfertiger|Zulieferer|Produzent|supplier|partner|company|manufacturer|provider)\w{0,2}"
    r"(?: aus der Region| in der Nähe| vor Ort)?,? "
    r"(?:für|von|for|of|der uns|die uns|der|die|welcher|welche|to|that can|who can) )"
    r"(?:einen |eine |ein |die |das |den |the )?",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[ ,:–-]+(?:gesucht|dringend|eilt|benötigt|gebraucht|suchen wir|brauchen wir|benötigen wir"
    r"|wird|werden|und|oder|mit|in|im|bis|nach|für|von|ab|am|zum|der|die|das|zur|bei|per|aus|ca|max"
    r"|and|or|with|for|by|in|of|at|to|until|within|needed|wanted|required|nötig|sein|muss|hat))+"
    r"[ ,:.–-]*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_EMPTY = (GERMAN | ENGLISH) | word_list("""
    zertifiziert zertifizierung zertifikat lieferung lieferzeit liefertermin umkreis raum region
    nähe certified certificate delivery radius vorausgesetzt erforderlich bedingung maximal max
    wichtig steht hallo pflicht
""")


def of(text: str, *, facts: Sequence[Span], names: Sequence[Span] = ()) -> str:
    """Write a subject line of at most 60 characters from the sentence that says what is wanted.

    `facts` are the pieces that have a field of their own (deadline, certificate); they are left
    out, and `names` of places too where a small word or commas set them apart. A first line
    without a full stop is a heading. Empty when the text has no words.
    """
    left_out = [name for name in names if _is_apart(text, name) or _joint(text, name, facts=facts)]
    spoken = _without(text, [*facts, *left_out])
    heading = _HEADING.match(spoken)
    if heading and not _WANTED.search(heading[1]) and _says_something(_subject(heading[1])):
        return _subject(heading[1])
    sentences = [part.strip(" ,:-–\t") for part in _SENTENCE_END.split(spoken)]
    candidates = [_subject(sentence) for sentence in sentences if _WORD.search(sentence)]
    wanted = [
        subject
        for sentence, subject in zip(filter(_WORD.search, sentences), candidates, strict=True)
        if _WANTED.search(sentence + " ") or _SOUGHT.search(sentence)
    ]
    said = [subject for subject in (*wanted, *candidates) if _says_something(subject)]
    return said[0] if said else ""


def _without(text: str, facts: Sequence[Span]) -> str:
    """Leave out facts with the small words that belong to them."""
    pieces, end = [], 0
    for start, stop in sorted(facts):
        between = text[end : max(start, end)]
        is_joint = end > 0 and _JOINT.fullmatch(between)
        pieces.append("" if is_joint else _BEFORE_FACT.sub("", between))
        after = _AFTER_FACT.match(text, stop)
        end = max(end, after.end() if after else stop)
    pieces.append(text[end:])
    tidy = re.sub(r" {2,}", " ", "".join(pieces)[:4000])
    return re.sub(r" (?=[.,;!?])", "", tidy)


def _joint(text: str, name: Span, *, facts: Sequence[Span]) -> bool:
    """Tell whether a place hangs on a fact before it by a small word."""
    return any(_JOINT.fullmatch(text, fact[1], name[0]) for fact in facts)


def _is_apart(text: str, span: Span) -> bool:
    introduced = _BEFORE_FACT.search(text[max(0, span[0] - 30) : span[0]])
    return introduced is not None or stands_alone(text, *span)


def _subject(sentence: str) -> str:
    subject = _GREETING.sub("", sentence)
    subject = re.split(r", gesucht: ", subject, flags=re.IGNORECASE)[-1]
    question = _WHO_DOES.search(subject)
    if question and _says_something(subject[question.end() :]):
        subject = _asked(question["verb"].lower(), subject[question.end() :])
    wish = _WANTED.search(subject + " ")
    if wish and _says_something(subject[wish.end() :]):
        subject = subject[wish.end() :]
    subject = _SOUGHT.sub(", ", subject).strip(" ,:-–")
    subject = _SUPPLIER.sub("", _nominative(subject))
    kept = [part for part in _SEGMENT_END.split(subject) if _says_something(part)]
    return _shortened([_TRAILING.sub("", part) for part in kept])


def _asked(verb: str, wanted: str) -> str:
    """Turn "Wer fräst uns 300 Blöcke, Stahl" into "300 Blöcke fräsen, Stahl"."""
    if verb in _ANY_DOING:
        return wanted
    stem = verb[:-1].removesuffix("e")
    infinitive = stem + ("n" if re.search(r"(?<!i)er$|el$", stem) else "en")
    first, comma, rest = wanted.partition(",")
    return f"{first} {infinitive}{comma}{rest}"


def _nominative(subject: str) -> str:
    """Turn "einen schwarzen Lack" into "schwarzer Lack", "einen Lieferanten" into "Lieferant"."""
    article = _ARTICLE.match(subject)
    bare = subject[article.end() :] if article else subject
    praised = _FLATTERY.match(bare)
    bare = bare[praised.end() :] if praised else bare
    if article and article.group().strip().lower() == "einen":
        bare = re.sub(r"^([a-zäöüß]{3,}e)n(?= (?:[a-zäöüß]+en )?[A-ZÄÖÜ])", r"\1r", bare)
        bare = _WEAK_NOUN.sub(r"\1", bare)
    return bare


def _shortened(parts: Sequence[str]) -> str:
    """Join as many parts as fit; cut the first one at a word when it is too long by itself."""
    title = parts[0].strip(" ,:-–.") if parts else ""
    for part in parts[1:]:
        longer = f"{title}, {part.strip(' .')}"
        if len(longer) > LONGEST:
            break
        title = longer
    if len(title) > LONGEST:
        head = title[: LONGEST - 1]
        title = (
            _TRAILING.sub("", head[: head.rfind(" ")] if " " in head else head).rstrip(" ,–-") + "…"
        )
    return title[:1].upper() + title[1:]


def _says_something(part: str) -> bool:
    """Tell whether a part of a sentence holds more than small words and numbers."""
    return any(word.casefold() not in _EMPTY and not word.isdigit() for word in _WORD.findall(part))
