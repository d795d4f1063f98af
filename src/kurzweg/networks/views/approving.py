"""Somebody of the board says yes or no to an application: from the mail, or signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone, translation

from kurzweg.core.idempotency import once
from kurzweg.core.models import Link
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import MEMBERS, policy
from kurzweg.networks import approving
from kurzweg.networks.forms import ApprovalForm
from kurzweg.networks.models import Approval


def approval_link(request: PageRequest, link: Link) -> HttpResponse:
    """Answer a question to the board, with the link from the mail."""
    approval = approving.of_link(link)
    request.network = approval.network
    language = approval.person.language
    with translation.override(language):
        response = _page(request, approval, link=link)
        response.headers["Content-Language"] = language
    return response


@policy(read=MEMBERS, write=MEMBERS)
@once
def approval_answer(request: PageRequest, public_id: str) -> HttpResponse:
    """Answer one's own question to the board, signed in."""
    rows = Approval.objects.in_network(request.network).filter(person=request.viewer.person_id)
    approval = get_object_or_404(
        rows.select_related("application__network", "person"), public_id=public_id
    )
    return _page(request, approval, link=None)


def _page(request: PageRequest, approval: Approval, *, link: Link | None) -> HttpResponse:
    application = approval.application
    if not approving.is_on_board(approval):
        context = {"approval": approval, "has_left": True}
        return render_page(request, "networks/approval_said.html", context)
    has_ended = link is not None and link.expires_at <= timezone.now()
    if request.method == "POST" and "take-back" in request.POST and not has_ended:
        approving.take_back(approval, by=approval.person)
        return redirect(request.path)
    if approval.answered_at is not None or not application.is_undecided or has_ended:
        context = {"approval": approval, "is_over": has_ended}
        return render_page(request, "networks/approval_said.html", context)
    form = ApprovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        approving.answer(
            approval,
            is_yes=form.cleaned_data["answer"] == "yes",
            comment=form.cleaned_data["comment"],
            link=link,
            by=approval.person,
        )
        return redirect(request.path)
    context = {"approval": approval, "application": application, "form": form}
    status = 422 if form.errors else 200
    return render_page(request, "networks/approval_answer.html", context, status=status)
