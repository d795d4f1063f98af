"""The list of networks, the colours of one, its organisations."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from kurzweg.core import findable
from kurzweg.core.colours import theme_css
from kurzweg.core.idempotency import once
from kurzweg.core.pages import PageRequest, paginate, render_page
from kurzweg.core.policy import MEMBERS, OFFICE, PUBLIC, policy
from kurzweg.networks import actions
from kurzweg.networks.models import Membership, Network


@policy(read=PUBLIC, scope="installation")
def installation_home(request: PageRequest) -> HttpResponse:
    return render_page(
        request, "networks/installation_home.html", {"networks": Network.objects.order_by("name")}
    )


@policy(read=PUBLIC, is_cacheable=True)
def theme(request: PageRequest) -> HttpResponse:
    """Answer with the network's colours as a style sheet: the CSP forbids inline styles."""
    network = request.network
    css = theme_css(network.accent, dark=network.accent_dark)
    response = HttpResponse(css, content_type="text/css")
    patch_cache_control(response, public=True, max_age=3600)
    return response


@policy(read=PUBLIC)
def organisation_list(request: PageRequest) -> HttpResponse:
    members = (
        Membership.objects.visible_to(request.viewer)
        .active(request.viewer.today)
        .with_organisation()
    )
    page = paginate(request, members.order_by("organisation__name", "pk"))
    return render_page(
        request, "networks/organisation_list.html", {"page": page}, partial="results"
    )


@policy(read=PUBLIC)
def organisation_detail(request: PageRequest, public_id: str) -> HttpResponse:
    membership = get_object_or_404(
        Membership.objects.visible_to(request.viewer)
        .active(request.viewer.today)
        .with_organisation(),
        organisation__public_id=public_id,
    )
    return render_page(
        request,
        "networks/organisation_detail.html",
        {
            "membership": membership,
            "organisation": membership.organisation,
            "offers": findable.of_organisation(
                request.viewer, kind="offer", organisation_id=membership.organisation_id
            ),
        },
    )


@policy(write=OFFICE)
@once
def membership_admit(request: PageRequest, public_id: str) -> HttpResponse:
    membership = get_object_or_404(
        Membership.objects.visible_to(request.viewer), public_id=public_id
    )
    actions.admit(membership, by=request.person)
    messages.success(
        request, _("%(name)s is a member from today.") % {"name": membership.organisation.name}
    )
    return redirect("insight:due", request.network.slug)


@policy(read=MEMBERS)
def standing(request: PageRequest) -> HttpResponse:
    """Show somebody as what she may act here, and since when and why."""
    return render_page(request, "networks/standing.html", {"reasons": request.viewer.reasons})
