"""Which minutes are due to be forgotten: with them goes all that stands in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from kurzweg.committees.models import (
    Addendum,
    AgendaPoint,
    Attendance,
    MeetingRecord,
    Paper,
    Remark,
    Signature,
    Task,
)
from kurzweg.core.retention import due, first_day_of_year
from kurzweg.networks.retention import EVERYWHERE


def _of_record(model: Any) -> Any:
    def rows(before: datetime) -> QuerySet[Any]:
        return model._base_manager.filter(record__in=records(before).values("pk"))

    return rows


@due("minutes", MeetingRecord)
def records(before: datetime) -> QuerySet[MeetingRecord]:
    old = MeetingRecord.objects.across_networks(EVERYWHERE)
    return old.filter(met_on__lt=first_day_of_year(before))


@due("minutes", Paper)
def papers(before: datetime) -> QuerySet[Paper]:
    old = Paper.objects.across_networks(EVERYWHERE)
    return old.filter(added_at__date__lt=first_day_of_year(before))


for _model in (Addendum, AgendaPoint, Attendance, Remark, Task):
    due("minutes", _model)(_of_record(_model))


@due("confidentiality", Signature)
def signatures(before: datetime) -> QuerySet[Signature]:
    day = first_day_of_year(before)
    rows = Signature.objects.across_networks(EVERYWHERE)
    return rows.filter(Q(withdrawn_on__lt=day) | Q(seat__until__lt=day))
