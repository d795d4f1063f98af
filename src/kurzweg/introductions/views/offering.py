"""The other way round: a member who sees a need says "we can do this"."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kurzweg.core.idempotency import once
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import MEMBERS, policy
from kurzweg.introductions import actions
from kurzweg.introductions.forms import OfferForm
from kurzweg.introductions.models import QUESTION, Introduction
from kurzweg.market.models import Need
from kurzweg.people.models import Organisation


@policy(read=MEMBERS, write=MEMBERS)
@once
def introduction_offer(request: PageRequest, need: str) -> HttpResponse:
    """Say for the own firm that it can do what somebody else looks for."""
    wanted = _need(request, need)
    firms = _firms(request)
    if request.method == "GET" and (way := _instead(request, wanted, firms=firms)):
        return redirect(way)
    form = OfferForm(request.POST if request.method == "POST" else None, firms=firms)
    if form.is_valid():
        introduction = actions.offer(
            wanted,
            organisation=form.cleaned_data.get("firm") or firms[0],
            sentence=form.cleaned_data["sentence"],
            by=request.person,
        )
        messages.success(request, _what_happens(request, introduction))
        return redirect("market:need-detail", request.network.slug, wanted.public_id)
    until = actions.last_day(wanted, on=request.viewer.today)
    context = {"need": wanted, "form": form, "until": until}
    status = 422 if form.errors else 200
    return render_page(request, "introductions/introduction_offer.html", context, status=status)


def _need(request: PageRequest, public_id: str) -> Need:
    """Find a need that the viewer sees; the office chooses a firm from its list instead."""
    if request.viewer.is_office:
        raise Http404
    needs = Need.objects.visible_to(request.viewer).with_owner().select_related("network")
    return get_object_or_404(needs, public_id=public_id)


def _firms(request: PageRequest) -> QuerySet[Organisation]:
    """Name for whom the viewer can say it."""
    mine = Organisation.objects.filter(pk__in=request.viewer.organisation_ids)
    if not mine:
        raise Http404
    return mine.order_by("name_key", "pk")


def _instead(request: PageRequest, need: Need, *, firms: QuerySet[Organisation]) -> str:
    """Say where to look instead: each of the viewer's firms has one, or nobody can offer it."""
    mine = Introduction.objects.visible_to(request.viewer).filter(need=need)
    known = {each.organisation_id: each for each in mine.order_by("pk")}
    if all(firm.pk in known for firm in firms):
        here = [request.network.slug, known[firms[0].pk].public_id]
        return reverse("introductions:detail", args=here)
    is_own = need.owner_id in request.viewer.organisation_ids
    if is_own or not need.is_open_on(request.viewer.today):
        return reverse("market:need-detail", args=[request.network.slug, need.public_id])
    return ""


def _what_happens(request: PageRequest, introduction: Introduction) -> str:
    firm = {"firm": introduction.asked.name}
    if introduction.is_waiting_with_office:
        return _("Your offer is with the office: contact with %(firm)s goes through it.") % firm
    if request.network.holds_back(QUESTION):
        return (
            _("The question to %(firm)s is ready. It goes out as soon as the office releases it.")
            % firm
        )
    return _("%(firm)s has been asked whether they want to talk to you.") % firm
