"""The market of the region: offers of every firm, needs around them, and the truth about both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kurzweg.core.demo import World
from kurzweg.core.demo.records import Firm
from kurzweg.core.demo.wording import Tally
from kurzweg.market.demo import story, wishes
from kurzweg.market.demo.offers import offers_in
from kurzweg.market.demo.records import Judgement, Need, Offer
from kurzweg.market.demo.truth import Judge

OFFERS = ((1, 2, 3), (32, 44, 24))  # how many offers a firm makes, of a hundred
UMBRELLA = "landesnetz"  # nobody offers anything there


@dataclass(frozen=True, slots=True)
class Market:
    """Everything that is offered and looked for, and how well each answers each."""

    offers: tuple[Offer, ...]
    needs: tuple[Need, ...]
    truth: tuple[Judgement, ...]


def market(world: World) -> Market:
    """Draw the market of a world; ask for it through `world.once`."""
    tally = Tally(world.repeats)
    by_firm = {firm.key: tuple(offers_of(world, firm, tally=tally)) for firm in world.firms}
    offers = tuple(offer for some in by_firm.values() for offer in some)
    needs = wishes.needs(world, by_firm, tally=tally)
    return Market(offers, needs, _truth(world, offers, needs))


def offers_of(world: World, firm: Firm, *, tally: Tally) -> Iterator[Offer]:
    """Draw what one firm offers in each of its networks."""
    if firm.key in story.OFFERS:
        yield story.offer(firm, world.crafts, today=world.today)
        return
    random = world.chance(firm.key, "offers")
    first = 1
    for place, network in enumerate(_offering(firm)):
        count = random.choices(*OFFERS)[0] if place == 0 else 1
        yield from offers_in(
            world, random, firm, network=network, count=count, first=first, tally=tally
        )
        first += count


def _offering(firm: Firm) -> tuple[str, ...]:
    networks = tuple(network for network in firm.networks if network != UMBRELLA)
    return networks if firm.organisation.kind == "company" else networks[:1]


def _truth(world: World, offers: Sequence[Offer], needs: Sequence[Need]) -> tuple[Judgement, ...]:
    organisations = {firm.key: firm.organisation for firm in world.firms}
    judge = Judge(offers, organisations, today=world.today)
    return tuple(judgement for need in needs for judgement in judge.judgements(need))
