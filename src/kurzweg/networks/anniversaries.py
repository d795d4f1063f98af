"""Whom the office congratulates: members of many years, firms in the year of a jubilee."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kurzweg.core import agenda
from kurzweg.core.agenda import Due, Ids, Item
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import Membership, Network
from kurzweg.networks.models.belonging import MembershipQuerySet
from kurzweg.people.models import Organisation

BEFORE, AFTER = timedelta(days=14), timedelta(days=4)
# What lies further ahead is looked at behind a later midnight.
AHEAD = timedelta(days=60)


def on_day(since: date, *, year: int) -> date:
    """Name the day of a year on which something has its anniversary; 29 February's is the 28th."""
    is_lost = (since.month, since.day) == (2, 29) and not _has_29_february(year)
    return date(year, 2, 28) if is_lost else since.replace(year=year)


def _has_29_february(year: int) -> bool:
    return (date(year, 3, 1) - timedelta(days=1)).day == 29


def _anniversaries(network_id: int, ids: Ids | None) -> Iterator[Due]:
    """Say which memberships are so many years old soon: the next day of each that is not over."""
    network = Network.objects.get(pk=network_id)
    today, step = network.today(), network.rule("anniversary_years")
    rows: MembershipQuerySet = Membership.objects.in_network(network_id)
    rows = rows.active(today) if ids is None else rows.active(today).filter(pk__in=ids)
    for pk, since, until in rows.order_by("pk").values_list("pk", "since", "until") if step else ():
        for year in (today.year, today.year + 1):
            day = on_day(since, year=year)
            years = year - since.year
            is_near = today - AFTER < day <= today + AHEAD
            if is_near and years > 0 and years % step == 0 and (until is None or day < until):
                yield Due(
                    pk,
                    agenda.OFFICE,
                    due_on=day,
                    shown_since=day - BEFORE,
                    shown_until=min(day + AFTER, until or date.max),
                )


def _members(viewer: Viewer) -> MembershipQuerySet:
    mine: MembershipQuerySet = Membership.objects.visible_to(viewer).active(viewer.today)
    mine = mine.select_related("organisation", "network")
    return mine if viewer.is_office else mine.none()


def _draw_anniversaries(
    viewer: Viewer, rows: Iterable[Membership], due_on: Mapping[int, date]
) -> Iterator[tuple[int, Item]]:
    for row in rows:
        if row.since is not None:
            years = due_on[row.pk].year - row.since.year
            title = ngettext(
                "Member for %(years)s year: congratulate",
                "Member for %(years)s years: congratulate",
                years,
            )
            told = title % {"years": years}
            slug = row.network.slug
            yield row.pk, _item("anniversary", told, row.organisation, due_on[row.pk], slug)


def _jubilees(network_id: int, ids: Ids | None) -> Iterator[Due]:
    """Say which members were founded so many years ago; in January, because no day is known."""
    network = Network.objects.get(pk=network_id)
    today, step = network.today(), network.rule("jubilee_years")
    members = Membership.objects.in_network(network_id).active(today)
    firms = Organisation.objects.filter(
        pk__in=members.values("organisation"), founded_year__isnull=False
    )
    firms = firms if ids is None else firms.filter(pk__in=ids)
    for pk, founded in firms.order_by("pk").values_list("pk", "founded_year") if step else ():
        for year in (today.year, today.year + 1):
            begins = date(year, 1, 1)
            is_near = begins - BEFORE <= today + AHEAD and today < date(year, 2, 1)
            if is_near and year > (founded or year) and (year - (founded or 0)) % step == 0:
                yield Due(
                    pk,
                    agenda.OFFICE,
                    due_on=date(year, 1, 31),
                    shown_since=begins,
                    shown_until=date(year, 2, 1),
                )


def _firms(viewer: Viewer) -> QuerySet[Organisation]:
    members = Membership.objects.in_network(viewer).active(viewer.today)
    firms = Organisation.objects.filter(
        Exists(members.filter(organisation=OuterRef("pk"))), founded_year__isnull=False
    )
    return firms if viewer.is_office else firms.none()


def _draw_jubilees(
    viewer: Viewer, rows: Iterable[Organisation], due_on: Mapping[int, date]
) -> Iterator[tuple[int, Item]]:
    slug = Network.objects.values_list("slug", flat=True).get(pk=viewer.network_id or 0)
    for row in rows:
        if row.founded_year is not None:
            years = due_on[row.pk].year - row.founded_year
            told = _("Founded %(years)s years ago: ask for the day and congratulate")
            said = told % {"years": years}
            yield row.pk, _item("jubilee", said, row, due_on[row.pk], slug)


def _item(kind: str, title: str, organisation: Organisation, due_on: date, slug: str) -> Item:
    return Item(
        kind=kind,
        title=title,
        who=organisation.name,
        due_on=due_on,
        url=reverse("networks:organisation-detail", args=[slug, organisation.public_id]),
        action=_("Open the organisation"),
    )


def _organisations_of(network_id: int, membership_ids: Ids) -> Iterable[int]:
    memberships = Membership.objects.in_network(network_id).filter(pk__in=membership_ids)
    return set(memberships.values_list("organisation", flat=True))


agenda.register(
    agenda.Source(
        kind="anniversary",
        model=Membership,
        items=_anniversaries,
        rows=_members,
        draw=_draw_anniversaries,
    )
)
agenda.register(
    agenda.Source(
        kind="jubilee",
        model=Organisation,
        items=_jubilees,
        rows=_firms,
        draw=_draw_jubilees,
        depends_on={Membership: _organisations_of},
    )
)
