"""Who belongs: the list as of any day, a firm's page, entering and mending an entry."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kurzweg.core import as_of, moved, panels
from kurzweg.core.idempotency import once
from kurzweg.core.keys import in_order
from kurzweg.core.languages import isolated
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, paginate, render_page
from kurzweg.core.policy import ACTORS, MEMBERS, OFFICE, PUBLIC, SIGNED_IN, policy
from kurzweg.networks import acting, actions, doubles, regions, said, visible_fields
from kurzweg.networks import as_of as register
from kurzweg.networks.doubles import Double
from kurzweg.networks.forms import (
    ActivityFormSet,
    CertificateFormSet,
    DoublesForm,
    MemberForm,
    MemberListForm,
    OrganisationForm,
)
from kurzweg.networks.models import (
    ClassTerm,
    Membership,
    MembershipClass,
    SectionMembership,
    SupportingBody,
)
from kurzweg.networks.views.acting import say_whose
from kurzweg.people import activities
from kurzweg.people.models import Organisation
from kurzweg.places.doubts import doubt_of_address
from kurzweg.places.models import PostcodePlace


@policy(read=PUBLIC, is_kept=True)
def organisation_list(request: PageRequest) -> HttpResponse:
    """List who belongs, today or as of a day, by a part of the name."""
    viewer = request.viewer
    form = MemberListForm(request.GET, network=request.network, viewer=viewer)
    # The list of members is public, and so is the list of a past day. Who has given notice and who
    # will belong is no news for the public: what lies ahead is the office's.
    asked = as_of.asked(
        request.GET, today=viewer.today, latest=None if viewer.is_office else viewer.today
    )
    members = register.members(
        request.network, asked.day, words=form.words, state=form.asked_state, viewer=viewer
    )
    members = form.keep(members, asked.day)
    if not asked.is_today and not viewer.is_office:
        members = register.whether_gone(members, request.network, viewer.today)
    page = paginate(request, members)
    visible_fields.hide([membership.organisation for membership in page], viewer)
    return render_page(
        request,
        "networks/organisation_list.html",
        {"page": page, "form": form, "as_of": asked, "day": asked.day}
        | _at_its_end(request, form, asked.day, number=page.paginator.count),
        partial="results",
    )


def _at_its_end(
    request: PageRequest, form: MemberListForm, day: date, *, number: int
) -> dict[str, int]:
    """Say to the office how many members leave with a day, and how many are there at 24.00.

    The list of 31 December names whoever belonged on it; a figure counts when the day is over.
    """
    if not request.viewer.is_office or form.is_filtered:
        return {}
    here = Membership.objects.in_network(request.network).order_by()
    leaving = here.counted(day).exclude(pk__in=here.counted_at_end(day).values("pk")).count()
    return {"leaving": leaving, "staying": number - leaving}


@policy(read=PUBLIC, is_kept=True)
def organisation_detail(request: PageRequest, public_id: str) -> HttpResponse:
    """Show what an organisation says about itself, as far as it is for this viewer."""
    return page_of(request, public_id, "networks/organisation_detail.html", {})


def page_of(
    request: PageRequest, public_id: str, template: str, more: dict[str, Any]
) -> HttpResponse:
    """Draw the page of an organisation for the viewer of the request."""
    # Whoever carries the network has a page as well: its offers and needs lead there.
    belonging = (
        _latest_memberships(request).filter(organisation__public_id=public_id).first()
        or _supporting_bodies(request).filter(organisation__public_id=public_id).first()
    )
    if belonging is None:
        return _moved(request, public_id)
    viewer = request.viewer
    [organisation] = visible_fields.hide([belonging.organisation], viewer)
    editable = Organisation.objects.editable_by(viewer)
    context = {
        "belonging": belonging,
        "is_member": isinstance(belonging, Membership),
        "organisation": organisation,
        "contacts": visible_fields.contacts(organisation, viewer),
        "sections": _sections(request, organisation),
        "membership_class": _class_of(request, belonging),
        "is_staffed": acting.staffed_by(viewer).filter(pk=organisation.pk).exists(),
        "is_editable": editable.filter(pk=organisation.pk).exists(),
    }
    return render_page(request, template, context | more)


def _moved(request: PageRequest, public_id: str) -> HttpResponse:
    """Lead to the entry that took the place of another one."""
    new = moved.new_address(Organisation, public_id, network_id=request.network.pk)
    if not new:
        raise Http404
    return redirect("networks:organisation-detail", request.network.slug, new)


@policy(read=MEMBERS)
def own_organisation(request: PageRequest) -> HttpResponse:
    """Lead to the page of the viewer's firm; whoever acts for several chooses."""
    mine = {"organisation__in": request.viewer.organisation_ids}
    shown = _latest_memberships(request).filter(**mine), _supporting_bodies(request).filter(**mine)
    firms = {row.organisation for rows in shown for row in rows}
    if len(firms) == 1:
        return _to_page_of(firms.pop(), request)
    in_order = sorted(
        visible_fields.hide(firms, request.viewer), key=lambda firm: (firm.name_key, firm.pk)
    )
    return render_page(request, "networks/own_organisation.html", {"organisations": in_order})


