"""Who said what of an entry last: what a firm said itself, no list overwrites unasked."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import SaidBy, SaidLine
from kurzweg.people.models import Organisation


def voice_of(viewer: Viewer, organisation: Organisation) -> SaidBy:
    """Say as whom a viewer speaks of an entry: whoever answers for the firm is the firm."""
    return SaidBy.FIRM if organisation.pk in viewer.admin_of else SaidBy.OFFICE


def note(organisation: Organisation, lines: Iterable[str], *, by: SaidBy) -> None:
    """Keep who said lines of an entry, in the transaction in which they are written."""
    now = timezone.now()
    for line in sorted(set(lines)):
        SaidLine.objects.update_or_create(
            organisation=organisation, line=line, defaults={"said_by": by, "said_at": now}
        )


def said_by_firm(organisation: Organisation, line: str) -> bool:
    """Whether a firm said itself what stands in a line now: an import asks before it writes there.

    `line` is a field of the organisation ("phone"), or "sites", "activities", "certificates".
    """
    return lines_said_by_firms([organisation.pk]).get(organisation.pk, set()).issuperset({line})


def lines_said_by_firms(organisation_ids: Iterable[int]) -> dict[int, set[str]]:
    """Say for many organisations at once which lines they said themselves."""
    found: dict[int, set[str]] = {}
    rows = SaidLine.objects.filter(organisation__in=list(organisation_ids), said_by=SaidBy.FIRM)
    for organisation_id, line in rows.order_by("pk").values_list("organisation", "line"):
        found.setdefault(organisation_id, set()).add(line)
    return found
