"""Rows of committees whose clock ran out."""

from __future__ import annotations

from typing import Any

from kurzweg.committees.models import (
    Addendum,
    AgendaPoint,
    Attendance,
    MeetingRecord,
    Remark,
    Task,
)
from tests.committees.factories import CommitteeFactory, given, written
from tests.factories import PersonFactory


def _minutes(at: Any) -> MeetingRecord:
    return written(CommitteeFactory(), is_released=True, on=at.date())


OVER = {
    ("minutes", MeetingRecord): _minutes,
    ("minutes", Addendum): lambda at: _minutes(at).addenda.create(text="Acht.", added_on=at.date()),
    ("minutes", AgendaPoint): lambda at: _minutes(at).points.get(),
    ("minutes", Attendance): lambda at: _minutes(at).attendances.get(),
    ("minutes", Remark): lambda at: _minutes(at).remarks.get(),
    ("minutes", Task): lambda at: given(_minutes(at), to=PersonFactory()),
}