def belongs(organisation: Organisation, request: PageRequest) -> bool:
    """Whether an organisation has a page that others than the office see today."""
    members = Membership.objects.in_network(request.network).active(request.viewer.today)
    facts = (members, _supporting_bodies(request))
    return any(rows.filter(organisation=organisation).exists() for rows in facts)


def _latest_memberships(request: PageRequest) -> QuerySet[Membership]:
    """Open the entries a viewer may see: members; for the office applicants and leavers too."""
    memberships = Membership.objects.visible_to(request.viewer).with_organisation()
    if request.viewer.is_office:
        return memberships.latest_of_each()
    return memberships.active(request.viewer.today)


def _sections(request: PageRequest, organisation: Organisation) -> list[str]:
    """Name the sections in which a firm takes part, to those who belong to the network."""
    if not request.viewer.is_inside:
        return []
    rows = SectionMembership.objects.in_network(request.network).as_of(request.viewer.today)
    taking_part = rows.filter(organisation=organisation).order_by(*in_order("section__name"), "pk")
    return list(taking_part.values_list("section__name", flat=True))


def _class_of(
    request: PageRequest, belonging: Membership | SupportingBody
) -> MembershipClass | None:
    """Say as what a member belongs, to those who belong to the network."""
    if not request.viewer.is_inside or not isinstance(belonging, Membership):
        return None
    terms = ClassTerm.objects.in_network(request.network).as_of(request.viewer.today)
    held = terms.filter(membership=belonging).select_related("membership_class").order_by("pk")
    return next((term.membership_class for term in held), None)


def _supporting_bodies(request: PageRequest) -> QuerySet[SupportingBody]:
    return (
        SupportingBody.objects.in_network(request.viewer)
        .as_of(request.viewer.today)
        .with_organisation()
        .order_by("pk")
    )


@policy(read=OFFICE, write=OFFICE)
@once
def member_new(request: PageRequest) -> HttpResponse:
    """Let the office enter a member with its seat and the person who answers."""
    form = MemberForm(request.POST or None, initial={"since": request.viewer.today})
    known: list[Double] = []
    if request.method == "POST" and form.is_valid():
        which, seen = DoublesForm(request.POST).answer()
        known = doubles.of_entry(form.cleaned_data, network=request.network)
        meant = next((each for each in known if each.organisation.public_id == which), None)
        if meant is not None:
            return _meant(request, meant, form=form)
        entered = actions.enter_member(
            form.cleaned_data, network=request.network, by=request.person, seen=seen
        )
        if isinstance(entered, Membership):
            return _entered(request, entered.organisation)
        known = entered
    return render_page(
        request,
        "networks/member_new.html",
        {"form": form, "known": known},
        status=422 if form.errors or known else 200,
    )


