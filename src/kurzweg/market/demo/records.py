"""What is offered, looked for and true in the region: plain values, keys instead of rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What an offer really is, before anybody found words for it.

    `craft` is the process done in house, `partner_crafts` those done through a partner, `things`
    the products and `stuffs` the materials (keys of the craft's tables), lots in pieces, `lead` in
    days.
    """

    craft: str
    things: tuple[str, ...]
    stuffs: tuple[str, ...] = ()
    partner_crafts: tuple[str, ...] = ()
    machine: str = ""
    size: str = ""
    lot_min: int | None = None
    lot_max: int | None = None
    lead: int | None = None
    industries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What an organisation says it can do."""

    key: str
    network: str
    organisation: str
    title: str
    text: str
    topics: tuple[str, ...]
    facts: OfferFacts
    radius_km: int | None
    visibility: str
    is_core: bool
    published_on: date
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """What is really looked for.

    `craft` is the process that must be done, `also` one that a single hand may add.
    """

    craft: str
    thing: str
    stuff: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """What an organisation looks for."""

    key: str
    network: str
    organisation: str
    person: str
    title: str
    text: str
    topics: tuple[str, ...]
    facts: NeedFacts
    town: str
    postal_code: str
    latitude: float
    longitude: float
    radius_km: int | None
    quantity: int | None
    unit: str
    certificates: tuple[str, ...]
    deadline: date | None
    visibility: str
    hidden_from_same_activity: bool
    by_office: bool
    published_on: date
    expires_on: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well an offer answers a need by the facts, 0 to 3, and what breaks it.

    Grade 0 with `missing` is a hard negative: right in its words, wrong by one stated condition.
    """

    need: str
    offer: str
    grade: int
    missing: tuple[str, ...] = ()
