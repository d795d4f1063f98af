"""Who has which task in the network: the list, a new one, another term, its end."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core import as_of
from kurzweg.core.idempotency import once
from kurzweg.core.keys import in_order
from kurzweg.core.languages import isolated
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.core.templatetags.display import plain_day
from kurzweg.networks import as_of as register
from kurzweg.networks import mandates
from kurzweg.networks.forms import DoublesForm, EditTaskForm, NewTaskForm
from kurzweg.networks.mails import TASK_GIVEN
from kurzweg.networks.models import RUNS_THE_OFFICE, Mandate, MandateKind
from kurzweg.networks.models.belonging import MandateQuerySet
from kurzweg.people.models import Person


@policy(read=OFFICE)
def mandate_list(request: PageRequest) -> HttpResponse:
    """Show who has which task today or later, and who had one; or who had one on another day."""
    asked = as_of.asked(request.GET, today=request.viewer.today)
    if asked.is_today:
        rows = list(
            _tasks(request).order_by(*in_order("person__family_name", "person__given_name"), "pk")
        )
    else:
        rows = list(register.mandates(request.network, asked.day))
    rows.sort(key=lambda row: register.ORDER[row.kind])
    going_on = [row for row in rows if row.until is None or row.until > asked.day]
    groups = [
        (MandateKind(kind).label, list(found))
        for kind, found in groupby(going_on, key=lambda row: row.kind)
    ]
    return render_page(
        request,
        "networks/mandate_list.html",
        {
            "as_of": asked,
            "groups": groups,
            "over": [row for row in rows if row not in going_on],
            "is_alone": len({r.person_id for r in going_on if r.kind in RUNS_THE_OFFICE}) < 2,
        },
    )


@policy(read=OFFICE, write=OFFICE)
@once
def mandate_new(request: PageRequest) -> HttpResponse:
    """Let the office give a task to somebody new, or to somebody whom the network knows."""
    person = _chosen(request)
    form = NewTaskForm(request.POST or None, network=request.network, person=person)
    known: list[Person] = []
    if request.method == "POST" and form.is_valid():
        which, seen = DoublesForm(request.POST).answer()
        meant = person or (get_object_or_404(_known(request), public_id=which) if which else None)
        entry = form.cleaned_data
        known = [] if meant else mandates.unseen(entry, network=request.network, seen=seen)
        if not known and form.is_right_for(meant):
            given = mandates.give(
                entry, person=meant, network=request.network, by=request.person, seen=seen
            )
            if isinstance(given, Mandate):
                return _given(request, given, is_told=entry["is_told"])
            known = given
    return render_page(
        request,
        "networks/mandate_new.html",
        {
            "form": form,
            "person": person,
            "known": known,
            "is_held": request.network.holds_back(TASK_GIVEN),
        },
        status=422 if form.errors or known else 200,
    )


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def mandate_edit(request: PageRequest, public_id: str) -> HttpResponse:
    """Let the office correct a task, or give it another term."""
    mandate = get_object_or_404(for_editing(_tasks(request), request), public_id=public_id)
    sent = request.POST if request.method == "POST" else None
    form = EditTaskForm(sent, instance=mandate, network=request.network)
    if request.method == "POST" and settled(form, row=mandate):
        mandates.change(form, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("networks:mandate-list", request.network.slug)
    return render_page(
        request,
        "networks/mandate_edit.html",
        {"form": form, "mandate": mandate},
        status=status_of(form),
    )


@policy(write=OFFICE)
@once
def mandate_end(request: PageRequest, public_id: str) -> HttpResponse:
    """End a task now; the last one who runs the office hears that somebody else must come first."""
    mandate = get_object_or_404(_tasks(request), public_id=public_id)
    mandates.end(mandate, by=request.person)
    name = isolated(mandate.person.name)
    messages.success(request, _("%(name)s does not have this task any more.") % {"name": name})
    return redirect("networks:mandate-list", request.network.slug)


def _tasks(request: PageRequest) -> MandateQuerySet:
    tasks: MandateQuerySet = Mandate.objects.in_network(request.network)
    return tasks.select_related("person", "section", "network", "committee")


def _known(request: PageRequest) -> QuerySet[Person]:
    return mandates.known_in(request.network, on=request.viewer.today)


def _chosen(request: PageRequest) -> Person | None:
    """Name the person whose page led here; one whom the network does not know is no page."""
    public_id = request.POST.get("person") or request.GET.get("person")
    return get_object_or_404(_known(request), public_id=public_id) if public_id else None


def _given(request: PageRequest, mandate: Mandate, *, is_told: bool) -> HttpResponse:
    """Say what happened, and what became of the mail."""
    person, network = mandate.person, request.network
    is_held = network.holds_back(TASK_GIVEN)
    begins_later = mandate.since is not None and mandate.since > request.viewer.today
    has_it = _("%(name)s has this task now.")
    if begins_later:
        has_it = _("%(name)s has this task from %(day)s.")
    said = [has_it % {"name": isolated(person.name), "day": plain_day(mandate.since)}]
    if not person.email:
        said.append(_("Without a mail address this person cannot sign in."))
    elif is_told and is_held and begins_later:
        said.append(_("The mail about it is held back until the office releases it."))
    elif is_told and is_held:
        said.append(
            _(
                "The mail about it is held back until the office releases it; "
                "signing in works already."
            )
        )
    elif is_told:
        said.append(_("A mail about it is on its way."))
    if mandates.are_several_at(person.email, network=network):
        said.append(
            _("Several persons stand behind this address: after signing in one says who it is.")
        )
    messages.success(request, " ".join(said))
    return redirect("networks:mandate-list", network.slug)
