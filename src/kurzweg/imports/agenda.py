"""What is due for the office: whom others told it of is told within a month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from kurzweg.core import agenda
from kurzweg.core.agenda import Drawing, Due, Ids, Item, Source
from kurzweg.core.templatetags.display import number, plain_day
from kurzweg.core.viewer import Viewer
from kurzweg.imports.informing import A_MONTH, BY_HAND, EARLIER
from kurzweg.imports.letter import came_on
from kurzweg.imports.models import Arrival, ArrivalQuerySet, CameBy, MemberList
from kurzweg.networks.models import Network, Prospect

BEFORE = timedelta(days=7)


def _uninformed(network_id: int) -> ArrivalQuerySet:
    rows: ArrivalQuerySet = Arrival.objects.in_network(network_id)
    return rows.uninformed()


def _due(network: Network, row_id: int, arrived_at: datetime) -> Due:
    on = came_on(arrived_at, network)
    due_on = on + timedelta(days=network.rule("inform_days", on=on))
    return Due(row_id, agenda.OFFICE, due_on=due_on, shown_since=due_on - BEFORE)


def _of_lists(network_id: int, ids: Ids | None) -> Iterator[Due]:
    network = Network.objects.get(pk=network_id)
    rows = _uninformed(network_id).filter(member_list__isnull=False)
    rows = rows if ids is None else rows.filter(member_list__in=ids)
    first = rows.order_by("member_list").values_list("member_list").annotate(Min("arrived_at"))
    for list_id, arrived_at in first:
        yield _due(network, list_id, arrived_at)


def _of_network(came_by: CameBy) -> Callable[[int, Ids | None], Iterator[Due]]:
    """Let a network be due by whoever came first of those whom no list names any more."""

    def due(network_id: int, ids: Ids | None) -> Iterator[Due]:
        network = Network.objects.get(pk=network_id)
        waiting = _uninformed(network_id).filter(member_list=None, came_by=came_by)
        first = waiting.aggregate(at=Min("arrived_at"))["at"]
        if first is not None and (ids is None or network_id in ids):
            yield _due(network, network_id, first)

    return due


def _lists(viewer: Viewer) -> QuerySet[MemberList]:
    waiting = _uninformed(viewer.network_id or 0).filter(member_list=OuterRef("pk"))
    lists = MemberList.objects.visible_to(viewer).filter(Exists(waiting))
    return lists.defer("content", "columns", "kept")


def _networks(came_by: CameBy) -> Callable[[Viewer], QuerySet[Network]]:
    def rows(viewer: Viewer) -> QuerySet[Network]:
        here = Network.objects.filter(pk=viewer.network_id or 0)
        waiting = _uninformed(viewer.network_id or 0).filter(member_list=None, came_by=came_by)
        return here.filter(Exists(waiting)) if viewer.is_office else here.none()

    return rows


# By how they came and by list: how many persons, who came first when.
Numbers = Mapping[tuple[str, int | None], tuple[int, date]]


def _numbers(viewer: Viewer) -> Numbers:
    """Count who waits, list by list, in one question for all of them."""
    network = Network.objects.get(pk=viewer.network_id or 0)
    rows = _uninformed(network.pk).order_by("came_by", "member_list")
    counted = rows.values_list("came_by", "member_list").annotate(
        Count("person", distinct=True), Count("prospect", distinct=True), Min("arrived_at")
    )
    return {
        (came_by, pk): (persons + contacts, came_on(first, network))
        for came_by, pk, persons, contacts, first in counted
    }


def _draw_lists(
    viewer: Viewer, rows: Iterable[MemberList], due_on: Mapping[int, date]
) -> Iterator[tuple[int, Item]]:
    slug, numbers = _slug(viewer), _numbers(viewer)
    for row in rows:
        counted = numbers[CameBy.LIST, row.pk]
        yield row.pk, _item(slug, row.public_id, row.file_name, due_on[row.pk], *counted)


def _draw_networks(came_by: CameBy) -> Drawing:
    name = BY_HAND if came_by == CameBy.HAND else EARLIER

    def draw(
        viewer: Viewer, rows: Iterable[Network], due_on: Mapping[int, date]
    ) -> Iterator[tuple[int, Item]]:
        numbers = _numbers(viewer)
        who = str(came_by.label) if came_by == CameBy.HAND else ""
        for row in rows:
            yield row.pk, _item(row.slug, name, who, due_on[row.pk], *numbers[came_by, None])

    return draw


def _slug(viewer: Viewer) -> str:
    return Network.objects.values_list("slug", flat=True).get(pk=viewer.network_id or 0)


def _item(slug: str, name: str, who: str, due_on: date, count: int, came: date) -> Item:
    title = ngettext(
        "Tell %(number)s person what is kept about her, until %(day)s at the latest",
        "Tell %(number)s persons what is kept about them, until %(day)s at the latest",
        count,
    )
    url = reverse("imports:informing", args=[slug, name])
    return Item(
        kind="arrivals",
        title=title % {"number": number(count), "day": plain_day(came + A_MONTH)},
        who=who,
        due_on=due_on,
        url=url,
        action=ngettext("Look at the letter", "Look at the letters", count),
    )


def _lists_of(network_id: int, arrival_ids: Ids) -> Iterable[int]:
    rows = Arrival.objects.in_network(network_id).filter(pk__in=arrival_ids)
    return set(rows.filter(member_list__isnull=False).values_list("member_list", flat=True))


def _network_of(network_id: int, ids: Ids) -> Iterable[int]:
    return {network_id}


agenda.register(
    Source(
        kind="arrivals",
        model=MemberList,
        items=_of_lists,
        rows=_lists,
        draw=_draw_lists,
        depends_on={Arrival: _lists_of},
    )
)
for kind, came_by in (
    ("arrivals of forgotten lists", CameBy.LIST),
    ("arrivals by hand", CameBy.HAND),
):
    agenda.register(
        Source(
            kind=kind,
            model=Network,
            items=_of_network(came_by),
            rows=_networks(came_by),
            draw=_draw_networks(came_by),
            # A prospect goes, or her contact does, and nobody is left to be told.
            depends_on={
                Arrival: _network_of,
                MemberList: _network_of,
                Prospect: _network_of,
            },
        )
    )
