"""Words that carry a fact: numbers, months, weekdays, and the copy of the text that is read."""

from __future__ import annotations

import re
from collections.abc import Mapping

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan january",
            "februar feber feb february",
            "märz maerz mär mrz march mar",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sept sep",
            "oktober okt october oct",
            "november nov",
            "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "montag monday",
            "dienstag tuesday",
            "mittwoch wednesday",
            "donnerstag thursday",
            "freitag friday",
            "samstag sonnabend saturday",
            "sonntag sunday",
        )
    )
    for name in names.split()
}
NUMBER_WORDS: Mapping[str, int] = {
    "ein": 1,
    "eine": 1,
    "einem": 1,
    "einer": 1,
    "einen": 1,
    "eines": 1,
    "one": 1,
    "a": 1,
    "zwei": 2,
    "two": 2,
    "drei": 3,
    "three": 3,
    "vier": 4,
    "four": 4,
    "fünf": 5,
    "five": 5,
    "sechs": 6,
    "six": 6,
    "sieben": 7,
    "seven": 7,
    "acht": 8,
    "eight": 8,
    "neun": 9,
    "nine": 9,
    "zehn": 10,
    "ten": 10,
    "zwölf": 12,
    "twelve": 12,
    "vierzehn": 14,
    "fourteen": 14,
    "fünfzehn": 15,
    "zwanzig": 20,
    "twenty": 20,
    "dreißig": 30,
    "fünfzig": 50,
    "hundert": 100,
    "zweihundert": 200,
    "dreihundert": 300,
    "fünfhundert": 500,
    "tausend": 1000,
}
TIMES: Mapping[str, int] = {
    "tsd": 1_000,
    "tausend": 1_000,
    "k": 1_000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "millionen": 1_000_000,
}

MOST_READ = 10_000  # characters; what a text is about stands at its beginning

MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
NUMBER_WORD = "(?:" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + r")\b"
# A number as it is written, and that it does not begin inside 1.4301, 12/34, M8 or 0201-55.
FIGURE = (
    r"(?:[0-9]{1,3}(?:[.'][0-9]{3}){1,3}|[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})"
    r"(?:[.,][0-9]{1,3})?(?![0-9]|[.,:/'][0-9])"
)
ALONE = r"(?<![\w.,/:+#§'-])(?<![0-9] )"

_HIDDEN = re.compile(
    r"<(?:script|style)\b[^>]{0,200}>[^<]{0,20000}</(?:script|style)>"  # code, not words
    r"|</?[a-z!][^<>]{0,500}>"
    r"|&(?:[a-z]{2,8}|#[0-9]{1,6});"
    r"|https?://\S{1,500}|www\.\S{1,300}"
    r"|[\w.+-]{1,64}@[\w.-]{1,190}"
    r"|\b(?:tel(?:efon)?|fax|mobil|handy|phone|fon)\b[.:]{0,2}[ ]{0,2}"
    r"(?:\+|0|[0-9]{2,}[ /-])[0-9][0-9 ()/.-]{3,25}",
    re.IGNORECASE,
)
_SPACES = str.maketrans(dict.fromkeys("\t\r\f\v\u00a0\u2007\u2009\u202f\u200b\ufeff", " "))
# 10 000 with a thin space, or with any where nothing before it says that the 10 is a name.
_THIN_GROUPS = re.compile(r"(?<=[0-9])[\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_SPACED_GROUPS = re.compile(
    r"(?<![\w.,/+(-])(?<![0-9] )[1-9][0-9]{0,2}(?: [0-9]{3}){1,3}(?![0-9]|[.:/-][0-9]| [0-9])"
)
_A_NAME = re.compile(
    r"(?:\b(?:KW|Nr|No|DN|PN|DIN|EN|ISO|RAL|Pos|Position|Art|Artikel|Typ|Los|Tor|Teil|Halle|Zimmer"
    r"|Tel|Telefon|Fax|Nummer|Konto)\.?|[Øø§]) ?$"
)


def word_list(listed: str) -> frozenset[str]:
    """Read a list of words that is written as running text."""
    return frozenset(listed.split())


def readable(text: str) -> str:
    """Blank out what holds no facts (tags, addresses, phone numbers); every position stays."""
    spaced = _SPACED_GROUPS.sub(_grouped, _THIN_GROUPS.sub("'", text).translate(_SPACES))
    return _HIDDEN.sub(lambda match: " " * len(match.group()), spaced)


def _grouped(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 16) : match.start()]
    return match.group() if _A_NAME.search(before) else match.group().replace(" ", "'")


def number(written: str, *, language: str, is_count: bool) -> float | None:
    """Read a number as it is written in German or English; None where it can be both.

    "1.200" is 1200 in German, "1,200" is 1200 in English, and both are where only whole things
    are counted.
    """
    groups = re.split(r"[.,']", written)
    marks = re.findall(r"[.,']", written)
    decimals = groups.pop() if marks and len(groups[-1]) < 3 else ""
    thousands = {"de": ".", "en": ","}[language]
    if len(marks) == 1 and not decimals and marks[0] not in (thousands, "'") and not is_count:
        return None
    return float(f"{''.join(groups)}.{decimals or 0}")


def decimal(written: str, language: str) -> float:
    """Read a measured number: 1.500 is 1500 in German, 1.5 everywhere, 0.005 and 2,364 are small.

    A mark that stands once is a decimal one, unless it is the thousands' mark of the language and
    three digits follow that cannot be decimals only.
    """
    digits = written.replace("'", "")
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return float(digits)
    whole, _, rest = digits.rpartition(marks[-1])
    is_thousands = len(set(marks)) == 1 and (
        len(marks) > 1
        or (len(rest) == 3 and whole != "0" and marks[0] == {"de": ".", "en": ","}[language])
    )
    plain = re.sub(r"[.,]", "", whole)
    return float(plain + rest) if is_thousands else float(f"{plain}.{rest}")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a piece fills its place between two commas or line ends."""
    before, after = text[max(0, start - 3) : start].rstrip(" "), text[end : end + 3].lstrip(" ")
    return (start == 0 or before[-1:] in _BREAKS) and after[:1] in _BREAKS


_BREAKS = frozenset(("", *",;:.!?\n–—·|/+"))


def clause(text: str, start: int, end: int) -> str:
    """Give the words around a piece, up to the next comma, full stop or "und"."""
    before = _CLAUSE_END.split(text[max(0, start - 120) : start])[-1]
    after = _CLAUSE_END.split(text[end : end + 120], maxsplit=1)[0]
    is_closed = text[end - 1] == "." and re.match(r" [A-ZÄÖÜ]", after)  # "bis 30.11. Angebote …"
    return before + text[start:end] + ("" if is_closed else after)


_CLAUSE_END = re.compile(r"[,;!?\n]|\.(?= |$)| und | and | aber | but ")
