"""Entries that became part of another one, which stays as long as they can be parted."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from kurzweg.core.taking_out import Kind, hindered_by, register
from kurzweg.merging.models import Merge
from kurzweg.people.models import Organisation

EVERYWHERE = "what was merged is kept nowhere else, in whatever network"


@hindered_by(Organisation)
def holds_another_entry(organisation: Organisation, network_id: int) -> str | Promise:
    """Keep an entry into which another one was merged: the way back would go with it."""
    merges = Merge.objects.across_networks(EVERYWHERE).standing().filter(kept=organisation)
    if merges.exclude(facts={}).exists():
        return gettext_lazy(
            "Another entry was merged into this one and would be lost with it: part them first."
        )
    return ""


# What can be parted no more, or was parted, is told.
register(
    Kind(
        Merge,
        count=lambda number: (
            ngettext("%(number)s merged entry", "%(number)s merged entries", number)
            % {"number": number}
        ),
        name=lambda merge: merge.merged_name,
    )
)
