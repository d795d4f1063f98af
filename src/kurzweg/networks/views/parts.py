"""The parts of a network by field and by area: sections with their members, area, subregions."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core import as_of
from kurzweg.core.idempotency import once
from kurzweg.core.keys import in_order
from kurzweg.core.languages import isolated
from kurzweg.core.opened import editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.networks import as_of as register
from kurzweg.networks import parts
from kurzweg.networks.forms import AreaForm, SectionForm, SectionMemberForm, SubregionForm
from kurzweg.networks.models import Network, Section, SectionMembership, Subregion


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def section_list(request: PageRequest) -> HttpResponse:
    """List the sections, or those of another day; take in a new one."""
    new = Section(network=locked(request))
    form = SectionForm(request.POST or None, instance=new)
    if request.method == "POST" and form.is_valid():
        parts.keep(form, by=request.person)
        messages.success(request, _("Entered."))
        return redirect("networks:section-edit", request.network.slug, new.public_id)
    asked = as_of.asked(request.GET, today=request.viewer.today)
    rows = Section.objects.in_network(request.network).order_by(*in_order("name"), "pk")
    if not asked.is_today:
        rows = register.sections(request.network, asked.day)
    context = {"form": form, "rows": rows, "as_of": asked}
    status = 422 if form.errors else 200
    return render_page(request, "networks/section_list.html", context, status=status)


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def section_edit(request: PageRequest, public_id: str) -> HttpResponse:
    """Let the office change a section, and see who takes part in it."""
    locked(request)
    section = _section(request, public_id)
    form = SectionForm(request.POST if request.method == "POST" else None, instance=section)
    if request.method == "POST" and settled(form, row=section):
        parts.keep(form, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("networks:section-list", request.network.slug)
    return _section_page(request, section, form, SectionMemberForm(section=section))


@policy(write=OFFICE)
@once
def section_join(request: PageRequest, public_id: str) -> HttpResponse:
    """Let a member take part in a section from today on."""
    section = _section(request, public_id)
    joining = SectionMemberForm(request.POST, section=section)
    if not joining.is_valid():
        return _section_page(request, section, SectionForm(instance=section), joining)
    member = joining.cleaned_data["member"]
    parts.take_part(section, member, by=request.person)
    messages.success(request, _("%(name)s takes part now.") % {"name": isolated(member.name)})
    return redirect("networks:section-edit", request.network.slug, section.public_id)


@policy(write=OFFICE)
@once
def section_leave(request: PageRequest, public_id: str) -> HttpResponse:
    """End that a member takes part in a section; the form names the member."""
    section = _section(request, public_id)
    row = get_object_or_404(
        _taking_part(request, section), organisation__public_id=request.POST.get("member", "")
    )
    parts.leave_section(row, by=request.person)
    name = isolated(row.organisation.name)
    messages.success(request, _("%(name)s takes part no more.") % {"name": name})
    return redirect("networks:section-edit", request.network.slug, section.public_id)


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def area(request: PageRequest) -> HttpResponse:
    """Let the office name the municipalities of the network, and lead to its subregions."""
    network = locked(request)
    form = AreaForm(request.POST if request.method == "POST" else None, network=network)
    if request.method == "POST" and settled(form, row=network):
        if form.changes:
            parts.keep_area(network, form.cleaned_data["areas"], by=request.person)
        messages.success(request, _("Saved."))
        return redirect("networks:area", network.slug)
    subregions = Subregion.objects.in_network(network).prefetch_related("areas")
    return render_page(
        request,
        "networks/area.html",
        {
            "form": form,
            "subregions": subregions.order_by(*in_order("name"), "pk"),
            "count": _count(network),
        },
        status=status_of(form),
    )


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def subregion_new(request: PageRequest) -> HttpResponse:
    """Take in a subregion: a name, and some of the network's municipalities."""
    network = locked(request)
    row = Subregion(network=network)
    form = SubregionForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        parts.keep_subregion(row, form.cleaned_data["areas"], by=request.person)
        messages.success(request, _("Entered."))
        return redirect("networks:area", network.slug)
    context = {"form": form, "row": row, "count": _count(network)}
    status = 422 if form.errors else 200
    return render_page(request, "networks/subregion.html", context, status=status)


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def subregion_edit(request: PageRequest, public_id: str) -> HttpResponse:
    network = locked(request)
    row = _subregion(request, public_id)
    form = SubregionForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and settled(form, row=row):
        parts.keep_subregion(row, form.cleaned_data["areas"], by=request.person)
        messages.success(request, _("Saved."))
        return redirect("networks:area", network.slug)
    context = {"form": form, "row": row, "count": _count(network)}
    return render_page(request, "networks/subregion.html", context, status=status_of(form))


@policy(write=OFFICE)
@once
def subregion_remove(request: PageRequest, public_id: str) -> HttpResponse:
    row = _subregion(request, public_id)
    parts.drop_subregion(row, by=request.person)
    messages.success(request, _("%(name)s is taken away.") % {"name": isolated(row.name)})
    return redirect("networks:area", request.network.slug)


def locked(request: PageRequest) -> Network:
    """Give the network, locked while somebody saves: of two new ones of a name one stays."""
    rows = Network.objects.all()
    rows = rows.select_for_update(of=("self",)) if request.method == "POST" else rows
    return rows.get(pk=request.network.pk)


def _section(request: PageRequest, public_id: str) -> Section:
    rows = Section.objects.in_network(request.network).select_related("network")
    return get_object_or_404(rows, public_id=public_id)


def _subregion(request: PageRequest, public_id: str) -> Subregion:
    rows = Subregion.objects.in_network(request.network).select_related("network")
    return get_object_or_404(rows, public_id=public_id)


def _taking_part(request: PageRequest, section: Section) -> QuerySet[SectionMembership]:
    return register.taking_part(section, request.viewer.today)


def _section_page(
    request: PageRequest, section: Section, form: SectionForm, joining: SectionMemberForm
) -> HttpResponse:
    asked = as_of.asked(request.GET, today=request.viewer.today)
    return render_page(
        request,
        "networks/section.html",
        {
            "section": section,
            "form": form,
            "joining": joining,
            "as_of": asked,
            "members": register.taking_part(section, asked.day),
        },
        status=422 if joining.errors else status_of(form),
    )


def _count(network: Network) -> int:
    return network.areas.count()
