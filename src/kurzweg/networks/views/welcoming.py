"""The steps with which a network welcomes new members, and those that are due for one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core import navigation
from kurzweg.core.idempotency import once
from kurzweg.core.keys import in_order
from kurzweg.core.opened import editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.networks import parts, welcoming
from kurzweg.networks.forms import WelcomeStepForm
from kurzweg.networks.models import Welcome, WelcomeStep
from kurzweg.networks.views.parts import locked


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def step_list(request: PageRequest) -> HttpResponse:
    """List the steps of welcome, and take in a new one."""
    network = locked(request)
    form = WelcomeStepForm(request.POST or None, instance=WelcomeStep(network=network))
    if request.method == "POST" and form.is_valid():
        parts.keep(form, by=request.person)
        messages.success(request, _("Entered."))
        return redirect("networks:step-list", network.slug)
    rows = WelcomeStep.objects.in_network(network).order_by("days", *in_order("name"), "pk")
    status = 422 if form.errors else 200
    return render_page(
        request, "networks/step_list.html", {"form": form, "rows": rows}, status=status
    )


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def step_edit(request: PageRequest, public_id: str) -> HttpResponse:
    locked(request)
    row = _step(request, public_id)
    form = WelcomeStepForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and settled(form, row=row):
        parts.keep(form, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("networks:step-list", request.network.slug)
    return render_page(
        request, "networks/step.html", {"form": form, "row": row}, status=status_of(form)
    )


@policy(write=OFFICE)
@once
def step_remove(request: PageRequest, public_id: str) -> HttpResponse:
    welcoming.drop_step(_step(request, public_id), by=request.person)
    messages.success(request, _("Taken from the list. What is due for members stays due."))
    return redirect("networks:step-list", request.network.slug)


@policy(write=OFFICE)
@once
def welcome_done(request: PageRequest, public_id: str) -> HttpResponse:
    """Tick a step off where it is due."""
    welcoming.tick(_welcome(request, public_id), is_done=True, by=request.person)
    messages.success(request, _("Done."))
    return redirect(navigation.address(navigation.Slot.START, request.network.slug))


@policy(write=OFFICE)
@once
def welcome_tick(request: PageRequest, public_id: str) -> HttpResponse:
    """Tick a step off on the page of the membership, or take the tick back."""
    welcome = _welcome(request, public_id)
    welcoming.tick(welcome, is_done="done" in request.POST, by=request.person)
    return redirect("networks:membership-edit", request.network.slug, welcome.membership.public_id)


def _step(request: PageRequest, public_id: str) -> WelcomeStep:
    rows = WelcomeStep.objects.in_network(request.network).select_related("network")
    return get_object_or_404(rows, public_id=public_id)


def _welcome(request: PageRequest, public_id: str) -> Welcome:
    rows = Welcome.objects.visible_to(request.viewer).select_related("membership", "network")
    return get_object_or_404(rows, public_id=public_id)
