"""Numbers in words, as they stand in cells: "zwei Dutzend", "eine halbe Million"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kurzweg.engine.facts.words import NUMBER_WORDS

# What a number before it is multiplied by.
MULTIPLES: Mapping[str, int] = {
    "tsd": 1_000, "tausend": 1_000, "thousand": 1_000, "k": 1_000,
    "hundert": 100, "hundred": 100, "dutzend": 12, "dozen": 12,
    "mio": 1_000_000, "mill": 1_000_000, "million": 1_000_000, "millionen": 1_000_000,
    "millions": 1_000_000, "mrd": 1_000_000_000, "milliarde": 1_000_000_000,
    "milliarden": 1_000_000_000,
}  # fmt: skip
_SMALL: Mapping[str, int] = {
    **{word: number for word, number in NUMBER_WORDS.items() if word not in MULTIPLES},
    "elf": 11, "eleven": 11, "dreizehn": 13, "thirteen": 13, "sechzehn": 16, "sixteen": 16,
    "siebzehn": 17, "seventeen": 17, "achtzehn": 18, "eighteen": 18, "neunzehn": 19,
    "nineteen": 19, "fifteen": 15, "thirty": 30, "dreissig": 30, "vierzig": 40, "forty": 40,
    "fifty": 50, "sechzig": 60, "sixty": 60, "siebzig": 70, "seventy": 70, "achtzig": 80,
    "eighty": 80, "neunzig": 90, "ninety": 90,
}  # fmt: skip
_HALVES = (
    (re.compile(r"\b(?:ein(?:e[nms]?)?\s+)?halbe[nrs]?(?=\s+\w)|\bhalf an?\b", re.I), "0,5"),
    (re.compile(r"\b(?:eine?\s+)?viertel(?=\s+mi)", re.I), "0,25"),
    (re.compile(r"\b(?:eine?\s+)?dreiviertel(?=\s+mi)", re.I), "0,75"),
    (re.compile(r"\banderthalb\b", re.I), "1,5"),
    (re.compile(r"(?<![0-9])½"), "0,5"),
    (re.compile(r"(?<![0-9])¼"), "0,25"),
    (re.compile(r"(?<![0-9])¾"), "0,75"),
)
_WORD = re.compile(r"[^\W\d_]{2,}|^a\b", re.IGNORECASE)
_ALONE = re.compile(r"(?<![0-9] )\b(hundert|tausend)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:" + "|".join(sorted(MULTIPLES.keys() - {"k"}, key=len, reverse=True)) + r")\b", re.I
)


def in_figures(text: str) -> str:
    """Write the words for numbers in figures: "zwei bis drei Tausend" is "2 bis 3 Tausend"."""
    for written, figure in _HALVES:
        text = written.sub(figure, text)
    return _ALONE.sub(r"1 \1", _WORD.sub(lambda word: _figure(word[0]), text))


def multiplies(text: str) -> bool:
    """Tell whether a text holds a word that multiplies the number before it."""
    return _NUMBERED.search(text) is not None


def _figure(word: str) -> str:
    spoken = word.casefold()
    whole = None if spoken in MULTIPLES else _value(spoken.removesuffix("einhalb"))
    if whole is None:
        return word
    return f"{whole},5" if spoken.endswith("einhalb") else str(whole)


def _value(word: str) -> int | None:
    """Give the value of one word: "zweihundertfünfundzwanzig"."""
    if word in _SMALL:
        return _SMALL[word]
    for name in ("tausend", "hundert"):
        before, found, after = word.partition(name)
        if found:
            many = _value(before) if before else 1
            rest = _value(after.removeprefix("und")) if after else 0
            return None if many is None or rest is None else many * MULTIPLES[name] + rest
    ones, _, tens = word.partition("und")
    low, high = _SMALL.get(ones, 0), _SMALL.get(tens, 0)
    return low + high if 0 < low < 10 < high and high % 10 == 0 else None
