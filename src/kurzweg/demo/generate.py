"""The whole region from a seed and a day: streamed firm by firm, or as one world."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from kurzweg.demo import blocks, contacts, geography, public, story, wishes
from kurzweg.demo.firms import Firm, Register, crafts_of, firm
from kurzweg.demo.networks import Belonging, networks
from kurzweg.demo.offers import offers_of
from kurzweg.demo.truth import Judge
from kurzweg.demo.wording import Ledger
from kurzweg.demo.world import Network, Offer, Town, World

SIZES = ("small", "region", "state")
OFFERS = ((1, 2, 3), (32, 44, 24))  # how many offers a firm makes, of a hundred


@dataclass(frozen=True, slots=True)
class Entry:
    """A firm or body with what it offers and the networks that it belongs to."""

    firm: Firm
    offers: tuple[Offer, ...]
    networks: tuple[str, ...]


@dataclass(slots=True)
class Region:
    """Draws the region; nothing in it reads the clock, and a seed gives the same one again."""

    size: str
    seed: int
    today: date
    towns: tuple[Town, ...] = ()
    register: Register = field(default_factory=Register)
    _near: dict[str, tuple[Town, ...]] = field(default_factory=dict)
    _by_block: dict[str, tuple[tuple[Town, ...], tuple[float, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.towns = geography.towns(self.size, seed=self.seed)
        if self.size == "state":
            # A hundred thousand firms cannot each find their own words.
            self.register.ledger = Ledger(most=10**9)

    def entries(self) -> Iterator[Entry]:
        """Stream everybody: the story first, then block by block, the public bodies last."""
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
        for planned, offer in story.firms(self.towns, today=self.today, register=self.register):
            yield Entry(planned, (offer,), (story.NETWORK,))
        for block, count in sizes.firms.items():
            doubles = sizes.doubles.get(block, 0)
            for number in range(1, count + 1):
                yield self._entry(block, number, is_double=number <= doubles)
        for body in bodies:
            yield self._body_entry(body)

    def near(self, town: Town) -> tuple[Town, ...]:
        """The five towns next to one."""
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

    def world(self) -> World:
        """Gather the stream, then draw what needs to know everybody: networks, needs, truth."""
        entries = list(self.entries())
        offers = tuple(offer for entry in entries for offer in entry.offers)
        organisations = {e.firm.organisation.key: e.firm.organisation for e in entries}
        judge = Judge(offers, organisations, today=self.today)
        built = self.networks(entries)
        needs = wishes.needs(self, entries, built)
        truth = tuple(judgement for need in needs for judgement in judge.judgements(need))
        asked = contacts.introductions(
            needs, offers, truth, entries=entries, networks=built, seed=self.seed, today=self.today
        )
        for waiting in (each for each in asked if each.state == "waiting"):
            # A letter waits with the office only for firms that are reached only through it.
            key = waiting.offer.rpartition("-")[0]
            organisations[key] = replace(organisations[key], only_through_office=True)
        return World(
            size=self.size,
            seed=self.seed,
            today=self.today,
            towns=self.towns,
            organisations=tuple(organisations.values()),
            persons=tuple(person for entry in entries for person in entry.firm.persons),
            networks=built,
            offers=offers,
            needs=needs,
            truth=truth,
            introductions=asked,
        )

    def networks(self, entries: list[Entry]) -> tuple[Network, ...]:
        """Build the networks around who belongs to them."""
        members: defaultdict[str, list[str]] = defaultdict(list)
        for entry in entries:
            for network in entry.networks:
                members[network].append(entry.firm.organisation.key)
        kinds = {e.firm.organisation.key: e.firm.organisation.kind for e in entries}
        belonging = Belonging(
            members=members,
            crafts={e.firm.organisation.key: e.firm.organisation.crafts for e in entries},
            story=tuple(plan.key for plan in story.PLANS),
            is_public=lambda key: kinds[key] != "company",
        )
        return networks(self.towns, belonging, seed=self.seed, today=self.today)

    def _town_bodies(self) -> tuple[Town, ...]:
        if self.size != "small":
            return self.towns
        return tuple(town for town in self.towns if town.name in blocks.HEAD_TOWNS)

    def _entry(self, block: str, number: int, *, is_double: bool) -> Entry:
        key = f"{blocks.LETTER[block]}{number:05d}"
        random = Random(f"{self.seed}/{key}")
        mix = blocks.MIX[block or "dreistrom"]
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
        return Entry(drawn, tuple(self._offers(random, drawn, near, belongs)), belongs)

    def _offers(
        self, random: Random, drawn: Firm, near: Town, belongs: tuple[str, ...]
    ) -> Iterator[Offer]:
        first = 1
        for place, network in enumerate(belongs):
            count = random.choices(*OFFERS)[0] if place == 0 else 1
            yield from offers_of(
                random, drawn, network=network, near=near.name, count=count, today=self.today,
                ledger=self.register.ledger, first=first,
            )  # fmt: skip
            first += count

    def _body_entry(self, body: Firm) -> Entry:
        organisation = body.organisation
        town_name = organisation.seat.town_name if organisation.kind == "town" else ""
        belongs = tuple(
            network
            for network in blocks.PUBLIC_MEMBERS
            if organisation.key in blocks.PUBLIC_MEMBERS[network]
            or town_name in blocks.TOWN_MEMBERS[network]
        )
        random = Random(f"{self.seed}/{organisation.key}/offers")
        town = next(t for t in self.towns if t.key == organisation.seat.town)
        offering = tuple(network for network in belongs if network != "landesnetz")[:1]
        near = random.choice(self.near(town))
        return Entry(body, tuple(self._offers(random, body, near, offering)), belongs)

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


def world(size: str = "region", *, seed: int = 7, today: date) -> World:
    """Generate the demo region of one size as it stands on a day."""
    if size not in SIZES:
        raise ValueError(f"size is one of {', '.join(SIZES)}, not {size}")
    return Region(size, seed, today).world()
