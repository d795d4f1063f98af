"""Who carries and who funds the network, from when to when."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core import as_of
from kurzweg.core.idempotency import once
from kurzweg.core.languages import isolated
from kurzweg.core.opened import editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.networks import as_of as register
from kurzweg.networks import doubles, parts
from kurzweg.networks.doubles import Double
from kurzweg.networks.errors import AlreadyCarries
from kurzweg.networks.forms import BodyForm, DoublesForm, FunderForm, NewBodyForm
from kurzweg.networks.models import FunderStrip, Membership, SupportingBody
from kurzweg.networks.views.parts import locked
from kurzweg.people.models import Organisation


@policy(read=OFFICE, write=OFFICE)
@once
def body_list(request: PageRequest) -> HttpResponse:
    """List who carries or carried the network, or did on another day; take in another one."""
    form = NewBodyForm(request.POST or None, initial={"since": request.viewer.today})
    known: list[Double] = []
    if request.method == "POST" and form.is_valid():
        which, seen = DoublesForm(request.POST).answer()
        entry = {**form.cleaned_data, "street": ""}
        known = doubles.of_entry(entry, network=request.network)
        meant = next((d.organisation for d in known if d.organisation.public_id == which), None)
        if _may_carry(request, meant, form):
            entered = parts.carry(
                entry, organisation=meant, network=request.network, by=request.person, seen=seen
            )
            if isinstance(entered, SupportingBody):
                return _carries(request, entered)
            known = entered
    asked = as_of.asked(request.GET, today=request.viewer.today)
    bodies = SupportingBody.objects.in_network(request.network).select_related("organisation")
    if not asked.is_today:
        bodies = register.bodies(request.network, asked.day)
    members = Membership.objects.in_network(request.network)
    is_entered = Exists(members.filter(organisation=OuterRef("organisation")))
    rows = list(bodies.annotate(is_entered=is_entered).order_by("organisation__name_key", "pk"))
    return render_page(
        request,
        "networks/body_list.html",
        {
            "form": form,
            "known": known,
            "as_of": asked,
            "rows": rows,
            "has_entry": [
                row for row in rows if row.is_entered or row.holds_on(request.viewer.today)
            ],
        },
        status=422 if form.errors or known else 200,
    )


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def body_edit(request: PageRequest, public_id: str) -> HttpResponse:
    """Let the office say from when to when an organisation carries the network."""
    locked(request)
    rows = SupportingBody.objects.in_network(request.network)
    row = get_object_or_404(rows.select_related("organisation", "network"), public_id=public_id)
    form = BodyForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and settled(form, row=row):
        parts.keep(form, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("networks:body-list", request.network.slug)
    return render_page(
        request, "networks/body.html", {"form": form, "row": row}, status=status_of(form)
    )


@policy(read=OFFICE, write=OFFICE)
@once
def funder_list(request: PageRequest) -> HttpResponse:
    """List what must be shown while somebody funds the network, and take in another one."""
    new = FunderStrip(network=request.network)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FunderForm(*sent, instance=new, initial={"since": request.viewer.today})
    if request.method == "POST" and form.is_valid():
        parts.keep(form, by=request.person)
        messages.success(request, _("Entered."))
        return redirect("networks:funder-list", request.network.slug)
    if form.errors:
        form.keep_logo()
    rows = FunderStrip.objects.in_network(request.network).select_related("network")
    return render_page(
        request,
        "networks/funder_list.html",
        {"form": form, "rows": rows.order_by("since", "pk")},
        status=422 if form.errors else 200,
    )


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def funder_edit(request: PageRequest, public_id: str) -> HttpResponse:
    """Let the office change what is said of a funder, its logo and its days."""
    locked(request)
    rows = FunderStrip.objects.in_network(request.network).select_related("network")
    row = get_object_or_404(rows, public_id=public_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FunderForm(*sent, instance=row)
    if request.method == "POST" and settled(form, row=row):
        parts.keep(form, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("networks:funder-list", request.network.slug)
    if status_of(form) != 200:
        form.keep_logo()
    return render_page(
        request, "networks/funder.html", {"form": form, "row": row}, status=status_of(form)
    )


def _may_carry(request: PageRequest, meant: Organisation | None, form: NewBodyForm) -> bool:
    since = form.cleaned_data["since"]
    if meant is not None and parts.carries_already(
        meant, network=request.network, since=since, until=None
    ):
        form.add_error(None, AlreadyCarries.sentence)
    return not form.errors


def _carries(request: PageRequest, body: SupportingBody) -> HttpResponse:
    name = isolated(body.organisation.name)
    messages.success(request, _("%(name)s carries the network.") % {"name": name})
    return redirect("networks:body-list", request.network.slug)
