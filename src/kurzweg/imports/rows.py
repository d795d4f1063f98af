"""The rows that a list makes, prepared before anybody waits: firms with all that is theirs."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from kurzweg.core.keys import keys_of
from kurzweg.engine.members import ListedPerson, MemberRecord
from kurzweg.engine.words import name_key
from kurzweg.imports.comparing import band_of, end_of, remarks_of
from kurzweg.imports.known import parts
from kurzweg.imports.models import Remark
from kurzweg.market.models import Offer
from kurzweg.networks import regions, sites
from kurzweg.networks.models import (
    ClassTerm,
    Mandate,
    Membership,
    MembershipClass,
    Network,
    Section,
    SectionMembership,
)
from kurzweg.people.models import Account, Activity, Kind, Organisation, Person, Position, Site

AT_A_TIME = 2_000
Row = TypeVar("Row", bound=Model)
# In this order they are made: what is named comes before who names it.
MADE: tuple[type[Model], ...] = (
    Section, MembershipClass, Organisation, Site, Activity, Membership, ClassTerm,
    SectionMembership, Person, Position, Offer, Remark,
)  # fmt: skip
# Worked out by the house, or drawn: no change that anybody made.
_NOT_SAID = {
    "id", "public_id", "created_at", "changed_at", "published_at", "said_on", *sites.POINT
}  # fmt: skip


@cache
def said_fields(model: type[Model]) -> list[str]:
    """Name the fields in which somebody says something; whom a row belongs to is none of them."""
    keys = {key.name for key in keys_of(model)}
    return [
        column.attname
        for column in model._meta.concrete_fields
        if column.name not in _NOT_SAID | keys
        and (not column.is_relation or column.name == "account")
    ]


def print_of(values: Iterable[Any]) -> int:
    """Put what a row says into a number: another one when somebody changed it."""
    return zlib.crc32("\x1f".join(map(str, values)).encode())


@dataclass(slots=True)
class Unit:
    """All rows that are made for one firm; one that is known has no organisation here."""

    row: int
    name: str
    organisation: Organisation
    is_new: bool = True
    made: list[Model] = field(default_factory=list)


class Maker:
    """Makes rows for one list; whom and what several rows name is made once."""

    def __init__(
        self, network: Network, *, by: Person | None = None, now: datetime | None = None
    ) -> None:
        """Look at the sections, and where the network is."""
        # What a list says a firm can do is the office's word, by whatever way the list came.
        self.by = by or _somebody_of_the_office(network)
        self.network, self.now = network, now or timezone.now()
        self.today = network.today()
        self.region = regions.of(network)
        self.named: list[Model] = []  # sections and classes that nobody named before
        self._sections = {
            name_key(section.name): section
            for section in Section.objects.in_network(network).order_by("-pk")
        }
        self._classes = {
            name_key(each.name): each
            for each in MembershipClass.objects.in_network(network).order_by("-pk")
        }
        self._places: dict[tuple[str, str, str], dict[str, Any]] = {}
        self._persons: dict[tuple[str, str, str], Person] = {}
        self._accounts: dict[str, Account] = {}

    def look_up(self, addresses: Sequence[str]) -> None:
        """Find who is known by these addresses: accounts, and persons of this network."""
        for some in parts(sorted(set(filter(None, addresses))), AT_A_TIME):
            for account in Account.objects.filter(email__in=some):
                self._accounts[account.email] = account
            known = Person.objects.filter(entered_by_network=self.network, email__in=some)
            for person in known.order_by("-pk"):
                self._persons[_whom(person)] = person

    def firm(self, record: MemberRecord, *, name: str) -> Unit:
        """Make a firm with its seat, its membership, its people and what it can do."""
        organisation = Organisation(
            kind=Kind.PERSON if record.is_person else Kind.COMPANY,
            name=name,
            legal_form=record.legal_form,
            phone=record.phone,
            email=record.email,
            website=record.website,
            staff_band=band_of(record.staff),
            register_court=record.register_court,
            register_number=record.register_number,
            vat_id=record.vat_id,
        )
        unit = Unit(record.row, name, organisation, made=[organisation])
        if record.town:
            unit.made.append(self.seat(organisation, record))
        membership = self.membership(organisation, record)
        unit.made.append(membership)
        if record.membership_class:
            unit.made.append(self.term(membership, record.membership_class, since=None))
        unit.made += [
            self.activity(organisation, code, is_core=at == 0)
            for at, code in enumerate(dict.fromkeys(record.activities))
        ]
        unit.made += self.sections(organisation, record.sections)
        for place, person in enumerate(record.persons):
            unit.made += self.person(organisation, person, answers=place == 0)
        offers = {name_key(each): each for each in record.offers}
        unit.made += [self.offer(organisation, each) for each in offers.values()]
        persons = [row.person for row in unit.made if isinstance(row, Position)]
        unit.made += self.remarks(organisation, remarks_of(record), persons=persons)
        return unit

    def seat(self, organisation: Organisation, record: MemberRecord) -> Site:
        site = Site(
            organisation=organisation,
            street=record.street,
            postal_code=record.postal_code,
            town=record.town,
            country=record.country or "DE",
            is_seat=True,
        )
        self.locate(site)
        return site

    def locate(self, site: Site) -> None:
        """Say where a site lies; many firms of a list are in one town."""
        address = (site.postal_code, site.town, site.country)
        if address not in self._places:
            sites.place(site, region=self.region)
            self._places[address] = {name: getattr(site, name) for name in sites.POINT}
        for name, value in self._places[address].items():
            setattr(site, name, value)

    def membership(self, organisation: Organisation, record: MemberRecord) -> Membership:
        until = end_of(record)
        since = record.joined_on or min(filter(None, (until, self.today)))
        return Membership(
            network=self.network,
            organisation=organisation,
            number=record.number,
            since=since,
            until=until,
        )

    def term(self, membership: Membership, name: str, *, since: date | None) -> ClassTerm:
        """Say as what somebody belongs; a class that the network does not have is made."""
        key = name_key(name)
        if key not in self._classes:
            self._classes[key] = MembershipClass(
                network=self.network, name=name, is_supporting=key.startswith("foerder")
            )
            self.named.append(self._classes[key])
        return ClassTerm(
            network=self.network,
            membership=membership,
            membership_class=self._classes[key],
            since=since,
        )

    def activity(self, organisation: Organisation, code: str, *, is_core: bool) -> Activity:
        return Activity(organisation=organisation, code=code, is_core=is_core)

    def sections(
        self, organisation: Organisation, names: Iterable[str]
    ) -> Iterator[SectionMembership]:
        for key, name in {name_key(name): name for name in names}.items():
            if key not in self._sections:
                self._sections[key] = Section(network=self.network, name=name)
                self.named.append(self._sections[key])
            yield SectionMembership(
                network=self.network, section=self._sections[key], organisation=organisation
            )

    def person(
        self, organisation: Organisation, listed: ListedPerson, *, answers: bool
    ) -> Iterator[Model]:
        """Make somebody and what she is there; whom this office knows gets one more position."""
        person = Person(
            title=listed.title,
            given_name=listed.given_name,
            family_name=listed.family_name,
            email=listed.email,
            phone=listed.phone,
            account=self._accounts.get(listed.email) if listed.email else None,
            entered_by_network=self.network,
        )
        known = self._persons.get(_whom(person)) if listed.email else None
        if known is None:
            yield person
            if listed.email:
                self._persons[_whom(person)] = person
        yield Position(
            person=known or person,
            organisation=organisation,
            title=listed.position,
            is_admin=answers,
            answers_requests=answers,
            since=None,  # who stands on a list was there before it; nobody says since when
            entered_by_network=self.network,
        )

    def remarks(
        self,
        organisation: Organisation,
        said: Iterable[tuple[str, str, str]],
        *,
        persons: Sequence[Person],
    ) -> Iterator[Remark]:
        """Keep what has no place of its own; a consent is hers whom the row names alone."""
        for kind, column, text in said:
            is_hers = kind == Remark.Kind.CONSENT and len(persons) == 1
            yield Remark(
                network=self.network,
                organisation=organisation,
                person=persons[0] if is_hers else None,
                kind=kind,
                column=column,
                text=text,
                said_on=self.today,
            )

    def offer(self, organisation: Organisation, text: str) -> Offer:
        title = text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1]}…"
        return Offer(
            network=self.network,
            organisation=organisation,
            created_by=self.by,
            title=title,
            text=text[:4000],
            published_at=self.now,
            changed_at=self.now,
        )


def _somebody_of_the_office(network: Network) -> Person | None:
    """Name who entered what came by the command, which nobody signs."""
    office = Mandate.objects.in_network(network).of_office().as_of(network.today())
    first = office.select_related("person").order_by("pk").first()
    return first.person if first else None


LONGEST_TITLE = Offer._meta.get_field("title").max_length or 0


def _whom(person: Person) -> tuple[str, str, str]:
    return person.email, name_key(person.given_name), name_key(person.family_name)


def day_of(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def plain(value: Any) -> Any:
    """Write a value as JSON keeps it."""
    return value.isoformat() if hasattr(value, "isoformat") else value
