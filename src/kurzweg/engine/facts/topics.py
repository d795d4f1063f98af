"""What a request is about: its nouns, processes and materials, in the words of the writer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kurzweg.engine.facts.languages import ENGLISH, GERMAN
from kurzweg.engine.facts.records import Fact, Span, overlaps
from kurzweg.engine.facts.words import word_list

MOST = 8

# Capitalised words that say nothing about the matter.
_PHRASES = word_list("""
    angebot angebote anfrage anfragen anlage ansprechpartner anbieter anschluss auftrag
    aufträge bedarf bedingung beispiel bereich betreff betrieb betriebe bitte dame damen
    danke dank dienstleister ende entfernung euro fall firma firmen frage fragen frau grad
    gruß grüße grüßen guten hallo hause herr herren herrn hersteller hilfe info interesse
    jahr jahre jahren kilometer kollege kollegen kunde kunden lieferant lieferanten
    lieferung lieferzeit liefertermin mail menge minuten mitarbeiter moin monat monate
    monaten monats morgen möglichkeit nähe partner partnern problem produzent produzenten
    preis qualität radius raum region rückmeldung sache seite servus spezialist spezialisten
    stelle stunde stunden stück stückzahl suche tag tage tagen tagesordnung team telefon
    termin uhr umgebung umkreis unternehmen vertrag voraussetzung vorab weg woche wochen
    zeichnung zeit zeitpunkt zertifikat zertifikate zertifiziert zertifizierung zulieferer
    zusammenarbeit montag dienstag mittwoch donnerstag freitag samstag sonntag kw gmbh ag kg
    co losgröße serie jahresbedarf anfang mitte hintergrund grund tsd mio din en iso ral
    zertifizierten zertifizierter morgens abends januar februar märz april mai juni juli
    august september oktober november dezember gerne sie ihnen ihre ihr bundesrepublik
    deutschland lohnfertiger fachbetrieb fachfirma dienstleistung dienstleistungen leistung
    leistungen
""")
_ENGLISH_PHRASES = ENGLISH | word_list("""
    able according asap best certified certificate company companies contact dear days
    delivery deadline firm firms good hello hear kind kindly kilometres kilometers know
    local located month months offer offers order partner partners pieces quote quantity
    radius regards region regional reliable request supplier suppliers supply thank thanks
    time today tomorrow units urgent week weeks work year years immediately possible provide
    quickly find delivered km production manufacturer provider january february march april
    june july august september october november december monday tuesday wednesday thursday
    friday sure small large new
""")
# Processes are written small when they are verbs or participles ("eloxiert", "gelasert").
_PROCESS = re.compile(
    r"(?:ab|an|auf|aus|be|ein|ent|ge|nach|über|ver|vor|um|zu)?(?:ge)?(?:eloxier|zink|lackier|lack"
    r"|pulverbeschicht|beschicht|fräs|dreh|bohr|schweiß|laser|kant|stanz|bieg|bog|gieß|goss|schmied"
    r"|härt|polier|schleif|schliff|montier|druck|nickel|chrom|brünier|strahl|beiz|recycel|sorg|reinig"
    r"|programmier|setz|schul|prüf|wart|kalibrier|konstruier|reparier|pack|etikettier|näh|galvanisier"
    r"|phosphatier|passivier|grat|gravier|löt|kleb|spritz|extrudier|form|erodier|räum|läpp|sinter|säg"
    r"|kommissionier|demontier|digitalisier|automatisier|verzahn|zahn|entwickel|dämm|isolier|saniere?)"
    r"(?:te?n?|e?te[nrsm]?|e?n|e[nrsm]?)"
)
_WORD = re.compile(r"[^\W\d_](?:[\w/&]|-(?=\w))+")
_ENDING = re.compile(r"(?:innen|en|er|e|n|s)$")


def find(text: str, *, taken: Sequence[Span], language: str) -> tuple[Fact[str], ...]:
    """Find up to eight words that say what a request is about, in their order."""
    words = [match for match in _WORD.finditer(text) if not overlaps(match.span(), taken)]
    chosen = _english(words) if language == "en" else _german(words)
    facts: list[Fact[str]] = []
    known: set[str] = set()
    for match in chosen:
        root = _ENDING.sub("", match.group().casefold())
        if root in known:
            continue
        known.add(root)
        facts.append(Fact(match.group(), match.start(), match.end()))
        if len(facts) == MOST:
            break
    return tuple(facts)


def _german(words: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    # Who types without capitals, or with nothing else, has given no hint what is a noun.
    capitals = sum(match.group()[0].isupper() for match in words[1:])
    has_hint = capitals > 0 and any(match.group()[-1].islower() for match in words)
    for match in words:
        word = match.group()
        folded = word.casefold()
        if folded in GERMAN or folded in _PHRASES or len(word) < 3:
            continue
        is_noun = word[0].isupper() if has_hint else len(word) > 3
        if is_noun or _PROCESS.fullmatch(word):
            yield match


def _english(words: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    for match in words:
        folded = match.group().casefold()
        if folded not in _ENGLISH_PHRASES and (len(folded) > 3 or match.group().isupper()):
            yield match