def _meant(request: PageRequest, meant: Double, *, form: MemberForm) -> HttpResponse:
    """Lead to the firm that is meant; whoever is no member becomes one."""
    firm = meant.organisation
    if meant.is_member:
        says = _("%(name)s is a member already. Nothing was entered.")
        messages.info(request, says % {"name": firm.name})
        return _to_page_of(firm, request)
    actions.let_belong(firm, form.cleaned_data, network=request.network, by=request.person)
    return _entered(request, firm)


def _entered(request: PageRequest, firm: Organisation) -> HttpResponse:
    messages.success(request, _("%(name)s has been entered.") % {"name": isolated(firm.name)})
    _say_where(request, firm)
    for position in acting.positions_at(firm, request.viewer).select_related("person"):
        say_whose(request, position.person)
    return redirect(f"{_address_of(firm, request)}#{panels.FIRST_STEP}")


def _say_where(request: PageRequest, firm: Organisation) -> None:
    """Say what is odd about the seat of a firm, and lead to its sites."""
    seat = firm.sites.first()
    # Where nothing is loaded, the first steps say so once, and not each firm again.
    if seat is None or not PostcodePlace.objects.exists():
        return
    says = doubt_of_address(
        seat.postal_code, seat.town, country=seat.country, region=regions.of(request.network)
    )
    if not says and seat.latitude is None:
        says = _("Nobody knows yet where %(address)s lies: it can be shown on a picture.")
        says = says % {"address": isolated(str(seat))}
    if says:
        sites_url = reverse("networks:site-list", args=[request.network.slug, firm.public_id])
        messages.info(
            request, format_html('{} <a href="{}">{}</a>', says, sites_url, _("To its sites"))
        )


@policy(read=ACTORS, write=ACTORS)
@once
@editing
def organisation_edit(request: PageRequest, public_id: str) -> HttpResponse:
    """Let the office, or whoever is responsible for the entry, mend it."""
    editable = for_editing(Organisation.objects.editable_by(request.viewer), request)
    organisation = get_object_or_404(editable, public_id=public_id)
    sent = request.POST if request.method == "POST" else None
    form = OrganisationForm(sent, instance=organisation)
    has_core = organisation.activities.filter(is_core=True).exists()
    parts: dict[str, Any] = {
        "activities": ActivityFormSet(
            sent, instance=organisation, initial=[{"is_core": not has_core}]
        ),
        "certificates": CertificateFormSet(sent, instance=organisation),
    }
    if request.method == "POST" and settled(form, *parts.values(), row=organisation):
        voice = said.voice_of(request.viewer, organisation)
        actions.mend_entry(form, *parts.values(), by=request.person, said_by=voice)
        messages.success(request, _("Saved."))
        return _to_page_of(organisation, request)
    return render_page(
        request,
        "networks/organisation_edit.html",
        {"form": form, "organisation": organisation, **parts},
        status=status_of(form, *parts.values()),
    )


@policy(read=SIGNED_IN, scope="installation")
def activity_names(request: PageRequest) -> HttpResponse:
    """Answer with the activities that are named like what is typed, as options of the field."""
    written = next((str(value).strip()[:100] for value in request.GET.values()), "")
    code = activities.read_code(written)
    found = [code] if code and activities.exists(code) else activities.search(written)
    options = [(each, activities.label(each)) for each in found]
    return render_page(
        request, "networks/activity_names.html", {"options": options, "written": written}
    )


def _to_page_of(organisation: Organisation, request: PageRequest) -> HttpResponse:
    return redirect(_address_of(organisation, request))


def _address_of(organisation: Organisation, request: PageRequest) -> str:
    ids = [request.network.slug, organisation.public_id]
    return reverse("networks:organisation-detail", args=ids)
