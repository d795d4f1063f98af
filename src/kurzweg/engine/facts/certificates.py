"""Certificates as firms and buyers write them: found in a text, brought to one form, compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# Standards to which an organisation can be certified, by number, with the name people use. Not
# here on purpose: standards of products and tolerances (ISO 2768, DIN 912, EN 10204).
STANDARDS: Mapping[str, str] = {
    "1090": "EN 1090",
    "3834": "ISO 3834",
    "6701": "DIN 6701",
    "9001": "ISO 9001",
    "9100": "EN 9100",
    "9110": "EN 9110",
    "9120": "EN 9120",
    "13485": "ISO 13485",
    "14001": "ISO 14001",
    "14675": "DIN 14675",
    "15085": "EN 15085",
    "15189": "ISO 15189",
    "15224": "EN 15224",
    "15378": "ISO 15378",
    "16949": "IATF 16949",
    "17020": "ISO 17020",
    "17024": "ISO 17024",
    "17025": "ISO 17025",
    "17100": "ISO 17100",
    "18001": "OHSAS 18001",
    "20000": "ISO 20000",
    "20121": "ISO 20121",
    "21001": "ISO 21001",
    "22000": "ISO 22000",
    "22163": "ISO 22163",
    "22301": "ISO 22301",
    "22716": "ISO 22716",
    "27001": "ISO 27001",
    "27701": "ISO 27701",
    "28000": "ISO 28000",
    "29993": "ISO 29993",
    "37001": "ISO 37001",
    "39001": "ISO 39001",
    "41001": "ISO 41001",
    "45001": "ISO 45001",
    "50001": "ISO 50001",
    "50600": "EN 50600",
    "55001": "ISO 55001",
    "77200": "DIN 77200",
}

# Schemes with a name of their own: how they are written, and their normal form.
NAMED: Mapping[str, str] = {
    r"FSSC[ -]?22000": "FSSC 22000",
    r"VDA[ -]?6\.[1-7]": "VDA",
    r"TISAX": "TISAX",
    r"AZAV|AZWV": "AZAV",
    r"AEO[ -]?[CSF]?": "AEO",
    r"EMAS": "EMAS",
    r"SCC[ -]?P|SCCP|SCC ?\*{0,2}": "SCC",
    r"FSC": "FSC",
    r"PEFC": "PEFC",
    r"HACCP": "HACCP",
    r"IFS(?: Food| Logistics| Broker| HPC)?": "IFS",
    r"BRC(?:GS)?(?: Food)?": "BRCGS",
    r"GOTS": "GOTS",
    r"(?:O[Ee][Kk][Oo]|Ö[Kk][Oo])[ -]?T[Ee][Xx]": "OEKO-TEX",
    r"NADCAP": "NADCAP",
    r"IATF": "IATF 16949",
    r"IRIS(?=[ -](?:[Zz]ert|Cert))": "ISO 22163",
    r"Entsorgungsfachbetriebe?s?|EfbV": "Entsorgungsfachbetrieb",
    r"VdS": "VdS",
    r"UL(?=[ -](?:[Kk]ennz|[Zz]ert|[Zz]ulass|[Gg]elist|[Ll]ist))": "UL",
    r"WHG(?:-Fachbetrieb)?": "WHG-Fachbetrieb",
    r"PQ[ -]?VOB|PQ[ -]?Bau": "PQ-VOB",
    r"RAL[ -]?GZ[ -]?[0-9]{3}": "RAL-GZ",
    r"DVGW(?:[ -](?:GW|G|W)[ -]?[0-9]{3})?": "DVGW",
    r"SA[ -]?8000": "SA 8000",
    r"GlobalG\.?A\.?P\.?|GLOBALGAP": "GLOBALG.A.P.",
    r"BSI[ -](?:IT-)?Grundschutz|IT-Grundschutz(?=-Zert)": "BSI IT-Grundschutz",
    r"SOC[ -]?2": "SOC 2",
    r"PCI[ -]DSS": "PCI DSS",
}

# What a certificate includes: its holder meets the other scheme as well. One step each.
# IATF 16949, EN 91xx, ISO 22163 and VDA 6.1/6.2/6.4 contain ISO 9001 in full; ISO 13485 does not
# (it went its own way in 2016); EMAS contains ISO 14001 (Regulation (EC) 1221/2009, annex II);
# ISO 45001 replaced OHSAS 18001 in 2021, the older one is no longer valid.
INCLUDES: Mapping[str, frozenset[str]] = {
    "IATF 16949": frozenset({"ISO 9001"}),
    "EN 9100": frozenset({"ISO 9001"}),
    "EN 9110": frozenset({"ISO 9001"}),
    "EN 9120": frozenset({"ISO 9001"}),
    "ISO 22163": frozenset({"ISO 9001"}),
    "VDA 6.1": frozenset({"ISO 9001"}),
    "VDA 6.2": frozenset({"ISO 9001"}),
    "VDA 6.4": frozenset({"ISO 9001"}),
    "EMAS": frozenset({"ISO 14001"}),
    "ISO 45001": frozenset({"OHSAS 18001"}),
    "FSSC 22000": frozenset({"ISO 22000"}),
    "ISO 22000": frozenset({"HACCP"}),
    "IFS": frozenset({"HACCP"}),
    "IFS Food": frozenset({"HACCP"}),
    "BRCGS": frozenset({"HACCP"}),
    "ISO 3834-2": frozenset({"ISO 3834-3"}),
    "ISO 3834-3": frozenset({"ISO 3834-4"}),
    "EN 1090 EXC4": frozenset({"EN 1090 EXC3"}),
    "EN 1090 EXC3": frozenset({"EN 1090 EXC2"}),
    "EN 1090 EXC2": frozenset({"EN 1090 EXC1"}),
    "EN 15085 CL1": frozenset({"EN 15085 CL2", "EN 15085 CL4"}),
    "EN 15085 CL2": frozenset({"EN 15085 CL3"}),
    "SCCP": frozenset({"SCC**"}),
    "SCC**": frozenset({"SCC*"}),
    "AEO-F": frozenset({"AEO-C", "AEO-S"}),
}
# Schemes with grades: asked for without a grade, any grade will do.
GRADED = ("EN 1090", "EN 15085", "ISO 3834", "SCC", "AEO", "IFS", "DVGW")

_BODIES = r"(?:DIN|EN|ISO|IEC|IATF|TS|AS|OHSAS|ÖNORM)"
_STANDARD = re.compile(
    rf"(?<![\w-]){_BODIES}(?:[ /-]{{1,2}}{_BODIES}){{0,4}}[ -]{{0,2}}(?P<number>[0-9]{{4,5}})"
    r"(?P<part>-[1-9](?![0-9]))?(?: ?[:-] ?(?:19|20)[0-9]{2})?(?![0-9])"
    r"(?:,? ?\(?(?P<grade>EXC ?[1-4]|CL ?[1-4])\)?)?",
    re.IGNORECASE,
)
# "ISO 9001, 14001 und 45001": the words between and the next number.
_CONTINUED = re.compile(
    r"(?: ?[,/+&] ?| und | sowie | and | oder | or )(?P<number>[0-9]{4,5})"
    r"(?: ?: ?(?:19|20)[0-9]{2})?(?!\.?[0-9])"
)
# "nach 9001 zertifiziert": a bare number counts beside the word only.
_BARE = re.compile(
    r"(?:zertifi\w{0,12} nach |Zertifikat |nach )"
    r"(?P<after>[0-9]{4,5})(?: zertifi\w{0,8})?(?!\.?[0-9])"
    r"|(?<![\w.])(?P<before>[0-9]{4,5})(?:er)?[ -][Zz]ertifi\w{0,8}"
)
_NAMED = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<n{place}>{written})" for place, written in enumerate(NAMED))
    + r")(?![\w*])"
)
_FORMS = tuple(NAMED.values())


@dataclass(frozen=True, slots=True)
class Mention:
    """A certificate named in a text: its normal form and where it stands, text[start:end]."""

    scheme: str
    start: int
    end: int


def find(text: str) -> tuple[Mention, ...]:
    """Find the certificates that a text names, in their order, each in its normal form."""
    mentions = sorted(
        (*_standards(text), *_bare_numbers(text), *_named(text)),
        key=lambda mention: (mention.start, -mention.end),
    )
    apart: list[Mention] = []
    for mention in mentions:
        if not apart or mention.start >= apart[-1].end:
            apart.append(mention)
    return tuple(apart)


def normal(scheme: str) -> str:
    """Bring the name of a certificate to its normal form ("DIN EN ISO 9001:2015" → "ISO 9001").

    A scheme that is not known comes back as it was written, with single spaces.
    """
    tidy = " ".join(scheme.split())
    mentions = find(tidy)
    if len(mentions) == 1:
        return mentions[0].scheme
    return STANDARDS.get(tidy, tidy)


def covers(have: str, wanted: str) -> bool:
    """Tell whether who holds `have` meets `wanted`: IATF 16949 covers ISO 9001, not vice versa."""
    held, asked = normal(have), normal(wanted)
    reached, open_ends = {held}, [held]
    while open_ends:
        for included in INCLUDES.get(open_ends.pop(), frozenset()) - reached:
            reached.add(included)
            open_ends.append(included)
    if asked in GRADED and any(scheme.startswith(asked) for scheme in reached):
        return True
    return asked.casefold() in {scheme.casefold() for scheme in reached}


def _standards(text: str) -> Iterator[Mention]:
    for match in _STANDARD.finditer(text):
        if match["number"] not in STANDARDS:
            continue
        yield Mention(_standard_name(match), match.start(), match.end())
        yield from _continued(text, match.end())


def _standard_name(match: re.Match[str]) -> str:
    name = STANDARDS[match["number"]]
    if name == "ISO 3834" and match["part"]:
        return name + match["part"]
    if match["grade"]:
        return f"{name} {match['grade'].upper().replace(' ', '')}"
    return name


def _continued(text: str, end: int) -> Iterator[Mention]:
    while (match := _CONTINUED.match(text, end)) and match["number"] in STANDARDS:
        yield Mention(STANDARDS[match["number"]], match.start("number"), match.end())
        end = match.end()


def _bare_numbers(text: str) -> Iterator[Mention]:
    for match in _BARE.finditer(text):
        number = match["after"] or match["before"]
        if number in STANDARDS and "ertifi" in match.group():
            yield Mention(STANDARDS[number], match.start(match.lastgroup or 0), match.end())


def _named(text: str) -> Iterator[Mention]:
    for match in _NAMED.finditer(text):
        form = _FORMS[int((match.lastgroup or "n0")[1:])]
        written = match.group().rstrip()
        yield Mention(_named_form(form, written), match.start(), match.start() + len(written))


def _named_form(form: str, written: str) -> str:
    """Keep what tells grades of one scheme apart (VDA 6.3, SCC**, AEO-F, RAL-GZ 961)."""
    last = written.replace(" ", "").replace("-", "")
    match form:
        case "VDA" | "RAL-GZ":
            return f"{form} {last[-3:]}"
        case "SCC":
            return "SCCP" if last.endswith("P") else last
        case "AEO":
            return f"AEO-{last[-1]}" if last[-1] in "CSF" else "AEO"
        case "IFS" | "DVGW":
            return written.replace("-", " ")
    return form
