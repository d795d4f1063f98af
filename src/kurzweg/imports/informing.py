"""Whom others told us of is told within a month (Art. 14 GDPR): by mail, by letter, or knows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kurzweg.core import audit, ledger, outbox
from kurzweg.core.days import day_of
from kurzweg.core.models import OutboxMail
from kurzweg.core.viewer import Viewer
from kurzweg.imports import arrival_mails
from kurzweg.imports.known import parts
from kurzweg.imports.letter import Writer, came_on
from kurzweg.imports.models import Arrival, ArrivalQuerySet, CameBy, MemberList, Way
from kurzweg.imports.rows import AT_A_TIME
from kurzweg.networks import mandates
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Person, Position

# Lists that are forgotten by now, of which somebody came and was not told.
EARLIER = "earlier"
# Persons and contacts of prospects whom the office entered, one by one.
BY_HAND = "by-hand"
AT_ONCE = 100
A_MONTH = timedelta(days=30)
WHY = "mails are looked after in all networks"
NO_MAIL = Q(person__email="") | Q(prospect__email="") | Q(has_failed=True)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many mails were written, and how many of them wait for the release."""

    written: int
    held: int


@dataclass(frozen=True, slots=True)
class Coming:
    """Those who came by one list, by lists that are forgotten by now, or by hand."""

    network: Network
    member_list: MemberList | None
    came_by: CameBy = CameBy.LIST

    @property
    def name(self) -> str:
        """As it stands in addresses."""
        if self.is_by_hand:
            return BY_HAND
        return self.member_list.public_id if self.member_list else EARLIER

    @property
    def is_by_hand(self) -> bool:
        return self.came_by == CameBy.HAND

    @property
    def arrivals(self) -> ArrivalQuerySet:
        rows: ArrivalQuerySet = Arrival.objects.in_network(self.network)
        return rows.filter(member_list=self.member_list, came_by=self.came_by)

    @property
    def uninformed(self) -> ArrivalQuerySet:
        return self.arrivals.uninformed()

    @property
    def by_mail(self) -> ArrivalQuerySet:
        """Who can be written to, and was not yet."""
        return self.uninformed.filter(~NO_MAIL, informed_by="")

    @property
    def by_letter(self) -> ArrivalQuerySet:
        """Whom no mail reaches."""
        return self.uninformed.filter(NO_MAIL, informed_by="")

    @property
    def waiting(self) -> ArrivalQuerySet:
        """To whom a mail is written that has not left."""
        return self.uninformed.filter(informed_by=Way.MAIL)

    def ends_on(self) -> date | None:
        """Say until when the last of them has to be told: a month after she came first."""
        first = self.uninformed.order_by("arrived_at", "pk").first()
        return came_on(first.arrived_at, self.network) + A_MONTH if first else None


def coming_of(network: Network, which: str, *, viewer: Viewer) -> Coming | None:
    """Find those who came one way, as its address names it, where a viewer may see them."""
    if not viewer.is_office:
        return None
    if which == EARLIER:
        return Coming(network, None)
    if which == BY_HAND:
        return Coming(network, None, CameBy.HAND)
    lists = MemberList.objects.visible_to(viewer).defer("content", "columns", "kept")
    found = lists.filter(public_id=which).first()
    return Coming(network, found) if found else None


def acting(persons: Collection[int], *, network: Network) -> dict[int, Position]:
    """Say for whom persons act today, and as what: where they answer comes first."""
    found: dict[int, Position] = {}
    rows = Position.objects.acting_in(network).as_of(network.today())
    for some in parts(persons, AT_A_TIME):
        held = rows.filter(person__in=some).select_related("organisation")
        held = held.prefetch_related("organisation__sites")
        for position in held.order_by("-answers_requests", "-is_admin", "pk"):
            found.setdefault(position.person_id, position)
    return found


def persons_of(arrivals: ArrivalQuerySet) -> int:
    """Count who is meant: whom two lists named is one."""
    return arrivals.order_by().values("person", "prospect").distinct().count()


def acting_of(arrivals: Iterable[Arrival], *, network: Network) -> dict[int, Position]:
    """Say by arrival for whom somebody acts; the contact of a prospect, for that firm."""
    rows = list(arrivals)
    held = acting({row.person_id for row in rows if row.person_id is not None}, network=network)
    found = {row.pk: held[row.person_id] for row in rows if row.person_id in held}
    for row in rows:
        if row.prospect is not None:
            firm = Organisation(name=row.prospect.name)
            found[row.pk] = Position(organisation=firm, person=row.whom)
    return found


