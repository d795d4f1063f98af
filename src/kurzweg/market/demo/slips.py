"""Slips of the finger: what happens to a text that is typed on a phone."""

from __future__ import annotations

from random import Random

SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)


def typed(random: Random, text: str, *, keep: str = "") -> str:
    """Mostly as it was meant; now and then with a slip, without umlauts or all in small letters.

    No slip falls into the words to `keep`.
    """
    fate = random.random()
    if fate < 0.08:
        return _with_slip(random, text, keep=keep)
    if fate < 0.12:
        return text.translate(SPELLED_OUT)
    if fate < 0.17:
        return text.lower().rstrip(".")
    return text


def _with_slip(random: Random, text: str, *, keep: str) -> str:
    """Swap or lose one letter inside one long word; numbers are never touched."""
    words = text.split(" ")
    kept = keep.casefold().split()
    long_ones = [
        place
        for place, word in enumerate(words)
        if len(word) > 6 and word.isalpha() and word.casefold() not in kept
    ]
    if not long_ones:
        return text
    place = random.choice(long_ones)
    word = words[place]
    at = random.randint(2, len(word) - 3)
    if random.random() < 0.6:
        words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    else:
        words[place] = word[:at] + word[at + 1 :]
    return " ".join(words)
