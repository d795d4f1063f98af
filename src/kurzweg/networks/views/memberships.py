"""How an organisation belongs: admitted, under notice, going on after all, mended."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kurzweg.core import navigation
from kurzweg.core.idempotency import once
from kurzweg.core.languages import isolated
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.core.templatetags.display import plain_day
from kurzweg.networks import actions, applications, classes, ending, notice, notice_mails
from kurzweg.networks.forms import ClassTermForm, EndForm, MembershipForm
from kurzweg.networks.models import Membership
from kurzweg.networks.models.belonging import MembershipQuerySet
from kurzweg.networks.notice import A_DAY


@policy(write=OFFICE)
@once
def membership_admit(request: PageRequest, public_id: str) -> HttpResponse:
    """Admit who applied on paper; where the board decides, it goes the way of all applications."""
    membership = get_object_or_404(_memberships(request), public_id=public_id)
    if request.network.rule("board_decides", on=membership.applied_on):
        application = applications.take_up(membership, by=request.person)
        return redirect("networks:application-detail", request.network.slug, application.public_id)
    actions.admit(membership, by=request.person)
    name = isolated(membership.organisation.name)
    messages.success(request, _("%(name)s is a member as of today.") % {"name": name})
    return redirect(navigation.address(navigation.Slot.START, request.network.slug))


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def membership_edit(request: PageRequest, public_id: str) -> HttpResponse:
    """Show how an organisation belongs, and mend what was entered wrongly."""
    rows = for_editing(_memberships(request), request)
    membership = get_object_or_404(rows, public_id=public_id)
    sent = request.POST if request.method == "POST" else None
    form = MembershipForm(sent, instance=membership)
    if sent is not None and settled(form, row=membership):
        ending.mend(form, by=request.person)
        messages.success(request, _("Saved."))
        return _to_page_of(membership, request)
    return _membership_page(request, membership, form, _class_form(request, membership))


@policy(write=OFFICE)
@once
def membership_class(request: PageRequest, public_id: str) -> HttpResponse:
    """Let a member be of another class from a day on."""
    membership = get_object_or_404(_memberships(request), public_id=public_id)
    form = ClassTermForm(request.POST, membership=membership)
    if not form.is_valid():
        return _membership_page(request, membership, MembershipForm(instance=membership), form)
    said = form.cleaned_data
    classes.put_into(
        membership, said["membership_class"], since=said["class_since"], by=request.person
    )
    messages.success(request, _("Saved."))
    return _to_page_of(membership, request)


def _class_form(request: PageRequest, membership: Membership) -> ClassTermForm:
    held = membership.class_on(request.viewer.today)
    first = {"membership_class": held, "class_since": request.viewer.today if held else None}
    return ClassTermForm(membership=membership, initial=first)


def _membership_page(
    request: PageRequest, membership: Membership, form: MembershipForm, class_form: ClassTermForm
) -> HttpResponse:
    belonging = _memberships(request).select_related("network").get(pk=membership.pk)
    others = _memberships(request).filter(organisation=membership.organisation_id)
    context = {
        # What was sent stands in the form; the page says what is stored.
        "belonging": belonging,
        "term": notice.after_notice(belonging),
        "form": form,
        "class_form": class_form,
        "terms": membership.class_terms.select_related("membership_class"),
        "welcomes": membership.welcomes.order_by("due_on", "pk"),
        "others": others.exclude(pk=membership.pk).order_by("-since", "-pk"),
    }
    status = 422 if class_form.errors else status_of(form)
    return render_page(request, "networks/membership_edit.html", context, status=status)


@policy(read=OFFICE, write=OFFICE)
@once
def membership_end(request: PageRequest, public_id: str) -> HttpResponse:
    """Take down a notice with the day on which it arrived, or the end of a membership."""
    membership = get_object_or_404(_memberships(request), public_id=public_id)
    today = request.viewer.today
    is_member = membership.since is not None
    first = {"notice_on": today if is_member else None}
    person, address = notice_mails.reader_of(membership)
    reader = f"{person.name}, {address}" if person else address
    form = EndForm(request.POST or None, membership=membership, reader=reader, initial=first)
    if request.method == "POST" and form.is_valid():
        membership = ending.end(membership, by=request.person, **form.cleaned_data)
        says = _("%(name)s belongs until %(day)s, 24.00.") % {
            "name": isolated(membership.organisation.name),
            "day": plain_day(membership.last_day),
        }
        messages.success(request, says)
        return _to_page_of(membership, request)
    term = notice.term_of(request.network, on=today)
    context = {
        "belonging": membership,
        "form": form,
        "term": term,
        "last_day": term.until(today) - A_DAY,
        "has_reader": bool(reader),
    }
    status = 422 if form.errors else 200
    return render_page(request, "networks/membership_end.html", context, status=status)


@policy(write=OFFICE)
@once
def membership_go_on(request: PageRequest, public_id: str) -> HttpResponse:
    membership = get_object_or_404(_memberships(request), public_id=public_id)
    ending.take_back(membership, by=request.person)
    name = isolated(membership.organisation.name)
    messages.success(request, _("%(name)s stays a member.") % {"name": name})
    return _to_page_of(membership, request)


def _memberships(request: PageRequest) -> MembershipQuerySet:
    rows: MembershipQuerySet = Membership.objects.visible_to(request.viewer)
    return rows.select_related("organisation")


def _to_page_of(membership: Membership, request: PageRequest) -> HttpResponse:
    slug, firm = request.network.slug, membership.organisation
    return redirect("networks:organisation-detail", slug, firm.public_id)
