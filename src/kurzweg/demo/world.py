"""The records of the demo region: plain values, days as dates, keys instead of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

# A ring of (longitude, latitude), closed, as GeoJSON writes it.
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A fictional municipality; its key looks like an official one but begins with 99."""

    key: str
    name: str
    county: str
    county_name: str
    postal_codes: tuple[str, ...]
    latitude: float
    longitude: float
    population: int
    boundary: Ring = ()


@dataclass(frozen=True, slots=True)
class Site:
    """Where an organisation works."""

    street: str
    postal_code: str
    town: str
    town_name: str
    latitude: float
    longitude: float
    is_seat: bool = True
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """A class of economic activity (WZ 2008)."""

    code: str
    is_core: bool


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate and the last day on which it is valid."""

    scheme: str
    valid_until: date


@dataclass(frozen=True, slots=True)
class Organisation:
    """A fictional organisation; `crafts` are the keys of what it really can do."""

    key: str
    name: str
    kind: str
    legal_form: str
    staff_band: int
    staff: int
    founded: int
    website: str
    mail: str
    summary: str
    activities: tuple[Activity, ...]
    sites: tuple[Site, ...]
    certificates: tuple[Certificate, ...] = ()
    crafts: tuple[str, ...] = ()
    only_through_office: bool = False

    @property
    def seat(self) -> Site:
        return self.sites[0]


@dataclass(frozen=True, slots=True)
class Position:
    """What a person does for an organisation, from when to when."""

    organisation: str
    title: str
    is_admin: bool = False
    may_answer: bool = True
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A fictional person; several may share one mail address."""

    key: str
    given_name: str
    family_name: str
    mail: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Subregion:
    """A part of a network by area."""

    key: str
    name: str
    towns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a network by field."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class SupportingBody:
    """An organisation that carries a network."""

    organisation: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class FunderStrip:
    """Who pays, in the words that must be shown while the funding lasts."""

    text: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """How an organisation belongs to a network; `since` is None while an application waits."""

    organisation: str
    number: int | None
    applied_on: date
    since: date | None
    notice_on: date | None = None
    until: date | None = None
    sections: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        return (
            self.since is not None
            and self.since <= day
            and (self.until is None or day < self.until)
        )


@dataclass(frozen=True, slots=True)
class Mandate:
    """A task that a person has in a network, with its term; `role` as in `networks`."""

    person: str
    role: str
    since: date
    until: date | None = None
    title: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """A network of the region with everything that is dated in it."""

    key: str
    name: str
    kind: str
    claim: str
    about: str
    region_name: str
    colour: str
    colour_dark: str
    office: str
    mail: str
    mail_name: str
    founded_on: date
    towns: tuple[str, ...]
    parent: str | None = None
    rules: Mapping[str, int] = field(default_factory=dict)
    subregions: tuple[Subregion, ...] = ()
    sections: tuple[Section, ...] = ()
    bodies: tuple[SupportingBody, ...] = ()
    funders: tuple[FunderStrip, ...] = ()
    memberships: tuple[Membership, ...] = ()
    mandates: tuple[Mandate, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Introduction:
    """A contact that the office (or who is looking) has asked for, and how it stands."""

    key: str
    network: str
    need: str
    offer: str
    asked_person: str
    initiated_by: str
    is_by_office: bool
    state: str
    asked_on: date
    remind_on: date
    expires_on: date
    reminded_on: date | None = None
    answered_on: date | None = None
    comment: str = ""
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class World:
    """Everything in the demo region on one day."""

    size: str
    seed: int
    today: date
    towns: tuple[Town, ...]
    organisations: tuple[Organisation, ...]
    persons: tuple[Person, ...]
    networks: tuple[Network, ...]
    offers: tuple[Offer, ...]
    needs: tuple[Need, ...]
    truth: tuple[Judgement, ...]
    introductions: tuple[Introduction, ...] = ()
