"""Units of measure, and the words that say what is measured ("Länge", "hoch", "Schließkraft")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures, and how many of its `base` it is (1 cm = 10 mm)."""

    dimension: str
    base: str
    factor: float


def _units(dimension: str, base: str, factors: Mapping[str, float]) -> dict[str, Unit]:
    return {symbol: Unit(dimension, base, factor) for symbol, factor in factors.items()}


# By the symbol in which we write them. What has no word for itself is a "size": 45 mm.
UNITS: Mapping[str, Unit] = {
    **_units(
        "size",
        "mm",
        {"nm": 1e-6, "µm": 1e-3, "mm": 1, "cm": 10, "dm": 100, "m": 1e3, "km": 1e6, "inch": 25.4},
    ),
    **_units("area", "m²", {"mm²": 1e-6, "cm²": 1e-4, "m²": 1, "ha": 1e4}),
    **_units("volume", "l", {"ml": 1e-3, "cm³": 1e-3, "l": 1, "hl": 100, "m³": 1e3}),
    **_units("weight", "kg", {"mg": 1e-6, "g": 1e-3, "kg": 1, "t": 1e3}),
    **_units("force", "kN", {"N": 1e-3, "kN": 1, "MN": 1e3}),
    **_units("torque", "Nm", {"Nm": 1, "kNm": 1e3}),
    **_units("pressure", "bar", {"mbar": 1e-3, "bar": 1, "MPa": 10}),
    **_units("power", "kW", {"W": 1e-3, "kW": 1, "MW": 1e3, "PS": 0.7355}),
    **_units("power", "kVA", {"VA": 1e-3, "kVA": 1, "MVA": 1e3}),
    **_units("power", "kWp", {"kWp": 1, "MWp": 1e3}),
    **_units("energy", "kWh", {"Wh": 1e-3, "kWh": 1, "MWh": 1e3, "GWh": 1e6}),
    **_units("voltage", "V", {"mV": 1e-3, "V": 1, "kV": 1e3}),
    **_units("current", "A", {"mA": 1e-3, "A": 1, "kA": 1e3}),
    **_units("frequency", "Hz", {"Hz": 1, "kHz": 1e3, "MHz": 1e6, "GHz": 1e9}),
    **_units("temperature", "°C", {"°C": 1}),
    **_units("rotation", "rpm", {"rpm": 1}),
    **_units("speed", "m/s", {"m/s": 1, "m/min": 1 / 60, "km/h": 1 / 3.6}),
    **_units("flow", "m³/h", {"m³/h": 1, "l/h": 1e-3, "l/min": 0.06, "l/s": 3.6}),
    **_units("hardness", "HRC", {"HRC": 1}),
    **_units("hardness", "HV", {"HV": 1}),
    **_units("hardness", "HB", {"HB": 1}),
    **_units("sound", "dB", {"dB": 1}),
    **_units("grammage", "g/m²", {"g/m²": 1}),
    **_units("data rate", "Mbit/s", {"Mbit/s": 1, "Gbit/s": 1e3}),
    **_units("data", "GB", {"MB": 1e-3, "GB": 1, "TB": 1e3}),
    **_units("nominal", "DN", {"DN": 1}),
    **_units("nominal pressure", "PN", {"PN": 1}),
}

