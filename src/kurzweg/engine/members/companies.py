"""What a firm is: its legal form, its entry in the register, its VAT id, how many work there."""

from __future__ import annotations

import re
from typing import NamedTuple

from stdnum.eu import vat

MOST_STAFF = 1_000_000

_KG = r"(?:kg|komm(?:andit)?\.?\s?-?ges(?:ellschaft|\.)?)"
# Longer ones first, for they hold the shorter; the first of a pair is how we write it.
_FORMS = (
    ("GmbH & Co. KGaA", r"g?gmbh\s*(?:&|u\.?|und|\+)\s*co\.?\s*kgaa"),
    ("GmbH & Co. KG", rf"(?:gmbh|mbh)\s*(?:&|u\.?|und|\+)\s*co\.?\s*{_KG}"),
    ("GmbH & Co. OHG", r"gmbh\s*(?:&|u\.?|und|\+)\s*co\.?\s*ohg"),
    ("AG & Co. KG", rf"ag\s*(?:&|u\.?|und|\+)\s*co\.?\s*{_KG}"),
    ("SE & Co. KG", rf"se\s*(?:&|u\.?|und|\+)\s*co\.?\s*{_KG}"),
    ("UG & Co. KG", rf"ug\s*(?:\(haftungsbeschränkt\)\s*)?(?:&|u\.?|und|\+)\s*co\.?\s*{_KG}"),
    (
        "UG (haftungsbeschränkt)",
        r"ug\s*\(\s*haftungsbeschr(?:änkt|aenkt|\.)\s*\)|unternehmergesellschaft.*",
    ),
    ("PartG mbB", r"part\s?g?\s?mbb|partnerschaftsgesellschaft mbb"),
    ("PartG", r"part\s?g|partnerschaft(?:sgesellschaft)?"),
    ("gGmbH", r"ggmbh|gemeinnützige gmbh"),
    ("GmbH", r"g\.?\s?m\.?\s?b\.?\s?h\.?|gesellschaft mit beschränkter haftung|mbh"),
    ("KGaA", r"kgaa"),
    ("AG", r"ag|aktiengesellschaft"),
    ("SE", r"se"),
    ("KG", rf"(?:&\s*co\.?\s*)?{_KG}"),
    ("OHG", r"o\.?h\.?g\.?|offene handelsgesellschaft"),
    ("GbR", r"gbr|gesellschaft bürgerlichen rechts"),
    ("UG", r"ug"),
    ("e. K.", r"e\.?\s?k(?:fm|fr)?\.?|einzelfirma|einzelunternehmen"),
    ("e. V.", r"e\.\s?v\.?|ev|eingetragener verein"),
    ("eG", r"e\.?\s?g\.?|eingetragene genossenschaft"),
    ("KdöR", r"kdör|k\.?d\.?ö\.?r\.?|körperschaft des öffentlichen rechts"),
    ("AöR", r"aör|anstalt des öffentlichen rechts"),
    ("Ltd.", r"ltd\.?|limited"),
    ("Inc.", r"inc\.?"),
    ("B.V.", r"b\.?v\.?"),
    ("S.à r.l.", r"s\.?\s?[àa]\.?\s?r\.?\s?l\.?"),
)
_ANY_FORM = (
    r"(?:^|(?<=[\s,.&)\]-]))(?:"
    + "|".join(f"(?P<f{at}>{pattern})" for at, (_, pattern) in enumerate(_FORMS))
    + ")"
)
_AT_END = re.compile(
    _ANY_FORM + r"(?=[.\"”“»]*\s*(?:[,(;/].*|(?<=\s)[–-]\s.*)?$)", re.IGNORECASE | re.DOTALL
)
_WITHIN = re.compile(_ANY_FORM + r"(?=[.\"”“»]*[\s,;()/])", re.IGNORECASE)
# What stands for nothing else wherever it stands: "EMC GmbH European Management".
_ALONE = frozenset((
    "GmbH & Co. KGaA", "GmbH & Co. KG", "GmbH & Co. OHG", "AG & Co. KG", "UG & Co. KG",
    "UG (haftungsbeschränkt)", "gGmbH", "GmbH", "KGaA", "e. V.",
))  # fmt: skip
LONGEST_SHORT = 4  # signs
_SHORT = frozenset(("AG", "SE", "KG", "UG", "eG", "B.V."))  # in small letters they are words
_PERSON_KIND = re.compile(
    r"(?:privat|einzel|natürl(?:iche|\.))\s?-?(?:person|mitglied)\w*|persönliche[sr]?\b.*|person"
    r"|privat(?:e[rns]?)?",
    re.IGNORECASE,
)
_REGISTER_NUMBER = re.compile(
    r"\b(?P<kind>HR\s?[AB]|VR|GnR|PR|GsR)\b[\s:.-]*(?:Nr\.?\s*)?"
    r"(?P<number>[0-9][0-9 .]{0,8}[0-9]|[0-9])"
    r"(?:\s?(?P<suffix>[A-Z]{1,3})\b)?",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"(?i:amts|register)gericht\s+(?P<court>[^\W\d_][^\d,;:()]{1,40}?)(?=\s*(?:[,;:()/]|HR\s?[AB]|VR|GnR|PR|$|unter))"
    r"|\bAG\s+(?P<short>[A-ZÄÖÜ][^\W\d_]+(?:[ -][^\W\d_]+)?)(?=\s*(?:[,;:(]|HR|VR|GnR|PR|$))",
)
_STAFF = re.compile(
    r"(?:ca\.?|circa|etwa|rund|über|~)?\s*(?P<number>[0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]{1,7})"
    r"(?:[.,]0+)?"
    r"\s*(?:MA|Mitarbeit\w*|Beschäftigte\w*|Personen|employees|staff)?\.?",
    re.IGNORECASE,
)
# The bands by which firms are counted here, by their lower bound.
_BANDS = {1: 9, 10: 49, 50: 249, 250: 999}
_OPEN_BANDS = {"<10": 1, "unter10": 1, "bis9": 1, "bis10": 1, ">250": 250, "über250": 250,
               "ab250": 250, "250+": 250, ">1000": 1000, "über1000": 1000, "ab1000": 1000,
               "1000+": 1000}  # fmt: skip
