"""Inviting a colleague: the page on which it is done, and the one that its link opens."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kurzweg.core.idempotency import once
from kurzweg.core.languages import isolated
from kurzweg.core.models import Link
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import ACTORS, policy
from kurzweg.networks import acting, inviting, inviting_mails
from kurzweg.networks.errors import (
    InvitationIsOver,
    InvitedAlready,
    InvitedIsBlocked,
    TooManyInvited,
)
from kurzweg.networks.forms.inviting import InvitationForm
from kurzweg.networks.models import Invitation
from kurzweg.people.actions import ActsAlready
from kurzweg.people.models import Account
from kurzweg.people.views import SESSION_PERSON


@policy(read=ACTORS, write=ACTORS)
@once
def acting_invite(request: PageRequest, public_id: str) -> HttpResponse:
    """Let whoever is responsible for an entry invite a colleague by mail."""
    organisation = get_object_or_404(acting.staffed_by(request.viewer), public_id=public_id)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = inviting.invite(
                form, organisation=organisation, network=request.network, by=request.person
            )
        except (ActsAlready, InvitedAlready, TooManyInvited) as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            says = _("%(person)s is invited. The link is on its way.")
            messages.success(request, says % {"person": isolated(invitation.name)})
            return redirect("networks:acting-list", request.network.slug, public_id)
    context = {
        "organisation": organisation,
        "form": form,
        "days": request.network.rule("invitation_days"),
    }
    status = 422 if form.errors else 200
    return render_page(request, "networks/acting_invite.html", context, status=status)


@policy(write=ACTORS)
@require_POST
@once
def invitation_withdraw(request: PageRequest, public_id: str) -> HttpResponse:
    """Take an invitation back."""
    rows = Invitation.objects.visible_to(request.viewer)
    invitation = get_object_or_404(rows, public_id=public_id)
    row = inviting.withdraw(invitation, by=request.person)
    says = _("The invitation of %(person)s is taken back.")
    messages.success(request, says % {"person": isolated(row.name)})
    return redirect("networks:acting-list", request.network.slug, row.organisation.public_id)


def invitation_link(request: PageRequest, link: Link) -> HttpResponse:
    """Let whoever holds the link accept what she is invited to."""
    rows = Invitation.objects.in_network(link.network_id or 0)
    invitation = (
        rows.select_related("network", "organisation", "invited_by").filter(pk=link.row_id).first()
    )
    if invitation is None:
        raise Http404
    request.network = invitation.network  # the page looks like the network's own
    with translation.override(invitation.language):
        response = _opened(request, link, invitation)
        response.headers["Content-Language"] = invitation.language
    return response


def _opened(request: PageRequest, link: Link, invitation: Invitation) -> HttpResponse:
    context = {
        "invitation": invitation,
        "allowed": inviting_mails.allowed(invitation),
        "is_somebody_else": _is_somebody_else(request, invitation),
    }
    if link.used_at is not None or not inviting.holds(invitation):
        return render_page(request, "networks/invitation_over.html", context)
    if request.method == "POST" and not context["is_somebody_else"]:
        try:
            account, is_new = inviting.accept(invitation, link=link)
        except (InvitationIsOver, InvitedIsBlocked, ActsAlready) as refusal:
            context["refusal"] = str(refusal.sentence)
            return render_page(request, "networks/invitation_over.html", context, status=409)
        return _accepted(request, invitation, account, is_new=is_new)
    return render_page(request, "networks/invitation.html", context)


def _is_somebody_else(request: PageRequest, invitation: Invitation) -> bool:
    """Whether somebody is signed in here who reads mail at another address."""
    user = request.user
    return user.is_authenticated and user.email.casefold() != invitation.email.casefold()


def _accepted(
    request: PageRequest, invitation: Invitation, account: Account, *, is_new: bool
) -> HttpResponse:
    """Lead to the firm's page: signed in where the address is new here, else by her own code."""
    ids = [invitation.network.slug, invitation.organisation.public_id]
    page = reverse("networks:organisation-detail", args=ids)
    says = _("You act for %(firm)s now.") % {"firm": isolated(invitation.organisation.name)}
    messages.success(request, says)
    if request.user.is_authenticated:
        return redirect(page)
    if not is_new:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': page})}")
    response = perform_login(request, account, email_verification="none", redirect_url=page)
    invitation.refresh_from_db(fields=["person"])
    request.session[SESSION_PERSON] = invitation.person_id
    return response
