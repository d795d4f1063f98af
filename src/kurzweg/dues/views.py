"""What members owe for a year, the scale by which it is reckoned, lists as they were issued."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core import as_of, audit, list_files
from kurzweg.core.idempotency import once
from kurzweg.core.list_files import Form
from kurzweg.core.pages import PageRequest, paginate, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.dues import actions, comparing, owing
from kurzweg.dues.forms import AgreementForm, DuesRuleForm
from kurzweg.dues.lists import COLUMNS, with_total
from kurzweg.dues.models import DuesAgreement, DuesList, DuesRule
from kurzweg.networks.models import Membership
from kurzweg.people.models import Organisation

# A list of 94 members is read as one piece.
PER_PAGE = 200


@policy(read=OFFICE)
def dues(request: PageRequest) -> HttpResponse:
    """List what each member owes for the year of a day, and what has been issued so far."""
    asked = as_of.asked(request.GET, today=request.viewer.today)
    told = owing.dues(request.network, asked.day)
    begins = owing.year_begins(request.network, request.viewer.today)
    context = {
        "as_of": asked,
        "dues": told,
        "page": Paginator(told.rows, PER_PAGE).get_page(request.GET.get("page")),
        "next_year": begins.replace(year=begins.year + 1),
        "has_scale": DuesRule.objects.visible_to(request.viewer).exists(),
        "issued": _lists(request)[:20],
    }
    return render_page(request, "dues/dues.html", context)


@policy(read=OFFICE, write=OFFICE)
@once
def scale(request: PageRequest) -> HttpResponse:
    """Show the scale of dues line by line, with what held before, and take in a new line."""
    form = DuesRuleForm(request.POST or None, network=request.network)
    if request.method == "POST" and form.is_valid():
        actions.enter(form.save(commit=False), by=request.person)
        messages.success(request, _("Entered."))
        return redirect("dues:scale", request.network.slug)
    context = {"form": form, "groups": _groups(request), "today": request.viewer.today}
    status = 422 if form.errors else 200
    return render_page(request, "dues/scale.html", context, status=status)


def _groups(request: PageRequest) -> list[tuple[str, list[dict[str, Any]], bool]]:
    """Put together what the scale says of each class, and whether it asks for employees there."""
    today = request.viewer.today
    rules = DuesRule.objects.visible_to(request.viewer).in_order()
    groups = []
    for (_class_id, is_person), rows in groupby(
        rules, key=lambda rule: (rule.membership_class_id, rule.is_for_persons)
    ):
        lines = list(_lines(rows, today=today))
        whom = lines[0]["rule"].membership_class
        by_staff = any(line["rule"].staff_from for line in lines)
        groups.append((owing.whom(whom, is_person=is_person), lines, by_staff))
    return groups


def _lines(rules: Iterable[DuesRule], *, today: date) -> Iterator[dict[str, Any]]:
    """Say of each line whether it holds; of those from one number on the newest comes first."""
    holding: set[int] = set()
    for rule in rules:
        holds = rule.since <= today and rule.staff_from not in holding
        if holds:
            holding.add(rule.staff_from)
        yield {"rule": rule, "holds": holds, "is_to_come": rule.since > today}


@policy(read=OFFICE, write=OFFICE)
@once
def agreed(request: PageRequest, public_id: str) -> HttpResponse:
    """Show what was agreed with a member about its dues, and take in something new."""
    here = Membership.objects.visible_to(request.viewer).filter(since__isnull=False)
    firms = Organisation.objects.filter(pk__in=here.order_by().values("organisation"))
    firm = get_object_or_404(firms, public_id=public_id)
    begins = owing.year_begins(request.network, request.viewer.today)
    agreement = DuesAgreement(network=request.network, organisation=firm)
    form = AgreementForm(request.POST or None, instance=agreement, initial={"since": begins})
    if request.method == "POST" and form.is_valid():
        actions.agree(form.save(commit=False), by=request.person)
        messages.success(request, _("Entered."))
        return redirect("dues:agreed", request.network.slug, firm.public_id)
    rows = DuesAgreement.objects.visible_to(request.viewer).filter(organisation=firm)
    context = {"form": form, "firm": firm, "rows": rows.order_by("-entered_at", "-pk")}
    return render_page(request, "dues/agreed.html", context, status=422 if form.errors else 200)


@policy(write=OFFICE)
@once
def issue(request: PageRequest) -> HttpResponse:
    """Keep the list of a day as it is told now."""
    day = as_of.asked(request.POST, today=request.viewer.today).day
    issued = actions.issue(request.network, as_of=day, by=request.person)
    messages.success(request, _("Issued. This list does not change any more."))
    return redirect("dues:issued", request.network.slug, issued.public_id)


@policy(read=OFFICE)
def issued(request: PageRequest, public_id: str) -> HttpResponse:
    """Show a list as it was issued, whatever is known by now."""
    row = get_object_or_404(_lists(request), public_id=public_id)
    entry = audit.history(row).filter(action="issued").first()
    context = {
        "issued": row,
        "by": audit.name_of(entry, viewer=request.viewer) if entry else "",
        "page": paginate(request, row.rows.order_by("place", "pk"), per_page=PER_PAGE),
        "comparison": comparing.compare(row, request.network),
        "forms": [(str(form), list_files.LABELS[form]) for form in (Form.XLSX, Form.CSV)],
    }
    return render_page(request, "dues/issued.html", context)


@policy(read=OFFICE)
def issued_file(request: PageRequest, public_id: str) -> HttpResponse:
    """Hand out an issued list as a spreadsheet, from what was kept of it alone."""
    row = get_object_or_404(_lists(request), public_id=public_id)
    rows = with_total(row.rows.order_by("place", "pk"), total=row.total, doubtful=row.doubtful)
    return list_files.table(
        Form.CSV if request.GET.get("as") == Form.CSV else Form.XLSX,
        title=_("Dues"),
        name=_file_name(request, row.known_on),
        header=[str(column.label) for column in COLUMNS],
        rows=(tuple(column.value(each) for column in COLUMNS) for each in rows),
    )


def _file_name(request: PageRequest, day: date) -> str:
    return list_files.name_of(_("Dues as issued"), network=request.network, day=day)


def _lists(request: PageRequest) -> Any:
    return DuesList.objects.visible_to(request.viewer).order_by("-issued_at", "-pk")
