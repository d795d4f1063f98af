"""Confidential notes: written at an organisation, read and mended by those of the office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kurzweg.core import audit
from kurzweg.core.idempotency import once
from kurzweg.core.keys import in_order
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.networks import acting
from kurzweg.networks.models import Mandate, Membership, SupportingBody
from kurzweg.networks.tracing import Trace
from kurzweg.notes import actions
from kurzweg.notes.forms import NoteForm
from kurzweg.notes.models import Note
from kurzweg.people.models import Organisation, Person

MOST_TRACES = 50
WORDS: Mapping[str, str | Promise] = {
    "wrote": gettext_lazy("written"),
    "read": gettext_lazy("read"),
    "mended": gettext_lazy("changed"),
}


@policy(read=OFFICE, write=OFFICE)
@once
def note_new(request: PageRequest, public_id: str) -> HttpResponse:
    """Write a note on an organisation or on somebody who acts for it."""
    organisation = get_object_or_404(_organisations(request), public_id=public_id)
    today = request.viewer.today
    note = Note(network=request.network, organisation=organisation, written_on=today)
    last = actions.last_day(request.network, written_on=today)
    form = _form(request, note, last=last, sent=request.POST or None, initial={"until": last})
    if request.method == "POST" and form.is_valid():
        actions.write(form, by=request.person)
        messages.success(request, _("The note is kept."))
        return _to_organisation(request, organisation)
    context = {"form": form, "organisation": organisation, "note": None}
    status = 422 if form.errors else 200
    return render_page(request, "notes/note_edit.html", context, status=status)


@policy(read=OFFICE)
def note_detail(request: PageRequest, public_id: str) -> HttpResponse:
    """Let somebody of the office read a note, and who read it so far; that she did is noted."""
    note = get_object_or_404(_notes(request), public_id=public_id)
    actions.read(note, by=request.person)
    context = {"note": note, "traces": _traces(request, note), "readers": _readers(note)}
    return render_page(request, "notes/note_detail.html", context)


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def note_edit(request: PageRequest, public_id: str) -> HttpResponse:
    """Change a note; whoever opens it for that has read it."""
    note = get_object_or_404(for_editing(_notes(request), request), public_id=public_id)
    actions.read(note, by=request.person)
    last = max(note.until, actions.last_day(request.network, written_on=note.written_on))
    form = _form(request, note, last=last, sent=request.POST if request.method == "POST" else None)
    if request.method == "POST" and settled(form, row=note):
        if form.touched:
            actions.mend(form, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("notes:note-detail", request.network.slug, public_id)
    context = {"form": form, "organisation": note.organisation, "note": note}
    return render_page(request, "notes/note_edit.html", context, status=status_of(form))


@policy(write=OFFICE)
@require_POST
@once
def note_remove(request: PageRequest, public_id: str) -> HttpResponse:
    """Take a note away."""
    note = get_object_or_404(_notes(request), public_id=public_id)
    actions.remove(note, by=request.person)
    messages.success(request, _("The note is gone."))
    return _to_organisation(request, note.organisation)


def _notes(request: PageRequest) -> Any:
    rows = Note.objects.visible_to(request.viewer)
    return rows.select_related("network", "organisation", "person")


def _organisations(request: PageRequest) -> QuerySet[Organisation]:
    """Open all that have a page here, those that left included."""
    belonging = Membership.objects.visible_to(request.viewer).values("organisation")
    bodies = SupportingBody.objects.in_network(request.network).values("organisation")
    here = acting.staffed_by(request.viewer).values("pk")
    return Organisation.objects.filter(Q(pk__in=here) | Q(pk__in=belonging) | Q(pk__in=bodies))


def _form(request: PageRequest, note: Note, *, last: date, sent: Any, **more: Any) -> NoteForm:
    viewer = request.viewer
    there = acting.positions_at(note.organisation, viewer).values("person")
    persons = Person.objects.filter(pk__in=there).order_by(
        *in_order("family_name", "given_name"), "pk"
    )
    office = Mandate.objects.in_network(viewer).of_office().as_of(viewer.today)
    others = Person.objects.filter(pk__in=office.values("person")).exclude(pk=request.person.pk)
    colleagues = others.order_by(*in_order("family_name", "given_name"), "pk")
    return NoteForm(sent, instance=note, persons=persons, office=colleagues, last=last, **more)


def _traces(request: PageRequest, note: Note) -> list[Trace]:
    entries = audit.history(note)[:MOST_TRACES]
    return [
        Trace(each.at, str(WORDS[each.action]), audit.name_of(each, viewer=request.viewer))
        for each in entries
        if each.action in WORDS
    ]


def _readers(note: Note) -> list[str]:
    """Name who reads a note that is not for the whole office."""
    if note.is_for_whole_office:
        return []
    return [
        person.name
        for person in note.readers.order_by(*in_order("family_name", "given_name"), "pk")
    ]


def _to_organisation(request: PageRequest, organisation: Organisation) -> HttpResponse:
    slug = request.network.slug
    return redirect("networks:organisation-detail", slug, organisation.public_id)
