"""The name of an organisation in its parts: what it is called, its legal form, its numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from kurzweg.engine.words.names import name_key

# Legal forms as keys write them, and how they are compared.
_FORMS = {
    "gesellschaft mit beschraenkter haftung": "gmbh",
    "gesellschaft buergerlichen rechts": "gbr",
    "gesellschaft mbh": "gmbh",
    "gemeinnuetzige gmbh": "gmbh",
    "unternehmergesellschaft haftungsbeschraenkt": "ug",
    "unternehmergesellschaft": "ug",
    "ug haftungsbeschraenkt": "ug",
    "ug haftungsbeschr": "ug",
    "aktiengesellschaft": "ag",
    "kommanditgesellschaft auf aktien": "kgaa",
    "kommanditgesellschaft": "kg",
    "offene handelsgesellschaft": "ohg",
    "eingetragener verein": "ev",
    "eingetragene genossenschaft": "eg",
    "eingetragener kaufmann": "ek",
    "eingetragene kauffrau": "ek",
    "partnerschaftsgesellschaft": "partg",
    "partg mbb": "partg",
    "ggmbh": "gmbh",
    "mbh": "gmbh",
    "ekfm": "ek",
    "ekfr": "ek",
    "limited": "ltd",
    "partgmbb": "partg",
    **{form: form for form in ("gmbh", "kgaa", "ohg", "gbr", "ag", "kg", "ug", "se")},
    **{form: form for form in ("ev", "eg", "ek", "ltd", "partg")},
}
_PARTNER = "gmbh|ggmbh|mbh|ug haftungsbeschraenkt|ug|ag|se|ltd|limited"
_AND_CO = re.compile(
    rf"\b(?P<partner>{_PARTNER}) (?:und )?co(?: (?P<form>kgaa|kg|ohg|kommanditgesellschaft))?\b"
)
_FORM = re.compile(rf"\b(?:{'|'.join(sorted(_FORMS, key=len, reverse=True))})\b")
_GROWN_ON = re.compile(r"\b([a-z]{4,}?s?)(?<!g)(gmbh)\b")  # "Bautenschutzgmbh"
_MISTYPED = re.compile(r"\b(?:gmhb|gbmh|gmb|gmh|mgbh|ggmhb|gmbhh|gmmbh|gmbbh)\b")
# What is no part of the name: who owns it, that it ends or begins, what it was called before.
_ASIDE = re.compile(
    r"\s(?:inh|inhaber|inhaberin|vertreten durch|in liquidation|in liqu|il|"
    r"in gruendung|igr|in abwicklung|in insolvenz)\b.*"
)
_FORMER = re.compile(r"\s(?:vormals|vorm|frueher|ehemals|ehem)\s(.*)")
_ADDRESSED = re.compile(r"\s(?:z h(?:d|aenden)|zhd|zhdn|zu haenden)\b.*")
_TORN = re.compile(r"\bgmb h\b")
_GROWN_TOGETHER = re.compile(r"(?<=[a-zäöüß])(?=(?:GmbH|gGmbH|KG|OHG|GbR|AG|UG|e\.\s?V)\b)")
_ABBREVIATED = re.compile(r"([^\W\d_]{2,})\.(?![^\W\d_]\b)")  # "Verw.", but not "S.A."
_BRACKETED = re.compile(r"\(([^)]*)\)")
# UTF-8 that was read as Windows-1252 on its way.
_MISREAD = {
    "Ã¤": "ä", "Ã¶": "ö", "Ã¼": "ü", "ÃŸ": "ß", "Ã„": "Ä", "Ã–": "Ö", "Ãœ": "Ü", "Ã©": "é",
    "Ã¨": "è", "Ã¡": "á", "â€“": "–", "â€ž": "„", "â€œ": "“",
}  # fmt: skip
# What may stand in one of two spellings of a name.
EMPTY = frozenset(
    {"firma", "fa", "herrn", "frau", "deutschland", "germany", "gesellschaft", "verein"}
)
_COMPANY = re.compile(r"(?<=[a-z]{3})(?:s?gesellschaft|s?gesellsch|sges)$")  # of "Baugesellschaft"
_JOINT = re.compile(r"(?<=[a-z])s$")
_JOINED = ("ungs", "handels", "vertriebs", "betriebs", "verkehrs", "guts")
_SMALL = frozenset({
    "und", "der", "die", "das", "des", "dem", "den", "fuer", "in", "im", "von", "vom", "am", "an",
    "auf", "zu", "zum", "zur", "mit", "bei", "e", "the", "of", "for",
})  # fmt: skip
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ORDINAL = (
    "erst",
    "zweit",
    "dritt",
    "viert",
    "fuenft",
    "sechst",
    "siebt",
    "acht",
    "neunt",
    "zehnt",
)
_COUNTED = {
    **{word: str(at) for at, word in enumerate(_ROMAN, start=1)},
    **{word + end: str(at) for at, word in enumerate(_ORDINAL, 1) for end in ("e", "er", "es")},
}
_SIDES = frozenset({
    "nord", "sued", "ost", "west", "mitte", "nordost", "nordwest", "suedost", "suedwest",
    "north", "south", "east",
})  # fmt: skip
YEAR = re.compile(r"(?:1[4-9]|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: its words without small ones, in their order."""

    key: str
    words: tuple[str, ...]
    form: str = ""
    aside: str = ""  # who owns it
    former: str = ""  # what it was called before
    short: frozenset[str] = frozenset()  # words that end in a dot
    bracketed: frozenset[str] = frozenset()

    @property
    def joined(self) -> str:
        return "".join(self.words)


