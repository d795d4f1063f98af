"""What a firm's own people see of it beside its page: what is known, and how one leaves."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core import audit
from kurzweg.core.idempotency import once
from kurzweg.core.languages import isolated
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import ACTORS, MEMBERS, policy
from kurzweg.networks import acting, known, leaving
from kurzweg.people.models import Organisation


@policy(read=ACTORS)
def organisation_known(request: PageRequest, public_id: str) -> HttpResponse:
    """Show whoever is responsible for an entry all that the network knows of the firm."""
    organisation = get_object_or_404(acting.staffed_by(request.viewer), public_id=public_id)
    found = known.known_of(organisation, request.viewer)
    context = {"organisation": organisation, "known": found}
    return render_page(request, "networks/organisation_known.html", context)


@policy(write=ACTORS)
def organisation_known_export(request: PageRequest, public_id: str) -> HttpResponse:
    """Hand out the same for other programs."""
    organisation = get_object_or_404(acting.staffed_by(request.viewer), public_id=public_id)
    found = known.known_of(organisation, request.viewer)
    # In the name of the firm: what strangers see did not change, so the ledger hears nothing.
    audit.record(request.person, "took along", by=request.person)
    written = {"network": request.network.name, "organisation": organisation.name}
    body = json.dumps(written | found.written(), ensure_ascii=False, indent=2)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="firma.json"'
    return response


@policy(read=MEMBERS, write=MEMBERS)
@once
def organisation_leave(request: PageRequest, public_id: str) -> HttpResponse:
    """Let somebody say that she no longer works for a firm."""
    mine = Organisation.objects.filter(pk__in=request.viewer.organisation_ids)
    organisation = get_object_or_404(mine, public_id=public_id)
    person, network = request.person, request.network
    if request.method == "POST":
        if not leaving.positions_of(person, organisation, network).exists():
            raise Http404
        was_last = leaving.leave(person, organisation, network=network)
        says = _("You no longer act for %(firm)s. Thank you for your time.")
        messages.success(request, says % {"firm": isolated(organisation.name)})
        if was_last:
            messages.info(
                request,
                _("Nobody there is responsible for the entry now: the office looks after it."),
            )
        return redirect("networks:organisation-detail", network.slug, public_id)
    context = {
        "organisation": organisation,
        "is_last": leaving.is_last_admin(person, organisation, network),
    }
    return render_page(request, "networks/organisation_leave.html", context)
