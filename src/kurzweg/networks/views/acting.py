"""Who acts for an organisation: entered, changed and ended by its office or by itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core import as_of
from kurzweg.core.idempotency import once
from kurzweg.core.keys import in_order
from kurzweg.core.languages import isolated
from kurzweg.core.opened import asked_back, editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import ACTORS, policy
from kurzweg.networks import acting, mandates
from kurzweg.networks.errors import NobodyCouldSignIn
from kurzweg.networks.forms import DoublesForm, NewPersonForm, PersonForm, PositionFormSet
from kurzweg.networks.models import Invitation
from kurzweg.people import actions
from kurzweg.people.models import Organisation, Person


@policy(read=ACTORS)
def acting_list(request: PageRequest, public_id: str) -> HttpResponse:
    """List who acts for an organisation today, will and did; or who did on another day."""
    viewer = request.viewer
    asked = as_of.asked(request.GET, today=viewer.today)
    organisation = _organisation(request, public_id)
    rows = acting.positions_at(organisation, viewer).select_related("person__account")
    positions = list(
        rows.order_by(*in_order("person__family_name", "person__given_name"), "-since", "pk")
    )
    today = [each for each in positions if each.holds_on(asked.day)]
    if not asked.is_today:
        positions = today
    former = [each for each in positions if acting.ended(each, on=asked.day)]
    coming = [each for each in positions if each not in today and each not in former]
    context = {
        "organisation": organisation,
        "as_of": asked,
        "today": today,
        "coming": coming,
        "former": former,
        "blocked": {row.person_id for row in positions if acting.is_blocked(row.person, viewer)},
        "has_admin": any(each.is_admin for each in today),
        "invited": _invited(request, organisation),
        "has_answer": any(each.answers_requests for each in today),
    }
    return render_page(request, "networks/acting_list.html", context)


def _invited(request: PageRequest, organisation: Organisation) -> list[Invitation]:
    """List the colleagues who are invited and have not answered."""
    rows = Invitation.objects.visible_to(request.viewer).open(request.viewer.today)
    mine = rows.filter(organisation=organisation).select_related("invited_by")
    return list(mine.order_by(*in_order("family_name"), "pk"))


@policy(read=ACTORS, write=ACTORS)
@once
def acting_new(request: PageRequest, public_id: str) -> HttpResponse:
    """Enter somebody; whoever may be here already is asked about, nothing is joined silently."""
    organisation = _organisation(request, public_id)
    first = {"since": request.viewer.today, "language": request.network.language}
    form = NewPersonForm(request.POST or None, by=request.person, initial=first)
    known: list[Person] = []
    if request.method == "POST" and form.is_valid():
        which, seen = DoublesForm(request.POST).answer()
        known = acting.alike(form.cleaned_data, organisation=organisation, viewer=request.viewer)
        meant = next((each for each in known if each.public_id == which), None)
        if meant is not None or all(each.public_id in seen for each in known):
            return _entered(request, organisation, form, meant=meant)
    context = {"organisation": organisation, "form": form, "known": known}
    status = 422 if form.errors or known else 200
    return render_page(request, "networks/acting_new.html", context, status=status)


def _entered(
    request: PageRequest, organisation: Organisation, form: NewPersonForm, *, meant: Person | None
) -> HttpResponse:
    act = actions.enter if meant is None else actions.let_act
    position = act(
        meant or form.save(commit=False),
        organisation=organisation,
        held=form.held,
        network=request.network,
        by=request.person,
    )
    said = {"person": isolated(position.person.name), "firm": isolated(organisation.name)}
    messages.success(request, _("%(person)s acts for %(firm)s now.") % said)
    return _to_list(request, organisation)


@policy(read=ACTORS, write=ACTORS)
@once
@editing
def acting_edit(request: PageRequest, public_id: str, person_id: str) -> HttpResponse:
    """Change or end what somebody is at an organisation, and where it is ours name and address."""
    viewer = request.viewer
    if request.method == "POST":
        # Network, organisation, person: everybody locks in this order, and nobody blocks another.
        mandates.locked(request.network)
    organisation = _organisation(request, public_id, is_held=True)
    there = acting.positions_at(organisation, viewer)
    people = for_editing(Person.objects.filter(pk__in=there.values("person")), request)
    person = get_object_or_404(people, public_id=person_id)
    sent = request.POST if request.method == "POST" else None
    may_mend = acting.may_mend(person, viewer)
    form = PersonForm(sent, instance=person, by=request.person, may_mend=may_mend)
    form.is_blocked = acting.is_blocked(person, viewer)
    positions = _positions_of(person, organisation, request, sent)
    is_left_alone = False
    if sent is not None and settled(form, positions, row=person):
        others = acting.admins_of(organisation, viewer).exclude(person=person)
        had = acting.admins_of(organisation, viewer).exists()
        is_left_alone = had and not (others.exists() or positions.is_admin_on(viewer.today))
        if not is_left_alone or "is_sure" in sent:
            with mandates.never_empty(request.network, otherwise=NobodyCouldSignIn):
                actions.mend(
                    form,
                    positions,
                    organisation=organisation,
                    network=request.network,
                    by=request.person,
                )
            return _mended(request, organisation, person, form)
        asked_back(form)
    fixed = there.filter(person=person).exclude(pk__in=positions.get_queryset().values("pk"))
    context = {
        "organisation": organisation,
        "person": person,
        "form": form,
        "positions": positions,
        "fixed": list(fixed.order_by("-since", "pk")),
        "is_left_alone": is_left_alone,
    }
    status = 422 if is_left_alone else status_of(form, positions)
    return render_page(request, "networks/acting_edit.html", context, status=status)


def _positions_of(
    person: Person, organisation: Organisation, request: PageRequest, sent: Any
) -> Any:
    """Make the lines of what somebody is there, and a free one where she may begin again."""
    there = acting.positions_at(organisation, request.viewer).filter(person=person)
    rows = acting.changeable(there, request.viewer).order_by("-since", "pk")
    formset: Any = PositionFormSet(sent, instance=person, queryset=rows)
    formset.extra = 0 if there.filter(until=None).exists() else 1
    return formset


def _mended(
    request: PageRequest, organisation: Organisation, person: Person, form: PersonForm
) -> HttpResponse:
    messages.success(request, _("Saved."))
    if "email" in form.touched:
        say_whose(request, person)
    if request.viewer.is_office or person != request.person:
        return _to_list(request, organisation)
    slug = request.network.slug  # who gave up the entry reads its persons no longer
    return redirect("networks:organisation-detail", slug, organisation.public_id)


def say_whose(request: PageRequest, person: Person) -> None:
    """Say who else of the network has somebody's address: they stay apart."""
    if not person.email:
        return
    kept = acting.positions_at_any(request.viewer).values("person")
    others = Person.objects.filter(email=person.email).exclude(pk=person.pk)
    names = [isolated(each.name) for each in others.filter(pk__in=kept).order_by("pk")]
    if names:
        says = _("This address is also that of %(names)s. The entries stay apart.")
        messages.info(request, says % {"names": ", ".join(names)})


def _organisation(request: PageRequest, public_id: str, *, is_held: bool = False) -> Organisation:
    rows = acting.staffed_by(request.viewer)
    # Two may take each other's entry away at once: the second hears that nobody else has it.
    return get_object_or_404(for_editing(rows, request) if is_held else rows, public_id=public_id)


def _to_list(request: PageRequest, organisation: Organisation) -> HttpResponse:
    return redirect("networks:acting-list", request.network.slug, organisation.public_id)
