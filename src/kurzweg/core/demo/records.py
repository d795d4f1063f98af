"""The region's towns, firms and people: plain values, days as dates, keys instead of rows."""

from __future__ import annotations

from dataclasses import dataclass
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
class Firm:
    """An organisation of the region, who acts for it, and the networks that it belongs to.

    `near` is a town next to its own; `is_settled`: it neither applies nor leaves, because a story
    tells of it or because it is a public body.
    """

    organisation: Organisation
    persons: tuple[Person, ...]
    near: str = ""
    networks: tuple[str, ...] = ()
    is_settled: bool = False

    @property
    def key(self) -> str:
        return self.organisation.key
