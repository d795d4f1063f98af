"""Which needs there are: drawn around offers of the same network, so that each can be filled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from kurzweg.core.demo import World
from kurzweg.core.demo.records import Firm
from kurzweg.core.demo.wording import Tally
from kurzweg.market.demo import story
from kurzweg.market.demo.needs import need_around
from kurzweg.market.demo.records import Need, Offer
from kurzweg.market.demo.speech import speeches
from kurzweg.networks.demo.draw import networks

NETWORKS = ("riegelstein", "lichtwerk", "smart-morgental", "kammer-ostufer", "dreistrom")
COUNTS = {
    "small": (24, 10, 6, 6, 14), "region": (44, 36, 24, 36, 160), "state": (44, 36, 24, 36, 160),
}  # fmt: skip
OPTICAL = frozenset({"lenses", "optical_coating", "optical_assembly"})
NEEDS_OPTICS = OPTICAL | {"vision", "ems", "electronics_dev", "automation", "measuring"}
NO_MAKERS = frozenset({"measuring", "labels", "packaging"})
BUILDERS = frozenset({"automation", "joinery", "switchgear"})
# Who works on what others make: it gets parts sent, and buys hardly any.
FINISHERS = frozenset({"anodising", "powder_coating", "electroplating", "hardening", "painters"})
ENDING = 3
LOOKED_AT = 14  # candidates among whom the nearest looks for it


def needs(world: World, offers: Mapping[str, Sequence[Offer]], *, tally: Tally) -> tuple[Need, ...]:
    """Draw the needs of every network; `offers` are those of each firm."""
    active = {
        network.key: {m.organisation for m in network.memberships if m.holds_on(world.today)}
        for network in world.once(networks)
    }
    drawn: list[Need] = []
    for network, count in zip(NETWORKS, COUNTS[world.size], strict=True):
        inside = [firm for firm in world.firms if firm.key in active[network]]
        drawn += _of_network(world, network, inside, offers, count, tally=tally)
    return tuple(drawn)


def _of_network(
    world: World,
    network: str,
    inside: Sequence[Firm],
    offers: Mapping[str, Sequence[Offer]],
    count: int,
    *,
    tally: Tally,
) -> Iterator[Need]:
    random = world.chance("needs", network)
    by_craft: defaultdict[str, list[Offer]] = defaultdict(list)
    for firm in inside:
        for offer in offers[firm.key]:
            if offer.network == network and offer.withdrawn_on is None:
                by_craft[offer.facts.craft].append(offer)
    crafts = list(by_craft)
    weights = [len(by_craft[craft]) ** 0.5 for craft in crafts]
    if network == story.NETWORK:
        yield story.asked_need(towns=world.towns, today=world.today)
        count -= 1
    for number in range(1, count + 1):
        craft = random.choices(crafts, weights)[0]
        offer = random.choice(by_craft[craft])
        seeker = _seeker(world, random, inside, offer)
        town = world.town(seeker.organisation.seat.town)
        yield need_around(
            world, random, offer, key=f"n-{network}-{number:03d}", seeker=seeker,
            near=random.choice(world.near(town)).name, stage=_stage(number), tally=tally,
        )  # fmt: skip


def _stage(number: int) -> str:
    """Three of every network's needs are about to end, a quarter of the others is closed."""
    if number <= ENDING:
        return "ending"
    return "closed" if number % 4 == 0 else "open"


def _seeker(world: World, random: Random, inside: Sequence[Firm], offer: Offer) -> Firm:
    """Somebody else from not too far, who could well need such a thing."""
    seat = world.firm(offer.organisation).organisation.seat
    candidates: list[Firm] = []
    for _ in range(400):
        firm = random.choice(inside)
        if firm.key != offer.organisation and _could_need(world, firm, offer):
            candidates.append(firm)
            if len(candidates) == LOOKED_AT:
                break
    if not candidates:
        others = [firm for firm in inside if firm.key != offer.organisation]
        return random.choice([firm for firm in others if not _does(firm, offer)] or others)
    candidates.sort(
        key=lambda firm: (
            (firm.organisation.seat.latitude - seat.latitude) ** 2
            + (0.57 * (firm.organisation.seat.longitude - seat.longitude)) ** 2
        )
    )
    return random.choice(candidates[:5])


def _does(firm: Firm, offer: Offer) -> bool:
    """Whether a firm does itself what is offered, or what its maker buys for it."""
    facts = offer.facts
    return not {facts.craft, *facts.partner_crafts}.isdisjoint(firm.organisation.crafts)


def _could_need(world: World, firm: Firm, offer: Offer) -> bool:
    """Whether it sounds right that this firm looks for that: who makes things needs parts."""
    own = frozenset(firm.organisation.crafts)
    craft, speech = world.crafts[offer.facts.craft], speeches()[offer.facts.craft]
    if _does(firm, offer):
        return False
    if firm.organisation.kind != "company":
        return speech.is_for_all
    if craft.key in OPTICAL:
        return bool(own & NEEDS_OPTICS)
    if craft.lot_from or speech.is_for_makers:
        if own <= FINISHERS:
            return False
        return any(world.crafts[key].lot_from and key not in NO_MAKERS for key in own) or bool(
            own & BUILDERS
        )
    return True
