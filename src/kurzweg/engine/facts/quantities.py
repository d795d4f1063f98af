"""Quantities in a request: how much of what is wanted, and what only looks like a quantity."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kurzweg.engine.facts.languages import ENGLISH, GERMAN
from kurzweg.engine.facts.records import Fact, Quantity, Span, overlaps
from kurzweg.engine.facts.units import UNIT, named_dimension
from kurzweg.engine.facts.words import ALONE, FIGURE, MONTH, NUMBER_WORDS, TIMES, number

_UNITS: Mapping[str, str] = {
    "piece": r"Stücke?n?\b|Stueck\b|Stck\b\.?|Stk\b\.?|St\b\.?(?=[ ,;:)]|$)"
    r"|Exemplaren?\b|Einheiten\b|pcs\b\.?|pieces?\b|units?\b|parts\b",
    "set": r"Sets?\b|Satz\b|Sätzen?\b|Garnituren\b",
    "pair": r"Paar(?:e|en)?\b|pairs?\b",
    "pallet": r"(?:Euro)?-?Paletten\b|pallets\b",
    "person": r"Personen\b|Leuten?\b|Teilnehmerplätzen?\b"
    r"|Teilnehme(?:r|nde)n?(?:[*:/]?-?innen)?\b|Gästen?\b|people\b"
    r"|(?:Mitarbeite|Beschäftigt|Kolleg|Schüler|Studierende|Kinder|Besuche[rn])\w*"
    r"|participants\b|guests\b|Auszubildenden?\b|Azubis\b|(?:\w{2,20})?(?:schweißer|fahrer|helfer"
    r"|monteure?|elektriker|schlosser|fachkräfte|mechatroniker|entwickler)n?\b",
    "t": r"(?-i:t|to)\b|Tonnen?\b|tonn?e?s\b",
    "kg": r"kg\b|Kilo(?:gramm)?\b",
    "m²": r"m²|(?-i:m2|qm)\b|Quadratmetern?\b|square met(?:er|re)s\b|sqm\b",
    "m³": r"m³|(?-i:m3|cbm)\b|Kubikmetern?\b",
    "m": r"(?-i:m|lfm|lfdm)\b|lfd\. ?m\b|laufenden? Metern?\b|Metern?\b|met(?:er|re)s\b",
    "l": r"(?-i:l)\b|Litern?\b|litres\b",
}
_UNIT = re.compile(
    r"[ -]?(?:" + "|".join(f"(?P<u{n}>{written})" for n, written in enumerate(_UNITS.values()))
    + r")(?![²³]|-\w|/(?!(?:Tag|Woche|Monat|Jahr|day|week|month|year|a\b)))",
    re.IGNORECASE,
)  # fmt: skip
_UNIT_NAMES = tuple(_UNITS)
_MEASURED = frozenset({"t", "kg", "m", "m²", "m³", "l"})
_STAFF = re.compile(r"(?:Mitarbeite|Beschäftigt|Kolleg|Schüler|Studierende|Kinder|Besuche[rn])\w*$")
_WIDEST = 1_000  # a range does not go from 1.2 to 15,000
_FOR = re.compile(r"\b(?:für|fuer|for) $")
# "1.200 Teile pro Stunde" is how fast, not how many.
_RATE = re.compile(
    r"[^0-9,.;:!?()\n]{0,30} ?(?:/ ?h|(?:pro|je|in der|per|an) (?:Stunde|Minute|hour|minute))\b"
)
_EACH = re.compile(r"\b(?:je|pro|à|each) $")
# "Wir fertigen 20.000 Teile am Tag" says what we do, not what we want.
_OWN = re.compile(
    r"\b(?:wir|Wir|we|We) (?:selbst )?(?:fertigen|verarbeiten|produzieren|erzeugen|verkaufen"
    r"|betreiben|verwalten|make|produce|process|sell|run)\b[^,.;:!?\n]{0,40}$"
)
_OF = re.compile(r"\bvon $")
_BULLET = re.compile(r" *(?:[-—–•*]|[0-9]{1,3}[.)]) ?")
_LINE_END = re.compile(r"[ ,;.)]*(?:\n|$)")

_ABOUT = (
    r"(?:ca\b\.?|rd\b\.?|circa|zirka|rund|etwa|ungefähr|um die|knapp|gut|"
    r"~|about|approx\b\.?|approximately|around|roughly)"
)
_WORDS = "|".join(sorted((w for w, n in NUMBER_WORDS.items() if n > 1), key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?:(?P<about>(?<!\w){_ABOUT}) ?|{ALONE})"
    rf"(?:(?P<low>{FIGURE})(?: ?[-–] ?| bis(?: zu)? | to | und (?=[0-9]{{1,9}} ))(?=[0-9]))?"
    rf"(?:(?P<figure>{FIGURE})|(?<![\w-])(?P<word>{_WORDS})(?![\w-]))"
    r"(?: ?(?P<times>Tsd\.?|Mio\.?|Millionen|million|tausend|k)\b\.?)?",
    re.IGNORECASE,
)
# A number without a unit that is a quantity by the word before it.
_CUE = re.compile(
    r"\b(?:Losgrößen?|Lose?(?= von)|(?:Klein|Null|Vor)?-?Serien?|Auflage|Stückzahl(?:en)?"
    r"|\w{0,12}[Mm]enge|\w{0,12}[Bb]edarf|Anzahl|Charge|Abruf|[Qq]uantity|qty|QTY"
    r"|[Bb]atch(?:es)?(?: size)?|[Ll]ot(?: size)?)"
    r"(?:[:=]| von| of| ist| beträgt| liegt bei| insgesamt| is){0,3} ?$"
)
# "dann 2.000 in Serie", "120 müssten es sein", "3 an der Zahl"
_SAID_AFTER = re.compile(
    r" (?:(?:in|als|für die) (?:\w{2,10})?[Ss]erie|(?:müssten|sollten|sollen|würden) es"
    r"|an der Zahl)\b"
)
_UNCLEAR = re.compile(
    r"\b(?:Team von|Team aus|paar|einige|mehrere|viele|mehr als ein|few|several)(?: \w+)? ?$"
    r"|[0-9] ?[x×*] ?$",
    re.I,
)
# What the number belongs to when one of these stands before it.
_NAME_BEFORE = re.compile(
    r"(?:\b(?:Nr|Nummer|No|Art|Artikel\w*|Zeichnung\w*|Pos|Positionen?|Typ|Type|Modell|Baureihe|DIN"
    r"|EN|ISO|RAL|PLZ|Postfach|Halle|Raum|Zimmer|Seiten?|Kapitel|Absatz|Version|Klasse|Stufe|Level"
    r"|Phasen?|LPH|Leistungsphasen?|Gewerk|Lose?|Lot|\w*[Aa]bschnitt|Haus|Gebäude|Werk|Linie|Titel"
    r"|KW|Ø|M|Baujahr|Jahrgang|Jahre?|Stand|seit|since|Tel|Fax|Abteilung|Band|Gruppe|HRB|WZ|Tor|Kita"
    r"|Kostengruppen?|KG|BA|Edelstahl|Stahl|Werkstoff|Bahn|Autobahn|Strecken?|Buchse|Schule|Artikel|Windows|Anlagen?|Anhang"
    r"|Ziffer|Punkt|Abs|Terminal|Nummern|Teil|Paket"
    r"|\w{2,30}(?:straße|strasse|str|weg|platz|allee|gasse|ring|damm|ufer|hof))"
    r"(?:(?<=\b\w{2})\.|(?<=\b\w{3})\.|(?<=str)\.)?|§) ?:? ?$"
)
# "Anleger 5 Plus", "PG 31 Schuhe": a small number behind a noun names it, it does not count.
_NOUN_BEFORE = re.compile(
    r"\b(?!(?:Suche|Suchen|Brauche|Brauchen|Benötige|Benötigen|Gesucht|Bitte|Liefer\w+|Für|Bedarf"
    r"|Need|Needed|Wanted|Looking)\b)[A-ZÄÖÜ][\w-]* $"
)
_PART_BEFORE = re.compile(
    r"\b(?:mehr als|more than|mit|an|in|auf|bei|aus|je|pro|nach|alle|allen"
    r"|uns(?:er)?e[nr]?|dies[en]+|unter|sind|haben|(?:sind|waren|haben|hatten|beschäftigen) wir"
    r"|seit|vor|beschäftigen|with|at|on|from|have|employ|our|nur|und|sowie|and"
    r"|(?<!Anfrage )(?<!Angebot )(?<!Bestellung )(?<!Auftrag )über|each|every|(?<!geht )um)"
    rf"(?: den| die| insgesamt| jeweils| {_ABOUT})? ?$",
    re.I,
)
_MEASURE_BEFORE = re.compile(
    r"(?:\b(?:bis|zu|max|maximal|\w*last|\w*kraft|\w*gewicht|je|pro|à|über|unter|ab|mit|von|Länge"
    r"|Breite|Höhe|Tiefe|Durchmesser|Abstand|Hub|Spannweite|Radius|Inhalt|Volumen|up to|of)\b\.?"
    r"|[x×Ø=]|\bzwischen [0-9.,]+ und) ?:? ?$",
    re.I,
)
_MEASURE_AFTER = re.compile(
    r" ?(?:[x×/]|hoh?e?[nmrs]?\b|hoch|breit|lang|tief|dick|stark|schwer|entfernt"
    r"|\w*last\b|\w*kraft\b|Kran|Presse|Stapler|Gewicht|Durchmesser|\w*höhe\b|\w*länge\b"
    r"|\w*breite\b|\w*tiefe\b|Spannweite|Hub|Tank|Fass|Kanister)",
    re.I,
)
_NO_GOODS = re.compile(
    r"Stück\b|Angebote?n?\b|\w*kilometer\w*|km\b|[kMGT]Wh?\b|Zug\b|Wettbewerb\w*|Teams?\b|(?:Arbeits|Werk|Kalender|Betriebs)?(?:Tagen?|Woche|Wochen|Monate?n?|Jahre?n?|Stunden?|Minuten?"
    r"|Sekunden?)\b|Hektar\b|Uhr\b|Euro?s?\b|EUR\b|Cent\b|Prozent\w*|Grad\b|Kilometern?\b|Zoll\b|Volt\b|Watt\b"
    r"|Ampere\b|Hertz\b|Bar\b|Nm\b|Newton\w*|Pascal\b|MPa\b|HRC\b|HB\b|HV\b|[MGT]B\b|[MG]bit\b|VA?\b"
    r"|A\b|W\b|C\b|K\b|PS\b|N\b|Hz\b|Schicht\w*|Mitarbeite\w*|Beschäftigt\w*|Kolleg\w*"
    r"|Angestellte\w*|Einwohner\w*|Standort\w*|Länder\w*|Generation\w*|Quartal\w*|HOAI\b|Ecken?\b"
    r"|Kund\w+|VOB\b|Mal\b|Abs\b|BGB\b|Nr\b|Bauabschnitt\w*|OG\b|UG\b|Etage\w*|Punkte\w*|Schritte\w*"
    r"|Gewerke\w*|Lose?n?\b|Sprachen?\b|Minute\b|\w{2,20}jahre?n?\b|Seiten?\b|Mio\b|Tsd\b|Millionen\b|Öffnung\w*|RAL\b"
    r"|DIN\b|ISO\b|EN\b|Spindeln?\b|Reihen?\b|Zylindern?\b|polig\w*|Bohrung\w*|(?-i:Durchmesser|Breite|Höhe|Länge|Tiefe|Adern?)\b|Gänge?n?\b|Teilen\b|KW\b"
    + rf"|{MONTH}|hours?\b|days?\b|weeks?\b|months?\b|years?\b|employees\b|axis\b|axes\b|percent\b"
    r"|degrees\b|euros\b|dollars\b|miles\b|minutes\b|kilometres\b|staff\b|times\b|shifts\b",
    re.I,
)
_GERMAN_NOUN = re.compile(
    r"(?: ?[xX×])? ?(?<=[ xX×])"
    r"(?:(?:fertig|neu|frisch|roh|voll|komplett) )?"
    r"(?:(?:[a-zäöüß]{2,20}-)?[a-zäöüß]{3,24}(?:e|en|er|es|te|m)(?:,| und| oder)? ){0,4}"
    r"(?P<noun>(?:[A-ZÄÖÜ0-9]{1,6}-)?[A-ZÄÖÜ][a-zäöüß]{2,}[\w-]*)"
)
_SMALL_NOUN = re.compile(r" (?:[a-zäöüß]{3,24}(?:e|en|er|es|te|m) ){0,2}(?P<noun>[a-zäöüß-]{5,40})")
_ENGLISH_NOUN = re.compile(r" (?:x )?(?:[a-z-]{2,20} ){0,3}?(?P<noun>[A-Za-z-]{3,20}s)\b")
_PER_AFTER = re.compile(
    r" ?(?P<by>/ ?|pro |im |je |per |a |p\. ?|each |every )?\b(?:(?P<day>Tag\b|täglich|day\b|daily)"
    r"|(?P<week>Woche\b|wöchentlich|week\b|weekly)|(?P<month>Monat\b|monatlich|month\b|monthly)"
    r"|(?P<quarter>Quartal\b|vierteljährlich|quarter\b)"
    r"|(?P<year>Jahr\b|jährlich|a\.|year\b|yearly|annually))",
    re.I,
)
# "300 Bolzen pro Woche": the period stands behind what is counted, no other number between.
_PER_LATER = re.compile(r"[^0-9,.;:!?()\n]{1,40}(?<! for)(?<! in)(?<! within)")
# "3 Gründung, DN 80: 405 t": a line of a list says before its colon what, behind it how much.
_DESCRIBED = re.compile(
    rf"^[^:\n]{{3,90}}:(?= ?(?:Gesamt )?(?:{_ABOUT} ?)?"
    r"[0-9][0-9.,' ]{0,12}[^\W\d_]{1,6}[²³23]?\.?$)",
    re.MULTILINE | re.IGNORECASE,
)
_PER_CALL = re.compile(r"\b(?:pro|je) (?:Abruf|Los|Charge|Lieferung)[: ]{1,2}$", re.IGNORECASE)
_PER_BEFORE = re.compile(
    r"\b(?:(?P<day>täglich)|(?P<week>wöchentlich|Wochen\w{4,8})|(?P<month>monatlich|Monats\w{4,8}"
    rf"|pro Monat|im Monat)|(?P<year>jährlich|Jahres\w{{4,8}}|pro Jahr|im Jahr))[: ]{{1,2}}"
    rf"(?:{_ABOUT} )?$",
    re.I,
)


def find_all(text: str, *, taken: Sequence[Span], language: str) -> tuple[Fact[Quantity], ...]:
    """Find all amounts that a request names, in its order."""
    spoken = [*taken, *(match.span() for match in _DESCRIBED.finditer(text))]
    return tuple(
        fact
        for match in _AMOUNT.finditer(text)
        if not overlaps(match.span(), spoken) and (fact := _quantity(text, match, language))
    )


def the_one(amounts: Sequence[Fact[Quantity]]) -> Fact[Quantity] | None:
    """Choose the quantity of a request; None when it names none or several that differ.

    Counted things go before weights and measures: in "500 Stück, zusammen 3 t" it is the 500.
    """
    counted = [fact for fact in amounts if fact.value.unit not in _MEASURED]
    for facts in (counted, amounts):
        if facts:
            return facts[0] if len({_what(fact) for fact in facts}) == 1 else None
    return None


def _what(fact: Fact[Quantity]) -> tuple[float, str]:
    return fact.value.amount, fact.value.unit


def _quantity(text: str, match: re.Match[str], language: str) -> Fact[Quantity] | None:
    before = text[max(0, match.start() - 48) : match.start()].rpartition("\n")[2]
    if _UNCLEAR.search(before) or _OWN.search(before) or _RATE.match(text, match.end()):
        return None
    unit, end = _unit(text, match, before, language)
    if unit is None:
        return None
    amount = _amount(match, "figure", unit, language)
    low = _amount(match, "low", unit, language) if match["low"] else None
    if not amount or (match["low"] and not low) or (low and low >= amount):
        return None
    if low and low * _WIDEST < amount:
        low = None  # "Klasse 1.2 – 15 000 t"
    per, end = _period(text, end, before)
    value = Quantity(amount, unit, low, per, match["about"] is not None)
    return Fact(value, match.start(), end)


def _unit(text: str, match: re.Match[str], before: str, language: str) -> tuple[str | None, int]:
    """Say what is counted and where the quantity ends; None when it is not a quantity."""
    written = _UNIT.match(text, match.end())
    if written:
        unit = _UNIT_NAMES[int((written.lastgroup or "u0")[1:])]
        is_quantity = _is_wanted(text, unit, before, written.end())
        return (unit if is_quantity else None), written.end()
    if match["word"] or UNIT.match(text, match.end()):
        return None, match.end()
    if _CUE.search(before) and not _NO_GOODS.match(text[match.end() :].lstrip(" ")[:20]):
        return "piece", match.end()
    if _SAID_AFTER.match(text, match.end()):
        return "piece", match.end()
    period = _PER_AFTER.match(text, match.end())
    if (period and period["by"]) or _PER_CALL.search(before):
        return "piece", match.end()  # "200 im Quartal", "pro Abruf 500"
    return ("piece" if _is_counted_noun(text, match, before, language) else None), match.end()


def _is_wanted(text: str, unit: str, before: str, end: int) -> bool:
    if unit == "person":
        is_staff = _STAFF.search(text[:end])
        return bool(_FOR.search(before)) if is_staff else not _PART_BEFORE.search(before)
    if unit not in _MEASURED:
        return not (unit == "set" and _NAME_BEFORE.search(before))  # "Absatz 1 Satz 2"
    after = text[end : end + 40]
    if named_dimension(unit, before, after):
        return False
    if unit == "m²":
        return not _EACH.search(before)
    # "Stapler 3 t" is a size, "3 t Stapler" would be odd: what is wanted follows, or a cue went
    # before, or the amount fills its place between two commas or at the end of a line of a list.
    goods = re.match(r" (?:an |of |von )?([A-ZÄÖÜa-zäöüß]+)", after)
    names_goods = goods is not None and goods[1] not in GERMAN | ENGLISH
    is_of_goods = _OF.search(before) and re.match(r" [A-ZÄÖÜ]", after)
    is_measure = _MEASURE_BEFORE.search(before) and not is_of_goods
    if is_measure or _MEASURE_AFTER.match(text, end):
        return False
    opens = _opens(before, text[end : end + 1])
    return bool(names_goods or opens or _CUE.search(before) or _closes_a_line(text, end))


def _opens(before: str, following: str) -> bool:
    """Tell whether an amount begins a part; in brackets it says what something is like."""
    opener, inside = before.rstrip(" ")[-1:], before.rpartition("(")
    if opener == "(":
        return following == ")"
    is_in_brackets = bool(inside[1]) and ")" not in inside[2]
    return opener in ("", ",", ":", ";", "–") and not is_in_brackets


def _closes_a_line(text: str, end: int) -> bool:
    """Tell whether an amount is the end of a line of a list ("— Tragprofile 60 m,")."""
    line = text[text.rfind("\n", 0, end) + 1 : end]
    return bool(_BULLET.match(line) and _LINE_END.match(text, end))


def _is_counted_noun(text: str, match: re.Match[str], before: str, language: str) -> bool:
    """Tell whether the thing counted follows ("500 schwarze Gehäuse", "500 black housings")."""
    # Who types without capitals has no nouns to be seen.
    is_small = text[text.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0].islower()
    german = _SMALL_NOUN if is_small else _GERMAN_NOUN
    pattern = _ENGLISH_NOUN if language == "en" else german
    noun = pattern.match(text, match.end())
    if noun is None or any(_NO_GOODS.match(word) for word in noun.group().split()):
        return False
    if _NAME_BEFORE.search(before) or _PART_BEFORE.search(before):
        return False
    adjectives = re.findall(r"[a-zäöüß]+", noun.group().removesuffix(noun["noun"]))
    if GERMAN.intersection(adjectives) - {"und", "oder"}:
        return False  # "auf der Strecke 2990 sollen eine Gleiserneuerung …"
    if len(match["figure"]) < 2 and noun["noun"].startswith("Achse"):
        return False  # of a machine
    if len(match["figure"]) < 3 and _NOUN_BEFORE.search(before) and not adjectives:
        return False
    return not (match["figure"].startswith("0") or _is_year_or_postcode(match["figure"]))


def _is_year_or_postcode(figure: str) -> bool:
    is_year = len(figure) == 4 and ("1950" <= figure <= "1999" or "2001" <= figure <= "2099")
    return is_year or (len(figure) == 5 and figure.isdigit() and not figure.endswith("000"))


def _amount(match: re.Match[str], group: str, unit: str, language: str) -> float | None:
    if not match[group]:
        return float(NUMBER_WORDS[match["word"].lower()])
    is_count = unit not in _MEASURED
    amount = number(match[group], language=language, is_count=is_count)
    if amount is None or (is_count and amount != int(amount) and not match["times"]):
        return None
    return amount * TIMES.get((match["times"] or "").lower().rstrip("."), 1)


def _period(text: str, end: int, before: str) -> tuple[str, int]:
    after = _PER_AFTER.match(text, end)
    if after and after.lastgroup:
        return after.lastgroup, after.end()
    later = _PER_AFTER.search(text, end, end + 60)
    if later and later.lastgroup and _PER_LATER.fullmatch(text, end, later.start()):
        is_rate = later["by"] or later.group().lower().endswith(("lich", "ly"))
        return (later.lastgroup if is_rate else ""), end
    earlier = _PER_BEFORE.search(before)
    return (earlier.lastgroup or "" if earlier else ""), end
