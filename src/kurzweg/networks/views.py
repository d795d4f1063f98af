"""The list of networks, the colours of one, its organisations."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control

from kurzweg.core.colours import theme_css
from kurzweg.core.pages import PageRequest, paginate, render_page
from kurzweg.core.policy import PUBLIC, policy
from kurzweg.networks.models import Membership, Network


@policy(read=PUBLIC, scope="installation")
def installation_home(request: PageRequest) -> HttpResponse:
    return render_page(
        request, "networks/installation_home.html", {"networks": Network.objects.order_by("name")}
    )


@policy(read=PUBLIC)
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
        {"membership": membership, "organisation": membership.organisation},
    )
