"""The networks of the region: plain values, days as dates, keys instead of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


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
    end_reason: str = ""

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
