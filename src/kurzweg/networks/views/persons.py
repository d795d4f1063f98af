"""The persons whom a network holds: told what is kept of them, and erased; the record of it all."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core import as_of, audit, retention
from kurzweg.core.idempotency import once
from kurzweg.core.models import Erasure
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, paginate, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.core.retention import packing
from kurzweg.networks import acting, legal, mandates
from kurzweg.networks import as_of as register
from kurzweg.networks.errors import NobodyCouldSignIn
from kurzweg.networks.forms import PersonForm, PersonListForm
from kurzweg.networks.views.acting import say_whose
from kurzweg.people import actions, erasing
from kurzweg.people.forms import ErasingForm
from kurzweg.people.models import Person, Position


@policy(read=OFFICE)
def person_list(request: PageRequest) -> HttpResponse:
    """List whom the network entered; as of another day, who acted then or had a task."""
    form = PersonListForm(request.GET)
    asked = as_of.asked(request.GET, today=request.viewer.today)
    rows = register.entered(
        request.network, asked.day, today=request.viewer.today, words=form.words
    )
    context = {"page": paginate(request, rows), "form": form, "as_of": asked}
    return render_page(request, "networks/person_list.html", context, partial="results")


@policy(read=OFFICE)
def person_detail(request: PageRequest, public_id: str) -> HttpResponse:
    return _page(request, _person(request, public_id), ErasingForm())


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def person_edit(request: PageRequest, public_id: str) -> HttpResponse:
    """Change name, address and language of somebody, whatever she is here."""
    if request.method == "POST":
        mandates.locked(request.network)  # before her row, as by everybody
    person = get_object_or_404(for_editing(_held(request), request), public_id=public_id)
    sent = request.POST if request.method == "POST" else None
    form = PersonForm(sent, instance=person, by=request.person)
    form.is_blocked = acting.is_blocked(person, request.viewer)
    if sent is not None and settled(form, row=person):
        with mandates.never_empty(request.network, otherwise=NobodyCouldSignIn):
            actions.mend(form, network=request.network, by=request.person)
        messages.success(request, _("Saved."))
        if "email" in form.touched:
            say_whose(request, person)
        return redirect("networks:person-detail", request.network.slug, person.public_id)
    context = {"person": person, "form": form}
    return render_page(request, "networks/person_edit.html", context, status=status_of(form))


@policy(write=OFFICE)
def person_export(request: PageRequest, public_id: str) -> HttpResponse:
    """Hand out all that is kept of somebody, for the office to pass on to her."""
    person = _person(request, public_id)
    audit.record(person, "told", by=request.person)
    parts = retention.told(erasing.subject_of([person], account=None))
    return packing.answer(parts, name=person.name)


@policy(write=OFFICE)
@once
def person_erase(request: PageRequest, public_id: str) -> HttpResponse:
    person = _person(request, public_id)
    form = ErasingForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form, status=422)
    erasure = erasing.erase([person], by=request.person, network_id=request.network.pk)
    return redirect("networks:erasure-detail", request.network.slug, erasure.public_id)


@policy(read=OFFICE)
def erasure_detail(request: PageRequest, public_id: str) -> HttpResponse:
    """Show what became of somebody's data; it names nobody."""
    own = Erasure.objects.filter(network_id=request.network.pk)
    erasure = get_object_or_404(own, public_id=public_id)
    return render_page(request, "people/erased.html", {"lines": erasing.lines_of(erasure)})


@policy(read=OFFICE)
def processing(request: PageRequest) -> HttpResponse:
    """Show the record of processing activities (Art. 30), as the declarations say it."""
    context = {"rules": retention.rules(), "notice": legal.notice_of(request.network)}
    return render_page(request, "networks/processing.html", context)


def _page(
    request: PageRequest, person: Person, form: ErasingForm, *, status: int = 200
) -> HttpResponse:
    held = Position.objects.acting_in(request.network).of(person).select_related("organisation")
    context = {
        "person": person,
        "form": form,
        "is_blocked": acting.is_blocked(person, request.viewer),
        "rules": retention.rules(),
        "consequences": erasing.consequences([person]),
        "positions": list(held.order_by("-since", "pk")),
        "staffed": set(acting.staffed_by(request.viewer).values_list("pk", flat=True)),
    }
    return render_page(request, "networks/person_detail.html", context, status=status)


def _held(request: PageRequest) -> QuerySet[Person]:
    """Open the rows that this network entered: others are theirs who entered them."""
    return Person.objects.filter(entered_by_network=request.network.pk)


def _person(request: PageRequest, public_id: str) -> Person:
    return get_object_or_404(_held(request), public_id=public_id)
