"""How many we were: a figure at the end of a day, issued and kept, beside what is known today."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core import audit
from kurzweg.core.idempotency import once
from kurzweg.core.keys import in_order
from kurzweg.core.pages import PER_PAGE, PageRequest, paginate, render_page
from kurzweg.core.policy import OFFICE, OFFICE_AND_BOARD, policy
from kurzweg.insight import comparing, issuing, picture, spreadsheet
from kurzweg.insight.forms import FigureForm, OccasionForm
from kurzweg.insight.models import Snapshot
from kurzweg.networks import growth

ISSUED_PER_PAGE = 10  # the day of each is counted anew


@policy(read=OFFICE_AND_BOARD)
def figure_list(request: PageRequest) -> HttpResponse:
    """Ask for a figure at the end of a day, list those that were issued, draw the growth.

    The board reads what was issued; only the office counts and issues.
    """
    issued = Snapshot.objects.visible_to(request.viewer).order_by("-issued_at", "-pk")
    form = FigureForm(today=request.viewer.today) if request.viewer.is_office else None
    page = paginate(request, issued, per_page=ISSUED_PER_PAGE)
    if request.viewer.is_office:
        # What has become known since is the office's: the board reads what was issued.
        differing = comparing.known_today(list(page))
        for each in page:
            each.known_today = differing.get(each.pk)
    context = {"form": form, "page": page, **_growth(request)}
    return render_page(request, "insight/figure_list.html", context)


def _growth(request: PageRequest) -> dict[str, Any]:
    """Draw who joined and who left by years, or by the months of the year that was asked for."""
    today, held = request.viewer.today, growth.spans(request.network.pk)
    by_year = growth.years(held, today=today)
    asked = request.GET.get("year", "")
    year = next((each.first.year for each in by_year if str(each.first.year) == asked), None)
    periods = growth.months(held, year=year, today=today) if year else by_year
    labels = [picture.label_of(period, by_month=bool(year)) for period in periods]
    return {
        "year": year,
        "periods": list(zip(labels, periods, strict=True))[::-1],
        "picture": picture.drawn(periods, labels),
        "forecast": None if year else growth.forecast(by_year, today=today),
    }


@policy(read=OFFICE, write=OFFICE)
@once
def figure(request: PageRequest) -> HttpResponse:
    """Show a figure with its definition and the rows behind it; issue it."""
    form = FigureForm(request.GET, today=request.viewer.today)
    if not form.is_valid():
        asked_back = {"form": form, "page": None}
        return render_page(request, "insight/figure_list.html", asked_back, status=422)
    day, occasion = form.cleaned_data["on"], OccasionForm(request.POST or None)
    if request.method == "POST" and occasion.is_valid():
        issued = issuing.issue(
            form.indicator, network=request.network, day=day, by=request.person,
            occasion=occasion.cleaned_data["occasion"],
        )  # fmt: skip
        messages.success(request, _("Issued. This figure does not change any more."))
        return redirect("insight:snapshot", request.network.slug, issued.public_id)
    found = issuing.figure(form.indicator, request.network.pk, day)
    page = Paginator(found.facts, PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"form": form, "occasion": occasion, "figure": found, "page": page}
    status = 422 if occasion.errors else 200
    return render_page(request, "insight/figure.html", context, status=status)


@policy(read=OFFICE_AND_BOARD)
def snapshot(request: PageRequest, public_id: str) -> HttpResponse:
    """Show a figure as it was issued, and to the office what is known of that day today."""
    issued = _issued(request, public_id)
    is_office = request.viewer.is_office
    context = {
        "issued": issued,
        "by": _issued_by(request, issued),
        "page": paginate(request, issued.rows.order_by(*in_order("name"), "pk")),
        "comparison": comparing.compare(issued, viewer=request.viewer) if is_office else None,
    }
    return render_page(request, "insight/snapshot.html", context)


@policy(read=OFFICE_AND_BOARD)
def snapshot_file(request: PageRequest, public_id: str) -> HttpResponse:
    """Hand out an issued figure as a spreadsheet, from what was kept of it alone."""
    issued = _issued(request, public_id)
    body = spreadsheet.written(issued, by=_issued_by(request, issued))
    answer = HttpResponse(body, content_type=spreadsheet.XLSX)
    name = f"{issued.indicator.replace(' ', '-')}-{issued.counted_on:%Y-%m-%d}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _issued(request: PageRequest, public_id: str) -> Snapshot:
    return get_object_or_404(Snapshot.objects.visible_to(request.viewer), public_id=public_id)


def _issued_by(request: PageRequest, issued: Snapshot) -> str:
    entry = audit.history(issued).filter(action="issued").first()
    return audit.name_of(entry, viewer=request.viewer) if entry else ""
