"""Whether two entries name the same firm: said only where it is so, asked where it may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kurzweg.engine.words import loose_key, name_key, place_key


class Likeness(StrEnum):
    SAME = "same"
    DOUBTFUL = "doubtful"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a firm when somebody enters it."""

    name: str
    town: str = ""
    street: str = ""


# Legal forms as keys write them; the longer ones first, because they hold the shorter.
_FORMS = {
    "gesellschaft mit beschraenkter haftung": "gmbh",
    "ug haftungsbeschraenkt": "ug",
    "aktiengesellschaft": "ag",
    "kommanditgesellschaft": "kg",
    "gmbh und co kgaa": "gmbh und co kgaa",
    "gmbh und co kg": "gmbh und co kg",
    "ag und co kg": "ag und co kg",
    "ug und co kg": "ug und co kg",
    **{form: form for form in ("ggmbh", "gmbh", "kgaa", "ohg", "gbr", "ag", "kg", "ug", "se")},
    **{form: form for form in ("ev", "eg", "ek", "ltd")},
    "mbh": "gmbh",
    "ekfm": "ek",
    "ekfr": "ek",
    "limited": "ltd",
}
_FORM = re.compile(rf"\b(?:{'|'.join(sorted(_FORMS, key=len, reverse=True))})\b")
# What sounds alike, one after the other: Meyer and Meier, Schmidt and Schmitt, Techno and Tecno.
_SOUNDS = (
    ("th", "t"), ("ph", "f"), ("ck", "k"), ("dt", "t"), ("ch", "c"), ("y", "i"), ("ai", "ei"),
)  # fmt: skip
_TWICE = re.compile(r"([a-z])\1")
LONG_ROOT = 8  # letters that a compound shares before "Werkzeug" and "Werkzeugbau" are asked about
FEWEST_COMMON = 2


def likeness(one: Entry, other: Entry) -> Likeness:
    """Compare two entries: the same in one town, like each other, or different firms."""
    (root, form), (other_root, other_form) = _parts(one.name), _parts(other.name)
    is_same_form = form == other_form or not (form and other_form)
    is_same_name = root.replace(" ", "") == other_root.replace(" ", "")
    if place_key(one.town) != place_key(other.town):
        return Likeness.DOUBTFUL if is_same_name and is_same_form else Likeness.OTHER
    if not is_same_name:
        is_near = _are_near(root.split(), other_root.split()) or _are_alike_without(
            place_key(one.town), root, other_root
        )
        return Likeness.DOUBTFUL if is_near else Likeness.OTHER
    streets = {name_key(each.street) for each in (one, other)} - {""}
    return Likeness.SAME if is_same_form and len(streets) < 2 else Likeness.DOUBTFUL


def without_form(name: str) -> str:
    """Give the key of a firm's name without its legal form."""
    return _parts(name)[0]


@lru_cache(maxsize=10_000)
def _parts(name: str) -> tuple[str, str]:
    """Tell the name of a firm from its legal form."""
    key = name_key(name)
    forms = _FORM.findall(key)
    root = " ".join(_FORM.sub(" ", key).split())
    return (root, " ".join(_FORMS[form] for form in forms)) if root else (key, "")


def _are_alike_without(town: str, root: str, other_root: str) -> bool:
    """Whether two names differ in the town only that one of them holds."""
    there = set(town.split())
    one, other = (
        [word for word in name.split() if word not in there] for name in (root, other_root)
    )
    return bool(one) and one == other


def _are_near(one: list[str], other: list[str]) -> bool:
    """Whether two names differ in the order of their words, in one word's spelling or by one."""
    if sorted(one) == sorted(other) or _loosely(one) == _loosely(other):
        return True
    short, long = sorted((set(one), set(other)), key=len)
    if len(long - short) == 1 and short < long and len(short) >= FEWEST_COMMON:
        return not any(word.isdigit() for word in long - short)
    if len(one) != len(other):
        return False
    unlike = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(unlike) == 1 and _sound_alike(*unlike[0])


def _loosely(words: list[str]) -> str:
    return loose_key(" ".join(words))  # "Stuwe" is how Stüwe is typed where no umlaut is at hand


def _sound_alike(one: str, other: str) -> bool:
    if not (one.isalpha() and other.isalpha()):
        return False
    short, long = sorted((one, other), key=len)
    is_longer_compound = len(short) >= LONG_ROOT and long.startswith(short)
    return is_longer_compound or _sound(one) == _sound(other)


def _sound(word: str) -> str:
    for letters, others in _SOUNDS:
        word = word.replace(letters, others)
    return _TWICE.sub(r"\1", word).removesuffix("e")
