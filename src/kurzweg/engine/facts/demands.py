"""Which of the certificates that a request names it demands, and which it only likes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kurzweg.engine.facts import certificates
from kurzweg.engine.facts.certificates import Mention
from kurzweg.engine.facts.records import Fact
from kurzweg.engine.facts.words import clause

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
    r"\b(?:wir (?:selbst )?(?:sind|haben)|unser (?:Betrieb|Haus|Werk|Unternehmen) (?:ist|hat)|als"
    r"|we are|we have)\b"
    r"(?!.{0,80}\b(?:such|brauch|benötig|auf der Suche|look|need))[^,;.]{0,60}$",
    re.IGNORECASE,
)
# What is learnt, introduced or kept up is the matter, not a demand ("Schulung zur ISO 9001"); who
# gives the training may still have to hold it ("Schulung, Träger mit AZAV").
_MATTER_BEFORE = re.compile(
    r"(?:\b(?:Schulung|Kurs|Seminar|Lehrgang|Workshop|Training|Ausbildung|Weiterbildung|Coaching"
    r"|Unterstützung|Hilfe|Vorbereitung|Einführung|Aufbau|Umstellung|Implementierung|Handbuch"
    r"|Gap-Analyse|Software|Rezertifizierung|Erstzertifizierung|Zertifizierungsstelle|Zertifizierer"
    r"|Audits?|Auditor\w{0,3}|Berat\w+|[Bb]egleit\w+|[Ee]inzuführen|consult\w*|training|course"
    r"|workshop|implement\w*|introduc\w*|audits?|auditor)\b[^,.;:!?\n]{0,40}"
    r"|\buns (?:selbst )?nach (?:der )?)$",
    re.IGNORECASE,
)
_MATTER_AFTER = re.compile(
    r"[^,.;:!?\n]{0,12}\b(?:einführen|einzuführen|zertifizieren lassen|implement\w*|training"
    r"|consult|core tools|in der Praxis|für Einsteiger|Schulung|Beratung|Audits?|Dokument\w*)\b"
    r"|-(?:Schulung|Beratung|Audit|Einführung|Dokument|Handbuch)",
    re.IGNORECASE,
)
# "Der Betrieb möchte bis zum Herbst die ISO 9001 haben": who writes wants to hold it himself.
_WISH = re.compile(r"\b(?:möchten?|wollen|will)\b[^,.;:!?\n]{0,60}$", re.IGNORECASE)
_GAINED = re.compile(r" (?:haben|bekommen|erreichen|erwerben|erlangen|machen)\b")
_HELD = re.compile(
    r"\b(?:mit|with|nur|only)(?: einer?| einem)?(?: gültigen?| valid)? $", re.IGNORECASE
)
_AS_ATTRIBUTE = re.compile(r"[ -]zertifizierte[nmrs]?\b|[ -]certified\b", re.IGNORECASE)
_OR = re.compile(r" ?(?:oder|or|bzw\.|/) ?")


def demanded(text: str, mentions: Sequence[Mention]) -> tuple[Fact[str], ...]:
    """Give each certificate once that a request demands."""
    return _once(mention for mention in mentions if _asked(text, mention, mentions) == "demanded")


def welcome(text: str, mentions: Sequence[Mention]) -> tuple[Fact[str], ...]:
    """Give each certificate once that a request would like but not demand."""
    return _once(mention for mention in mentions if _asked(text, mention, mentions) == "welcome")


def is_matter(text: str, mention: Mention) -> bool:
    """Tell whether a certificate is what a request is about: "Schulung zur ISO 9001"."""
    before, after = text[max(0, mention.start - 80) : mention.start], text[mention.end :]
    if _HELD.search(before) or _AS_ATTRIBUTE.match(after):
        return False
    if _WISH.search(before) and _GAINED.match(after):
        return True
    return bool(_MATTER_BEFORE.search(before) or _MATTER_AFTER.match(after))


def _once(mentions: Iterable[Mention]) -> tuple[Fact[str], ...]:
    facts: dict[str, Fact[str]] = {}
    for mention in mentions:
        facts.setdefault(mention.scheme, Fact(mention.scheme, mention.start, mention.end))
    return tuple(facts.values())


def _asked(text: str, mention: Mention, mentions: Sequence[Mention]) -> str:
    """Say how a certificate is asked for: "demanded", "welcome", or "" for not at all."""
    if not _is_asked(text, mention):
        return ""
    around = clause(text, mention.start, mention.end)
    if _WELCOME.search(around):
        return "welcome"
    if _NOT_NEEDED.search(around):
        return ""
    return "welcome" if _has_another_choice(text, mention, mentions) else "demanded"


def _is_asked(text: str, mention: Mention) -> bool:
    """Tell whether a certificate is asked for, and not the writer's own or what it is all about."""
    before, after = text[max(0, mention.start - 80) : mention.start], text[mention.end :]
    if _NOT_NEEDED.search(before) or _OWN.search(before):
        return False
    if _WITHOUT.search(before) and not _CANNOT.search(after[:90]):
        return False
    return not is_matter(text, mention)


def _has_another_choice(text: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Tell whether "PEFC oder FSC" leaves a choice that would do without this certificate."""
    return any(
        _OR.fullmatch(text[min(mention.end, other.end) : max(mention.start, other.start)])
        and not certificates.covers(other.scheme, mention.scheme)
        for other in mentions
    )
