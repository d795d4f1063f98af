"""Write the generated region into the database, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models, transaction

from kurzweg.core import jobs, search
from kurzweg.demo import load_contacts, load_networks
from kurzweg.demo.world import Need, Offer, Organisation, Person, World
from kurzweg.market import matching
from kurzweg.market import models as market
from kurzweg.networks.models import Network
from kurzweg.people import models as people

CHUNK = 2000
MARKER = "riegelstein"

Row = TypeVar("Row", bound=models.Model)
Keys = dict[str, int]
Say = Callable[[str], Any]


def is_loaded() -> bool:
    """Whether the demo region is there already."""
    return Network.objects.filter(slug=MARKER).exists()


def is_empty() -> bool:
    """Whether nobody has founded a network here: the demo never goes among real rows."""
    return not Network.objects.exists() and not people.Organisation.objects.exists()


def load(world: World, *, say: Say) -> None:
    """Write a world in one transaction, build the index, match and ask; say what was written."""
    with transaction.atomic():
        organisations = _organisations(world.organisations)
        say(f"{len(organisations)} organisations")
        persons = _persons(world.persons, organisations)
        say(f"{len(persons)} persons")
        networks = load_networks.load(world, organisations=organisations, persons=persons)
        say(f"{len(networks)} networks")
        offers = _offers(world.offers, networks=networks, organisations=organisations)
        say(f"{len(offers)} offers")
        needs = _needs(world, networks=networks, organisations=organisations, persons=persons)
        say(f"{len(needs)} needs")
        # Read within the transaction: whoever interrupts leaves nothing behind but old files.
        documents = len(search.rebuild().segment.columns)
        say(f"{documents} documents in the index")
        say(f"{_match(world, needs)} needs matched, the others by the worker")
        asked = load_contacts.load(
            world, needs=needs, offers=offers, persons=persons, moment=moment
        )
        say(f"{len(asked)} introductions")


def _match(world: World, needs: Keys) -> int:
    """Match what is open in the network that the demo opens with; leave the rest to the worker."""
    is_open = [n for n in world.needs if n.closed_on is None and n.expires_on >= world.today]
    first = [need for need in is_open if need.network == MARKER]
    for need in first:
        matching.match_all(needs[need.key])
    for need in is_open:
        if need.network != MARKER:
            jobs.enqueue("kurzweg.market.matching.match_all", needs[need.key])
    return len(first)


def moment(day: date, seed: str) -> datetime:
    """A moment on that day in office hours, another one for each row."""
    minutes = sum(map(ord, seed)) * 37 % 480
    noon = datetime.combine(day, time(8, 0), tzinfo=ZoneInfo(settings.TIME_ZONE))
    return noon + timedelta(minutes=minutes)


def write(rows: Iterable[Row], model: type[Row]) -> Iterator[Row]:
    """Write rows in chunks and give them back with their primary keys."""
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        yield from model._default_manager.bulk_create(chunk)


def _organisations(organisations: Sequence[Organisation]) -> Keys:
    rows = (
        people.Organisation(
            kind=each.kind,
            name=each.name,
            legal_form=each.legal_form,
            staff_band=each.staff_band,
            founded_year=each.founded,
            website=each.website,
            email=each.mail,
            summary=each.summary,
            is_only_through_office=each.only_through_office,
        )
        for each in organisations
    )
    written = write(rows, people.Organisation)
    keys = {each.key: row.pk for each, row in zip(organisations, written, strict=True)}
    for made, model in (
        (_sites(organisations, keys), people.Site),
        (_activities(organisations, keys), people.Activity),
        (_certificates(organisations, keys), people.Certificate),
    ):
        _exhaust(write(made, model))
    return keys


def _sites(organisations: Sequence[Organisation], keys: Keys) -> Iterator[people.Site]:
    for each in organisations:
        for site in each.sites:
            yield people.Site(
                organisation_id=keys[each.key],
                street=site.street,
                postal_code=site.postal_code,
                town=site.town_name,
                ags=site.town,
                latitude=site.latitude,
                longitude=site.longitude,
                is_seat=site.is_seat,
                since=site.since,
                until=site.until,
            )


def _activities(organisations: Sequence[Organisation], keys: Keys) -> Iterator[people.Activity]:
    for each in organisations:
        for activity in each.activities:
            yield people.Activity(
                organisation_id=keys[each.key], code=activity.code, is_core=activity.is_core
            )


def _certificates(
    organisations: Sequence[Organisation], keys: Keys
) -> Iterator[people.Certificate]:
    for each in organisations:
        for certificate in each.certificates:
            yield people.Certificate(
                organisation_id=keys[each.key],
                scheme=certificate.scheme,
                valid_until=certificate.valid_until,
            )


def _persons(persons: Sequence[Person], organisations: Keys) -> Keys:
    """Write accounts, one for each address, the persons behind them and what they do."""
    addresses = dict.fromkeys(person.mail for person in persons)
    accounts = {
        row.email: row.pk
        for row in write(
            (people.Account(email=each, password=UNUSABLE_PASSWORD_PREFIX) for each in addresses),
            people.Account,
        )
    }
    rows = (
        people.Person(
            account_id=accounts[person.mail],
            given_name=person.given_name,
            family_name=person.family_name,
            email=person.mail,
        )
        for person in persons
    )
    written = write(rows, people.Person)
    keys = {person.key: row.pk for person, row in zip(persons, written, strict=True)}
    positions = (
        people.Position(
            person_id=keys[person.key],
            organisation_id=organisations[position.organisation],
            title=position.title,
            is_admin=position.is_admin,
            answers_requests=position.may_answer,
            since=position.since,
            until=position.until,
        )
        for person in persons
        for position in person.positions
    )
    _exhaust(write(positions, people.Position))
    return keys


def _offers(offers: Sequence[Offer], *, networks: Keys, organisations: Keys) -> Keys:
    rows = (
        market.Offer(
            network_id=networks[offer.network],
            organisation_id=organisations[offer.organisation],
            title=offer.title,
            text=offer.text,
            topics=list(offer.topics),
            lot_min=offer.facts.lot_min,
            lot_max=offer.facts.lot_max,
            lead_days=offer.facts.lead,
            radius_km=offer.radius_km,
            is_core=offer.is_core,
            visibility=offer.visibility,
            created_at=(at := moment(offer.published_on, offer.key)),
            changed_at=at,
            published_at=at,
        )
        for offer in offers
    )
    written = write(rows, market.Offer)
    return {offer.key: row.pk for offer, row in zip(offers, written, strict=True)}


def _needs(world: World, *, networks: Keys, organisations: Keys, persons: Keys) -> Keys:
    coordinators = {
        network.key: persons[next(m.person for m in network.mandates if m.role == "coordinator")]
        for network in world.networks
    }
    rows = (
        _need(
            need,
            network=networks[need.network],
            owner=organisations[need.organisation],
            contact=persons[need.person],
            office=coordinators[need.network],
        )
        for need in world.needs
    )
    written = write(rows, market.Need)
    return {need.key: row.pk for need, row in zip(world.needs, written, strict=True)}


def _need(need: Need, *, network: int, owner: int, contact: int, office: int) -> market.Need:
    published_at = moment(need.published_on, need.key)
    return market.Need(
        network_id=network,
        owner_id=owner,
        contact_id=contact,
        created_by_id=office if need.by_office else contact,
        title=need.title,
        text=need.text,
        topics=list(need.topics),
        place=need.town,
        postal_code=need.postal_code,
        latitude=need.latitude,
        longitude=need.longitude,
        radius_km=need.radius_km,
        quantity=need.quantity,
        unit=need.unit,
        certificates=list(need.certificates),
        deadline_on=need.deadline,
        visibility=need.visibility,
        hidden_from_same_activity=need.hidden_from_same_activity,
        created_at=published_at,
        changed_at=published_at,
        published_at=published_at,
        expires_on=need.expires_on,
        closed_at=moment(need.closed_on, need.key + ".") if need.closed_on else None,
        closing_reason=_closing_reason(need),
    )


def _closing_reason(need: Need) -> str:
    if need.closed_on is None:
        return ""
    reasons = market.ClosingReason.values
    return str(reasons[(0, 0, 0, 1, 1, 2)[sum(map(ord, need.key)) % 6]])


def _exhaust(rows: Iterator[Any]) -> None:
    for _row in rows:
        pass
