"""Minutes: begun, written by one or two, released, read, printed, corrected by addition."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.committees import actions, seats
from kurzweg.committees.errors import AlreadyReleased
from kurzweg.committees.forms import AddendumForm, NewRecordForm, RecordForm, parts_of
from kurzweg.committees.models import MeetingRecord
from kurzweg.committees.models.records import MeetingRecordQuerySet
from kurzweg.core.idempotency import once
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import MEMBERS, policy
from kurzweg.networks.models import Committee


@policy(read=MEMBERS, write=MEMBERS)
@once
def record_new(request: PageRequest, public_id: str) -> HttpResponse:
    """Begin the minutes of a meeting."""
    led = Committee.objects.written_by(request.viewer).select_related("network")
    committee = get_object_or_404(led, public_id=public_id)
    record = MeetingRecord(network=request.network, committee=committee)
    form = NewRecordForm(
        request.POST or None, instance=record, initial={"met_on": request.viewer.today}
    )
    if request.method == "POST" and form.is_valid():
        actions.begin(record, by=request.person)
        return redirect("committees:record-edit", request.network.slug, record.public_id)
    context = {"form": form, "committee": committee}
    status = 422 if form.errors else 200
    return render_page(request, "committees/record_new.html", context, status=status)


@policy(read=MEMBERS, write=MEMBERS)
@once
@editing
def record_edit(request: PageRequest, public_id: str) -> HttpResponse:
    """Write into a draft; what two change at once is compared line by line."""
    rows = for_editing(_rows(MeetingRecord.objects.editable_by(request.viewer)), request)
    record = get_object_or_404(rows, public_id=public_id)
    if record.is_released:
        if request.method == "POST":
            raise AlreadyReleased
        return redirect("committees:record", request.network.slug, record.public_id)
    sent = request.POST if request.method == "POST" else None
    form, parts = RecordForm(sent, instance=record), parts_of(record, sent)
    if request.method == "POST" and settled(form, *parts.values(), row=record):
        actions.save(form, *parts.values(), by=request.person)
        messages.success(request, _("Saved."))
        step = "record" if "read" in request.POST else "record-edit"
        return redirect(f"committees:{step}", request.network.slug, record.public_id)
    wrong = [part for part in parts.values() if part.is_bound and part.total_error_count()]
    return render_page(
        request,
        "committees/record_edit.html",
        {"form": form, "record": record, "parts": parts, "wrong": wrong},
        status=status_of(form, *parts.values()),
    )


@policy(read=MEMBERS)
def record_detail(request: PageRequest, public_id: str) -> HttpResponse:
    """Show minutes as they are read and printed."""
    record = _record(request, public_id)
    is_mine = MeetingRecord.objects.editable_by(request.viewer).filter(pk=record.pk).exists()
    context = {"record": record, "is_editable": is_mine}
    if is_mine and record.is_released:
        context["form"] = AddendumForm()
    return render_page(request, "committees/record.html", context)


@policy(write=MEMBERS)
@once
def record_release(request: PageRequest, public_id: str) -> HttpResponse:
    """Release minutes: nobody changes them any more, and the committee gets them by mail."""
    rows = MeetingRecord.objects.editable_by(request.viewer)
    record = get_object_or_404(_rows(rows), public_id=public_id)
    actions.release(record, by=request.person)
    said = _("The minutes are released, and the mails are on their way.")
    if request.network.is_trial:
        said = _("The minutes are released. The mails are held back until the trial ends.")
    messages.success(request, said)
    _warn(request, record)
    return redirect("committees:record", request.network.slug, record.public_id)


def _warn(request: PageRequest, record: MeetingRecord) -> None:
    """Name whom no mail reaches: what was to be mailed is told to them by whoever releases it."""
    unreached = seats.whom_no_mail_reaches(record.committee, on=request.viewer.today)
    if unreached:
        messages.warning(request, seats.warned(unreached))


@policy(write=MEMBERS)
@once
def record_add(request: PageRequest, public_id: str) -> HttpResponse:
    """Add a correction to released minutes."""
    rows = MeetingRecord.objects.editable_by(request.viewer)
    record = get_object_or_404(_rows(rows), public_id=public_id)
    form = AddendumForm(request.POST)
    if not form.is_valid():
        context = {"record": record, "is_editable": True, "form": form}
        return render_page(request, "committees/record.html", context, status=422)
    actions.add_to(record, form.cleaned_data["text"], by=request.person)
    messages.success(request, _("Added, with the day of today."))
    _warn(request, record)
    return redirect("committees:record", request.network.slug, record.public_id)


def _record(request: PageRequest, public_id: str) -> MeetingRecord:
    rows = MeetingRecord.objects.visible_to(request.viewer)
    rows = _rows(rows).prefetch_related("attendances", "points")
    return get_object_or_404(rows, public_id=public_id)


def _rows(rows: MeetingRecordQuerySet) -> MeetingRecordQuerySet:
    return rows.select_related("committee", "network", "written_by", "released_by")
