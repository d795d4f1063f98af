"""What is due, the home of a network, search: from the contracts, whatever apps there are."""

from __future__ import annotations

from django.http import HttpResponse

from kurzweg.core import agenda, indicators
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import MEMBERS, PUBLIC, policy
from kurzweg.core.search import find
from kurzweg.insight import milestones

SEARCHABLE = ("organisation", "need", "offer")


@policy(read=PUBLIC)
def home(request: PageRequest) -> HttpResponse:
    """Show what the network is, its numbers with their evidence, and what the apps bring."""
    values = indicators.values(request.network.pk, request.viewer.today, is_public=True)
    return render_page(request, "insight/home.html", {"values": values})


@policy(read=MEMBERS)
def due(request: PageRequest) -> HttpResponse:
    """Show what waits for this person, what is due first first."""
    return render_page(
        request,
        "insight/due.html",
        {
            "items": agenda.for_viewer(request.viewer),
            "milestone": milestones.next_of(request.network, on=request.viewer.today),
        },
        partial="items",
    )


@policy(read=PUBLIC)
def search(request: PageRequest) -> HttpResponse:
    """Find organisations, needs and offers by words, also by parts of compounds."""
    text = request.GET.get("q", "").strip()[:500]
    kind = request.GET.get("kind", "")
    kinds = frozenset({kind} if kind in SEARCHABLE else {"organisation", "need"})
    hits = find(request.viewer, text, kinds=kinds) if text else []
    return render_page(
        request,
        "insight/search.html",
        {"text": text, "kind": kind, "hits": hits},
        partial="results",
    )
