"""What the links from the mails of committees open: minutes to read, a task to answer."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from kurzweg.committees import actions, seats
from kurzweg.committees.actions import confidentiality
from kurzweg.committees.forms import ReplyForm
from kurzweg.committees.models import Declaration, MeetingRecord, Task
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


def declaration_by_link(request: PageRequest, link: Link) -> HttpResponse:
    """Let somebody confirm what her committee keeps to itself, and take it back."""
    rows = Declaration.objects.in_network(link.network_id).select_related("committee", "network")
    declaration = rows.filter(pk=link.row_id).first()
    person = _reader(request, link, declaration.committee if declaration else None)
    if declaration is None or person is None:
        raise Http404
    committee, today = declaration.committee, declaration.network.today()
    is_in_force = confidentiality.text_of(committee, on=today) == declaration
    has_signed = is_in_force and actions.has_signed(person, committee, on=today)
    is_over = link.used_at is not None or link.expires_at <= timezone.now() or not is_in_force
    word = request.POST.get("word") if request.method == "POST" else ""
    if word == "sign" and not (has_signed or is_over):
        confidentiality.sign(declaration, person, link=link)
        return redirect(request.path)
    if word == "withdraw" and has_signed:
        confidentiality.withdraw(committee, person, by=link)
        return redirect(request.path)
    context = {"declaration": declaration, "has_signed": has_signed, "is_over": is_over}
    context["for_whom"] = person.short_name
    template = "committees/confidentiality_by_link.html"
    return _in_her_language(request, person, template, context)


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
