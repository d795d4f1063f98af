"""Who sits in a committee: a new seat, another term, its end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.committees import seats
from kurzweg.committees.actions import confidentiality
from kurzweg.committees.forms import NewSeatForm, SeatForm
from kurzweg.core.idempotency import once
from kurzweg.core.languages import isolated
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.networks import mandates
from kurzweg.networks.forms import DoublesForm
from kurzweg.networks.models import Committee, Mandate
from kurzweg.people.models import Person


@policy(read=OFFICE, write=OFFICE)
@once
def seat_new(request: PageRequest, public_id: str) -> HttpResponse:
    """Give a seat to somebody new, or to somebody whom the network knows."""
    committee = _committee(request, public_id)
    person = _chosen(request)
    form = NewSeatForm(request.POST or None, committee=committee, person=person)
    known: list[Person] = []
    if request.method == "POST" and form.is_valid():
        which, seen = DoublesForm(request.POST).answer()
        met = mandates.known_in(request.network, on=request.viewer.today)
        meant = person or (get_object_or_404(met, public_id=which) if which else None)
        entry = form.cleaned_data
        known = [] if meant else mandates.unseen(entry, network=request.network, seen=seen)
        if not known and form.is_right_for(meant):
            given = seats.give(
                entry, committee=committee, person=meant, by=request.person, seen=list(seen)
            )
            if isinstance(given, Mandate):
                confidentiality.ask(committee, by=request.person, only=given.person)
                name = isolated(given.person.name)
                messages.success(request, _("%(name)s has this seat now.") % {"name": name})
                if entry["is_told"] and not given.person.email:
                    messages.warning(request, seats.warned([given.person]))
                return _to_committee(request, committee)
            known = given
    context = {"form": form, "committee": committee, "person": person, "known": known}
    status = 422 if form.errors or known else 200
    return render_page(request, "committees/seat_new.html", context, status=status)


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def seat_edit(request: PageRequest, public_id: str, seat_id: str) -> HttpResponse:
    """Let the office correct a seat, or give it another term."""
    committee = _committee(request, public_id)
    rows = for_editing(seats.seats_of(committee).select_related("person", "network"), request)
    seat = get_object_or_404(rows, public_id=seat_id)
    sent = request.POST if request.method == "POST" else None
    form = SeatForm(sent, instance=seat, committee=committee)
    if request.method == "POST" and settled(form, row=seat):
        mandates.change(form, by=request.person)
        messages.success(request, _("Saved."))
        return _to_committee(request, committee)
    context = {"form": form, "committee": committee, "seat": seat}
    return render_page(request, "committees/seat_edit.html", context, status=status_of(form))


@policy(write=OFFICE)
@once
def seat_end(request: PageRequest, public_id: str, seat_id: str) -> HttpResponse:
    """End a seat now: what it let somebody read is closed at the next request."""
    committee = _committee(request, public_id)
    rows = seats.seats_of(committee).select_related("person", "network")
    seat = get_object_or_404(rows, public_id=seat_id)
    mandates.end(seat, by=request.person)
    says = _("%(name)s does not sit in this committee any more.")
    messages.success(request, says % {"name": isolated(seat.person.name)})
    return _to_committee(request, committee)


def _committee(request: PageRequest, public_id: str) -> Committee:
    rows = Committee.objects.in_network(request.network).select_related("network")
    return get_object_or_404(rows, public_id=public_id)


def _chosen(request: PageRequest) -> Person | None:
    public_id = request.POST.get("person") or request.GET.get("person")
    known = mandates.known_in(request.network, on=request.viewer.today)
    return get_object_or_404(known, public_id=public_id) if public_id else None


def _to_committee(request: PageRequest, committee: Committee) -> HttpResponse:
    return redirect("committees:detail", request.network.slug, committee.public_id)