def without_form(name: str) -> str:
    """Give the key of a firm's name without its legal form."""
    key = name_key(name)
    return " ".join(_FORM.sub(" ", _AND_CO.sub(" ", key)).split()) or key


@lru_cache(maxsize=10_000)
def read_name(name: str) -> Name:
    """Tell what an organisation is called from its form; a name that is only a form stays whole."""
    written = _GROWN_TOGETHER.sub(" ", readable(name))
    key = name_key(written)
    if "gmb" in key or "gbmh" in key or "gmh" in key or "mgbh" in key:
        key = _MISTYPED.sub("gmbh", _GROWN_ON.sub(r"\1 \2", _TORN.sub("gmbh", key)))
    key = _ADDRESSED.sub("", key)
    former, aside = _FORMER.search(key), _ASIDE.search(key)
    end = min(found.start() for found in (former, aside) if found) if former or aside else None
    root, form = _parted(key[:end])
    if not root:
        return Name(key, tuple(key.split()))
    words = [_COUNTED.get(word, word) if at else word for at, word in enumerate(root.split())]
    kept = tuple(_plain(word) for word in words if word not in _SMALL) or tuple(words)
    return Name(
        " ".join(words),
        kept,
        form,
        aside=aside.group() if aside else "",
        former=former[1] if former else "",
        short=frozenset(name_key(word) for word in _ABBREVIATED.findall(written)),
        bracketed=frozenset(name_key(" ".join(_BRACKETED.findall(written))).split()),
    )


def readable(text: str) -> str:
    """Give back the umlauts of a text that was read in the wrong encoding."""
    if "Ã" in text or "â€" in text:
        for wrong, right in _MISREAD.items():
            text = text.replace(wrong, right)
    return text


def is_small(word: str) -> bool:
    """Whether a word is one of those that names do without, or a slip of one."""
    return len(word) in (3, 4) and any(
        len(small) > 2 and OSA.distance(word, small) <= 1 for small in _SMALL
    )


def is_mark(word: str) -> bool:
    """Whether a word tells an object of one owner from the next: a number (no year) or a side."""
    if word.isalpha():
        return word in _SIDES
    return not YEAR.fullmatch(word)


def _parted(key: str) -> tuple[str, str]:
    forms = []

    def beside(found: re.Match[str]) -> str:
        partner = _FORMS[found["partner"]]
        forms.append(f"{partner} und co {_FORMS[found['form'] or 'kg']}")
        return " "

    rest = _AND_CO.sub(beside, key)
    forms += [_FORMS[form] for form in _FORM.findall(rest)]
    if len(forms) > 1 and forms[0].endswith(" co kg"):  # "GmbH & Co. Verwaltungs-KG"
        forms = [form for form in forms if form != "kg"]
    return " ".join(_FORM.sub(" ", rest).split()), " ".join(dict.fromkeys(forms))


def _plain(word: str) -> str:
    """Write "Handels" for "Handelsgesellschaft", and both without the joint."""
    if len(word) > 6:
        shorter = _COMPANY.sub("", word)
        if shorter != word:
            return _JOINT.sub("", shorter) if shorter.endswith(_JOINED) else shorter
        if word.endswith(_JOINED):
            return word[:-1]
    return word
