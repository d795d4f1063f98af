"""Offers: what an organisation can do."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core.idempotency import once
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, paginate, render_page
from kurzweg.core.policy import ACTORS, PUBLIC, policy
from kurzweg.market import actions, organisations, proposals
from kurzweg.market.forms import AbilityForm, OfferForm
from kurzweg.market.forms.offers import facts_of
from kurzweg.market.models import Offer
from kurzweg.market.models.visibility import belongs_to
from kurzweg.networks.models import Membership
from kurzweg.people.models import Organisation


@policy(read=PUBLIC, is_kept=True)
def offer_list(request: PageRequest, public_id: str) -> HttpResponse:
    """Show what one organisation can do, as far as this viewer may see it.

    Like a firm's own page, it opens for the office before the firm belongs and after it has left.
    """
    viewer = request.viewer
    here = belongs_to(request.network.pk, on=viewer.today)
    if viewer.is_office:
        here |= Q(memberships__in=Membership.objects.visible_to(viewer))
    organisation = get_object_or_404(
        Organisation.objects.filter(here).distinct(), public_id=public_id
    )
    offers = Offer.objects.visible_to(viewer).on_offer().filter(organisation=organisation)
    kept = organisations.kept_by(viewer, network=request.network)
    return render_page(
        request,
        "market/offer_list.html",
        {
            "organisation": organisation,
            "page": paginate(request, offers.order_by("-is_core", "title", "pk")),
            "may_edit": kept.contains(organisation),
        },
    )


@policy(read=ACTORS, write=ACTORS)
@once
def offer_new(request: PageRequest, public_id: str) -> HttpResponse:
    """Take down what a firm can do in its own words, propose the facts, then publish them."""
    kept = organisations.kept_by(request.viewer, network=request.network)
    organisation = get_object_or_404(kept, public_id=public_id)
    if request.method != "POST":
        return _new_page(request, organisation, AbilityForm())
    if "title" not in request.POST:
        form = AbilityForm(request.POST)
        if not form.is_valid():
            return _new_page(request, organisation, form, status=422)
        text = form.cleaned_data["text"]
        proposal = proposals.of_offer(text, today=request.viewer.today)
        facts_form = OfferForm(initial={"text": text, **proposal.fields})
        return _facts_page(request, organisation, facts_form, words=proposal.words)
    facts_form = OfferForm(request.POST)
    if not facts_form.is_valid():
        return _facts_page(request, organisation, facts_form, status=422)
    actions.add_offer(
        network=request.network,
        organisation=organisation,
        by=request.person,
        facts=facts_form.facts(),
    )
    messages.success(request, _("Entered. From now on this is found."))
    return redirect("market:offer-list", request.network.slug, public_id)


@policy(read=ACTORS, write=ACTORS)
@editing
def offer_edit(request: PageRequest, public_id: str) -> HttpResponse:
    offer = _editable(request, public_id)
    form = OfferForm(request.POST if request.method == "POST" else None, initial=facts_of(offer))
    if request.method != "POST" or not settled(form, row=offer):
        status = status_of(form)
        return _facts_page(request, offer.organisation, form, offer=offer, status=status)
    actions.revise_offer(offer, by=request.person, facts=form.changes)
    messages.success(request, _("The changes are saved."))
    return redirect("market:offer-list", request.network.slug, offer.organisation.public_id)


@policy(write=ACTORS)
@once
@editing
def offer_withdraw(request: PageRequest, public_id: str) -> HttpResponse:
    offer = actions.withdraw_offer(_editable(request, public_id), by=request.person)
    messages.success(request, _("Taken back. From now on nobody finds this."))
    return redirect("market:offer-list", request.network.slug, offer.organisation.public_id)


def _editable(request: PageRequest, public_id: str) -> Offer:
    offers = Offer.objects.editable_by(request.viewer).select_related("organisation")
    offers = for_editing(offers.filter(withdrawn_at=None), request)
    return get_object_or_404(offers, public_id=public_id)


def _new_page(
    request: PageRequest, organisation: Organisation, form: AbilityForm, *, status: int = 200
) -> HttpResponse:
    context = {"organisation": organisation, "form": form}
    return render_page(request, "market/offer_new.html", context, status=status)


def _facts_page(
    request: PageRequest,
    organisation: Organisation,
    form: OfferForm,
    *,
    offer: Offer | None = None,
    words: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"organisation": organisation, "form": form, "offer": offer, "words": words or {}}
    return render_page(request, "market/offer_edit.html", context, status=status)
