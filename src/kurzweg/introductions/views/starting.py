"""From a match to a letter: the first click opens it, the second sends it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core.idempotency import once
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import MEMBERS, policy
from kurzweg.introductions import actions, letters
from kurzweg.introductions.forms import LetterForm
from kurzweg.introductions.models import QUESTION, InitiatedAs, Introduction
from kurzweg.introductions.recipients import (
    Recipient,
    out_of_reach,
    recipient_at,
    seeker_of,
    whose_details,
)
from kurzweg.market.models import Match, Need, Offer
from kurzweg.people.models import Organisation


@policy(read=MEMBERS, write=MEMBERS)
@once
def introduction_start(request: PageRequest, need: str, offer: str) -> HttpResponse:
    """Show the letter that stands ready, and send it."""
    wanted = _need(request, need)
    found = _offer(request, offer, need=wanted)
    introduction = _standing_in_the_way(request, wanted, organisation=found.organisation)
    if request.method == "GET" and introduction is not None:
        return redirect("introductions:detail", request.network.slug, introduction.public_id)
    to = recipient_at(found.organisation, network=request.network, on=request.viewer.today)
    letter = _draft(request, wanted, offer=found, to=to)
    form = LetterForm(request.POST) if request.method == "POST" else LetterForm.showing(letter)
    if form.is_valid():
        return _send(request, wanted, offer=found, form=form)
    seeker = seeker_of(wanted, network=request.network, on=request.viewer.today)
    context = {
        "need": wanted,
        "offer": found,
        "to": to,
        "address": _address(request, organisation=found.organisation, to=to),
        "until": actions.last_day(wanted, on=request.viewer.today),
        "why_language": letters.why_in(wanted, to=to or _the_firm(found.organisation)),
        "form": form,
        "out_of_reach": out_of_reach(seeker),
        "whose_details": whose_details(seeker, firm=found.organisation),
        "no_address": _no_address(found.organisation),
    }
    status = 422 if form.errors else 200
    return render_page(request, "introductions/introduction_start.html", context, status=status)


def _standing_in_the_way(
    request: PageRequest, need: Need, *, organisation: Organisation
) -> Introduction | None:
    """Find the one that is shown instead: a running one; to who is looking, any at all."""
    rows = Introduction.objects.visible_to(request.viewer).filter(
        need=need, organisation=organisation
    )
    return (rows.open() if request.viewer.is_office else rows).order_by("-pk").first()


def _send(request: PageRequest, need: Need, *, offer: Offer, form: LetterForm) -> HttpResponse:
    introduction = actions.introduce(
        need,
        organisation=offer.organisation,
        offer=offer,
        letter=form.letter,
        by=request.person,
        initiated_as=_initiated_as(request),
    )
    messages.success(request, _what_happens(request, introduction))
    return redirect("market:need-detail", request.network.slug, need.public_id)


def _need(request: PageRequest, public_id: str) -> Need:
    needs = Need.objects.editable_by(request.viewer).askable(request.viewer.today).with_owner()
    return get_object_or_404(needs.select_related("network"), public_id=public_id)


def _offer(request: PageRequest, public_id: str, *, need: Need) -> Offer:
    """Find the offer: anybody's for the office, one that the need's page lists for others."""
    offers = Offer.objects.in_network(request.viewer).current(request.viewer.today)
    if not request.viewer.is_office:
        matches = Match.objects.visible_to(request.viewer).filter(need=need)
        offers = offers.filter(pk__in=matches.newest().ranked().values("offer"))
    return get_object_or_404(offers.with_organisation(), public_id=public_id)


def _draft(
    request: PageRequest, need: Need, *, offer: Offer, to: Recipient | None
) -> letters.Letter:
    organisation = offer.organisation
    return letters.draft(
        need,
        offer=offer if offer.is_shown_to(request.viewer) else None,
        to=to or _the_firm(organisation),
        by=request.person,
        initiated_as=_initiated_as(request),
    )


def _the_firm(organisation: Organisation) -> Recipient:
    return Recipient(organisation, None, organisation.email)


def _address(
    request: PageRequest, *, organisation: Organisation, to: Recipient | None
) -> list[str]:
    """Write the address of the letter: to the office with the name, else without it."""
    if request.viewer.is_office:
        return list(dict.fromkeys([organisation.name, to.name if to else organisation.name]))
    return [organisation.name, _("to whoever is responsible there")]


def _no_address(organisation: Organisation) -> str:
    """Say why there is no letter, and what helps: a call, or an address in the firm's entry."""
    if organisation.phone:
        return _(
            "We have no address where this firm wants to be asked. Please call: %(phone)s. If "
            "you enter a mail address or a person of the firm, the letter stands ready here."
        ) % {"phone": organisation.phone}
    return _(
        "We have no address where this firm wants to be asked, and no phone number. If you enter a "
        "mail address or a person of the firm, the letter stands ready here."
    )


def _initiated_as(request: PageRequest) -> InitiatedAs:
    return InitiatedAs.OFFICE if request.viewer.is_office else InitiatedAs.SEEKER


def _what_happens(request: PageRequest, introduction: Introduction) -> str:
    firm = introduction.organisation.name
    if introduction.is_waiting_with_office:
        return _("Your letter is with the office: contact with %(firm)s goes through it.") % {
            "firm": firm
        }
    if request.network.holds_back(QUESTION):
        return _(
            "The letter to %(firm)s is ready. It goes out as soon as the office releases it."
        ) % {"firm": firm}
    if request.viewer.is_office:
        asked = introduction.asked_person
        return _("The letter is on its way to %(name)s.") % {"name": asked.name if asked else firm}
    return _("Your letter is on its way to %(firm)s, to whoever is responsible there.") % {
        "firm": firm
    }
