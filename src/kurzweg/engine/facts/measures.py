"""Measures in a request: sizes, weights and other values with a unit, and the ranges they give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kurzweg.engine.facts.records import Fact, Measure, Span, overlaps
from kurzweg.engine.facts.units import UNIT, UNITS, named_dimension, symbol, with_name
from kurzweg.engine.facts.words import ALONE, FIGURE, MOST_READ, TIMES, decimal, readable

_MOST = (
    r"(?:bis(?: zu)?|max(?:\.|imale?|imum)?|höchstens|nicht über|unter|kleiner(?: als)?"
    r"|weniger als|up to|below|under|less than|not more than|at most|<|≤)"
)
_LEAST = (
    r"(?:ab|mind(?:\.|estens)?|min\.|über|größer(?: als)?|mehr als|from|at least|over|more than"
    r"|minimum|>|≥)"
)
_ABOUT = r"(?:(?:ca|circa|cirka|etwa|rund|rd|about|jeweils|je|max|maximal)\b\.? ?)?"
# A sign belongs to the number where nothing stands before it: "-20 °C", not "20-80".
_SIGNED = rf"(?:(?<![\w.,)])[-–−+] ?(?=[0-9]))?{FIGURE}"
_TO = r"(?: ?[-–] ?| ?\.\.\.? ?| bis(?: zu)? ?| to |(?<=[0-9CmgVW]) und | and )"
_VALUE = re.compile(
    rf"(?:(?<!\w)(?:(?P<most>{_MOST})|(?P<least>{_LEAST})) ?)?{_ABOUT}"
    r"(?:[Øø⌀∅] ?|(?<!\w)\w{1,4} ?= ?)?"
    rf"(?:(?P<plus>(?:±|\+/-) ?)|(?<=[Øø⌀∅<>≤≥=~])|(?<=V/)|{ALONE})"
    rf"(?:(?P<low>{_SIGNED})(?P<low_unit> ?[^\W\d_]{{1,3}}[²³]?| ?°C)?{_TO})?"
    rf"(?P<high>{_SIGNED})(?: ?(?P<times>Mio\.?|Tsd\.?)(?= ))?",
    re.IGNORECASE,
)
# "1500 x 800 x 600 mm"; without a unit three numbers are millimetres.
_SIDES = re.compile(
    rf"(?:(?<!\w)(?:(?P<most>{_MOST})|(?P<least>{_LEAST})) ?)?{_ABOUT}{ALONE}"
    rf"(?P<sides>{FIGURE}(?: ?[cm]?m)?(?: ?[x×*] ?{FIGURE}(?: ?[cm]?m(?= ?[x×*]))?){{1,2}})",
    re.IGNORECASE,
)
_PREFIXED = re.compile(
    rf"(?:(?<!\w)(?:(?P<most>{_MOST})|(?P<least>{_LEAST})) )?"
    r"(?<![A-Za-z])(?P<unit>DN|PN) ?(?P<low>[0-9]{1,4})"
    r"(?:(?: ?[-–] ?| bis ?| to ?)(?:DN|PN|N)? ?(?P<high>[0-9]{1,4}))?(?![0-9]|[.,][0-9])"
)
_ROUGHNESS = re.compile(
    rf"\bR(?P<which>[az]) ?(?:=|:|von|(?P<most>{_MOST}))? ?(?P<high>{FIGURE})(?: ?[µμ]m)?(?!\w)"
)
_BARE_DIAMETER = re.compile(r"[Øø⌀∅] ?$")
# A distance is no measure, nor how far somebody has driven; a length of road or cable is one.
_GOODS_BY_KM = re.compile(
    r" (?!(?:Umkreis|Radius|Entfernung|Anfahrt|Laufleistung|Fahrt|Weg|Tag|Jahr)\b)[A-ZÄÖÜ][a-zäöü]"
)
_NAME_BEFORE = re.compile(
    r"(?:\b(?:Nr|Nummer|No|Art|Pos|Typ|Modell|Halle|Raum|Zimmer|Haus|Klasse|DIN|EN|ISO|RAL|Tor|Los)"
    r"\.?|§) ?$"
)
# "um 90 Grad gebogen" is an angle.
_ANGLE_BEFORE = re.compile(r"\b(?:um|Winkel (?:von )?) ?$")
_ANGLE_BEHIND = re.compile(
    r" (?:ge|ab|ver)?(?:bogen|winkel\w*|kantet|dreht|neigt|schrägt)\w*|-?Winkel"
)
_NOT_BEHIND = re.compile(r"[ -]?(?:Umkreis|entfernt|weit\b|weg\b|away)")


def find(text: str, *, taken: Sequence[Span], language: str) -> tuple[Fact[Measure], ...]:
    """Find the measures of a text, each once, in its order.

    `taken` are pieces that say something else, quantities among them: "3 t Schrott" says how
    much is wanted, "Lasten bis 3 t" what it is like.
    """
    spoken: list[Span] = list(taken)
    found: list[Fact[Measure]] = []
    for read in (_sides, _prefixed, _roughness, _values):
        for fact in read(text, language):
            span = (fact.start, fact.end)
            if not overlaps(span, spoken):
                spoken.append(span)
                found.append(fact)
    once: dict[Measure, Fact[Measure]] = {}
    for fact in sorted(found, key=lambda fact: fact.start):
        once.setdefault(fact.value, fact)
    return tuple(once.values())


def read(text: str, *, language: str) -> tuple[Measure, ...]:
    """Read all measures of a text that states what somebody can do."""
    spoken = readable(text[:MOST_READ])
    return tuple(fact.value for fact in find(spoken, taken=(), language=language))


def _values(text: str, language: str) -> Iterator[Fact[Measure]]:
    for match in _VALUE.finditer(text):
        before = text[max(0, match.start() - 40) : match.start("low" if match["low"] else "high")]
        unit, end = _unit(text, match, before)
        after = text[end : end + 40]
        if not unit or _NAME_BEFORE.search(before) or _NOT_BEHIND.match(after):
            continue
        if unit == "°C" and (_ANGLE_BEFORE.search(before) or _ANGLE_BEHIND.match(after)):
            continue
        dimension = named_dimension(unit, before, after) or UNITS[unit].dimension
        if unit == "km" and dimension == "size" and not _GOODS_BY_KM.match(after):
            continue
        dimension = "tolerance" if match["plus"] else dimension
        bounds = _bounds(match, unit, language)
        if bounds:
            yield Fact(Measure(dimension, unit, *bounds), *with_name(text, match.start(), end))


def _unit(text: str, match: re.Match[str], before: str) -> tuple[str, int]:
    """Say in which unit a number is and where it ends; a bare "Ø 12" is in millimetres."""
    unit = UNIT.match(text, match.end())
    if unit:
        return symbol(unit), unit.end()
    return ("mm" if _BARE_DIAMETER.search(before) else ""), match.end()


def _bounds(
    match: re.Match[str], unit: str, language: str
) -> tuple[tuple[float, ...], tuple[float, ...]] | None:
    times = TIMES.get((match["times"] or "").lower().rstrip("."), 1)
    high = _signed(match["high"], language) * times
    if match["low"]:
        low = _signed(match["low"], language) * times * _in(match["low_unit"], unit)
        return ((low,), (high,)) if low < high else None
    return _open(match.groupdict(), (high,))


def _in(low_unit: str | None, unit: str) -> float:
    """The factor between the unit of the lower bound and that of the upper one."""
    written = UNIT.match(low_unit) if low_unit else None
    if not written:
        return 1
    own, other = UNITS[symbol(written)], UNITS[unit]
    return own.factor / other.factor if own.base == other.base else float("inf")


def _open(
    named: Mapping[str, str | None], value: tuple[float, ...]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    if named.get("most"):
        return (), value
    return (value, ()) if named.get("least") else (value, value)


def _sides(text: str, language: str) -> Iterator[Fact[Measure]]:
    for match in _SIDES.finditer(text):
        sides = tuple(decimal(side, language) for side in re.findall(FIGURE, match["sides"]))
        unit = UNIT.match(text, match.end())
        written = symbol(unit) if unit else "mm" if len(sides) == 3 and min(sides) >= 10 else ""
        if written and UNITS[written].base == "mm":
            end = unit.end() if unit else match.end()
            bounds = _open(match.groupdict(), sides)
            yield Fact(Measure("size", written, *bounds), match.start(), end)


def _prefixed(text: str, language: str) -> Iterator[Fact[Measure]]:
    """Read "DN 200", "DN 50 bis DN 150", "PN 16"."""
    for match in _PREFIXED.finditer(text):
        unit, low = match["unit"], (float(match["low"]),)
        high = (float(match["high"]),) if match["high"] else None
        bounds = (low, high) if high else _open(match.groupdict(), low)
        if not high or low < high:
            yield Fact(Measure(UNITS[unit].dimension, unit, *bounds), match.start(), match.end())


def _roughness(text: str, language: str) -> Iterator[Fact[Measure]]:
    for match in _ROUGHNESS.finditer(text):
        bounds = _open(match.groupdict(), (decimal(match["high"], language),))
        dimension = "roughness" if match["which"] == "a" else "roughness Rz"
        yield Fact(Measure(dimension, "µm", *bounds), match.start(), match.end())


def _signed(written: str, language: str) -> float:
    value = decimal(written.lstrip("-–−+ "), language)
    return -value if written[0] in "-–−" else value
