"""From facts to sentences: no sentence is said too often, and small firms do not boast."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

from kurzweg.core.demo.craft import Craft


class Tally:
    """Counts every sentence, so that none is said more often than `most` times."""

    def __init__(self, most: int = 3) -> None:
        self.most = most
        self.said: Counter[str] = Counter()

    def pick(
        self, random: Random, phrases: Sequence[str], slots: Mapping[str, str], *, tries: int = 7
    ) -> str:
        """Fill one of the phrases with the slots; empty when all that were tried are worn out."""
        for _ in range(tries if phrases else 0):
            sentence = random.choice(phrases).format_map(slots).replace("..", ".")
            sentence = sentence[0].upper() + sentence[1:]
            if self.said[sentence] < self.most:
                self.said[sentence] += 1
                return sentence
        return ""


def offered(random: Random, craft: Craft, things: Sequence[str]) -> list[str]:
    """The words of a maker for some of the craft's things."""
    return [random.choice(craft.things[thing]) for thing in things]


@cache
def _parsed(table: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    parsed = []
    for phrase in table:
        least = re.match(r"(\d+)\+ ", phrase)
        parsed.append((int(least[1]), phrase[least.end() :]) if least else (0, phrase))
    return tuple(parsed)


def for_staff(table: tuple[str, ...], staff: int) -> list[str]:
    """The phrases that a firm of this size may say: "20+ …" needs twenty people."""
    return [phrase for least, phrase in _parsed(table) if least <= staff]


def listed(pieces: Sequence[str]) -> str:
    """A, B und C."""
    if len(pieces) < 2:
        return "".join(pieces)
    if any(" und " in piece for piece in pieces):
        return ", ".join(pieces)
    return f"{', '.join(pieces[:-1])} und {pieces[-1]}"


def number(value: int) -> str:
    """2.000, as Germans write it."""
    return f"{value:,}".replace(",", ".")
