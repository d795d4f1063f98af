"""What helps while somebody calls: names that fit what is typed, and who called, entered later."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core.idempotency import once
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.market import callers, organisations
from kurzweg.market.models import Need
from kurzweg.people.models import Organisation


@policy(read=OFFICE)
def organisation_names(request: PageRequest) -> HttpResponse:
    """Answer with the names that begin like what is typed, as options of the field."""
    written = request.GET.get("for_whom", "").strip()[:100]
    found = _organisations(request, written)
    names = organisations.labels(found, on=request.viewer.today).values()
    return _options(request, names, written=written)


@policy(read=OFFICE)
def caller_names(request: PageRequest) -> HttpResponse:
    """Answer with the persons of the organisation for which somebody calls, as options."""
    viewer = request.viewer
    written = request.GET.get("caller", "").strip()[:100]
    for_whom = request.GET.get("for_whom", "").strip()[:250]
    needs = Need.objects.visible_to(viewer).with_owner()
    need = needs.filter(public_id=request.GET.get("need", "")).first()
    found = [need.owner] if need else _organisations(request, for_whom)
    names = callers.names_at(found, network=request.network, on=viewer.today, written=written)
    return _options(request, names, written=written)


@policy(write=OFFICE)
@once
def need_enter_caller(request: PageRequest, public_id: str) -> HttpResponse:
    """Enter who called as a person of the organisation that is looking."""
    needs = Need.objects.visible_to(request.viewer).with_owner().select_related("network")
    need = get_object_or_404(needs, public_id=public_id)
    person = callers.enter(need, by=request.person)
    names = {"person": person.name, "firm": need.owner.name}
    messages.success(request, _("%(person)s is now entered at %(firm)s.") % names)
    return redirect("market:need-detail", request.network.slug, need.public_id)


def _organisations(request: PageRequest, written: str) -> list[Organisation]:
    among = organisations.spoken_for(request.viewer, network=request.network)
    return organisations.named(written, among=among, on=request.viewer.today) if written else []


def _options(request: PageRequest, names: Iterable[str], *, written: str) -> HttpResponse:
    # Browsers hide an option that does not hold what was typed: "Stuewe" is not in "Stüwe".
    options = [(name, written.casefold() in name.casefold()) for name in names]
    context = {"options": options, "written": written}
    return render_page(request, "market/name_options.html", context)
