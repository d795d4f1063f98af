"""Committees: one whose seats none of the cast holds any more, and one that everybody may see."""

from __future__ import annotations

from datetime import timedelta

from kurzweg.networks.models import Committee
from tests.committees.factories import CommitteeFactory, seated
from tests.factories import PersonFactory
from tests.promises.samples import Seen, rows, sample, seen
from tests.promises.world import Half, Placed, Principal, Relation


@rows
def committees(half: Half) -> None:
    """The member sat in the one that is not shown; lately ended tasks are named to her."""
    closed = CommitteeFactory(network=half.network, is_public=False)
    once = half.network.today() - timedelta(days=60)
    seated(half.member, closed, "chair", until=once)
    half.put("committee", Relation.OWN, closed)
    shown = CommitteeFactory(network=half.network, is_public=True)
    half.put("committee", Relation.SAME_NETWORK, shown)
    person = PersonFactory(entered_by_network=half.network, account=None, email="s@firm.example")
    half.put("seat", Relation.OWN, seated(person, closed))


def shown_or_office(principal: Principal, parts: dict[str, Placed]) -> bool:
    """Everybody, where the network shows it; the office always."""
    placed = parts["public_id"]
    return placed.row.is_public or principal.acts_for(placed)


def of_committee(principal: Principal, parts: dict[str, Placed]) -> bool:
    """A seat in this very committee."""
    return parts["seat_id"].row.committee_id == parts["public_id"].row.pk


def seen_by(committee: Committee) -> Seen:
    return Seen.PUBLIC if committee.is_public else Seen.OFFICE


NEW = {"name": "Neuer Kreis", "kind": "circle"}
SEAT = {"seat": "member", "since": "2026-01-01"}

sample("committees:list", queries=("", "?on=2025-01-01"))
sample("committees:detail", public_id="committee", may=shown_or_office)
sample("committees:new", form=NEW)
sample("committees:edit", public_id="committee", form={"name": "Anders"})
sample("committees:seat-new", public_id="committee", form={**SEAT, "family_name": "Neu"})
PLACE = {"public_id": "committee", "seat_id": "seat", "may": of_committee}
sample("committees:seat-edit", **PLACE, form=SEAT)
sample("committees:seat-end", **PLACE, form={})

seen("networks.Committee", seen_by)
