"""Tasks of committees: answered signed in, for oneself or on somebody's behalf, and handed on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.committees import actions, seats
from kurzweg.committees.actions.tasks import Word
from kurzweg.committees.forms import HandOverForm, ReplyForm
from kurzweg.committees.models import Task
from kurzweg.core.idempotency import once
from kurzweg.core.languages import isolated
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import MEMBERS, policy
from kurzweg.networks.models import Committee


@policy(read=MEMBERS, write=MEMBERS)
@once
def task_detail(request: PageRequest, public_id: str) -> HttpResponse:
    """Show a task with its answers; whoever leads the committee, or the office, answers for her."""
    task = _task(request, public_id)
    form = ReplyForm(request.POST or None, today=request.viewer.today)
    if request.method == "POST" and form.is_valid():
        return _answered(request, task, form.reply)
    return _page(request, task, form, HandOverForm(task=task), status=422 if form.errors else 200)


@policy(write=MEMBERS)
@once
def task_done(request: PageRequest, public_id: str) -> HttpResponse:
    """Say with one click that a task is done."""
    return _answered(request, _task(request, public_id), actions.Reply(Word.DONE))


@policy(write=MEMBERS)
@once
def task_hand_over(request: PageRequest, public_id: str) -> HttpResponse:
    """Give a task to somebody else in the committee."""
    task = _task(request, public_id)
    if not _leads(request, task):
        raise Http404
    form = HandOverForm(request.POST, task=task)
    if not form.is_valid():
        return _page(request, task, ReplyForm(today=request.viewer.today), form, status=422)
    person = form.cleaned_data["owner"]
    actions.hand_over(task, person, by=request.person)
    messages.success(request, _("%(name)s has it now.") % {"name": isolated(person.name)})
    if not person.email:
        messages.warning(request, seats.warned([person]))
    return redirect("committees:task", request.network.slug, task.public_id)


def _answered(request: PageRequest, task: Task, reply: actions.Reply) -> HttpResponse:
    actions.answer(task, reply, by=request.person)
    messages.success(request, _("Noted. Thank you."))
    return redirect("committees:task", request.network.slug, task.public_id)


def _task(request: PageRequest, public_id: str) -> Task:
    rows = Task.objects.answerable_by(request.viewer)
    found = rows.select_related("committee", "record", "network", "owner", "answered_by")
    return get_object_or_404(found, public_id=public_id)


def _leads(request: PageRequest, task: Task) -> bool:
    return Committee.objects.written_by(request.viewer).filter(pk=task.committee_id).exists()


def _page(
    request: PageRequest, task: Task, form: ReplyForm, handing: HandOverForm, *, status: int
) -> HttpResponse:
    leads = _leads(request, task)
    context: dict[str, Any] = {"task": task, "leads": leads}
    if task.is_open:
        context |= {"form": form, "handing": handing if leads else None}
    return render_page(request, "committees/task.html", context, status=status)
