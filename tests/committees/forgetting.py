"""Rows of committees whose clock ran out."""

from __future__ import annotations

from typing import Any

from kurzweg.committees.models import (
    Addendum,
    AgendaPoint,
    Attendance,
    Declaration,
    MeetingRecord,
    Paper,
    Remark,
    Signature,
    Task,
)
from tests.committees.factories import CommitteeFactory, given, paper_of, seated, written
from tests.factories import PersonFactory


def _minutes(at: Any) -> MeetingRecord:
    return written(CommitteeFactory(), is_released=True, on=at.date())


def _signature(at: Any) -> Signature:
    circle = CommitteeFactory()
    told = {"network": circle.network, "committee": circle, "version": 1, "text": "Hier."}
    declaration = Declaration.objects.create(since=at.date(), **told)
    seat = seated(PersonFactory(), circle)
    return Signature.objects.create(
        network=circle.network,
        declaration=declaration,
        seat=seat,
        person=seat.person,
        signed_on=at.date(),
        withdrawn_on=at.date(),
    )


def _paper(at: Any) -> Paper:
    paper = paper_of(CommitteeFactory())
    Paper.objects.in_network(paper.network_id).update(added_at=at)
    return paper


OVER = {
    ("minutes", Paper): _paper,
    ("confidentiality", Signature): _signature,
    ("minutes", MeetingRecord): _minutes,
    ("minutes", Addendum): lambda at: _minutes(at).addenda.create(text="Acht.", added_on=at.date()),
    ("minutes", AgendaPoint): lambda at: _minutes(at).points.get(),
    ("minutes", Attendance): lambda at: _minutes(at).attendances.get(),
    ("minutes", Remark): lambda at: _minutes(at).remarks.get(),
    ("minutes", Task): lambda at: given(_minutes(at), to=PersonFactory()),
}
