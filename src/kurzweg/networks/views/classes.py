"""The classes of members that a network knows."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core.idempotency import once
from kurzweg.core.keys import in_order
from kurzweg.core.languages import isolated
from kurzweg.core.opened import editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.networks import classes, parts
from kurzweg.networks.forms import ClassForm
from kurzweg.networks.models import MembershipClass
from kurzweg.networks.views.parts import locked


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def class_list(request: PageRequest) -> HttpResponse:
    """List the classes of members, and take in a new one."""
    rows = MembershipClass.objects.in_network(locked(request))
    last = rows.order_by("-order", "-pk").first()
    new = MembershipClass(network=request.network, order=last.order + 1 if last else 1)
    form = ClassForm(request.POST or None, instance=new)
    if request.method == "POST" and form.is_valid():
        parts.keep(form, by=request.person)
        messages.success(request, _("Entered."))
        return redirect("networks:class-list", request.network.slug)
    return render_page(
        request,
        "networks/class_list.html",
        {"form": form, "rows": rows.order_by("order", *in_order("name"), "pk")},
        status=422 if form.errors else 200,
    )


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def class_edit(request: PageRequest, public_id: str) -> HttpResponse:
    """Let the office change a class; whoever is in it stays in it."""
    locked(request)
    row = _class(request, public_id)
    form = ClassForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and settled(form, row=row):
        parts.keep(form, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("networks:class-list", request.network.slug)
    return render_page(
        request,
        "networks/class.html",
        {"form": form, "row": row, "is_used": row.terms.exists()},
        status=status_of(form),
    )


@policy(write=OFFICE)
@once
def class_remove(request: PageRequest, public_id: str) -> HttpResponse:
    """Take away a class that was entered by mistake."""
    row = _class(request, public_id)
    name = {"name": isolated(row.name)}
    if classes.drop(row, by=request.person):
        messages.success(request, _("%(name)s is taken away.") % name)
    else:
        says = _("Somebody is or was in %(name)s. Give it a last day instead.")
        messages.error(request, says % name)
    return redirect("networks:class-list", request.network.slug)


def _class(request: PageRequest, public_id: str) -> MembershipClass:
    rows = MembershipClass.objects.in_network(request.network).select_related("network")
    return get_object_or_404(rows, public_id=public_id)
