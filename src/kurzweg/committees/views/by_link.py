"""What the links from the mails of committees open: minutes to read, a task to answer."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from kurzweg.committees import actions, seats
from kurzweg.committees.forms import ReplyForm
from kurzweg.committees.models import MeetingRecord, Task
from kurzweg.core.models import Link
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.networks.models import Committee
from kurzweg.people.models import Person


def minutes_by_link(request: PageRequest, link: Link) -> HttpResponse:
    """Let somebody read released minutes while she sits in the committee."""
    rows = MeetingRecord.objects.in_network(link.network_id).released()
    record = rows.select_related("committee", "network").filter(pk=link.row_id).first()
    person = _reader(request, link, record.committee if record else None)
    if record is None or person is None or link.expires_at <= timezone.now():
        raise Http404
    context = {"record": record, "for_whom": person.short_name}
    return _in_her_language(request, person, "committees/record_by_link.html", context)


def task_by_link(request: PageRequest, link: Link) -> HttpResponse:
    """Let somebody say what came of her task; a used link shows what was said."""
    rows = Task.objects.in_network(link.network_id).select_related("committee", "record", "network")
    task = rows.filter(pk=link.row_id).first()
    person = _reader(request, link, task.committee if task else None)
    if task is None or person is None:
        raise Http404
    is_over = link.used_at is not None or not task.is_open or link.expires_at <= timezone.now()
    sent = request.POST if request.method == "POST" and not is_over else None
    form = ReplyForm(sent, today=task.network.today())
    if sent is not None and form.is_valid():
        actions.answer(task, form.reply, link=link)
        return redirect(request.path)
    context = {"task": task, "form": form, "is_over": is_over, "for_whom": person.short_name}
    context["said"] = link.answer
    status = 422 if form.errors else 200
    return _in_her_language(request, person, "committees/task_by_link.html", context, status=status)


def _reader(request: PageRequest, link: Link, committee: Committee | None) -> Person | None:
    """Say whose link it is, if she still sits in the committee: rights are today's."""
    person = Person.objects.filter(pk=link.person_id or 0).first()
    if committee is None or person is None:
        return None
    request.network = committee.network  # the page looks like the network's own
    today = committee.network.today()
    return person if seats.sits_there(person, committee=committee, on=today) else None


def _in_her_language(
    request: PageRequest, person: Person, template: str, context: dict, *, status: int = 200
) -> HttpResponse:
    asked = request.GET.get("language") or request.session.get("language")
    language = asked if asked in ("de", "en") else person.language
    with translation.override(language):
        response = render_page(request, template, context, status=status)
        response.headers["Content-Language"] = language
    return response
