"""From facts to sentences: slots are filled once a text, and no sentence is said too often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

from kurzweg.demo.craft import Craft
from kurzweg.market.demo.speech import Wording, materials

SPANS = {
    1: "ein Tag", 2: "zwei Tage", 3: "drei Tage", 4: "vier Tage", 5: "fünf Tage", 6: "sechs Tage",
    7: "eine Woche", 8: "acht Tage", 10: "zehn Tage", 12: "zwölf Tage", 15: "zwei Wochen",
    20: "drei Wochen", 25: "dreieinhalb Wochen", 30: "vier Wochen", 40: "sechs Wochen",
    45: "sechs bis sieben Wochen", 60: "acht Wochen", 90: "drei Monate", 120: "vier Monate",
}  # fmt: skip


REPEATABLE = frozenset({"thing", "things", "town", "near"})


class Ledger:
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


class Slots(dict[str, str]):
    """The words of one text: a craft's own slots are drawn at first use and then kept.

    `said` holds the names of those that were used.
    """

    def __init__(self, random: Random, craft: Craft, **given: str) -> None:
        super().__init__(given)
        self.random = random
        self.craft = craft
        self.said: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.said.add(name)
        return super().__getitem__(name)

    def __missing__(self, name: str) -> str:
        choices = self.craft.machines if name == "machine" else self.craft.slots[name]
        value = self.random.choice(choices)
        if "{" in value:
            value = value.format_map(self)
        self[name] = value
        return value


def offered(random: Random, craft: Craft, things: Sequence[str]) -> list[str]:
    """The words of a maker for some of the craft's things."""
    return [random.choice(craft.things[thing].offered) for thing in things]


def stuff_wording(craft: Craft, stuff: str) -> Wording:
    """How a material is called in this craft."""
    return craft.own_stuffs.get(stuff) or materials()[stuff]


def stuff_words(
    random: Random, craft: Craft, stuffs: Sequence[str], *, is_needed: bool = False
) -> list[str]:
    """The words of a maker, or of a buyer, for some materials."""
    wordings = [stuff_wording(craft, stuff) for stuff in stuffs]
    return [random.choice(w.needed if is_needed else w.offered) for w in wordings]


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


def about(phrases: Sequence[str], thing: str) -> list[str]:
    """The phrases that suit a thing: "@fair,counter …" suits these two only."""
    suiting = []
    for phrase in phrases:
        things, _, rest = phrase.partition(" ") if phrase.startswith("@") else ("", "", phrase)
        if not things or thing in things[1:].split(","):
            suiting.append(rest)
    return suiting


@cache
def fields(phrase: str) -> frozenset[str]:
    """The names of a phrase's slots."""
    return frozenset(re.findall(r"{(\w+)}", phrase))


def unsaid(phrases: Sequence[str], slots: Slots) -> list[str]:
    """The phrases that do not repeat a fact of this text."""
    said = slots.said - REPEATABLE
    return [phrase for phrase in phrases if not fields(phrase) & said]


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


def span(days: int) -> str:
    return SPANS.get(days, f"{days} Tage")


def span_dative(days: int) -> str:
    words = span(days)
    for nominative, dative in (
        ("ein Tag", "einem Tag"), ("eine Woche", "einer Woche"), ("Tage", "Tagen"),
        ("Monate", "Monaten"),
    ):  # fmt: skip
        if words.endswith(nominative):
            return words.removesuffix(nominative) + dative
    return words
