"""The name of an organisation in its parts: what it is called, its legal form, its numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

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
# What is no part of the name any more: who owns it, what it was called, that it ends or begins.
_ASIDE = re.compile(
    r"\s(?:inh|inhaber|inhaberin|vormals|vorm|vertreten durch|in liquidation|in liqu|il|"
    r"in gruendung|igr|in abwicklung|in insolvenz)\b.*"
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
    marks: frozenset[str] = frozenset()  # numbers, sides: what tells objects of one owner apart
    aside: str = ""  # who owns it, what it was called before

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
    key = name_key(name)
    if "gmb" in key or "gbmh" in key or "gmh" in key or "mgbh" in key:
        key = _MISTYPED.sub("gmbh", _GROWN_ON.sub(r"\1 \2", key))
    aside = _ASIDE.search(key)
    root, form = _parted(key[: aside.start()] if aside else key)
    if not root:
        return Name(key, tuple(key.split()))
    words = [_COUNTED.get(word, word) if at else word for at, word in enumerate(root.split())]
    kept = tuple(_plain(word) for word in words if word not in _SMALL) or tuple(words)
    marks = frozenset(word for word in kept if is_mark(word))
    return Name(" ".join(words), kept, form, marks, aside=aside.group() if aside else "")


def is_mark(word: str) -> bool:
    """Whether a word tells an object from the next one: a number (no year) or a side."""
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
