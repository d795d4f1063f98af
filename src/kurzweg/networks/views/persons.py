"""The persons whom a network holds: told what is kept of them, and erased; the record of it all."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from kurzweg.core import audit, retention
from kurzweg.core.idempotency import once
from kurzweg.core.models import Erasure
from kurzweg.core.pages import PageRequest, paginate, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.core.retention import packing
from kurzweg.networks.forms import PersonListForm
from kurzweg.people import erasing
from kurzweg.people.forms import ErasingForm
from kurzweg.people.models import Person, Position


@policy(read=OFFICE)
def person_list(request: PageRequest) -> HttpResponse:
    """List whom the network entered, by a part of the name or the address."""
    form = PersonListForm(request.GET)
    today = Position.objects.as_of(request.viewer.today).select_related("organisation")
    positions = Prefetch("positions", today, to_attr="positions_today")
    rows = _held(request).filter(_like(form.words)).prefetch_related(positions)
    page = paginate(request, rows.order_by("family_name", "given_name", "pk"))
    return render_page(
        request, "networks/person_list.html", {"page": page, "form": form}, partial="results"
    )


@policy(read=OFFICE)
def person_detail(request: PageRequest, public_id: str) -> HttpResponse:
    return _page(request, _person(request, public_id), ErasingForm())


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
    return render_page(request, "networks/processing.html", {"rules": retention.rules()})


def _page(
    request: PageRequest, person: Person, form: ErasingForm, *, status: int = 200
) -> HttpResponse:
    context = {"person": person, "form": form, "rules": retention.rules()}
    return render_page(request, "networks/person_detail.html", context, status=status)


def _held(request: PageRequest) -> QuerySet[Person]:
    """Open the rows that this network entered: others are theirs who entered them."""
    return Person.objects.filter(entered_by_network=request.network.pk)


def _person(request: PageRequest, public_id: str) -> Person:
    return get_object_or_404(_held(request), public_id=public_id)


def _like(words: str) -> Q:
    found = Q()
    for word in words.split():
        name = Q(family_name__icontains=word) | Q(given_name__icontains=word)
        found &= name | Q(email__icontains=word)
    return found
