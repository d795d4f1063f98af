"""Who reads what of an entry: chosen by its owner, and looked at with the eyes of others."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core import audit
from kurzweg.core.idempotency import once
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import ACTORS, policy
from kurzweg.networks import acting, showing, visible_fields
from kurzweg.networks.forms import ShownForm
from kurzweg.networks.showing import As
from kurzweg.networks.views.organisations import belongs, page_of
from kurzweg.people.models import Organisation


@policy(read=ACTORS, write=ACTORS)
@once
@editing
def organisation_shown(request: PageRequest, public_id: str) -> HttpResponse:
    """Let whoever is responsible for an entry choose who reads which line of it."""
    rows = for_editing(acting.staffed_by(request.viewer), request)
    organisation = get_object_or_404(rows, public_id=public_id)
    network = request.network
    decisions = visible_fields.decided(
        [organisation.pk], on=request.viewer.today, network_id=network.pk
    )
    form = ShownForm(
        request.POST if request.method == "POST" else None,
        decisions=decisions,
        network_id=network.pk,
        organisation=organisation,
    )
    if request.method == "POST" and settled(form, row=organisation):
        if form.decided:
            showing.show(organisation, form.decided, network=network, by=request.person)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("networks:organisation-shown", network.slug, public_id)
    last = audit.history(organisation).filter(action="shown").first()
    context = {
        "form": form,
        "organisation": organisation,
        "last": last,
        "last_by": audit.name_of(last, viewer=request.viewer) if last else "",
        "eyes": _eyes(request, organisation),
    }
    return render_page(request, "networks/organisation_shown.html", context, status=status_of(form))


@policy(read=ACTORS)
def organisation_shown_to(request: PageRequest, public_id: str, who: str) -> HttpResponse:
    """Show the page of an organisation as somebody else sees it."""
    organisation = get_object_or_404(acting.staffed_by(request.viewer), public_id=public_id)
    eyes = dict(_eyes(request, organisation))
    if who not in eyes:
        raise Http404
    request.viewer = showing.seen_as(request.viewer, As(who), organisation)
    more = {"says": showing.SAYS[As(who)], "eyes": eyes.items(), "who": who}
    return page_of(request, public_id, "networks/organisation_shown_to.html", more)


def _eyes(request: PageRequest, organisation: Organisation) -> list[tuple[str, str]]:
    """Name those as whom an owner may look: nobody, before the firm belongs to the network."""
    if not belongs(organisation, request):
        return []
    is_in_one = bool(visible_fields.sections_of([organisation.pk], request.viewer))
    return [(str(who), str(showing.LABELS[who])) for who in As if is_in_one or who != As.SECTION]
