"""Keeping the agenda: what rows call for is looked at again when something they hang on changed."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TypeAlias

from django.db import DatabaseError, models, transaction
from django.db.models import Exists, OuterRef, Q

from kurzweg.core import agenda, full_disk, jobs, ledger, prepared
from kurzweg.core.agenda import Due, Source
from kurzweg.core.ledger import Change, Reader
from kurzweg.core.models import Addressee, AgendaDay, AgendaItem
from kurzweg.core.prepared import Blank
from kurzweg.core.viewer import Viewer

logger = logging.getLogger(__name__)

Changed: TypeAlias = Mapping[str, Collection[int]]

READER = "agenda"
AT_ONCE = 500


def catch_up() -> int:
    """Look again at what changed since the last time; whoever comes second waits for the first.

    There is one place for all nodes, as there is one table. Behind a network's midnight all of it
    is looked at: a rule may hold from that day on, and what ended is kept no longer.
    """
    changes = ledger.read(READER, apply=_apply, begin=_begin)
    today = agenda.networks()
    looked_at = dict(AgendaDay.objects.values_list("network_id", "looked_at_on"))
    for network_id, day in today.items():
        if looked_at.get(network_id) != day:
            _turn(network_id, day)
    return changes


def catch_up_for(viewer: Viewer) -> None:
    """Catch up for somebody who only reads; where nothing changed it costs one query."""
    if not _is_in_step(viewer):
        catch_up_if_possible()


def catch_up_if_possible() -> None:
    """Catch up, unless there is no room or no right to write: that is no matter of who reads."""
    try:
        catch_up()
    except (DatabaseError, OSError) as error:
        if not (full_disk.is_cause(error) or full_disk.is_read_only(error)):
            raise
        logger.warning("the agenda is shown as it was: nothing can be written")


def reconcile() -> int:
    """Look at everything again each night, whatever was said to have changed; say what differed."""
    catch_up()
    with _alone():
        found = _rebuild_all()
    if found:
        logger.warning("the agenda had drifted in %s items", found)
    return found


def drift() -> dict[int, int]:
    """Say for each network how many items are stored other than computed afresh, if any are."""
    catch_up_if_possible()
    differ = {
        network_id: sum(
            len(
                _afresh(source, network_id, today=today)
                ^ set(_still_to_come(_stored(source, network_id), today))
            )
            for source in agenda.sources().values()
        )
        for network_id, today in agenda.networks().items()
    }
    return {network_id: number for network_id, number in differ.items() if number}


def _is_in_step(viewer: Viewer) -> bool:
    here = viewer.network_id or 0
    return bool(prepared.rows(_reader_in_step, network=here, on=viewer.today))


def _reader_in_step() -> models.QuerySet:
    unread = Change.objects.filter(Q(seq=None) | Q(seq__gt=OuterRef("seq")))
    looked_at = AgendaDay.objects.filter(network_id=Blank("network"), looked_at_on=Blank("on"))
    readers = Reader.objects.filter(name=READER, seq__isnull=False)
    return readers.filter(~Exists(unread), Exists(looked_at)).values_list("pk")


@contextmanager
def _alone() -> Iterator[None]:
    """Let nobody else write the table meanwhile: with the lock under which the ledger is read."""
    Reader.objects.get_or_create(name=READER)
    with transaction.atomic():
        Reader.objects.select_for_update().get(name=READER)
        yield


def _begin() -> None:
    _rebuild_all()


def _turn(network_id: int, day: date) -> None:
    with _alone():
        # Asked again under the lock: whoever was first may have done it.
        if not AgendaDay.objects.filter(network_id=network_id, looked_at_on=day).exists():
            _rebuild(network_id, today=day)


def _apply(changes: Sequence[Change]) -> None:
    concerned: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for change in changes:
        if change.network_id is not None:
            concerned[change.network_id][change.kind].add(change.row_id)
    known = agenda.networks() if concerned else {}
    for network_id, changed in sorted(concerned.items()):
        if network_id in known:
            _renew(network_id, changed, today=known[network_id])


def _renew(network_id: int, changed: Changed, *, today: date) -> int:
    """Look again at what hangs on these rows of a network ("market.need" → ids)."""
    if agenda.ruling() & changed.keys():
        return _rebuild(network_id, today=today)
    return sum(
        _write(source, network_id, row_ids, today=today)
        for source in agenda.sources().values()
        if (row_ids := _affected(source, network_id, changed))
    )


def _rebuild(network_id: int, *, today: date) -> int:
    """Look again at all rows of a network; say how many items were other than they should be."""
    sources = agenda.sources()
    unknown = AgendaItem.objects.filter(network_id=network_id).exclude(kind__in=sources)
    gone = unknown.delete()[0]
    AgendaDay.objects.update_or_create(network_id=network_id, defaults={"looked_at_on": today})
    return gone + sum(_write(source, network_id, None, today=today) for source in sources.values())


def _rebuild_all() -> int:
    known = agenda.networks()
    gone = AgendaItem.objects.exclude(network_id__in=known).delete()[0]
    AgendaDay.objects.exclude(network_id__in=known).delete()
    return gone + sum(_rebuild(network_id, today=day) for network_id, day in known.items())


def _affected(source: Source, network_id: int, changed: Changed) -> set[int]:
    row_ids = set(changed.get(source.model._meta.label_lower, ()))
    for model, leads_to in source.depends_on.items():
        if ids := changed.get(model._meta.label_lower):
            row_ids.update(leads_to(network_id, ids))
    return row_ids


def _write(source: Source, network_id: int, row_ids: Collection[int] | None, *, today: date) -> int:
    """Let the table say what rows call for; what it says already is not touched."""
    afresh = _afresh(source, network_id, row_ids, today=today)
    stored = _stored(source, network_id, row_ids)
    gone, new = stored.keys() - afresh, afresh - stored.keys()
    if gone:
        AgendaItem.objects.filter(pk__in=[stored[due] for due in gone]).delete()
    AgendaItem.objects.bulk_create(
        [_item(source, network_id, due) for due in new], batch_size=AT_ONCE
    )
    return len(gone) + len(new)


def _afresh(
    source: Source, network_id: int, row_ids: Collection[int] | None = None, *, today: date
) -> set[Due]:
    return set(_still_to_come(source.items(network_id, row_ids), today))


def _still_to_come(items: Iterable[Due], today: date) -> Iterator[Due]:
    """Leave out what waits on no day, or on none that is left: it would be kept for ever."""
    for due in items:
        last = due.shown_until
        if last is None or (last > today and last > due.shown_since):
            yield due


def _stored(
    source: Source, network_id: int, row_ids: Collection[int] | None = None
) -> dict[Due, int]:
    rows: models.QuerySet[AgendaItem] = AgendaItem.objects.filter(
        network_id=network_id, kind=source.kind
    )
    if row_ids is not None:
        rows = rows.filter(row_id__in=row_ids)
    return {
        Due(
            row_id=item.row_id,
            to=(Addressee(item.addressee), item.addressee_id),
            due_on=item.due_on,
            shown_since=item.shown_since,
            shown_until=item.shown_until,
        ): item.pk
        for item in rows
    }


def _item(source: Source, network_id: int, due: Due) -> AgendaItem:
    addressee, addressee_id = due.to
    return AgendaItem(
        network_id=network_id,
        kind=source.kind,
        row_kind=source.model._meta.label_lower,
        row_id=due.row_id,
        addressee=addressee,
        addressee_id=addressee_id,
        shown_since=due.shown_since,
        shown_until=due.shown_until,
        due_on=due.due_on,
    )


jobs.every(1, "kurzweg.core.agenda.keeping.catch_up")
jobs.every_night("kurzweg.core.agenda.keeping.reconcile")
