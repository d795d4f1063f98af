"""Measures in writing: a note that no language changes, to be kept, and words for people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from kurzweg.engine.facts import measures
from kurzweg.engine.facts.records import Measure
from kurzweg.engine.facts.units import UNITS
from kurzweg.engine.facts.words import readable

_NOTE = re.compile(r"(?P<dimension>[A-Za-z ]+) (?P<bounds>(?=\S*[0-9])[-0-9.x]+) (?P<unit>\S+)")

# What is said before the number; the other dimensions show by their unit.
_SAID: Mapping[str, Mapping[str, str]] = {
    "diameter": {"de": "Ø", "en": "Ø"},
    "length": {"de": "Länge", "en": "length"},
    "width": {"de": "Breite", "en": "width"},
    "height": {"de": "Höhe", "en": "height"},
    "thickness": {"de": "Dicke", "en": "thickness"},
    "depth": {"de": "Tiefe", "en": "depth"},
    "radius": {"de": "Radius", "en": "radius"},
    "force": {"de": "Presskraft", "en": "force"},
    "tolerance": {"de": "±", "en": "±"},
    "roughness": {"de": "Ra", "en": "Ra"},
    "roughness Rz": {"de": "Rz", "en": "Rz"},
    "nominal": {"de": "DN", "en": "DN"},
    "nominal pressure": {"de": "PN", "en": "PN"},
}
_UNITS_SAID: Mapping[str, Mapping[str, str]] = {
    "inch": {"de": "Zoll", "en": "inch"},
    "rpm": {"de": "U/min", "en": "rpm"},
    "DN": {"de": "", "en": ""},
    "PN": {"de": "", "en": ""},
}
NARROW = "\u202f"  # between a number and its unit: no line breaks there
_LIMIT_FIRST = frozenset({"diameter", "nominal", "nominal pressure"})  # "bis Ø 60 mm"
_MOST = {"de": "bis", "en": "up to"}
_LEAST = {"de": "ab", "en": "from"}
_TO = {"de": " bis ", "en": " to "}


def noted(measure: Measure) -> str:
    """Write a measure as a note: "diameter 20..80 mm", "weight ..3 t", "size 2000x1000 mm"."""
    low, high = (
        "x".join(f"{side:.12g}" for side in bound) for bound in (measure.low, measure.high)
    )
    return f"{measure.dimension} {high if low == high else f'{low}..{high}'} {measure.unit}"


def of_note(note: str) -> Measure:
    """Read a note again; ValueError for anything else."""
    match = _NOTE.fullmatch(note)
    if match is None or match["unit"] not in UNITS:
        raise ValueError(note)
    low, dots, high = match["bounds"].partition("..")
    bounds = [tuple(float(side) for side in bound.split("x") if side) for bound in (low, high)]
    return Measure(match["dimension"], match["unit"], bounds[0], bounds[1] if dots else bounds[0])


def read_one(written: str, language: str) -> Measure | None:
    """Read what somebody wrote as one measure; None when it is none or more than one."""
    found = measures.find(readable(written), taken=(), language=language)
    return found[0].value if len(found) == 1 else None


def written(measure: Measure, language: str) -> str:
    """Write a measure for people: "Ø 20–80 mm", "bis 3 t", "Länge 2,5 m"; `read_one` reads it."""
    name = _SAID.get(measure.dimension, {}).get(language, "")
    unit = _UNITS_SAID.get(measure.unit, {}).get(language, measure.unit)
    limit, amount = _amount(measure, language)
    words = (limit, name, amount) if measure.dimension in _LIMIT_FIRST else (name, limit, amount)
    said = " ".join(filter(None, words))
    return f"{said}{NARROW}{unit}" if unit else said


def _amount(measure: Measure, language: str) -> tuple[str, str]:
    low, high = (
        " × ".join(_number(side, language) for side in bound)
        for bound in (measure.low, measure.high)
    )
    if not low:
        return _MOST[language], high
    if not high:
        return _LEAST[language], low
    to = _TO[language] if min(measure.low) < 0 else "–"
    return "", high if low == high else f"{low}{to}{high}"


def _number(value: float, language: str) -> str:
    # As many places as a note keeps: two numbers that differ in it are never written alike.
    amount = f"{Decimal(f'{value:.12g}'):,f}"
    return amount.translate(str.maketrans(",.", ".,")) if language == "de" else amount
