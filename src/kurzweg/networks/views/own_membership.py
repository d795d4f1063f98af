"""How a firm belongs, for its own people: it gives notice here, and takes its notice back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core.idempotency import once
from kurzweg.core.languages import isolated
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import MEMBERS, policy
from kurzweg.core.templatetags.display import plain_day
from kurzweg.networks import ending, notice, notice_mails
from kurzweg.networks.models import Membership


@policy(read=MEMBERS, write=MEMBERS)
@once
def organisation_membership(request: PageRequest, public_id: str) -> HttpResponse:
    """Show whoever is responsible for an entry how the firm belongs, and let her give notice."""
    membership = _membership(request, public_id)
    today = request.viewer.today
    term = notice.term_of(request.network, on=today)
    until = term.until(today)
    if request.method == "POST" and request.POST.get("until") == until.isoformat():
        ending.give_notice(membership, until=until, by=request.person)
        says = _("Your notice has arrived. %(name)s belongs until %(day)s, 24.00.")
        day = plain_day(until - notice.A_DAY)
        messages.success(
            request, says % {"name": isolated(membership.organisation.name), "day": day}
        )
        return _to_page_of(membership, request)
    person, address = notice_mails.reader_of(membership)
    context = {
        "belonging": membership,
        "term": term,
        "until": until,
        "last_day": until - notice.A_DAY,
        "is_bounded": term.is_bounded(today),
        "reader": f"{person.name}, {address}" if person else address,
        # The page was read before midnight or before a rule changed: the day is another one now.
        "is_other_day": request.method == "POST",
    }
    status = 422 if request.method == "POST" else 200
    return render_page(request, "networks/organisation_membership.html", context, status=status)


@policy(write=MEMBERS)
@once
def organisation_notice_take_back(request: PageRequest, public_id: str) -> HttpResponse:
    """Let a firm stay that gave notice, as long as its membership holds."""
    membership = _membership(request, public_id)
    ending.take_notice_back(membership, by=request.person)
    name = isolated(membership.organisation.name)
    messages.success(request, _("%(name)s stays a member.") % {"name": name})
    return _to_page_of(membership, request)


def _membership(request: PageRequest, public_id: str) -> Membership:
    viewer = request.viewer
    rows = Membership.objects.visible_to(viewer).active(viewer.today)
    # Whoever only works there ends nothing in the firm's name.
    mine = rows.filter(organisation__in=viewer.admin_of).order_by("pk")
    mine = mine.select_related("organisation", "network")
    return get_object_or_404(mine, organisation__public_id=public_id)


def _to_page_of(membership: Membership, request: PageRequest) -> HttpResponse:
    slug, firm = request.network.slug, membership.organisation
    return redirect("networks:organisation-membership", slug, firm.public_id)
