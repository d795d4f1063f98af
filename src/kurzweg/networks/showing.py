"""An organisation, or the office for it, decides who reads what of its entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kurzweg.core import audit, ledger
from kurzweg.core.viewer import Role, Viewer
from kurzweg.networks import visible_fields
from kurzweg.networks.models import Line, Network, Readers, ShownLine
from kurzweg.networks.visible_fields import RULE
from kurzweg.people.models import Organisation, Person


class As(StrEnum):
    """As whom an owner looks at the page of her own firm."""

    PUBLIC = "public"
    MEMBER = "member"
    SECTION = "section"
    PARTNER = "partner"
    OFFICE = "office"


SAYS: Mapping[As, str | Promise] = {
    As.PUBLIC: _("This is how everybody sees it"),
    As.MEMBER: _("This is how a member sees it"),
    As.SECTION: _("This is how a member in one of its sections sees it"),
    As.PARTNER: _("This is how a supporting body sees it"),
    As.OFFICE: _("This is how the office sees it, and who belongs to it"),
}
LABELS: Mapping[As, str | Promise] = {
    As.PUBLIC: _("everybody"),
    As.MEMBER: _("a member"),
    As.SECTION: _("a member in one of its sections"),
    As.PARTNER: _("a supporting body"),
    As.OFFICE: _("the office"),
}
# With the eyes of the office nobody acts: a preview has no buttons.
ROLES = {
    As.PUBLIC: Role.PUBLIC,
    As.PARTNER: Role.PARTNER_STAFF,
    As.OFFICE: Role.PARTNER_STAFF,
}


@transaction.atomic
def show(
    organisation: Organisation,
    decided: Mapping[Line, Readers | None],
    *,
    network: Network,
    by: Person,
) -> None:
    """Let lines of an entry be read by others than before; None: as is usual in the network."""
    mine = ShownLine.objects.in_network(network).filter(organisation=organisation)
    for line, readers in decided.items():
        if readers is None:
            ledger.changed(*mine.filter(line=line))
            mine.filter(line=line).delete()
            continue
        row, _is_new = mine.update_or_create(
            network=network, organisation=organisation, line=line, defaults={"readers": readers}
        )
        ledger.changed(row)
    audit.record(organisation, "shown", by=by, fields=[f"{RULE}{line}" for line in decided])
    # All that the index holds of it is read again, and no page kept for strangers goes on.
    ledger.changed(organisation)


def seen_as(viewer: Viewer, who: As, organisation: Organisation) -> Viewer:
    """Make the viewer who somebody would be, to look at one's own page with her eyes."""
    role = ROLES.get(who, Role.MEMBER)
    is_near = who == As.SECTION
    sections = visible_fields.sections_of([organisation.pk], viewer) if is_near else {}
    nobody = Viewer(today=viewer.today, network_id=viewer.network_id)
    if who == As.PUBLIC:
        return nobody
    if who == As.OFFICE:
        # It reads every line, as her own people do; what it wrote for itself is not hers to see.
        nobody = replace(nobody, organisation_ids=frozenset({organisation.pk}))
    return replace(
        nobody,
        account_id=viewer.account_id,
        name=viewer.name,
        roles=frozenset({Role.PUBLIC, role}),
        sections=frozenset(sections.get(organisation.pk, ())),
    )
