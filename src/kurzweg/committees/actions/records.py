"""Minutes: begun as a draft with who sits there, saved, released once, corrected by addition."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.forms import BaseInlineFormSet, ModelForm
from django.utils import timezone

from kurzweg.committees import mails, quorum, seats
from kurzweg.committees.errors import AlreadyReleased, NobodyPresent, NotReleased
from kurzweg.committees.models import (
    Addendum,
    Attendance,
    AttendanceState,
    MeetingRecord,
)
from kurzweg.core import audit, ledger, links, outbox
from kurzweg.people.models import Person


@transaction.atomic
def begin(record: MeetingRecord, *, by: Person) -> MeetingRecord:
    """Begin a draft: whoever sits in the committee on that day stands there to be ticked."""
    record.written_by = by
    record.save()
    Attendance.objects.bulk_create(
        Attendance(record=record, person=seat.person, name=seat.person.name, state=_state(seat))
        for seat in seats.who_sits(record.committee, on=record.met_on)
    )
    audit.record(record, "begun", by=by)
    ledger.changed(record)
    return record


def _state(seat: Any) -> str:
    return AttendanceState.GUEST if seat.seat == "guest" else AttendanceState.PRESENT


@transaction.atomic
def save(
    form: ModelForm[MeetingRecord], *parts: BaseInlineFormSet[Any, Any, Any], by: Person
) -> None:
    """Keep what was written into a draft; the row is locked by whoever opened it for saving."""
    record = form.instance
    if record.is_released:
        raise AlreadyReleased
    record.save(update_fields=form.changed_data)
    for part in parts:
        part.save()
    changed = [str(part.prefix) for part in parts if part.has_changed()]
    audit.record(record, "changed", by=by, fields=[*form.changed_data, *changed])
    ledger.changed(record)


@transaction.atomic
def release(record: MeetingRecord, *, by: Person) -> MeetingRecord:
    """Release minutes: they stay as they are from now on, and the committee gets them by mail."""
    record = locked(record)
    if record.is_released:
        raise AlreadyReleased
    if not record.attendances.filter(state=AttendanceState.PRESENT).exists():
        raise NobodyPresent
    if reached := quorum.counted(record):
        record.quorum_present, record.quorum_seats = reached.present, reached.seats
        record.quorum_needed = reached.needed
    record.released_at, record.released_by = timezone.now(), by
    kept = ["quorum_present", "quorum_seats", "quorum_needed"]
    record.save(update_fields=["released_at", "released_by", *kept])
    audit.record(record, "released", by=by)
    ledger.changed(record, *record.tasks.all())
    send(record)
    return record


@transaction.atomic
def add_to(record: MeetingRecord, text: str, *, by: Person) -> Addendum:
    """Add a correction to released minutes, with the day of today."""
    record = locked(record)
    if not record.is_released:
        raise NotReleased
    addendum = Addendum.objects.create(
        record=record, text=text, added_on=record.network.today(), added_by=by
    )
    audit.record(record, "added to", by=by)
    ledger.changed(record)
    send(record, addendum=addendum)
    return addendum


def send(record: MeetingRecord, *, addendum: Addendum | None = None) -> None:
    """Mail minutes to whoever sits there today, each with a link of her own and her tasks."""
    network = record.network
    days = network.rule("minutes_link_days")
    expires_at = timezone.now() + timedelta(days=days)
    tasks: dict[int, list[mails.ToDo]] = {}
    for task in () if addendum else record.tasks.all():
        if task.owner_id:
            tasks.setdefault(task.owner_id, []).append(mails.ToDo(task, mails.link_to(task)))
    for seat in seats.who_sits(record.committee, on=network.today()):
        if seat.person.email:
            _link, token = links.issue(
                mails.MINUTES, record, person_id=seat.person_id, expires_at=expires_at
            )
            mine = tasks.get(seat.person_id, [])
            outbox.add(mails.minutes(record, seat.person, token, mine, addendum=addendum))


def locked(record: MeetingRecord) -> MeetingRecord:
    """Read minutes anew behind a lock: of two who press at once the second hears of the first."""
    rows = MeetingRecord.objects.in_network(record.network_id).locked()
    return rows.select_related("committee", "network").get(pk=record.pk)