# How people write a unit, where it is not its symbol alone. One letter is read as it is written,
# longer ones in any case ("Kva", "MM").
_SPELT: Mapping[str, str] = {
    "µm": r"[µμ]m|my\b",
    "mm": r"mm|Millimetern?",
    "cm": r"cm|Zentimetern?",
    "m": r"(?-i:m|lfm|lfdm)|Metern?|met(?:er|re)s?",
    "km": r"km|Kilometern?|kilomet(?:er|re)s?",
    "inch": r"Zoll|inch(?:es)?|″",
    "mm²": r"mm(?:²|2)|qmm",
    "cm²": r"cm(?:²|2)|qcm",
    "m²": r"(?-i:m²|m2|qm)|Quadratmetern?|square met(?:er|re)s|sqm",
    "ha": r"(?-i:ha)|Hektar",
    "cm³": r"cm(?:³|3)|ccm",
    "m³": r"(?-i:m³|m3|cbm)|Kubikmetern?",
    "l": r"(?-i:l|L)|Litern?|lit(?:er|re)s?",
    "hl": r"(?-i:hl)|Hektolitern?",
    "g": r"(?-i:g)|Gramm",
    "kg": r"kg|Kilo(?:gramm)?",
    "t": r"(?-i:t|to)|Tonnen?|tonn?e?s",
    "N": r"(?-i:N)|Newton",
    "nm": r"(?-i:nm)|Nanometern?",
    "Nm": r"(?-i:Nm|NM)|Newtonmeter",
    "W": r"(?-i:W)|Watt",
    "PS": r"(?-i:PS)|hp",
    "V": r"(?-i:V)|Volt",
    "A": r"(?-i:A)|Ampere",
    "MPa": r"(?-i:MPa|N/mm²|N/mm2)",
    "°C": r"° ?C|Grad(?: Celsius)?|degrees(?: celsius)?",
    "rpm": r"U/min|1/min|min-1|Umdrehungen(?: (?:pro|je) Minute)?|rpm",
    "m³/h": r"(?:m³|m3|cbm)/h",
    "dB": r"dB(?:\(A\))?",
    "g/m²": r"g/(?:m²|m2|qm)",
    "Mbit/s": r"Mbit/s|Mbps|Mbit",
    "Gbit/s": r"Gbit/s|Gbps|Gbit",
    "HV": r"(?-i:HV)",
    "HB": r"(?-i:HB)",
    "VA": r"(?-i:VA)",
    "MB": r"(?-i:MB)",
}
_PREFIXED = frozenset({"DN", "PN"})
_SYMBOLS = tuple(sorted(set(UNITS) - _PREFIXED, key=len, reverse=True))
# Not inside a word, a fraction or a rate of its own ("t/Jahr", "kg-weise").
UNIT = re.compile(
    r"[ -]?(?:"
    + "|".join(
        f"(?P<u{place}>{_SPELT.get(symbol, re.escape(symbol))})"
        for place, symbol in enumerate(_SYMBOLS)
    )
    + r")(?![\w²³°]|/(?![0-9])|-[0-9a-zäöüß])",
    re.IGNORECASE,
)


def symbol(match: re.Match[str]) -> str:
    """Give the symbol of the unit that a match of `UNIT` has found."""
    return _SYMBOLS[int((match.lastgroup or "u0")[1:])]


