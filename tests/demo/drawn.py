"""The region with what every app adds to it, drawn without a database."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from functools import cache

from kurzweg.core.demo.records import Organisation, Person, Town
from kurzweg.demo.generate import world
from kurzweg.introductions.demo.draw import Introduction, introductions
from kurzweg.market.demo.draw import market
from kurzweg.market.demo.records import Judgement, Need, Offer
from kurzweg.networks.demo.draw import networks
from kurzweg.networks.demo.records import Network

TODAY = date(2027, 3, 9)


@dataclass(frozen=True)
class Drawn:
    today: date
    towns: tuple[Town, ...]
    organisations: tuple[Organisation, ...]
    persons: tuple[Person, ...]
    networks: tuple[Network, ...]
    offers: tuple[Offer, ...]
    needs: tuple[Need, ...]
    truth: tuple[Judgement, ...]
    introductions: tuple[Introduction, ...]

    def __repr__(self) -> str:  # a failing test would otherwise print megabytes
        return f"<{', '.join(field.name for field in fields(self))} on {self.today}>"


def draw(size: str, *, seed: int = 7, today: date = TODAY) -> Drawn:
    """Draw everything; nothing is kept between calls."""
    region = world(size, seed=seed, today=today)
    drawn = region.once(market)
    return Drawn(
        today=today,
        towns=region.towns,
        organisations=tuple(firm.organisation for firm in region.firms),
        persons=tuple(person for firm in region.firms for person in firm.persons),
        networks=region.once(networks),
        offers=drawn.offers,
        needs=drawn.needs,
        truth=drawn.truth,
        introductions=region.once(introductions),
    )


@cache
def kept(size: str) -> Drawn:
    """The region of seed 7 for all tests that only read it."""
    return draw(size)
