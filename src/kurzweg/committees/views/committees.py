"""The committees of a network, and one of them as of any day."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.committees import seats
from kurzweg.committees.actions import confidentiality
from kurzweg.committees.forms import CommitteeForm, NewCommitteeForm
from kurzweg.committees.models import MeetingRecord, Paper, Task
from kurzweg.core import as_of
from kurzweg.core.as_of import AsOf
from kurzweg.core.idempotency import once
from kurzweg.core.keys import in_order
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, PUBLIC, policy
from kurzweg.networks.models import Committee


@policy(read=PUBLIC)
def committee_list(request: PageRequest) -> HttpResponse:
    """List the committees of a day that the viewer may know of."""
    asked = _asked(request)
    rows = Committee.objects.visible_to(request.viewer).as_of(asked.day)
    counted = rows.annotate(sitting=Count("seats", filter=_sits_on(asked.day)))
    context = {"rows": counted.order_by(*in_order("name"), "pk"), "as_of": asked}
    return render_page(request, "committees/list.html", context)


@policy(read=PUBLIC)
def committee_detail(request: PageRequest, public_id: str) -> HttpResponse:
    """Show what a committee is for and who sits there, today or as of a day."""
    committee = get_object_or_404(
        Committee.objects.visible_to(request.viewer).select_related("network"),
        public_id=public_id,
    )
    asked, viewer = _asked(request), request.viewer
    records = MeetingRecord.objects.visible_to(viewer).filter(committee=committee)
    tasks = Task.objects.visible_to(viewer).filter(committee=committee).open()
    sitting = seats.who_sits(committee, on=asked.day)
    return render_page(
        request,
        "committees/detail.html",
        {
            "committee": committee,
            "sitting": sitting,
            "unreached": sum(not seat.person.email for seat in sitting),
            "records": records.order_by("-met_on", "-pk"),
            "tasks": tasks.select_related("owner").order_by("due_on", "pk"),
            "papers": Paper.objects.visible_to(viewer).filter(committee=committee),
            "is_bound": confidentiality.text_of(committee, on=viewer.today) is not None,
            "attends": Committee.objects.attended_by(viewer).filter(pk=committee.pk).exists(),
            "writes": Committee.objects.written_by(viewer).filter(pk=committee.pk).exists(),
            "as_of": asked,
        },
    )


@policy(read=OFFICE, write=OFFICE)
@once
def committee_new(request: PageRequest) -> HttpResponse:
    committee = Committee(network=request.network)
    form = NewCommitteeForm(request.POST or None, instance=committee)
    if request.method == "POST" and form.is_valid():
        seats.save(committee, fields=None, by=request.person)
        messages.success(request, _("Entered."))
        return redirect("committees:detail", request.network.slug, committee.public_id)
    status = 422 if form.errors else 200
    return render_page(request, "committees/edit.html", {"form": form}, status=status)


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def committee_edit(request: PageRequest, public_id: str) -> HttpResponse:
    rows = for_editing(Committee.objects.in_network(request.network), request)
    committee = get_object_or_404(rows, public_id=public_id)
    form = CommitteeForm(request.POST if request.method == "POST" else None, instance=committee)
    if request.method == "POST" and settled(form, row=committee):
        seats.save(committee, fields=form.changed_data, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("committees:detail", request.network.slug, committee.public_id)
    context = {"form": form, "committee": committee}
    return render_page(request, "committees/edit.html", context, status=status_of(form))


def _asked(request: PageRequest) -> AsOf:
    """Read as of which day somebody asks; who does not belong here reads of today only."""
    today = request.viewer.today
    return as_of.asked(request.GET if request.viewer.is_inside else {}, today=today)


def _sits_on(day: date) -> Q:
    """Count who sits there on a day."""
    since = Q(seats__since=None) | Q(seats__since__lte=day)
    return since & (Q(seats__until=None) | Q(seats__until__gt=day))
