"""Of whom nothing was heard for long, for the office alone."""

from __future__ import annotations

from django.http import HttpResponse

from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.networks import silence


@policy(read=OFFICE)
def silent_list(request: PageRequest) -> HttpResponse:
    """List members of which nothing was heard for long, and what they did last."""
    network, today = request.network, request.viewer.today
    context = {
        "silent": silence.silent(network, on=today),
        "counts": silence.counts(),
        "since": silence.begins(network, on=today),
    }
    return render_page(request, "networks/silent_list.html", context)
