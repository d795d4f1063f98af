"""The region from a seed and a day: its towns, firms and people, streamed or all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from random import Random
from typing import Any, TypeVar

from kurzweg.core.demo import World
from kurzweg.core.demo.craft import Craft
from kurzweg.core.demo.records import Firm, Person, Town
from kurzweg.core.demo.wording import Tally
from kurzweg.demo import blocks, geography, public, story
from kurzweg.demo.crafts import all_crafts
from kurzweg.demo.firms import Register, crafts_of, firm

SIZES = ("small", "region", "state")
REPEATS = 3  # how often a sentence may be said
ANY_NUMBER = 10**9  # a hundred thousand firms cannot each find their own words

Drawn = TypeVar("Drawn")


@dataclass
class Region:
    """Draws the region; nothing in it reads the clock, and a seed gives the same one again."""

    size: str
    seed: int
    today: date
    register: Register = field(init=False)
    _kept: dict[Callable[[World], Any], Any] = field(default_factory=dict)
    _near: dict[str, tuple[Town, ...]] = field(default_factory=dict)
    _by_block: dict[str, tuple[tuple[Town, ...], tuple[float, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.repeats = ANY_NUMBER if self.size == "state" else REPEATS
        self.register = Register(Tally(self.repeats))

    @cached_property
    def towns(self) -> tuple[Town, ...]:
        return geography.towns(self.size, seed=self.seed)

    @property
    def crafts(self) -> Mapping[str, Craft]:
        return all_crafts()

    @cached_property
    def firms(self) -> tuple[Firm, ...]:
        return tuple(self.stream())

    def chance(self, *names: str) -> Random:
        return Random("/".join((str(self.seed), *names)))

    def once(self, draw: Callable[[World], Drawn]) -> Drawn:
        if draw not in self._kept:
            self._kept[draw] = draw(self)
        kept: Drawn = self._kept[draw]
        return kept

    def town(self, key: str) -> Town:
        return self._towns_by_key[key]

    def firm(self, key: str) -> Firm:
        return self._firms_by_key[key]

    def person(self, key: str) -> Person:
        return self._persons_by_key[key]

    def near(self, town: Town) -> tuple[Town, ...]:
        if town.key not in self._near:
            others = sorted(
                (other for other in self.towns if other.key != town.key),
                key=lambda other: (
                    (other.latitude - town.latitude) ** 2
                    + (0.57 * (other.longitude - town.longitude)) ** 2
                ),
            )
            self._near[town.key] = tuple(others[:5])
        return self._near[town.key]

    def stream(self) -> Iterator[Firm]:
        """Draw everybody, one after the other and once: names that are taken stay taken."""
        sizes = blocks.sizes(self.size, towns=len(self.towns))
        # Names of public bodies are taken before any firm can have them.
        bodies = list(
            public.public_bodies(
                self.towns,
                self._town_bodies(),
                seed=self.seed,
                today=self.today,
                register=self.register,
            )
        )
        for planned in story.firms(self.towns, today=self.today, register=self.register):
            yield self._beside(planned)
        for block, count in sizes.firms.items():
            doubles = sizes.doubles.get(block, 0)
            for number in range(1, count + 1):
                yield self._firm(block, number, is_double=number <= doubles)
        for body in bodies:
            yield self._beside(replace(body, networks=blocks.networks_of(body)))

    @cached_property
    def _towns_by_key(self) -> dict[str, Town]:
        return {town.key: town for town in self.towns}

    @cached_property
    def _firms_by_key(self) -> dict[str, Firm]:
        return {each.key: each for each in self.firms}

    @cached_property
    def _persons_by_key(self) -> dict[str, Person]:
        return {person.key: person for each in self.firms for person in each.persons}

    def _town_bodies(self) -> tuple[Town, ...]:
        if self.size != "small":
            return self.towns
        return tuple(town for town in self.towns if town.name in blocks.HEAD_TOWNS)

    def _beside(self, each: Firm) -> Firm:
        """The same, knowing the town next to its own."""
        return replace(each, near=self.near(self.town(each.organisation.seat.town))[0].name)

    def _firm(self, block: str, number: int, *, is_double: bool) -> Firm:
        key = f"{blocks.LETTER[block]}{number:05d}"
        random = self.chance(key)
        mix = blocks.mix(block)
        core = random.choices(list(mix), list(mix.values()))[0]
        town = self._town(random, block)
        near = random.choice(self.near(town))
        drawn = firm(
            random, key=key, crafts=crafts_of(random, core), town=town, near=near,
            today=self.today, register=self.register,
        )  # fmt: skip
        belongs: tuple[str, ...] = (block,) if block else ()
        if is_double:
            belongs += ("dreistrom",)
        return replace(drawn, networks=belongs)

    def _town(self, random: Random, block: str) -> Town:
        if block not in self._by_block:
            self._by_block[block] = self._towns_of(block)
        return random.choices(*self._by_block[block])[0]

    def _towns_of(self, block: str) -> tuple[tuple[Town, ...], tuple[float, ...]]:
        county = blocks.COUNTY.get(block)
        towns = [
            town
            for town in self.towns
            if (town.county_name == county if county else town.county_name != "Morgental")
        ]
        weights = [float(town.population) ** 0.85 for town in towns]
        if block == "riegelstein":
            boost = {"Riegelstein": 4.0, "Kettenbrück": 2.0}
            weights = [
                weight * boost.get(town.name, 1.0)
                for town, weight in zip(towns, weights, strict=True)
            ]
        return tuple(towns), tuple(weights)


def world(size: str = "region", *, seed: int = 7, today: date) -> Region:
    """Give the demo region of one size as it stands on a day."""
    if size not in SIZES:
        raise ValueError(f"size is one of {', '.join(SIZES)}, not {size}")
    return Region(size, seed, today)
