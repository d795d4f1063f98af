"""Doubles: two entries that are one, a pair that was told apart, a merge."""

from __future__ import annotations

from kurzweg.merging import actions
from kurzweg.merging.forms import FIELDS, KEPT
from kurzweg.merging.models import OfficeQuerySet
from kurzweg.merging.snapshots import state
from tests.factories import MembershipFactory, OrganisationFactory, SiteFactory
from tests.promises.samples import Seen, for_the_office, rows, sample, seen
from tests.promises.world import Half, Principal, Relation


@rows
def doubles(half: Half) -> None:
    for kind, name in (("double", "Doppelt GmbH"), ("twin", "Doppelt Gesellschaft mbH")):
        firm = OrganisationFactory(name=f"{name} {half.network.slug}")
        SiteFactory(organisation=firm)
        MembershipFactory(network=half.network, organisation=firm)
        half.put(kind, Relation.OWN, firm, owner=firm)
    one, other = (MembershipFactory(network=half.network).organisation for _each in range(2))
    actions.tell_apart(one, other, network=half.network, by=half.office)
    gone = MembershipFactory(network=half.network).organisation
    kept = MembershipFactory(network=half.network).organisation
    merged = actions.merge(kept, gone, values={}, network=half.network, by=half.office)
    half.put("merge", Relation.OWN, merged)


def both_as_shown(half: Half, principal: Principal) -> dict[str, str]:
    """What the page showed: the prints of both entries."""
    firms = (half.rows[kind][Relation.OWN].row for kind in ("double", "twin"))
    return {"seen": "".join(state(firm, []) for firm in firms), **dict.fromkeys(FIELDS, KEPT)}


PAIR = {"public_id": "double", "other_id": "twin"}

sample("merging:double-list")
sample("merging:merge", **PAIR, form=both_as_shown)
sample("merging:tell-apart", **PAIR, form={})
sample("merging:unmerge", public_id="merge", form={})

seen("merging.Merge", Seen.OFFICE)
seen("merging.Distinct", Seen.OFFICE)

for_the_office(OfficeQuerySet, "merging:")
