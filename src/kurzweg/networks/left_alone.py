"""Nobody of a firm is responsible for its entry any more: told before, and due at the office after.

That a position ended is read from its days. Whoever is erased leaves no position behind: that a
firm was left alone is noted at its membership, in the audit, without her.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kurzweg.core import agenda, audit, ledger
from kurzweg.core.agenda import Due, Ids, Item, each
from kurzweg.core.days import day_of
from kurzweg.core.languages import isolated
from kurzweg.core.models import AuditEntry
from kurzweg.core.retention import Subject, before_erasing
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import Membership, Network
from kurzweg.networks.models.belonging import MembershipQuerySet
from kurzweg.people.erasing import told_before
from kurzweg.people.models import Organisation, Person, Position, PositionQuerySet

ACTION = "left alone"
ANSWERED_IN = timedelta(days=7)
SHOWN = timedelta(days=90)
WHY = "whoever is erased is so in all networks"


def alone_without(persons: Iterable[int]) -> Iterator[Membership]:
    """Name the memberships of firms for whose entry nobody but these persons is responsible."""
    ids = set(persons)
    firms = Position.objects.filter(person__in=ids, is_admin=True).values("organisation")
    rows = Membership.objects.across_networks(WHY).filter(organisation__in=firms)
    for membership in rows.select_related("network", "organisation").order_by("pk"):
        today = membership.network.today()
        if not membership.holds_on(today):
            continue
        admins = _admins(membership.network, today).filter(organisation=membership.organisation_id)
        responsible = set(admins.values_list("person", flat=True))
        if responsible and responsible <= ids:
            yield membership


@told_before
def _what_is_left_alone(persons: list[Person]) -> Iterator[str]:
    """Say, before somebody is erased, of which firm nobody is responsible for the entry then."""
    for membership in alone_without(person.pk for person in persons):
        yield _(
            "Nobody else is responsible for the entry of %(firm)s. Then the office of %(network)s "
            "looks after it, and is told."
        ) % {
            "firm": isolated(membership.organisation.name),
            "network": isolated(membership.network.name),
        }


@before_erasing
def _note_who_is_left_alone(subject: Subject) -> None:
    for membership in list(alone_without(subject.persons)):
        audit.record(membership, ACTION)
        ledger.changed(membership)


# What is due at the office -----------------------------------------------------------------------


def _admins(network: Network | int, on: date) -> PositionQuerySet:
    here: PositionQuerySet = Position.objects.acting_in(network)
    return here.as_of(on).filter(is_admin=True)


def _left(network_id: int, ids: Ids | None) -> Iterator[Due]:
    """Say of which members somebody responsible was the last to go, and since when."""
    network = Network.objects.get(pk=network_id)
    today = network.today()
    rows = Membership.objects.in_network(network).active(today)
    rows = rows if ids is None else rows.filter(pk__in=ids)
    ended = Position.objects.acting_in(network).filter(
        is_admin=True, until__gt=today - SHOWN, organisation__in=rows.values("organisation")
    )
    in_order = ended.order_by("until", "pk").values_list("organisation", "until")
    last: dict[int, date | None] = dict(in_order)
    erased = _erased(network)
    for pk, firm in rows.order_by("pk").values_list("pk", "organisation"):
        days = [day for day in (last.get(firm), erased.get(pk)) if day]
        if days:
            day = max(days)
            yield Due(
                pk,
                agenda.OFFICE,
                due_on=day + ANSWERED_IN,
                shown_since=day,
                shown_until=day + SHOWN,
            )


def _erased(network: Network) -> dict[int, date]:
    """Say when the last one responsible was erased, by membership."""
    since: datetime = timezone.now() - SHOWN
    entries = AuditEntry.objects.filter(network_id=network.pk, kind="membership", action=ACTION)
    noted = entries.filter(at__gte=since).order_by("at", "pk").values_list("row_id", "at")
    return {pk: day_of(at, network.time_zone) for pk, at in noted if pk is not None}


def _without_admin(viewer: Viewer) -> MembershipQuerySet:
    mine = Membership.objects.visible_to(viewer).active(viewer.today)
    admins = _admins(viewer.network_id or 0, viewer.today)
    left = ~Exists(admins.filter(organisation=OuterRef("organisation")))
    office: MembershipQuerySet = mine if viewer.is_office else mine.none()
    return office.filter(Q(left)).select_related("organisation", "network")


def _draw(viewer: Viewer, membership: Membership, due_on: date) -> Item:
    firm = membership.organisation
    return Item(
        kind=ACTION,
        title=_("Nobody is responsible for the entry any more: ask who will be"),
        who=firm.name,
        due_on=due_on,
        url=reverse("networks:acting-list", args=[membership.network.slug, firm.public_id]),
        action=_("Enter or invite somebody"),
    )


def _of_firms(network_id: int, organisation_ids: Ids) -> Iterable[int]:
    rows = Membership.objects.in_network(network_id).filter(organisation__in=organisation_ids)
    return list(rows.order_by().values_list("pk", flat=True))


def _of_positions(network_id: int, position_ids: Ids) -> Iterable[int]:
    firms = Position.objects.filter(pk__in=position_ids).values("organisation")
    rows = Membership.objects.in_network(network_id).filter(organisation__in=firms)
    return list(rows.order_by().values_list("pk", flat=True))


agenda.register(
    agenda.Source(
        kind=ACTION,
        model=Membership,
        items=_left,
        rows=_without_admin,
        draw=each(_draw),
        depends_on={Organisation: _of_firms, Position: _of_positions},
    )
)