# What is measured, by the words that stand right before or right after the number.
_NAMED: Mapping[str, tuple[str, str]] = {
    "diameter": (
        r"\w*[Dd]urchmesser[ns]?|Durchm\.?|Dm\.|[Øø⌀∅]|diameters?|dia\.?",
        r"\w*[Dd]urchmesser|[Øø⌀]|(?:in )?diameter",
    ),
    "length": (
        r"\w*[Ll]ängen?|Reichweite|\w*[Ss]tützweite|Hub|lengths?",
        r"\w*[Ll]änge|lang(?:e[nmrs]?)?\b|Reichweite|\w*[Ss]tützweite|Hub\b|long\b|(?:in )?length",
    ),
    "width": (r"\w*[Bb]reiten?|(?:lichte )?Weite|widths?", r"\w*[Bb]reite|breit\w{0,2}\b|wide\b"),
    "height": (
        r"\w*[Hh]öhen?|heights?|(?<!\w)[hH](?= ?=)",
        r"\w*[Hh]öhe|hoch\b|hohe[nrs]?\b|high\b|(?:in )?height",
    ),
    "thickness": (
        r"\w*(?:[Ss]tärken?|[Dd]icken?)|\w*[Bb]leche?n?|\w*[Ss]chicht(?:en)?|thickness",
        r"\w*(?:[Ss]tärke|[Dd]icke)|dick\w{0,2}\b|stark\w{0,2}\b|\w*schicht|\w*[Bb]leche?n?\b|thick\b",
    ),
    "depth": (r"\w*[Tt]iefen?|depths?", r"\w*[Tt]iefe\b|tief\w{0,2}\b|deep\b"),
    "radius": (r"\w*[Rr]adi(?:us|en)", r"\w*[Rr]adius\b"),
    "force": (r"\w*(?<!Trag)(?<!trag)kraft|force", r"\w*(?<!Trag)(?<!trag)kraft"),
    "weight": (
        r"\w*[Gg]ewichte?|\w*[Ll]ast(?:en)?|Trag(?:kraft|fähigkeit)|weights?|loads?",
        r"\w*[Gg]ewicht|\w*[Ll]ast\b|Trag(?:kraft|fähigkeit)|weight|load|schwer\w{0,2}\b"
        r"|(?:each|je (?:Teil|Stück))\b",
    ),
    "area": (
        r"(?!(?:Büro|Lager|Produktions|Hallen|Verkaufs|Gewerbe|Frei|Ausstellungs)fläche)"
        r"\w*[Ff]lächen?|BGF|NGF|BRI|area",
        r"(?!(?:Büro|Lager|Produktions|Hallen|Verkaufs|Gewerbe|Frei|Ausstellungs)fläche)"
        r"\w*[Ff]läche|BGF|NGF|BRI",
    ),
    "volume": (
        r"\w*[Vv]olumen|Inhalt|Fassungsvermögen|volume|capacity",
        r"\w*[Vv]olumen|Inhalt|volume|capacity",
    ),
}
# What a number in a unit of this base can be by the words around it.
_CAN_BE: Mapping[str, tuple[str, ...]] = {
    "mm": ("diameter", "length", "width", "height", "thickness", "depth", "radius"),
    "kg": ("force", "weight"),
    "m²": ("area",),
    "l": ("volume",),
}
_BETWEEN = (
    r"(?:[ :=()]|\b(?:von|bis|zu|zwischen|ab|mit|um|auf|max|maximal|mind|mindestens|min|höchstens"
    r"|über|unter|ca|circa|cirka|etwa|rund|rd|jeweils|je|insgesamt|beträgt|ist|sind|of|is|up to"
    r"|from|at least|about|between)\b\.?|[<>≤≥~])*"
)
# A word that names nothing but what is measured belongs to the measure: "Länge bis 2,5 m".
_PLAIN = (
    r"(?:Länge|Breite|Höhe|Dicke|Stärke|Tiefe|Durchmesser|Radius|Gewicht|Fläche|Volumen|Inhalt"
    r"|Toleranz(?:en)?|Genauigkeit|Leistung|Druck|Temperatur|Spannung|Drehzahl|Rauheit|length|width"
    r"|height|thickness|depth|diameter|radius|weight|area|volume|tolerance|power|pressure"
    r"|temperature|speed)"
)
_NAME_AHEAD = re.compile(rf"(?<!\w){_PLAIN}{_BETWEEN}$", re.IGNORECASE)
_MEASURED = re.compile(r"[0-9] ?[^\s,.;:]{1,5} $")
_NAME_BEHIND = re.compile(rf" {_PLAIN}(?!\w)", re.IGNORECASE)
_BEFORE = {
    dimension: re.compile(rf"(?<!\w)(?:{before}){_BETWEEN}$")
    for dimension, (before, _) in _NAMED.items()
}
_AFTER = {dimension: re.compile(rf"[ -]?(?:{after})") for dimension, (_, after) in _NAMED.items()}


def named_dimension(unit: str, before: str, after: str) -> str:
    """Tell what is measured by the words around a number; "" when none of them names it."""
    can_be = _CAN_BE.get(UNITS[unit].base, ())
    behind = (dimension for dimension in can_be if _AFTER[dimension].match(after))
    ahead = (dimension for dimension in can_be if _BEFORE[dimension].search(before))
    return next(behind, "") or next(ahead, "")


def with_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a piece by the plain word for what it measures, right before or right after it."""
    ahead = _NAME_AHEAD.search(text, max(0, start - 40), start)
    if ahead and _MEASURED.search(text[: ahead.start()][-12:]):
        ahead = None  # "3 m Länge auf 450 mm": the name of the piece before
    behind = _NAME_BEHIND.match(text, end)
    return (ahead.start() if ahead else start), (behind.end() if behind else end)
