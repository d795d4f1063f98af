"""The page on what a network decides for itself: deadlines, reminders, who comes first."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core.idempotency import once
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.networks import deciding
from kurzweg.networks.forms import RulesForm
from kurzweg.networks.models import Network, NetworkRule


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def rules(request: PageRequest) -> HttpResponse:
    """Show what holds by each rule, and let the office decide from when something else does."""
    network = for_editing(Network.objects.all(), request).get(pk=request.network.pk)
    form = RulesForm(request.POST if request.method == "POST" else None, network=network)
    if request.method == "POST" and settled(form, row=network):
        if form.decided:
            since = form.cleaned_data["since"]
            deciding.decide(network, form.decided, since=since, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("networks:rules", network.slug)
    return render_page(request, "networks/rules.html", {"form": form}, status=status_of(form))


@policy(write=OFFICE)
@once
def rule_withdraw(request: PageRequest, public_id: str) -> HttpResponse:
    """Take back what was to hold from a later day on."""
    mine = NetworkRule.objects.in_network(request.network).select_related("network")
    deciding.withdraw(get_object_or_404(mine, public_id=public_id), by=request.person)
    messages.success(request, _("Taken back: what holds today goes on."))
    return redirect("networks:rules", request.network.slug)
