"""Which needs there are: drawn around offers of the same network, so that each can be filled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from random import Random
from typing import TYPE_CHECKING

from kurzweg.demo import blocks, story
from kurzweg.demo.needs import need_around
from kurzweg.demo.trades import CRAFTS
from kurzweg.demo.world import Need, Network, Offer

if TYPE_CHECKING:
    from kurzweg.demo.generate import Entry, Region

OPTICAL = frozenset({"lenses", "optical_coating", "optical_assembly"})
NEEDS_OPTICS = OPTICAL | {"vision", "ems", "electronics_dev", "automation", "measuring"}
FOR_MAKERS = frozenset({"automation", "vision", "maintenance", "design", "electronics_dev"})
NO_MAKERS = frozenset({"measuring", "labels"})
BUILDERS = frozenset({"automation", "joinery", "switchgear"})
FOR_ALL = frozenset(
    {
        "catering", "cleaning", "electricians", "hvac", "joinery", "painters", "roofers",
        "marketing", "itservice", "translation", "transport", "metalwork", "energy",
    }
)  # fmt: skip
ENDING = 3
LOOKED_AT = 14  # candidates among whom the nearest looks for it


def needs(
    region: Region, entries: Sequence[Entry], networks: Sequence[Network]
) -> tuple[Need, ...]:
    """Draw the needs of every network."""
    sizes = blocks.sizes(region.size, towns=len(region.towns))
    active = {
        network.key: {m.organisation for m in network.memberships if m.holds_on(region.today)}
        for network in networks
    }
    drawn: list[Need] = []
    for network, count in sizes.needs.items():
        inside = [e for e in entries if e.firm.organisation.key in active[network]]
        drawn += _of_network(region, network, inside, count)
    return tuple(drawn)


def _of_network(
    region: Region, network: str, inside: Sequence[Entry], count: int
) -> Iterator[Need]:
    random = Random(f"{region.seed}/needs/{network}")
    makers = {e.firm.organisation.key: e for e in inside}
    by_craft: defaultdict[str, list[Offer]] = defaultdict(list)
    for entry in inside:
        for offer in entry.offers:
            if offer.network == network and offer.withdrawn_on is None:
                by_craft[offer.facts.craft].append(offer)
    crafts = list(by_craft)
    weights = [len(by_craft[craft]) ** 0.5 for craft in crafts]
    if network == story.NETWORK:
        yield story.asked_need(towns=region.towns, today=region.today)
        count -= 1
    for number in range(1, count + 1):
        craft = random.choices(crafts, weights)[0]
        offer = random.choice(by_craft[craft])
        seeker = _seeker(random, inside, offer, makers)
        town = next(t for t in region.towns if t.key == seeker.firm.organisation.seat.town)
        need = need_around(
            random, offer, key=f"n-{network}-{number:03d}", seeker=seeker.firm,
            maker=makers[offer.organisation].firm, near=random.choice(region.near(town)).name,
            stage=_stage(number), today=region.today, ledger=region.register.ledger,
        )  # fmt: skip
        yield need


def _stage(number: int) -> str:
    """Three of every network's needs are about to end, a quarter of the others is closed."""
    if number <= ENDING:
        return "ending"
    return "closed" if number % 4 == 0 else "open"


def _seeker(
    random: Random, inside: Sequence[Entry], offer: Offer, makers: dict[str, Entry]
) -> Entry:
    """Somebody else from not too far, who could well need such a thing."""
    seat = makers[offer.organisation].firm.organisation.seat
    candidates: list[Entry] = []
    for _ in range(400):
        entry = random.choice(inside)
        if entry.firm.organisation.key != offer.organisation and _could_need(entry, offer):
            candidates.append(entry)
            if len(candidates) == LOOKED_AT:
                break
    if not candidates:
        return random.choice([e for e in inside if e.firm.organisation.key != offer.organisation])
    candidates.sort(
        key=lambda e: (
            (e.firm.organisation.seat.latitude - seat.latitude) ** 2
            + (0.57 * (e.firm.organisation.seat.longitude - seat.longitude)) ** 2
        )
    )
    return random.choice(candidates[:5])


def _could_need(entry: Entry, offer: Offer) -> bool:
    """Whether it sounds right that this firm looks for that: who makes things needs parts."""
    own = frozenset(entry.firm.organisation.crafts)
    craft = CRAFTS[offer.facts.craft]
    if craft.key in own:
        return False
    if entry.firm.organisation.kind != "company":
        return craft.key in FOR_ALL
    if craft.key in OPTICAL:
        return bool(own & NEEDS_OPTICS)
    if craft.lot_from or craft.key in FOR_MAKERS:
        return any(CRAFTS[key].lot_from and key not in NO_MAKERS for key in own) or bool(
            own & BUILDERS
        )
    return True
