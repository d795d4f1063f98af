"""An issued list of dues beside what would be issued of its day today: it changes nothing in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from kurzweg.dues import owing
from kurzweg.dues.models import DuesList, DuesRow
from kurzweg.dues.owing import Owed
from kurzweg.networks.models import Membership, Network


@dataclass(frozen=True, slots=True)
class Difference:
    """A member of whom something else is known by now: what, and both amounts."""

    name: str
    what: str
    issued: Decimal | None
    today: Decimal | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What would be owed by today's knowledge of the same day, and what differs."""

    total: Decimal
    differences: list[Difference]


def compare(issued: DuesList, network: Network) -> Comparison | None:
    """Reckon the day of an issued list again, in its words; None: its rows are forgotten."""
    kept = {row.membership_id: row for row in issued.rows.order_by("place", "pk")}
    if len(kept) < issued.number:
        return None
    with translation.override(network.language):
        told = owing.dues(network, issued.known_on)
    now = {row.membership_id: row for row in told.rows}
    left = _left([key for key in kept if key not in now], network, issued.begins_on)
    found = [
        Difference(row.name, _("left before the year began") if key in left else
                   _("belongs here no more, or is another entry by now"), row.amount, None)
        for key, row in kept.items() if key not in now
    ]  # fmt: skip
    for key, row in now.items():
        before = kept.get(key)
        if before is None:
            found.append(Difference(row.name, _("is known since as a member"), None, row.amount))
        elif what := _what(before, row):
            found.append(Difference(before.name, what, before.amount, row.amount))
    return Comparison(told.total, found)


def _left(gone: list[int], network: Network, begins_on: date) -> set[int]:
    rows = Membership.objects.in_network(network).filter(pk__in=gone, until__lte=begins_on)
    return set(rows.values_list("pk", flat=True))


def _what(before: DuesRow, now: Owed) -> str:
    """Say what of a member is another thing by now; a new name changes nothing that is owed."""
    changes = {
        _("another class: %(before)s, now %(now)s"): (before.class_name, now.class_name),
        _("reckoned by something else: %(before)s, now %(now)s"): (before.base, now.base),
    }
    said = [
        text % {"before": old or "–", "now": new or "–"}
        for text, (old, new) in changes.items()
        if old != new
    ]
    if before.joined_on != now.joined_on:
        said.append(_("another day of joining"))
    if not said and before.amount != now.amount:
        said.append(_("the scale of dues says another amount"))
    return "; ".join(said)
