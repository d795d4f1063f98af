"""The page on what a network has learned, and its buttons."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core.idempotency import once
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.learning import actions, feedback, picture
from kurzweg.market import weights
from kurzweg.market.models import RankingProfile


@policy(read=OFFICE)
def weights_shown(request: PageRequest) -> HttpResponse:
    """Show what firms are ordered by, what answers would change, and the ways back."""
    network, goal = request.network, actions.goal_of(request.network)
    missing = actions.missing_answers(network, feedback.of(network))
    return render_page(
        request,
        "learning/weights.html",
        {
            "standing": picture.standing(request.viewer),
            "missing": missing,
            "new_answers": goal - missing,
            "goal": goal,
            "is_small_first": network.rule("small_firms_first"),
        },
    )


@policy(write=OFFICE)
@once
def weights_adopt(request: PageRequest, version: str) -> HttpResponse:
    """Order by these weights from now on."""
    weights.adopt(_profile(request, version), by=request.person)
    messages.success(request, _("From now on firms are ordered by these weights."))
    return redirect("learning:weights", request.network.slug)


@policy(write=OFFICE)
@once
def weights_set_aside(request: PageRequest, version: str) -> HttpResponse:
    """Leave everything as it is."""
    weights.set_aside(_profile(request, version), by=request.person)
    messages.success(request, _("Everything stays as it is."))
    return redirect("learning:weights", request.network.slug)


@policy(write=OFFICE)
@once
def small_firms_first(request: PageRequest) -> HttpResponse:
    """Switch on or off that of firms that fit equally well the small one comes first."""
    is_on = "on" in request.POST
    weights.put_small_firms_first(request.network, is_on=is_on, by=request.person)
    messages.success(
        request,
        _("Where two firms fit equally well, the smaller one comes first.")
        if is_on
        else _("The size of a firm plays no part from now on."),
    )
    return redirect("learning:weights", request.network.slug)


def _profile(request: PageRequest, version: str) -> RankingProfile:
    return get_object_or_404(weights.usable(request.network.pk), version=version)
