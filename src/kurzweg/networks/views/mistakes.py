"""An entry made by mistake: what hangs on it is shown, then it is taken out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core import taking_out
from kurzweg.core.idempotency import once
from kurzweg.core.languages import isolated
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.core.taking_out import Going
from kurzweg.networks import mistakes
from kurzweg.networks.models import Membership
from kurzweg.people.models import Organisation


@policy(read=OFFICE, write=OFFICE)
@once
def organisation_take_out(request: PageRequest, public_id: str) -> HttpResponse:
    """Show all that hangs on an entry made by mistake, and delete it when it was seen."""
    memberships = Membership.objects.visible_to(request.viewer)
    known = Organisation.objects.filter(pk__in=memberships.values("organisation"))
    organisation = get_object_or_404(known, public_id=public_id)
    if request.method != "POST":
        return _page(request, organisation)
    seen = str(request.POST.get("seen", ""))
    more = mistakes.take_out(organisation, network=request.network, seen=seen, by=request.person)
    if more is not None:
        return _page(request, organisation, more=more)
    name = isolated(organisation.name)
    messages.success(request, _("%(name)s was taken out.") % {"name": name})
    return redirect("networks:organisation-list", request.network.slug)


def _page(
    request: PageRequest, organisation: Organisation, *, more: Going | None = None
) -> HttpResponse:
    """Draw what keeps the entry, or what goes with it; `more`: it is not what was seen."""
    kept_by = taking_out.hindrances(organisation, network_id=request.network.pk)
    going = None if kept_by else more or mistakes.going_with(organisation, network=request.network)
    latest = Membership.objects.visible_to(request.viewer).latest_of_each()
    context = {
        "organisation": organisation,
        "membership": latest.get(organisation=organisation),
        "hindrances": kept_by,
        "going": going,
        "is_other": more is not None,
    }
    status = 409 if more is not None else 200
    return render_page(request, "networks/organisation_take_out.html", context, status=status)
