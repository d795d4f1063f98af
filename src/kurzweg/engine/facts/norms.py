"""Colours and norms of what is wanted: RAL 7016, DIN 912, EN 10204 3.1, ISO 2768-mK."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kurzweg.engine.facts.records import Fact, Span, overlaps
from kurzweg.engine.facts.words import MOST_READ, readable

_BODY = r"(?:DIN|EN|ISO|IEC|VDE|VDI|DVS|DVGW|ASTM|IPC|ISPM|VdS|ÖNORM|SEW|UL)"
# A number with its part ("60601-1"); after ISO 2768 and EN 10204 the class or kind that people
# name belongs to it. Formats of paper (DIN A4, DIN lang) and alloys (EN AW-6060) have no number.
_NORM = re.compile(
    rf"(?<![\w-])(?P<bodies>{_BODY}(?:[ /-]?{_BODY}){{0,3}})[ -]{{0,2}}"
    r"(?P<letter>[A-F](?=[0-9]))?-?(?P<number>[A-Z]-[0-9]{2,4}|[0-9]{2,6})"
    r"(?P<part>(?:-[0-9]{1,4}(?![0-9])){0,3})"
    r"(?: ?[:] ?(?:19|20)[0-9]{2}(?:-[0-9]{2})?)?"
    r"(?:(?<=10204)[ /-](?P<kind>[23]\.[12]))?"
    r"(?:(?<=2768)[ -]?(?P<tolerance>[fmcv][HKL]?)(?!\w))?"
    r"(?:(?<=5817)[ -]?(?P<grade>[BCD])(?!\w))?"
    r"(?![0-9]|[.,][0-9])"
)
_INSURANCE = re.compile(
    r"\bDGUV[ -](?:V(?:orschrift)? ?(?P<rule>[0-9]{1,2})|(?P<text>[0-9]{3}-[0-9]{3}))"
)
_RAL = re.compile(
    r"(?<![\w-])RAL(?:[ -]?(?:Farbe|Ton|Nr\.?))?[ -]?(?P<classic>[1-9][0-9]{3})(?![\w.,]*[0-9])",
    re.IGNORECASE,
)
_COLOUR = re.compile(
    r"\b(?P<house>Pantone|HKS)[ -]?(?P<number>[0-9]{1,4}) ?(?P<paper>[CUMKNZE]\b)?"
    r"|\bNCS(?: S)? ?(?P<ncs>[0-9]{4}-[A-Z][0-9]{0,2}[A-Z]?)",
    re.IGNORECASE,
)


def find(text: str, *, taken: Sequence[Span]) -> tuple[Fact[str], ...]:
    """Find colours and norms, each once in its normal form; certificates are `taken`."""
    once: dict[str, Fact[str]] = {}
    for fact in sorted((*_norms(text), *_colours(text)), key=lambda fact: fact.start):
        if not overlaps((fact.start, fact.end), taken):
            once.setdefault(fact.value, fact)
    return tuple(once.values())


def normal(written: str) -> str:
    """Bring a colour or norm to its normal form; one that is not known stays as it was written."""
    tidy = " ".join(written.split())
    found = find(tidy, taken=())
    return found[0].value if len(found) == 1 and found[0].end == len(tidy) else tidy


def read(text: str) -> tuple[str, ...]:
    """Read all colours and norms of a text that states what somebody can do."""
    return tuple(fact.value for fact in find(readable(text[:MOST_READ]), taken=()))


def is_same(one: str, other: str) -> bool:
    """Tell whether two names in normal form are one norm: DIN EN 10204 is EN 10204."""
    return _adopted(one) == _adopted(other)


def _adopted(name: str) -> str:
    """Leave out who took a norm over: DIN before EN, and either before ISO or IEC."""
    return re.sub(r"^(?:(?:DIN|EN) )+(?=(?:EN|ISO|IEC) )", "", name)


def _norms(text: str) -> Iterator[Fact[str]]:
    for match in _NORM.finditer(text):
        bodies = re.findall(_BODY, match["bodies"])
        number = (match["letter"] or "") + match["number"] + match["part"]
        joint = "-" if bodies == ["IPC"] else " "
        name = f"{' '.join(bodies)}{joint}{number}"
        kind, grade = match["kind"], match["tolerance"] or match["grade"]
        name += f" {kind}" if kind else f"-{grade}" if grade else ""
        yield Fact(name, match.start(), match.end())
    for match in _INSURANCE.finditer(text):
        name = f"DGUV V{match['rule']}" if match["rule"] else f"DGUV {match['text']}"
        yield Fact(name, match.start(), match.end())


def _colours(text: str) -> Iterator[Fact[str]]:
    for match in _RAL.finditer(text):
        yield Fact(f"RAL {match['classic']}", match.start(), match.end())
    for match in _COLOUR.finditer(text):
        if match["ncs"]:
            name = f"NCS S {match['ncs'].upper()}"
        else:
            house = "HKS" if match["house"].upper() == "HKS" else "Pantone"
            name = " ".join(filter(None, (house, match["number"], (match["paper"] or "").upper())))
        yield Fact(name, match.start(), match.end())
