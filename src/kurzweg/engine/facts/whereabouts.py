"""Where something is wanted: a town, a postcode, and how far away it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kurzweg.engine.documents import Place
from kurzweg.engine.facts.records import Fact, Gazetteer, Span, overlaps
from kurzweg.engine.facts.words import NUMBER_WORDS, stands_alone, word_list
from kurzweg.engine.words.names import place_key

FARTHEST_KM = 1000.0

# Towns that are also ordinary words: they count after "in", "bei", "Raum" or a postcode only.
_ALSO_WORDS = frozenset(
    map(
        place_key,
        word_list("""
    alt au bad brunnen brücken salz rohr stapel
    baden berg bergen born brand buch buchen burg damm eisen elend enge enger
    essen fels freien grund haar hagen hahn halle haus heide heim hof hohn horn kamen kreuz
    lage lauf leer linden mark markt mitte mücke neu neustadt nord norden ofen ost plan rain
    rast raum regen reich rot rust sachsen sand schlag see singen sinn spalt spiel stade
    stein stock stolpe süd tanne vogel wald wangen weiden weil welt werden werne west wiesen
    winter wissen zell
"""),
    )
)

_AREA_BEFORE = re.compile(
    r"\b(?:um|Raum|Großraum|Region|Umkreis von|Umgebung von|Nähe von|nahe|rund um|near|around)"
    r"(?: die| der)?(?: Stadt)?:? $",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|bei|Standort|Ort|Sitz in|Lieferort|Werk|at|Stadt|Gemeinde)(?: der| dem)?"
    r"(?: Stadt| Gemeinde)?:? "
    r"|(?<![0-9])[0-9]{5} )$",
    re.IGNORECASE,
)
_ROUTE_BEFORE = re.compile(r"\b(?:nach|aus|von|from|to):? $", re.IGNORECASE)
_MADE_OF = re.compile(r"\b(?:aus|of):? $", re.IGNORECASE)
_NOT_A_PLACE_BEFORE = re.compile(
    r"\b(?:an der|am|a\. ?d\.|Herrn?|Frau|Firma|Fa\.|Familie|Dr\.|Prof\.|Mr\.?"
    r"|Mrs\.?|Messe|Typ|Marke|Richtung|Kunden? (?:aus|in|bei)"
    r"|[Uu]nser\w* (?:\w+ )?(?:Lieferant|Zulieferer|Hersteller|Partner)\w{0,2} (?:aus|in|bei)) $"
)
_NOT_A_PLACE_AFTER = re.compile(
    r" (?:GmbH|AG|KG|OHG|UG|SE|e\. ?K|e\. ?V|& )"
    r"|-(?: |Holstein|Anhalt|Westfalen|Württemberg|Vorpommern|Pfalz)"
)

_POSTAL_CODE = re.compile(r"(?<![\w.,/+#-])(?:D-)?(?P<code>[0-9]{5})(?![\w%€]|[.,/-][0-9])")
_CODE_BEFORE = re.compile(
    r"(?:\b(?:PLZ|Postleitzahl|postcode|in|im|Raum|um|bei|nach|aus|near|around)\b:? ?|D-)$",
    re.IGNORECASE,
)
_CODE_IS_A_NUMBER = re.compile(
    r"(?:\b(?:Nr|Nummer|No|Artikel\w*|Zeichnung\w*|Kunden\w*|Bestell\w*|Fax|Tel|HRB|HRA|Pos|Typ|Teil"
    r"|Modell|Auftrag\w*|IBAN|Konto\w*|ISO|DIN|EN)\.?|#)[:. ]{0,2}$",
    re.IGNORECASE,
)
_CODE_IS_A_QUANTITY = re.compile(
    r" ?(?:Stück|Stk|Stck|Euro|EUR|€|kg|t\b|m²|m³|qm|km|Liter|pcs|pieces|Personen|Exemplare)", re.I
)

# How far is said by a word for it or a limit before the number, or by what follows it; "30 km
# entfernt" by itself says where something is, "unter 30 km" by itself can be too near.
_FIRM_LIMIT = (
    r"maximal|maximum|max|höchstens|hoechstens|bis zu|bis|innerhalb|binnen|within|up to"
    r"|nicht über|nicht mehr als|not more than|no more than|not further than|no further than"
    r"|(?:nicht )?weiter (?:weg |entfernt )?als|nicht größer als"
)
_FAR = (
    r"Umkreis(?:suche)?|Radius|radius of|Entfernung|Anfahrt(?:sweg)?|Fahrtweg|Fahrweg|distance"
    r"|(?:ein(?:em|en)?|im) Kilometerradius"
)
_LOOSE_LIMIT = r"unter|weniger als|näher als|keine|less than|under"
_RADIUS = re.compile(
    r"(?P<before>(?:\bim |\bin einem |\bin a )?"
    rf"(?:\b(?:{_FAR}|{_FIRM_LIMIT})\b\.?(?: von| of| etwa| ungefähr| ca\.?| rund| darf| bis| unter"
    r"| nicht größer als| maximal| max\.?| höchstens| bis zu|:){0,3} ?))?"
    rf"(?P<loose>\b(?:{_LOOSE_LIMIT}) )?"
    r"(?:ca\.? |etwa |rund |ungefähr )?(?<![\w.,/-])(?P<km>[0-9]{1,4}|zehn|zwanzig|dreißig|fünfzig)"
    r"[ -]?(?:km|Kilometern?|kilomet(?:re|er)s?)\b"
    r"(?![/²³]|-?h\b| pro )"
    r"(?P<after>[ -]?(?:Umkreis|Radius|Entfernung|Anfahrt\w*|(?:rund )?ums?\b"
    r"|sind die Grenze|ist die Grenze|ist in Ordnung\b|im Umkreis|around|radius"
    r"|nicht überschreiten"
    r"|von (?:hier|uns|[A-ZÄÖÜ])|from here|from us|of\b))?"
    r"(?P<away>[ -]?(?:weit )?(?:entfernt|weg\b|away)| wäre (?:gut|schön))?",
    re.IGNORECASE,
)
_NEARBY = re.compile(r"(?:Region|Umgebung|Nähe|Nachbarschaft|regional|region|nearby) \($", re.I)
_MAY_BE = re.compile(r"\b(?:darf|dürfen|dürfte|kann|können|may|can)\b[^,.;:!?\n]{0,24}$", re.I)
# How far the writer drives is not how far somebody may be.
_OWN_WAY = re.compile(
    r"\b(?:wir|we) (?:liefern|fahren|kommen|sind|deliver|are)\b[^,.;:!?\n]{0,20}$", re.I
)


@dataclass(frozen=True, slots=True)
class _Named:
    place: Place
    start: int
    end: int
    strength: int


def find_radius(text: str, *, taken: Sequence[Span]) -> Fact[float] | None:
    """Find how far away it may be, in kilometres; None when not said or said differently."""
    found = [
        Fact(_kilometres(match), match.start(), match.end("km") + _unit_length(match))
        for match in _RADIUS.finditer(text)
        if 0 < _kilometres(match) <= FARTHEST_KM
        and not overlaps(match.span(), taken)
        and _is_radius(text, match)
    ]
    return found[0] if found and len({fact.value for fact in found}) == 1 else None


def _kilometres(match: re.Match[str]) -> float:
    return float(NUMBER_WORDS.get(match["km"].lower()) or match["km"])


def _is_radius(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    if _OWN_WAY.search(before):
        return False
    if match["before"] or match["after"] or _NEARBY.search(before):
        return True
    if match["away"]:
        return bool(match["loose"] or _MAY_BE.search(before))
    return not match["loose"] and stands_alone(text, *match.span())


def find_postal_code(text: str, *, places: Gazetteer, taken: Sequence[Span]) -> Fact[str] | None:
    """Find the one German postcode of a request, whether or not its place is known."""
    found = [
        Fact(match["code"], match.start("code"), match.end())
        for match in _POSTAL_CODE.finditer(text)
        if not overlaps(match.span(), taken) and _is_postal_code(text, match, places)
    ]
    return found[0] if found and len({fact.value for fact in found}) == 1 else None


def find_place(
    text: str, *, places: Gazetteer, taken: Sequence[Span], postal_code: Fact[str] | None
) -> Fact[Place] | None:
    """Find the one place of a request, by its name or else by its postcode.

    "Raum Soest" goes before "in Soest", that before a bare "Soest"; two places of the same
    strength ("von Hamburg nach München") are none.
    """
    named = [
        candidate
        for candidate in _named_places(text, places)
        if not overlaps((candidate.start, candidate.end), taken)
    ]
    if named:
        strongest = max(candidate.strength for candidate in named)
        best = [candidate for candidate in named if candidate.strength == strongest]
        is_one = len({candidate.place for candidate in best}) == 1
        return Fact(best[0].place, best[0].start, best[0].end) if is_one else None
    if postal_code and postal_code.value in places:
        return Fact(places[postal_code.value], postal_code.start, postal_code.end)
    return None


def find_doubtful(
    text: str, *, places: Gazetteer, taken: Sequence[Span], has_radius: bool
) -> Fact[str] | None:
    """Find the one name of several towns that a request means: which of them, it does not say.

    Many such names are ordinary words: they count in the area of something, and after "in" only
    where the request says how far away it may be.
    """
    found = [
        Fact(text[start:end], start, end)
        for start, end in _names_of_several(text, places)
        if not overlaps((start, end), taken)
        and (
            _strength(text, start, end) >= (2 if has_radius else 3)
            or (has_radius and _FAR_FROM.search(text[max(0, start - 16) : start]))
        )
    ]
    return found[0] if len({fact.value for fact in found}) == 1 else None


_FAR_FROM = re.compile(r"(?:km|Kilometern?|kilomet(?:re|er)s?) (?:von|of|from) $", re.IGNORECASE)
_MOST_WORDS = 3  # of a name of several towns: Neustadt, Bad Berka, Neukirchen im Wald


def _names_of_several(text: str, places: Gazetteer) -> Iterator[Span]:
    words = [match.span() for match in _WORD.finditer(text)]
    for position, (start, _end) in enumerate(words):
        if not text[start].isupper():
            continue
        for _start, end in reversed(words[position : position + _MOST_WORDS]):
            if places.is_ambiguous(text[start:end]):
                yield start, end
                break


def _unit_length(match: re.Match[str]) -> int:
    """Give the length of "km" after the figure, without what follows it."""
    end = next((match.start(part) for part in ("after", "away") if match[part]), match.end())
    return end - match.end("km")


def _is_postal_code(text: str, match: re.Match[str], places: Gazetteer) -> bool:
    before = text[max(0, match.start("code") - 24) : match.start("code")]
    if _CODE_IS_A_NUMBER.search(before) or _CODE_IS_A_QUANTITY.match(text, match.end()):
        return False
    if _CODE_BEFORE.search(before):
        return True
    if match["code"] not in places:
        return False
    following = re.match(r" (\w+)", text[match.end() : match.end() + 40])
    is_town = following is not None and places.named(following[1]) is not None
    return is_town or stands_alone(text, *match.span())


def _named_places(text: str, places: Gazetteer) -> Iterator[_Named]:
    words = [match.span() for match in _WORD.finditer(text)]
    position = 0
    while position < len(words):
        length = _length_of_name(text, words, position, places)
        if not length:
            position += 1
            continue
        start, end = words[position][0], words[position + length - 1][1]
        place = places.named(text[start:end])
        strength = _strength(text, start, end)
        if place and strength:
            yield _Named(place, start, end, strength)
        position += length


# A word with the signs inside it that take no room, or stand for themselves (NFD).
_WORD = re.compile(r"\w(?:[\u00ad\u200b-\u200d\u2060\ufeff]*[\w\u0300-\u036f])*")


def _length_of_name(text: str, words: list[Span], position: int, places: Gazetteer) -> int:
    """Give the number of words of the longest name of a place that begins here, or 0."""
    first = text[slice(*words[position])]
    if first[0].isdigit() or not places.begins(first):
        return 0
    for length in range(min(places.longest, len(words) - position), 0, -1):
        name = words[position : position + length]
        gaps = [text[left[1] : right[0]] for left, right in pairwise(name)]
        if any(gap.strip(" .-/()\u2010\u2011\u2013") or len(gap) > 3 for gap in gaps):
            continue
        if places.named(text[name[0][0] : name[-1][1]]):
            return length
    return 0


def _strength(text: str, start: int, end: int) -> int:
    """Weigh a name: 3 in the area of it, 2 in it, 1 bare or on a route, 0 no place at all."""
    before, key = text[max(0, start - 32) : start], place_key(text[start:end]).split()
    if (
        _NOT_A_PLACE_BEFORE.search(before)
        or re.search(r"\w-$", before)
        or _NOT_A_PLACE_AFTER.match(text, end)
    ):
        return 0
    if re.match(r" ?[0-9]", text[end : end + 2]) and key[-1] in _ALSO_WORDS:
        return 0
    if _AREA_BEFORE.search(before):
        return 3
    if _PLACE_BEFORE.search(before):
        return 2
    is_ordinary = len(key) == 1 and (key[0] in _ALSO_WORDS or len(key[0]) < 4)
    if is_ordinary or not text[start].isupper():
        # Who writes everything small writes towns small; an ordinary word needs its capital.
        is_named = _ROUTE_BEFORE.search(before) and not (is_ordinary and _MADE_OF.search(before))
        return int(bool(is_named) and (text[start].isupper() or not is_ordinary))
    return 1
