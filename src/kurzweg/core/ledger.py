"""The ledger of change: which rows changed, for whoever keeps something that is made of them.

An action says `changed(*rows)` in the transaction of the change. Each reader remembers up to where
it read and reads on from there: the index in memory, others in a row of `Reader`.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db import connection, models, transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from kurzweg.core.models import Change, Reader

__all__ = [
    "Change",
    "Reader",
    "after",
    "behind",
    "changed",
    "concerns",
    "forget_before",
    "is_told_of",
    "number",
    "public_version",
    "read",
    "shown_to_strangers",
]

NUMBERING = 0x6B75727A  # names the lock under which changes get their places
KEPT = timedelta(days=30)

# Says of rows of one model, by their ids, which networks they concern: (row, network) each.
Concerns = Callable[[Collection[int]], Iterable[tuple[int, int]]]
_concerns: dict[str, Concerns] = {}

# Says of a row whether strangers may see something of it, or may have seen it until now.
Shown = Callable[[Any], bool]
_shown: dict[str, Shown] = {}


class NotInATransaction(RuntimeError):
    """A change was noted by itself: it could be read before the row, or without it."""


def kind_of(model: models.Model | type[models.Model]) -> str:
    """Name a model as the ledger does: "market.need"."""
    return model._meta.label_lower


def concerns(model: type[models.Model], networks: Concerns) -> None:
    """Say which networks rows concern that do not belong to one; an app's `ready()` calls it."""
    _concerns[kind_of(model)] = networks


def is_told_of(model: type[models.Model]) -> bool:
    """Whether changes of such rows are noted: they belong to a network or concern one."""
    fields = {field.name for field in model._meta.concrete_fields if field.is_relation}
    return kind_of(model) in _concerns or "network" in fields


def shown_to_strangers(model: type[models.Model], if_: Shown = lambda row: True) -> None:
    """Say that strangers see something of such rows; an app's `ready()` calls it.

    What was shown until this change counts as shown: a need that only members see from now on has
    to leave the pages of strangers.
    """
    _shown[kind_of(model)] = if_


def is_shown_to_strangers(row: models.Model) -> bool:
    """Whether strangers may see something of a row, or may have seen it until now."""
    return kind_of(row) in _shown and _shown[kind_of(row)](row)


def changed(*rows: models.Model) -> None:
    """Note that rows changed, once for each network concerned, in the transaction of the change.

    A row that is to be deleted is named before, while it still says whom it concerns.
    """
    if not connection.in_atomic_block:
        raise NotInATransaction
    networks = _networks_of(rows)
    Change.objects.bulk_create(
        Change(
            network_id=network_id,
            kind=kind_of(row),
            row_id=row.pk,
            is_public=network_id is not None and is_shown_to_strangers(row),
        )
        for row in rows
        for network_id in networks[kind_of(row), row.pk]
    )


def _networks_of(rows: Sequence[models.Model]) -> dict[tuple[str, int], list[int | None]]:
    """Say which networks each row concerns; none is an answer too: others than networks read."""
    found: dict[tuple[str, int], list[int | None]] = {}
    asked: dict[str, list[int]] = {}
    for row in rows:
        kind = kind_of(row)
        if kind in _concerns:
            asked.setdefault(kind, []).append(row.pk)
        elif hasattr(row, "network_id"):
            found[kind, row.pk] = [row.network_id]
        else:
            raise LookupError(f"nobody said which networks {row._meta.label} concerns")
    for kind, ids in asked.items():
        told: dict[int, set[int]] = {row_id: set() for row_id in ids}
        for row_id, network_id in _concerns[kind](told):
            told[row_id].add(network_id)
        for row_id, named in told.items():
            found[kind, row_id] = [*sorted(named)] or [None]
    return found


def after(place: int) -> QuerySet[Change]:
    """Open the changes behind a place, and those that have none yet because they came since."""
    return Change.objects.filter(Q(seq__gt=place) | Q(seq=None)).order_by("pk")


@transaction.atomic
def number() -> int:
    """Give all changes that can be seen their places, behind those given before; say the last one.

    A transaction may commit minutes after one that began later. Numbers of a sequence would put
    its changes before a place up to which everything was read; these are given after the commit.
    """
    if Change.objects.filter(seq=None).exists():  # else nobody has to wait for anybody
        if connection.vendor == "postgresql":  # SQLite lets one transaction at a time write anyway
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING])
        # No two ids are alike, and all are above 0: so no two places are, and all are above it.
        Change.objects.filter(seq=None).update(seq=F("id") + newest())
    return newest()


def newest() -> int:
    """Say the last place that was given."""
    return Change.objects.aggregate(newest=Max("seq"))["newest"] or 0


def read(
    name: str,
    *,
    apply: Callable[[Sequence[Change]], None],
    begin: Callable[[], None],
) -> int:
    """Let a reader that keeps its work in the database read on; say how many changes it read.

    What it writes and its new place are one transaction. Who has no place yet, or stood still
    until changes were forgotten, begins anew from the rows instead.
    """
    until = number()  # in a transaction of its own: others need not wait for what is made of it
    Reader.objects.get_or_create(name=name)
    with transaction.atomic():
        reader = Reader.objects.select_for_update().get(name=name)
        if reader.seq is None:
            changes: list[Change] = []
            begin()
        else:
            changes = list(after(reader.seq).filter(seq__lte=until).order_by("seq"))
            if changes:
                apply(changes)
        if reader.seq is None or reader.seq < until:
            reader.seq = until
            reader.save(update_fields=["seq"])
    return len(changes)


def behind() -> dict[str, int | None]:
    """Say how many changes each reader has not read yet; None: it has to begin anew."""
    return {
        reader.name: None if reader.seq is None else after(reader.seq).count()
        for reader in Reader.objects.order_by("name")
    }


def forget_before(place: int) -> int:
    """Forget changes before a place that are old enough; who had not read them begins anew."""
    seen = Change.objects.filter(is_public=True).order_by()
    newest_seen = seen.values("network_id").annotate(newest=Max("pk")).values("newest")
    old = Change.objects.filter(seq__lt=place, at__lt=timezone.now() - KEPT)
    # Public versions are made of the newest that strangers see: none may come a second time.
    old = old.exclude(pk__in=newest_seen)
    with transaction.atomic():
        last = old.aggregate(last=Max("seq"))["last"]
        if last is None:
            return 0
        Reader.objects.filter(seq__lt=last).update(seq=None)
        return old.filter(seq__lte=last).delete()[0]


# What strangers see -----------------------------------------------------------------------------

VERSION = """
SELECT (SELECT row_id FROM core_change WHERE is_public AND network_id IS NULL
        ORDER BY id DESC LIMIT 1),
       (SELECT MAX(seq) FROM core_change WHERE is_public AND network_id = %(network)s),
       COUNT(*), MAX(id)
FROM core_change WHERE is_public AND network_id = %(network)s AND seq IS NULL
"""


def public_version(network_id: int) -> str:
    """Name the state of all that strangers see of a network; ask before a page is made of it.

    Two answers are alike only if the same changes had been committed. What is read after the
    question is at least as new as the answer, so a page under this name is never older than it.
    """
    with connection.cursor() as cursor:
        cursor.execute(VERSION, {"network": network_id})
        return ".".join(str(part or 0) for part in cursor.fetchone())


def restored() -> None:
    """Begin versions of another line: what was kept of the one that was left has no name here."""
    Change.objects.create(kind="restored", row_id=secrets.randbits(60), is_public=True)
