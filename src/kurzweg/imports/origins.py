"""From which list a line of an entry is, as long as the list is kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kurzweg.core.languages import isolated
from kurzweg.imports.models import State, Written
from kurzweg.networks import sources
from kurzweg.networks.sources import Source
from kurzweg.people.models import Organisation

FIRM, SITE = "people.organisation", "people.site"


def from_a_list(organisation: Organisation, network_id: int, line: str) -> Source | None:
    """Name the list that wrote a line last: with the entry, or into it later."""
    rows = Written.objects.filter(
        organisation_id=organisation.pk,
        member_list__network=network_id,
        member_list__state=State.APPLIED,
        member_list__applied_at__isnull=False,
    )
    told = rows.order_by("-member_list__applied_at", "-pk").values_list(
        "member_list__file_name", "member_list__applied_at", "made", "changed"
    )
    for name, at, made, changed in told:
        lines = {"sites" if label == SITE else field for label, _pk, field, *_rest in changed}
        if at is not None and (FIRM in made or line in lines):
            return Source(_("the list %(name)s") % {"name": isolated(name)}, at)
    return None


sources.register(from_a_list)
