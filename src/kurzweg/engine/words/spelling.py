"""Which spelling of a word is meant where an umlaut or ß is written out: "Gehaeuse", "Giesserei".

Of two known spellings the more frequent one is meant, of two unknown ones that with the umlaut, so
a request means the same however it is written. "Steuer" and "Bauer" are what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from kurzweg.engine.words.vocabulary import SHORTEST, Vocabulary, fingerprints, split

_UMLAUT = re.compile(r"(ae|oe|(?<![aeq])ue|[äöü])")  # no German word has an ü after a, e or q
_WITH_DOTS = {"ae": "ä", "oe": "ö", "ue": "ü"}
_BOTH = {way: (dots, out) for out, dots in _WITH_DOTS.items() for way in (dots, out)}
_MOST = 3  # umlauts of a word of which each may be written otherwise than the others
_MAY_BE_OTHERWISE = re.compile(rf"{_UMLAUT.pattern}|ss|ß")


def usual(words: Iterable[str], *, known: Vocabulary) -> dict[str, str]:
    """Give the spelling that is meant for those lower-case words that may be written otherwise."""
    ways = {
        word: _ways(word)
        for word in words
        if len(word) >= SHORTEST and _MAY_BE_OTHERWISE.search(word)
    }
    tried = list({way: None for both in ways.values() for each in both for way in each})
    seen = dict(zip(tried, known.look_up(fingerprints(tried)).tolist(), strict=True))
    meant: dict[str, str] = {}
    for word, (bases, others) in ways.items():
        best = max(bases, key=seen.__getitem__)
        # Where either is a word, as Maße and Masse are, what stands there is meant.
        found = best if seen[best] else next(filter(seen.get, others), "")
        if found:
            meant[word] = found
    strange = {
        word: [*bases, *others] for word, (bases, others) in ways.items() if word not in meant
    }
    compounds = list(dict.fromkeys(way for each in strange.values() for way in each))
    is_compound = dict(zip(compounds, map(bool, split(compounds, known=known)), strict=True))
    return meant | {
        word: next(filter(is_compound.get, each), each[0]) for word, each in strange.items()
    }


def is_written_out(word: str) -> bool:
    """Whether a word has letters that may stand for an umlaut or ß."""
    return any(letters in word for letters in (*_WITH_DOTS, "ss"))


def _ways(word: str) -> tuple[list[str], list[str]]:
    """The ways in which a word may be written, the likeliest first: as to umlauts, as to ß."""
    pieces = _UMLAUT.split(word)
    both = [_BOTH.get(piece, (piece,)) for piece in pieces]
    if len(pieces) > 2 * _MOST + 1:
        bases = ["".join(each[0] for each in both), "".join(each[-1] for each in both), word]
    else:
        bases = ["".join(each) for each in product(*both)]
    others = [way.replace("ss", "ß") for way in bases] + [way.replace("ß", "ss") for way in bases]
    return bases, [way for way in dict.fromkeys(others) if way not in bases]
