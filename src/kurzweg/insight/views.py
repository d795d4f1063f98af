"""What is due, a home, search, lists: from the contracts, whatever apps there are."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from kurzweg.core import as_of, findable, finders, first_steps, indicators, list_files, lists
from kurzweg.core.agenda.waiting import waiting_for
from kurzweg.core.first_steps import FirstStep
from kurzweg.core.pages import PageRequest, asks_for_part, render_page
from kurzweg.core.policy import MEMBERS, OFFICE, PUBLIC, policy
from kurzweg.core.search import find
from kurzweg.insight import milestones

SHOWN_FIRST = 7
SHOWN_MORE = 50


@policy(read=PUBLIC, is_kept=True)
def home(request: PageRequest) -> HttpResponse:
    """Show what the network is, its numbers with their evidence, and what the apps bring."""
    values = indicators.values(request.network.pk, request.viewer.today, is_public=True)
    # What a network has none of yet is no news about it.
    told = [value for value in values if value.number]
    return render_page(request, "insight/home.html", {"values": told})


@policy(read=MEMBERS)
def due(request: PageRequest) -> HttpResponse:
    """Show what waits for this person, what is due first first; seven rows, more on demand."""
    waiting = waiting_for(request.viewer)
    shown = _number(request.GET.get("shown", ""))
    return render_page(
        request,
        "insight/due.html",
        {
            "number": len(waiting),
            "items": waiting.first(shown),
            "more": min(len(waiting) - shown, SHOWN_MORE),
            "shown": shown + SHOWN_MORE,
            "steps": _first_steps(request),
            "milestone": milestones.next_of(request.network, on=request.viewer.today),
        },
        partial="items",
    )


def _first_steps(request: PageRequest) -> list[tuple[FirstStep, str]]:
    """List what an office that begins has not done yet, each with where it is done."""
    network = request.network
    if not (request.viewer.is_office and network.rule("first_steps_shown")):
        return []
    return [(step, step.url(network.slug)) for step in first_steps.left(network.pk)]


def _number(asked: str) -> int:
    """Read how many rows are asked for; odd words ask for as many as at first."""
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < len("10000")
    return max(SHOWN_FIRST, int(asked)) if is_number else SHOWN_FIRST


@policy(read=PUBLIC)
def search(request: PageRequest) -> HttpResponse:
    """Find what the apps have by words, also by parts of compounds: one kind, or the usual ones."""
    text = request.GET.get("q", "").strip()[:500]
    sources = findable.sources()
    usual = {kind: source for kind, source in sources.items() if source.is_found_unasked}
    kind = request.GET.get("kind", "")
    kinds = frozenset({kind} & set(sources) or usual)
    return render_page(
        request,
        "insight/search.html",
        {
            "text": text,
            "kind": kind,
            "kinds": [(source.kind, source.label) for source in sources.values()],
            "usual": get_text_list([str(source.label) for source in usual.values()], _("and")),
            "hits": find(request.viewer, text, kinds=kinds) if text else [],
        },
        partial="results",
    )


@policy(read=MEMBERS)
def find_anyone(request: PageRequest) -> HttpResponse:
    """Find whoever is called so or has this number; whom nobody else resembles opens at once."""
    typed = request.GET.get("q", "").strip()[:100]
    found = finders.find(request.network, request.viewer, typed)
    if len(found) == 1 and not asks_for_part(request):
        return redirect(found[0].url)
    context = {"typed": typed, "found": found, "is_long_enough": finders.is_enough(typed)}
    return render_page(request, "insight/find.html", context, partial="results")


@policy(read=OFFICE)
def list_overview(request: PageRequest) -> HttpResponse:
    """Name all lists that can be taken along, as of today or of another day."""
    ways = [(each, list_files.offered(request, each.name)) for each in lists.listings()]
    rows = sorted(
        ((str(each.label), found) for each, found in ways if found),
        key=lambda row: row[0].casefold(),
    )
    asked = as_of.asked(request.GET, today=request.viewer.today)
    return render_page(request, "insight/list_overview.html", {"rows": rows, "as_of": asked})