_RANGE = re.compile(r"(?:von)?([0-9]{1,4})(?:-|bis|to)([0-9]{1,4})")
_OF_STAFF = re.compile(r"[. ]|MA$|Mitarbeit\w*|Beschäftigte\w*|Personen|employees|staff", re.I)
_BARE_VAT = re.compile(r"[0-9]{9}")


class Register(NamedTuple):
    """An entry in a register: the court, and the number with its kind ("HRB 1234")."""

    court: str
    number: str


def legal_form(name: str) -> str:
    """Give the legal form in a firm's name, in one spelling; "" where there is none.

    At the end it may be any, before it only what stands for nothing else: "Verlag AG Soest" has
    none, "EMC GmbH European Management" has one.
    """
    name = " ".join(name.split())
    if form := _form(_AT_END.search(name)):
        return form
    forms = map(_form, _WITHIN.finditer(name))
    return next((form for form in forms if form in _ALONE), "")


def _form(match: re.Match[str] | None) -> str:
    if match is None or not match.lastgroup:
        return ""
    form = _FORMS[int(match.lastgroup[1:])][0]
    is_word = match[0].islower() and len(match[0]) <= LONGEST_SHORT
    return "" if form in _SHORT and is_word else form


def is_a_person(kind: str) -> bool:
    """Tell whether a class of members or a legal form names natural persons."""
    return _PERSON_KIND.fullmatch(kind.strip()) is not None


def register(text: str, *, heading: str) -> Register | None:
    """Read an entry in a register, court and number or one of them; "HRB" may stand in the header.

    A number without its kind is kept as it is: whether it is of part A or B is not guessed.
    """
    court = _COURT.search(text)
    number = _REGISTER_NUMBER.search(text)
    written = ""
    if number:
        kind = {"gnr": "GnR", "gsr": "GsR"}.get(number["kind"].casefold()) or re.sub(
            r"\s", "", number["kind"].upper()
        )
        written = f"{kind} {re.sub(r'[ .]', '', number['number'])}"
        if number["suffix"]:
            written += f" {number['suffix'].upper()}"
    elif re.fullmatch(r"[0-9][0-9 .]{0,8}(?:\s?[A-Z]{1,3})?", text):
        kind = re.match(r"(?:HR[AB]|VR|GnR)(?![^\W\d_])(?!.*HR)", heading.strip(), re.IGNORECASE)  # type: ignore[assignment]
        written = f"{kind[0].upper()} {text}" if kind else text
    named = (court["court"] or court["short"]).strip() if court else ""
    if (
        not written
        and not named
        and re.fullmatch(r"[^\W\d_]{3,}(?:[ ./()-]{1,2}[^\W\d_]+){0,4}", text)
    ):
        named = text if "gericht" in heading.casefold() else ""
    return Register(named, written) if named or written else None


def vat_id(text: str) -> str:
    """Read a VAT id of the European Union whose check digits are right; "" for any other text."""
    compact = re.sub(r"[\s./-]", "", text).upper()
    if _BARE_VAT.fullmatch(compact):
        compact = f"DE{compact}"
    return str(vat.compact(compact)) if vat.is_valid(compact) else ""


def staff(text: str) -> int | None:
    """Read how many people work at a firm; a band ("10–49") is its lower bound, as it is kept.

    A range that is none of the bands ("5–20") says no number.
    """
    match = _STAFF.fullmatch(text.strip())
    if match is None:
        return _band(text)
    number = int(re.sub(r"[. ]", "", match["number"]))
    return number if number <= MOST_STAFF else None


def _band(text: str) -> int | None:
    said = _OF_STAFF.sub("", text[:60]).replace("–", "-").casefold()
    if match := _RANGE.fullmatch(said):
        first, last = max(int(match[1]), 1), int(match[2])
        # Many write the next band's first number as the last: 10–50.
        return first if last - _BANDS.get(first, -9) in (0, 1) else None
    return _OPEN_BANDS.get(said)
