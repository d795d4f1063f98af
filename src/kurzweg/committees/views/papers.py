"""Files of a committee: added, fetched, taken away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.committees.actions import papers as keeping
from kurzweg.committees.models import Paper
from kurzweg.core import papers
from kurzweg.core.idempotency import once
from kurzweg.core.languages import isolated
from kurzweg.core.pages import PageRequest
from kurzweg.core.policy import MEMBERS, policy
from kurzweg.networks.models import Committee


@policy(write=MEMBERS)
@once
def paper_add(request: PageRequest, public_id: str) -> HttpResponse:
    """Keep a file for the committee."""
    led = Committee.objects.written_by(request.viewer).select_related("network")
    committee = get_object_or_404(led, public_id=public_id)
    paper = keeping.keep(committee, request.FILES.get("paper"), by=request.person)
    messages.success(request, _("%(name)s is kept.") % {"name": isolated(paper.name)})
    return redirect("committees:detail", request.network.slug, committee.public_id)


@policy(read=MEMBERS)
def paper_fetch(request: PageRequest, public_id: str) -> HttpResponse:
    """Give a file to whoever may read it today."""
    rows = Paper.objects.visible_to(request.viewer).select_related("stored")
    paper = get_object_or_404(rows, public_id=public_id)
    return papers.download(paper.stored, name=paper.name)


@policy(write=MEMBERS)
@once
def paper_remove(request: PageRequest, public_id: str) -> HttpResponse:
    """Take a file away."""
    rows = Paper.objects.editable_by(request.viewer).select_related("committee")
    paper = get_object_or_404(rows, public_id=public_id)
    keeping.take_away(paper, by=request.person)
    messages.success(request, _("%(name)s is taken away.") % {"name": isolated(paper.name)})
    return redirect("committees:detail", request.network.slug, paper.committee.public_id)
