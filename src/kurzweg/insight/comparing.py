"""An issued figure beside what is known of its day today, with who changed what and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kurzweg.core import audit, indicators
from kurzweg.core.indicators import Fact, Indicator
from kurzweg.core.models import AuditEntry
from kurzweg.core.viewer import Viewer
from kurzweg.insight.models import Snapshot, SnapshotRow

WHAT: Mapping[str, str | Promise] = {
    "admitted": _("admitted"),
    "ended": _("end entered"),
    "entered": _("entered"),
    "gave notice": _("notice given by the firm"),
    "goes on": _("notice taken back"),
    "mended": _("mended"),
    "import undone": _("taken out with its import"),
    "imported": _("entered by an import"),
    "merged": _("merged"),
    "taken out": _("taken out"),
    "unmerged": _("taken apart again"),
}
# The fields by which a row is counted, and the changes after which there is one or none.
DECIDING = {"since", "until"}
ENDING = {"import undone", "merged", "taken out", "unmerged"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is counted on one side only, and the change since that explains it."""

    name: str
    entry: AuditEntry | None
    # Whoever made the change, as far as the reader may know.
    who: str = ""

    @property
    def what(self) -> str | Promise:
        return WHAT.get(self.entry.action, _("changed")) if self.entry else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An issued figure beside what is known of the same day today."""

    number: int
    gone: list[Difference]
    new: list[Difference]


def compare(issued: Snapshot, *, viewer: Viewer) -> Comparison | None:
    """Count the day of an issued figure again; None where nobody counts it any more."""
    indicator = next(
        (each for each in indicators.issuable() if each.name == issued.indicator), None
    )
    if indicator is None:
        return None
    known = set(indicators.at_end(indicator, issued.network_id, issued.counted_on))
    rows = {row.row_id: row for row in issued.rows.all()}
    gone = [row for key, row in rows.items() if key not in known]
    new = indicators.facts(indicator, issued.network_id, known - rows.keys())
    changes = _changes(issued, indicator, [*gone, *new])
    # Few people make all the changes: each is named once.
    actors = {(entry.actor_kind, entry.actor_id): entry for entry in changes.values()}
    names = {who: audit.name_of(entry, viewer=viewer) for who, entry in actors.items()}

    def told(row: SnapshotRow | Fact) -> Difference:
        entry = changes.get(row.row_id)
        who = names[entry.actor_kind, entry.actor_id] if entry else ""
        return Difference(row.name, entry, who)

    return Comparison(len(known), [told(row) for row in gone], [told(fact) for fact in new])


def known_today(issued: Collection[Snapshot]) -> dict[int, int]:
    """Say (by number) of issued figures that differ from what is known today how many it is now.

    A figure differs where other rows count than those that were kept, be they as many.
    """
    by_name = {each.name: each for each in indicators.issuable()}
    kept: dict[int, set[int]] = {}
    rows = SnapshotRow.objects.filter(snapshot__in=issued).order_by()
    for snapshot_id, row_id in rows.values_list("snapshot", "row_id"):
        kept.setdefault(snapshot_id, set()).add(row_id)
    found = {}
    counted: dict[tuple[str, date], set[int]] = {}
    for each in issued:
        if each.indicator not in by_name or len(kept.get(each.pk, ())) != each.number:
            continue  # nobody counts it any more, or its rows are forgotten
        key = each.indicator, each.counted_on
        if key not in counted:
            ids = indicators.at_end(by_name[each.indicator], each.network_id, each.counted_on)
            counted[key] = set(ids)
        if counted[key] != kept.get(each.pk, set()):
            found[each.pk] = len(counted[key])
    return found


def _changes(
    issued: Snapshot, indicator: Indicator, rows: Collection[SnapshotRow | Fact]
) -> dict[int, AuditEntry]:
    """Find for each row the newest change since that explains it: its own, or its firm's."""
    if not rows or indicator.model is None:
        return {}
    own, firms = indicator.model._meta.model_name, "organisation"
    entries = AuditEntry.objects.filter(
        Q(kind=own, row_id__in=[row.row_id for row in rows])
        | Q(kind=firms, row_id__in=[row.organisation_id for row in rows if row.organisation_id]),
        Q(network_id=issued.network_id) | Q(network_id=None),
        at__gte=issued.issued_at,
    )
    by_row: dict[tuple[str, int | None], list[AuditEntry]] = {}
    for entry in entries.order_by("-pk"):
        by_row.setdefault((entry.kind, entry.row_id), []).append(entry)
    found = {
        row.row_id: _telling(
            [*by_row.get((str(own), row.row_id), ()), *by_row.get((firms, row.organisation_id), ())]
        )
        for row in rows
    }
    return {key: entry for key, entry in found.items() if entry is not None}


def _telling(entries: Iterable[AuditEntry]) -> AuditEntry | None:
    """Choose the change by which a row counts or does not; the newest, where none says so."""
    entries = list(entries)
    decided = (
        e for e in entries if DECIDING & set(e.fields) or e.action in ("merged", "taken out")
    )
    return next(decided, None) or next(iter(entries), None)
