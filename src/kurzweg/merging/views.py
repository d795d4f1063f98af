"""Doubles: likely pairs, a merge with its preview, and the way back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kurzweg.core import taking_out
from kurzweg.core.idempotency import once
from kurzweg.core.languages import isolated
from kurzweg.core.pages import PER_PAGE, PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.merging import actions, likely, moving, since
from kurzweg.merging.errors import AlreadyMerged, KnownElsewhere
from kurzweg.merging.forms import ValuesForm
from kurzweg.merging.models import Merge
from kurzweg.merging.snapshots import state
from kurzweg.networks import doubles
from kurzweg.people.models import Organisation


@policy(read=OFFICE)
def double_list(request: PageRequest) -> HttpResponse:
    """List the entries that are likely one, and what was merged."""
    pairs = Paginator(likely.in_network(request.network), PER_PAGE)
    merges = Merge.objects.visible_to(request.viewer).select_related("kept")
    context = {
        "page": pairs.get_page(request.GET.get("page")),
        "merges": since.with_way_back(merges.order_by("-merged_at", "-pk")[:PER_PAGE]),
    }
    return render_page(request, "merging/double_list.html", context)


@policy(read=OFFICE, write=OFFICE)
@once
def merge(request: PageRequest, public_id: str, other_id: str) -> HttpResponse:
    """Show what becomes of two entries that are one, and merge them when it was seen."""
    kept, other = _both(request, public_id, other_id)
    form = ValuesForm(request.POST or None, kept=kept, other=other)
    seen = state(kept, []) + state(other, [])
    is_other = request.method == "POST" and request.POST.get("seen") != seen
    if request.method == "POST" and form.is_valid() and not is_other:
        actions.merge(kept, other, values=form.values, network=request.network, by=request.person)
        names = {"other": isolated(other.name), "kept": isolated(kept.name)}
        messages.success(request, _("%(other)s is now part of %(kept)s.") % names)
        return redirect("networks:organisation-detail", request.network.slug, kept.public_id)
    context = {
        "kept": kept,
        "other": other,
        "form": form,
        "parts": taking_out.going(other).parts,
        "hindrance": _hindrance(kept, other, request),
        "seen": seen,
        "is_other": is_other,
    }
    status = 409 if is_other else 422 if form.errors else 200
    return render_page(request, "merging/merge.html", context, status=status)


@policy(write=OFFICE)
@require_POST
def tell_apart(request: PageRequest, public_id: str, other_id: str) -> HttpResponse:
    """Remember that two entries are not the same."""
    one, other = _both(request, public_id, other_id)
    actions.tell_apart(one, other, network=request.network, by=request.person)
    messages.success(request, _("These two are not shown again."))
    return redirect("merging:double-list", request.network.slug)


@policy(write=OFFICE)
@require_POST
def unmerge(request: PageRequest, public_id: str) -> HttpResponse:
    """Make two entries of one again."""
    done = get_object_or_404(Merge.objects.visible_to(request.viewer), public_id=public_id)
    other = actions.unmerge(done, by=request.person)
    messages.success(
        request, _("%(name)s is an entry of its own again.") % {"name": isolated(other.name)}
    )
    return redirect("merging:double-list", request.network.slug)


def _both(request: PageRequest, public_id: str, other_id: str) -> tuple[Organisation, Organisation]:
    """Find two entries that the network knows; one that was merged already is told of."""
    known = doubles.known_to(request.network)
    found = {each.public_id: each for each in known.filter(public_id__in=(public_id, other_id))}
    if public_id in found and other_id in found and public_id != other_id:
        return found[public_id], found[other_id]
    merges = Merge.objects.visible_to(request.viewer).standing()
    if merges.filter(merged_public_id__in=(public_id, other_id)).exists():
        raise AlreadyMerged
    raise Http404


def _hindrance(kept: Organisation, other: Organisation, request: PageRequest) -> str:
    """Say beforehand what keeps two entries from being merged."""
    if not actions.runs_all_offices(kept, other, by=request.person):
        return str(KnownElsewhere.sentence)
    twin = moving.held_by_both(kept, other)
    return moving.sentence_of(twin) if twin else ""
