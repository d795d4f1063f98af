"""The words of one text: slots are filled once and kept, and no fact is said twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from random import Random

from kurzweg.core.demo.craft import Craft
from kurzweg.market.demo.speech import Speech, Wording, materials

SPANS = {
    1: "ein Tag", 2: "zwei Tage", 3: "drei Tage", 4: "vier Tage", 5: "fünf Tage", 6: "sechs Tage",
    7: "eine Woche", 8: "acht Tage", 10: "zehn Tage", 12: "zwölf Tage", 15: "zwei Wochen",
    20: "drei Wochen", 25: "dreieinhalb Wochen", 30: "vier Wochen", 40: "sechs Wochen",
    45: "sechs bis sieben Wochen", 60: "acht Wochen", 90: "drei Monate", 120: "vier Monate",
}  # fmt: skip

REPEATABLE = frozenset({"thing", "things", "town", "near"})


class Slots(dict[str, str]):
    """The words of one text: a craft's own slots are drawn at first use and then kept.

    `said` holds the names of those that were used.
    """

    def __init__(self, random: Random, craft: Craft, speech: Speech, **given: str) -> None:
        super().__init__(given)
        self.random = random
        self.craft, self.speech = craft, speech
        self.choices = {**speech.slots, "machine": craft.machines}
        self.said: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.said.add(name)
        return super().__getitem__(name)

    def __missing__(self, name: str) -> str:
        value = self.random.choice(self.choices[name])
        if "{" in value:
            value = value.format_map(self)
        self[name] = value
        return value


def stuff_wording(speech: Speech, stuff: str) -> Wording:
    """How a material is called in this craft."""
    return speech.own_stuffs.get(stuff) or materials()[stuff]


def stuff_words(
    random: Random, speech: Speech, stuffs: Sequence[str], *, is_needed: bool = False
) -> list[str]:
    """The words of a maker, or of a buyer, for some materials."""
    wordings = [stuff_wording(speech, stuff) for stuff in stuffs]
    return [random.choice(w.needed if is_needed else w.offered) for w in wordings]


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