def each_once(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Keep one arrival of each who is to be told; two lists may have named her."""
    first: dict[tuple[int | None, int | None], Arrival] = {}
    for each in arrivals:
        first.setdefault((each.person_id, each.prospect_id), each)
    return list(first.values())


# What the office does -------------------------------------------------------------------------


@transaction.atomic
def send(coming: Coming, *, by: Person | None, at_most: int = AT_ONCE) -> Sent:
    """Write to so many of those who have an address; what trial mode holds informs nobody yet."""
    # Two of the office may press at once: behind the lock the second finds nobody left.
    network = mandates.locked(coming.network)
    rows = coming.by_mail.select_related("person", "prospect", "network").order_by("pk")
    first = each_once(rows[:at_most])
    acts, writer = acting_of(first, network=network), Writer(network)
    left: list[Arrival] = []
    held: list[Arrival] = []
    for arrival in first:
        mail = arrival_mails.informing(arrival, writer, acts=acts.get(arrival.pk))
        stored = outbox.add(mail)
        (held if stored is not None and stored.is_held else left).append(arrival)
    _note(left, Way.MAIL, on=network.today(), by=by)
    _note(held, Way.MAIL, on=None, by=by)
    _tell(coming)
    return Sent(len(first), len(held))


@transaction.atomic
def told(
    coming: Coming, public_ids: Collection[str], way: Way, *, by: Person, on: date | None = None
) -> int:
    """Note that persons were told otherwise than by mail, and say of how many that was news."""
    network = mandates.locked(coming.network)
    rows = coming.uninformed.of(public_ids).select_related("person", "prospect")
    first = each_once(rows.order_by("pk"))
    _note(first, way, on=on or network.today(), by=by)
    _tell(coming)
    return len(first)


@transaction.atomic
def take_back(coming: Coming, public_id: str, *, by: Person) -> None:
    """Let somebody be told after all; what a mail said cannot be taken back."""
    mandates.locked(coming.network)
    rows = coming.arrivals.of([public_id]).filter(informed_by__in=(Way.LETTER, Way.OTHERWISE))
    for arrival in rows.select_related("person", "prospect"):
        _open_again(arrival, has_failed=arrival.has_failed)
        audit.record(arrival.row, "not informed", by=by)
    _tell(coming)


def _note(arrivals: Iterable[Arrival], way: Way, *, on: date | None, by: Person | None) -> None:
    for arrival in arrivals:
        arrival.informed_by, arrival.informed_on = way, on
        arrival.save(update_fields=["informed_by", "informed_on"])
        audit.record(arrival.row, "informed" if on else "written to", by=by)


def _open_again(arrival: Arrival, *, has_failed: bool) -> None:
    arrival.informed_by, arrival.informed_on, arrival.has_failed = "", None, has_failed
    arrival.save(update_fields=["informed_by", "informed_on", "has_failed"])


def _tell(coming: Coming) -> None:
    ledger.changed(coming.member_list or coming.network)


# What became of the mails ---------------------------------------------------------------------


def settle() -> int:
    """Note which mails left by now, and open again whom none reached; say how many that were."""
    rows = Arrival.objects.across_networks(WHY).filter(informed_by=Way.MAIL)
    lately = timezone.now() - A_MONTH
    recent = rows.filter(Q(informed_on=None) | Q(informed_on__gte=lately.date()))
    pks = list(recent.order_by("pk").values_list("pk", flat=True))
    return sum(_settle(some) for some in parts(pks, AT_A_TIME))


@transaction.atomic
def _settle(pks: Collection[int]) -> int:
    rows = Arrival.objects.across_networks(WHY).locked().filter(pk__in=pks, informed_by=Way.MAIL)
    mails = _newest_mails(pks)
    news = 0
    for arrival in rows.select_related("network", "member_list").order_by("pk"):
        news += _became(arrival, mails.get(arrival.pk))
    return news


def _newest_mails(pks: Collection[int]) -> Mapping[int | None, OutboxMail]:
    mails = OutboxMail.objects.filter(kind=arrival_mails.INFORMING, row_id__in=pks)
    return {mail.row_id: mail for mail in mails.order_by("pk").defer("text")}


def _became(arrival: Arrival, mail: OutboxMail | None) -> bool:
    """Let an arrival say what its mail did; one that was forgotten had left before."""
    if mail is not None and mail.given_up_at is not None:
        _open_again(arrival, has_failed=True)
    elif mail is None and arrival.informed_on is None:
        _open_again(arrival, has_failed=False)  # the trial ended and the mail was thrown away
    elif mail is not None and mail.sent_at is not None and arrival.informed_on is None:
        arrival.informed_on = day_of(mail.sent_at, arrival.network.time_zone)
        arrival.save(update_fields=["informed_on"])
    else:
        return False
    row: Any = arrival.member_list or arrival.network
    ledger.changed(row)
    return True
