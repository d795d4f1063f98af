"""Committees: one whose seats none of the cast holds any more, and one that everybody may see."""

from __future__ import annotations

from datetime import timedelta

from kurzweg.committees.models import Declaration
from kurzweg.core.viewer import Role
from kurzweg.networks.models import Committee
from tests.committees.factories import CommitteeFactory, given, paper_of, seated, written
from tests.factories import PersonFactory
from tests.promises.samples import Seen, rows, sample, seen, shows_in
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


def office_only(principal: Principal, parts: dict[str, Placed]) -> bool:
    """The office: nobody of the cast sits there any more."""
    return Role.OFFICE in principal.roles_in(parts["public_id"].half)


def of_committee(principal: Principal, parts: dict[str, Placed]) -> bool:
    """A seat in this very committee."""
    return parts["seat_id"].row.committee_id == parts["public_id"].row.pk


def seen_by(committee: Committee) -> Seen:
    return Seen.PUBLIC if committee.is_public else Seen.OFFICE


NEW = {"name": "Neuer Kreis", "kind": "circle"}
SEAT = {"seat": "member", "since": "2026-01-01"}

sample("list-committees", queries=("?as=csv", "?as=csv&on=2025-01-01"))
sample("list-seats", queries=("?as=csv", "?as=csv&on=2025-01-01&committee=nothing"))
sample("list-decisions", queries=("?as=csv",))
sample("list-committee-tasks", queries=("?as=csv",))
sample("committees:list", queries=("", "?on=2025-01-01"))
sample("committees:detail", public_id="committee", may=shown_or_office)
sample("committees:new", form=NEW)
sample("committees:edit", public_id="committee", form={"name": "Anders"})
sample("committees:seat-new", public_id="committee", form={**SEAT, "family_name": "Neu"})
PLACE = {"public_id": "committee", "seat_id": "seat", "may": of_committee}
sample("committees:seat-edit", **PLACE, form=SEAT)
sample("committees:seat-end", **PLACE, form={})

seen("networks.Committee", seen_by)


@rows
def minutes(half: Half) -> None:
    """A draft and released minutes with a task, of the committee that the member has left."""
    closed = half.rows["committee"][Relation.OWN].row
    half.put("draft minutes", Relation.OWN, written(closed))
    released = written(closed, is_released=True)
    half.put("minutes", Relation.OWN, released)
    half.put("committee task", Relation.OWN, given(released, to=half.member))


def draft_form(half: Half, principal: Principal) -> dict[str, str]:
    """What a page of a draft sends: no line of any part."""
    names = ("attendances", "points", "remarks", "tasks")
    counts = {f"{n}-{c}_FORMS": "0" for n in names for c in ("TOTAL", "INITIAL")}
    return {"met_on": "2026-03-02", **counts}


def to_who_sits_there(half: Half, principal: Principal) -> dict[str, str]:
    return {"owner": str(half.rows["seat"][Relation.OWN].row.person_id)}


sample(
    "committees:record-new", public_id="committee", may=office_only, form={"met_on": "2026-03-02"}
)
sample("committees:record", may=office_only, public_id="minutes")
sample("committees:record-edit", may=office_only, public_id="draft minutes", form=draft_form)
sample("committees:record-release", may=office_only, public_id="draft minutes", form={})
sample(
    "committees:record-add", may=office_only, public_id="minutes", form={"text": "Acht Stimmen."}
)
sample("committees:task", may=office_only, public_id="committee task", form={"word": "done"})
sample("committees:task-done", may=office_only, public_id="committee task", form={})
sample(
    "committees:task-hand-over", may=office_only, public_id="committee task", form=to_who_sits_there
)


@rows
def confidentiality(half: Half) -> None:
    """A text that the committee confirms, whose seats none of the cast holds."""
    closed = half.rows["committee"][Relation.OWN].row
    told = {"network": half.network, "committee": closed, "version": 1, "text": "Hier."}
    Declaration.objects.create(since=half.network.today(), **told)


@rows
def papers(half: Half) -> None:
    closed = half.rows["committee"][Relation.OWN].row
    half.put("paper", Relation.OWN, paper_of(closed))


FILE = {"public_id": "paper", "may": office_only}
sample("committees:paper-add", public_id="committee", may=office_only, form={})
sample("committees:paper", **FILE)
sample("committees:paper-remove", **FILE, form={})

KEPT = {"public_id": "committee", "may": office_only}
sample("committees:confidentiality", **KEPT)
sample("committees:confidentiality-declare", **KEPT, form={"text": "Und nichts wird geteilt."})
sample("committees:confidentiality-ask", **KEPT, form={})
sample("committees:confidentiality-sign", **KEPT, form={})
sample("committees:confidentiality-withdraw", **KEPT, form={})

for name in (
    "Declaration",
    "MeetingRecord",
    "Paper",
    "Attendance",
    "AgendaPoint",
    "Remark",
    "Task",
    "Addendum",
):
    seen(f"committees.{name}", Seen.OFFICE)

# The rows are those of networks, the pages are here.
for door in ("attended_by", "visible_to", "written_by"):
    shows_in(f"CommitteeQuerySet.{door}", "committees:")
