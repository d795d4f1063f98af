"""The list of networks, the colours of one, its settings, what somebody may do there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from kurzweg.core import navigation, outbox
from kurzweg.core.colours import theme_css
from kurzweg.core.idempotency import once
from kurzweg.core.keys import in_order
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import MEMBERS, OFFICE, PUBLIC, policy
from kurzweg.networks import actions
from kurzweg.networks.forms import NetworkForm
from kurzweg.networks.models import Network
from kurzweg.networks.roles import networks_of


@policy(read=PUBLIC, scope="installation")
def installation_home(request: PageRequest) -> HttpResponse:
    """Lead to the one network there is a choice of, or show them all."""
    own = networks_of(request.person, on=request.viewer.today) if request.person else []
    if len(own) == 1:
        return redirect(navigation.address(navigation.Slot.START, own[0].slug))
    networks = list(Network.objects.filter(ends_at=None).order_by(*in_order("name"), "pk"))
    if len(networks) == 1:
        return redirect(navigation.address(navigation.Slot.FRONT, networks[0].slug))
    return render_page(request, "networks/installation_home.html", {"networks": networks})


@policy(read=PUBLIC, is_cacheable=True)
def theme(request: PageRequest) -> HttpResponse:
    """Answer with the network's colours as a style sheet: the CSP forbids inline styles."""
    network = request.network
    css = theme_css(network.accent, dark=network.accent_dark)
    response = HttpResponse(css, content_type="text/css")
    patch_cache_control(response, public=True, max_age=3600)
    return response


@policy(read=MEMBERS)
def standing(request: PageRequest) -> HttpResponse:
    """Show somebody as what she may act here, and since when and why."""
    return render_page(request, "networks/standing.html", {"reasons": request.viewer.reasons})


@policy(read=OFFICE)
def settings(request: PageRequest) -> HttpResponse:
    """Lead the office to all that belongs to the network, in the order in which it is needed."""
    return render_page(
        request,
        "networks/settings.html",
        {
            "held": outbox.held_mails(request.network.pk).count(),
            "waiting": outbox.waiting_mails(request.network.pk).count(),
        },
    )


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def presentation(request: PageRequest) -> HttpResponse:
    """Let the office say what the network is called, how it looks and from where it writes."""
    network = for_editing(Network.objects.all(), request).get(pk=request.network.pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = NetworkForm(*sent, instance=network)
    if request.method == "POST" and settled(form, row=network):
        actions.describe(form, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("networks:presentation", request.network.slug)
    if status_of(form) != 200:
        form.keep_logo()
    return render_page(
        request, "networks/presentation.html", {"form": form}, status=status_of(form)
    )
