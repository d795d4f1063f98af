"""The pages on which an office brings a list, looks at it, takes it over and undoes it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kurzweg.core.pages import PageRequest, paginate, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.core.templatetags.display import number, plain_day
from kurzweg.engine.members import TableError
from kurzweg.imports import actions, applying, informing, picture, reading, undoing
from kurzweg.imports.errors import ListIsStale
from kurzweg.imports.forms import ColumnsForm, LineForm, UploadForm
from kurzweg.imports.informing import Coming
from kurzweg.imports.models import Arrival, CameBy, Line, MemberList, Remark, State, Verdict
from kurzweg.networks.models import Network
from kurzweg.people.models import Person


@policy(read=OFFICE, write=OFFICE)
def start(request: PageRequest) -> HttpResponse:
    """Let the office bring a list, and show those that it brought before."""
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else (None,)))
    if request.method == "POST" and form.is_valid():
        brought = _brought(form, network=request.network, by=request.person)
        if brought is not None and not brought.columns:
            return _to(actions.understand(brought, []), request)
        if brought is not None:
            return redirect("imports:columns", request.network.slug, brought.public_id)
    lists = MemberList.objects.visible_to(request.viewer).defer("content").select_related("by")
    page = paginate(request, lists.order_by("-uploaded_at", "-pk"))
    picture.to_rows(page, on=request.viewer.today)
    by_hand = informing.persons_of(Coming(request.network, None, CameBy.HAND).uninformed)
    return render_page(
        request, "imports/start.html", {"form": form, "page": page, "by_hand": by_hand},
        status=422 if form.errors else 200,
    )  # fmt: skip


def _brought(form: UploadForm, *, network: Network, by: Person) -> MemberList | None:
    file = form.cleaned_data["file"]
    reading.refuse_enormous(file.size)
    try:
        return actions.upload(file.read(), name=file.name, network=network, by=by)
    except TableError as bad:
        form.add_error("file", bad.sentence(picture.language()))
        return None


@policy(read=OFFICE, write=OFFICE)
def columns(request: PageRequest, public_id: str) -> HttpResponse:
    """Show what the columns hold, to be corrected; then the list is compared."""
    member_list = _list(request, public_id)
    if member_list.state not in (State.COLUMNS, State.READY):
        return _to(member_list, request)
    form = ColumnsForm(member_list, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        member_list = actions.understand(member_list, form.meaning)
        if not member_list.problem:
            return _to(member_list, request)
    return render_page(
        request, "imports/columns.html", {"form": form, "member_list": member_list},
        status=422 if form.errors else 200,
    )  # fmt: skip


@policy(read=OFFICE, write=OFFICE)
def shown(request: PageRequest, public_id: str) -> HttpResponse:
    """Show every change of a list, and keep what is said of the rows of a page."""
    member_list = _list(request, public_id)
    if member_list.state == State.COLUMNS:
        return redirect("imports:columns", request.network.slug, public_id)
    kinds = picture.there(member_list)
    verdict = picture.asked_for(request, kinds)
    if request.method == "POST":
        _keep(request, member_list)
        if "apply" in request.POST:
            return _apply(request, member_list)
        return redirect(f"{picture.url_of(member_list)}?{request.GET.urlencode()}")
    page = paginate(request, picture.lines_of(member_list, verdict))
    context = {
        "member_list": member_list,
        "verdict": verdict,
        "tabs": picture.tabs(kinds, verdict),
        "page": page,
        "rows": [picture.row(line) for line in page],
        "kept": picture.kept(member_list.kept),
        "can_be_undone": member_list.can_be_undone(request.viewer.today),
        "arrivals": Arrival.objects.in_network(request.network)
        .filter(member_list=member_list)
        .uninformed()
        .count(),
    }
    return render_page(request, "imports/shown.html", context)


def _keep(request: PageRequest, member_list: MemberList) -> None:
    """Keep what is said of the rows that the page showed."""
    shown_rows = [row for row in request.POST.getlist("row") if row.isdecimal() and len(row) < 9]
    for line in Line.objects.filter(member_list=member_list, row__in=shown_rows).order_by("row"):
        form = LineForm(line, request.POST)
        if not form.is_valid():
            continue
        if line.verdict == Verdict.DOUBTFUL and form.cleaned_data["which"] != line.choice:
            actions.choose(line, form.cleaned_data["which"], member_list=member_list)
        elif form.ticks != line.ticked:
            actions.tick(line, form.ticks, member_list=member_list)


def _apply(request: PageRequest, member_list: MemberList) -> HttpResponse:
    """Take a small list over at once; a long one is taken over by the worker."""
    if not actions.is_small(member_list):
        return _to(actions.begin_apply(member_list, by=request.person), request)
    try:
        member_list = applying.apply(member_list, by=request.person)
    except ListIsStale as stale:
        actions.compare_again(member_list)
        messages.warning(request, str(stale.sentence))
        return _to(member_list, request)
    says = _("The list has been taken over. Until %(day)s it can be undone as a whole.")
    messages.success(request, says % {"day": plain_day(member_list.undo_until)})
    return _to(member_list, request)


@policy(read=OFFICE, write=OFFICE)
def undo(request: PageRequest, public_id: str) -> HttpResponse:
    """Undo a list as a whole, once it was read what goes; what somebody changed since stays."""
    member_list = _list(request, public_id)
    if request.method != "POST":
        return _what_goes(request, member_list)
    if member_list.counts.get(Verdict.NEW, 0) + member_list.counts.get(Verdict.CHANGED, 0) > 500:
        return _to(actions.begin_undo(member_list, by=request.person), request)
    member_list = undoing.undo(member_list, by=request.person)
    messages.success(request, _("The list has been undone."))
    if kept := len(member_list.kept):
        says = ngettext(
            "%(number)s firm stays, because it was changed since.",
            "%(number)s firms stay, because they were changed since.",
            kept,
        )
        messages.info(request, says % {"number": number(kept)})
    return _to(member_list, request)


def _what_goes(request: PageRequest, member_list: MemberList) -> HttpResponse:
    """Say what an undo takes out and what stays; of a long list only how much it brought."""
    if not member_list.can_be_undone(request.viewer.today):
        return _to(member_list, request)
    context: dict[str, Any] = {"member_list": member_list}
    if actions.is_small(member_list):
        foretold = undoing.foretell(member_list)
        context |= {"foretold": foretold, "kept": picture.kept(foretold.kept)}
    return render_page(request, "imports/undo.html", context)


@policy(write=OFFICE)
def discard(request: PageRequest, public_id: str) -> HttpResponse:
    """Throw a list away that was not taken over."""
    actions.discard(_list(request, public_id), by=request.person)
    messages.success(request, _("The list was thrown away. Nothing of it was taken over."))
    return redirect("imports:start", request.network.slug)


@policy(write=OFFICE)
def remark_remove(request: PageRequest, public_id: str) -> HttpResponse:
    """Remove what a list said of a firm; the firm's entry stays as it is."""
    rows = Remark.objects.visible_to(request.viewer).select_related("organisation")
    remark = get_object_or_404(rows, public_id=public_id)
    actions.remove(remark, by=request.person)
    messages.success(request, _("The remark was removed."))
    firm = remark.organisation.public_id
    return redirect("networks:organisation-detail", request.network.slug, firm)


def _list(request: HttpRequest, public_id: str) -> MemberList:
    lists = MemberList.objects.visible_to(request.viewer)  # type: ignore[attr-defined]  # ours
    return get_object_or_404(lists.select_related("network").defer("content"), public_id=public_id)


def _to(member_list: MemberList, request: PageRequest) -> HttpResponse:
    return redirect(picture.url_of(member_list))
