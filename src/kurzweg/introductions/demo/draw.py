"""Contacts that were asked for: open questions, answers, silences, as on any working day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kurzweg.core.demo import World
from kurzweg.market.demo import story
from kurzweg.market.demo.draw import market
from kurzweg.market.demo.records import Need, Offer
from kurzweg.networks.demo.draw import networks
from kurzweg.networks.demo.records import Network

REMIND_AFTER, OPEN_FOR = 4, 10
# State, days since the question, comment; the first ones are the ones that must exist.
COURSES = (
    ("asked", 2, ""),
    ("asked", 6, ""),
    ("accepted", 5, "Ja gern, bitte am Vormittag anrufen."),
    ("waiting", 1, ""),
    ("asked", 8, ""),
    ("accepted", 19, "Passt gut, wir haben Luft."),
    ("declined", 9, "Im Moment leider voll bis Ostern."),
    ("later", 12, "Nach den Betriebsferien wieder fragen."),
    ("expired", 24, ""),
    ("accepted", 41, "Kennen wir uns nicht von der Messe?"),
    ("accepted", 67, ""),
    ("declined", 33, "Zu klein für uns."),
    ("expired", 52, ""),
    ("accepted", 88, "Gern, Zeichnung bitte vorab."),
)  # fmt: skip
COUNTS = {"riegelstein": 14, "lichtwerk": 7, "dreistrom": 10, "kammer-ostufer": 5,
          "smart-morgental": 4}  # fmt: skip


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


def introductions(world: World) -> tuple[Introduction, ...]:
    """Draw, per network, a few contacts between needs and offers that really fit."""
    drawn = world.once(market)
    by_key = {offer.key: offer for offer in drawn.offers}
    fitting: defaultdict[str, list[Offer]] = defaultdict(list)
    for judgement in sorted(drawn.truth, key=lambda j: (-j.grade, j.need, j.offer)):
        if judgement.grade >= 2:
            fitting[judgement.need].append(by_key[judgement.offer])
    asked: list[Introduction] = []
    for network in world.once(networks):
        if network.key in COUNTS:
            own = [need for need in drawn.needs if need.network == network.key]
            asked += _of_network(world, network, own, fitting)
    return tuple(asked)


def _of_network(
    world: World, network: Network, needs: Sequence[Need], fitting: dict[str, list[Offer]]
) -> Iterator[Introduction]:
    random, today = world.chance("contacts", network.key), world.today
    members = {m.organisation for m in network.memberships if m.holds_on(today)}
    office = next(m.person for m in network.mandates if m.role == "coordinator")
    courses = list(COURSES[: COUNTS[network.key]])
    asked: set[str] = set()
    newest = sorted(needs, key=lambda need: need.published_on, reverse=True)
    for need in sorted(newest, key=lambda need: need.key != story.ASKED_NEED):
        offer = _offer(need, fitting.get(need.key, ()), network.key, members, asked)
        course = offer and _course(need, courses, today)
        if not offer or not course:
            continue
        courses.remove(course)
        asked.add(offer.organisation)
        yield _introduction(world, random, need, offer, course, office=office)


def _offer(
    need: Need, fitting: Sequence[Offer], network: str, members: set[str], asked: set[str]
) -> Offer | None:
    for offer in sorted(fitting, key=lambda offer: offer.key != story.ASKED_OFFER):
        is_here = offer.network == network and offer.organisation in members
        if is_here and offer.organisation not in asked and offer.organisation != need.organisation:
            return offer
    return None


def _course(
    need: Need, courses: list[tuple[str, int, str]], today: date
) -> tuple[str, int, str] | None:
    """The first course that this need is old enough for; open questions need an open need."""
    age = (today - need.published_on).days
    for course in courses:
        state, days, _ = course
        is_open = need.closed_on is None and need.expires_on >= today
        if days <= age and (is_open or state in ("accepted", "declined", "expired")):
            return course
    return None


def _introduction(
    world: World,
    random: Random,
    need: Need,
    offer: Offer,
    course: tuple[str, int, str],
    *,
    office: str,
) -> Introduction:
    state, days, comment = course
    asked_on = world.today - timedelta(days=days)
    if need.closed_on is not None and asked_on > need.closed_on:
        asked_on = need.published_on + timedelta(days=1)
    persons = world.firm(offer.organisation).persons
    there = [p for p in persons if p.positions[0].may_answer]
    is_answered = state in ("accepted", "declined", "later")
    is_by_office = state != "waiting" and random.random() < 0.75
    remind_on = asked_on + timedelta(days=REMIND_AFTER)
    answered_on = asked_on + timedelta(days=random.randint(0, 3)) if is_answered else None
    return Introduction(
        key=f"i-{need.network}-{need.key}",
        network=need.network,
        need=need.key,
        offer=offer.key,
        asked_person=(there or persons)[0].key,
        initiated_by=office if is_by_office else need.person,
        is_by_office=is_by_office,
        state=state,
        asked_on=asked_on,
        remind_on=remind_on,
        expires_on=asked_on + timedelta(days=OPEN_FOR),
        reminded_on=remind_on if remind_on < world.today and not is_answered else None,
        answered_on=min(answered_on, world.today) if answered_on else None,
        comment=comment if is_answered else "",
        follow_up_on=answered_on + timedelta(days=14)
        if state == "accepted" and answered_on
        else None,
    )
