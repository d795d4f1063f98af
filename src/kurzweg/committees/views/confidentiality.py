"""What a committee keeps to itself: the text, who has confirmed it, confirming and withdrawing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kurzweg.committees import seats
from kurzweg.committees.actions import confidentiality
from kurzweg.committees.forms import DeclarationForm
from kurzweg.core.idempotency import once
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import MEMBERS, OFFICE, policy
from kurzweg.networks.models import Committee


@policy(read=MEMBERS)
def confidentiality_detail(request: PageRequest, public_id: str) -> HttpResponse:
    """Show the text, who has confirmed it and who has not."""
    committee = _attended(request, public_id)
    return _page(request, committee, DeclarationForm())


@policy(write=OFFICE)
@once
def confidentiality_declare(request: PageRequest, public_id: str) -> HttpResponse:
    """Let a new text hold from today on; everybody is asked to confirm it."""
    committee = _attended(request, public_id)
    form = DeclarationForm(request.POST)
    if not form.is_valid():
        return _page(request, committee, form, status=422)
    confidentiality.declare(committee, form.cleaned_data["text"], by=request.person)
    messages.success(request, _("The text holds from today on; everybody is asked by mail."))
    _warn(request, committee)
    return _back(request, committee)


@policy(write=OFFICE)
@once
def confidentiality_ask(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask once more whoever has not confirmed."""
    committee = _attended(request, public_id)
    asked = confidentiality.ask(committee, by=request.person)
    said = ngettext(
        "%(count)s person is asked by mail.", "%(count)s persons are asked by mail.", asked
    )
    messages.success(request, said % {"count": asked})
    _warn(request, committee)
    return _back(request, committee)


def _warn(request: PageRequest, committee: Committee) -> None:
    """Name who has not confirmed and whom no mail asks."""
    today = request.viewer.today
    signed = confidentiality.who_signed(committee, on=today)
    unreached = seats.whom_no_mail_reaches(committee, on=today)
    left = [each for each in unreached if each.pk not in signed]
    if left:
        messages.warning(request, seats.warned(left))


@policy(write=MEMBERS)
@once
def confidentiality_sign(request: PageRequest, public_id: str) -> HttpResponse:
    """Confirm for oneself; nobody does it for somebody else, nor the office."""
    committee = _attended(request, public_id)
    declaration = confidentiality.text_of(committee, on=request.viewer.today)
    if declaration is not None:
        confidentiality.sign(declaration, request.person, by=request.person)
        messages.success(request, _("Confirmed. Thank you."))
    return _back(request, committee)


@policy(write=MEMBERS)
@once
def confidentiality_withdraw(request: PageRequest, public_id: str) -> HttpResponse:
    """Take one's own confirmation back."""
    committee = _attended(request, public_id)
    confidentiality.withdraw(committee, request.person, by=request.person)
    messages.success(request, _("Taken back. Nothing confidential is shown to you any more."))
    return _back(request, committee)


def _attended(request: PageRequest, public_id: str) -> Committee:
    rows = Committee.objects.attended_by(request.viewer).select_related("network")
    return get_object_or_404(rows, public_id=public_id)


def _page(
    request: PageRequest, committee: Committee, form: DeclarationForm, *, status: int = 200
) -> HttpResponse:
    today, sitting = request.viewer.today, seats.who_sits(committee, on=request.viewer.today)
    signed = confidentiality.who_signed(committee, on=today)
    return render_page(
        request,
        "committees/confidentiality.html",
        {
            "committee": committee,
            "declaration": confidentiality.text_of(committee, on=today),
            "signed": [row for row in sitting if row.person_id in signed],
            "missing": [row for row in sitting if row.person_id not in signed],
            "has_signed": request.viewer.person_id in signed,
            "sits_there": any(row.person_id == request.viewer.person_id for row in sitting),
            "form": form if request.viewer.is_office else None,
        },
        status=status,
    )


def _back(request: PageRequest, committee: Committee) -> HttpResponse:
    return redirect("committees:confidentiality", request.network.slug, committee.public_id)
