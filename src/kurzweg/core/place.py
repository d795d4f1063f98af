"""Where a reader in memory stands in the ledger; it reads only what changed since.

Readers that keep their work in the database use `ledger.read`; this is for what a process keeps for
itself, and it writes nothing: whoever searches may find the disk full.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Max, Q

from kurzweg.core.models import Change

Row = tuple[str, int]  # its kind and its id
# SQLite gives the id of a change that was rolled back to the next one: the moment tells them apart.
Name = tuple[int, datetime]


class PlaceLost(LookupError):
    """The change at which a reader stands is gone or another one: it begins anew."""


@dataclass(frozen=True, slots=True)
class Place:
    """The last place that was read, the change there, and what was seen that had none yet.

    A change without a place may be rolled back (a transaction sees its own) or get a place behind
    this one: it is kept in mind until then.
    """

    seq: int
    last: Name | None = None
    waiting: dict[Name, Row] = field(default_factory=dict)

    def state(self) -> tuple[int, int | None, datetime | None]:
        """What the database answers to the cheap question until something changes."""
        seen = [*self.waiting, *([self.last] if self.last else [])]
        numbers, moments = zip(*seen, strict=True) if seen else ((None,), (None,))
        return len(seen), max(numbers), max(moments)

    def read_on(self) -> tuple[Place, set[Row]]:
        """Say which rows changed since, and where the reader stands then."""
        behind = Change.objects.filter(Q(seq__gte=self.seq) | Q(seq=None))
        state = behind.aggregate(number=Count("pk"), newest=Max("pk"), latest=Max("at"))
        if tuple(state.values()) == self.state():
            return self, set()
        seq, last, here = self.seq, None, None
        waiting: dict[Name, Row] = {}
        numbered: dict[Name, Row] = {}
        for place, pk, at, kind, row_id in behind.order_by("seq", "pk").values_list(
            "seq", "pk", "at", "kind", "row_id"
        ):
            if place is None:
                waiting[pk, at] = (kind, row_id)
            elif place > self.seq:
                numbered[pk, at] = (kind, row_id)
                seq, last = place, (pk, at)
            else:
                here = (pk, at)
        if self.last not in (None, here):
            raise PlaceLost
        now = numbered | waiting
        unread = {row for name, row in now.items() if name not in self.waiting}
        undone = {row for name, row in self.waiting.items() if name not in now}
        return Place(seq, last or here, waiting), unread | undone
