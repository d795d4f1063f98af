"""The list of introductions and one of them, as the office, the firm and the seeker see it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from kurzweg.core.pages import PageRequest, asks_for_part, paginate, render_page
from kurzweg.core.policy import MEMBERS, policy
from kurzweg.introductions import letters
from kurzweg.introductions.models import Introduction
from kurzweg.introductions.standing import standing_for


@policy(read=MEMBERS)
def introduction_list(request: PageRequest) -> HttpResponse:
    """List the introductions of the network for the office, their own for everybody else."""
    rows = Introduction.objects.visible_to(request.viewer).with_both()
    need = request.GET.get("need", "")
    if need:
        rows = rows.filter(need__public_id=need)
    page = paginate(request, rows.order_by("-created_at", "-pk"))
    for introduction in page:
        introduction.standing = standing_for(request.viewer, introduction)
    # As a part of a need's page the rows stand one level deeper.
    level = 3 if asks_for_part(request) else 2
    return render_page(
        request,
        "introductions/introduction_list.html",
        {"page": page, "need": need, "level": level},
        partial="rows",
    )


@policy(read=MEMBERS)
def introduction_detail(request: PageRequest, public_id: str) -> HttpResponse:
    """Show one introduction: to each side what it may know."""
    rows = Introduction.objects.visible_to(request.viewer).with_both()
    introduction = get_object_or_404(rows, public_id=public_id)
    return render_page(
        request,
        "introductions/introduction_detail.html",
        {
            "introduction": introduction,
            "need": introduction.need,
            "standing": standing_for(request.viewer, introduction),
            "letter_language": letters.spoken_in(introduction.letter, need=introduction.need),
        },
    )
