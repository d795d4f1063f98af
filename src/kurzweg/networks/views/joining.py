"""Who is on the way into the network: prospects and applications, for the office."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.translation import gettext as _

from kurzweg.core.idempotency import once
from kurzweg.core.languages import isolated
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.policy import OFFICE, policy
from kurzweg.networks import (
    application_mails,
    applications,
    applying,
    approving,
    origins,
    prospects,
)
from kurzweg.networks.applications import Decision
from kurzweg.networks.forms import (
    AnswerForm,
    DecisionForm,
    InviteForm,
    ProspectForm,
    ReasonForm,
)
from kurzweg.networks.models import Application, Prospect
from kurzweg.networks.tracing import traces_of


@policy(read=OFFICE)
def joining(request: PageRequest) -> HttpResponse:
    """List who applied, what is to be answered, whom the office wants to win, what is over."""
    mine = Application.objects.visible_to(request.viewer).select_related("prospect")
    over = mine.filter(sent_on__isnull=False).exclude(decided_on=None, withdrawn_on=None)
    people = Prospect.objects.visible_to(request.viewer)
    context = {
        "undecided": mine.undecided().order_by("sent_on", "pk"),
        "unanswered": mine.unanswered().order_by("decided_on", "pk"),
        "over": over.exclude(decided_on__isnull=False, answered_on=None).order_by("-pk")[:20],
        "prospects": people.open().order_by("next_on", "pk"),
        "closed": people.filter(closed_on__isnull=False).order_by("-closed_on", "-pk")[:20],
        "origins": origins.of(request.network, until=request.viewer.today),
    }
    return render_page(request, "networks/joining.html", context)


# Prospects ---------------------------------------------------------------------------------------


@policy(read=OFFICE, write=OFFICE)
@once
def prospect_new(request: PageRequest) -> HttpResponse:
    days = request.network.rule("prospect_days")
    new = Prospect(network=request.network)
    first = {"next_on": request.viewer.today + timedelta(days=days)}
    form = ProspectForm(request.POST or None, instance=new, initial=first)
    if request.method == "POST" and form.is_valid():
        prospects.keep(form, by=request.person)
        messages.success(request, _("Entered."))
        return redirect("networks:joining", request.network.slug)
    status = 422 if form.errors else 200
    return render_page(request, "networks/prospect_new.html", {"form": form}, status=status)


@policy(read=OFFICE, write=OFFICE)
@once
@editing
def prospect_edit(request: PageRequest, public_id: str) -> HttpResponse:
    """Show a prospect with what was done so far, and change what is known."""
    rows = for_editing(Prospect.objects.visible_to(request.viewer), request)
    prospect = get_object_or_404(rows, public_id=public_id)
    form = ProspectForm(request.POST if request.method == "POST" else None, instance=prospect)
    if request.method == "POST" and settled(form, row=prospect):
        prospects.keep(form, by=request.person)
        messages.success(request, _("Saved."))
        return redirect("networks:joining", request.network.slug)
    context = {
        "prospect": prospect,
        "form": form,
        "reason": None if prospect.closed_on else ReasonForm(),
        "applications": prospect.applications.filter(sent_on__isnull=False).order_by("pk"),
        "traces": traces_of(prospect, viewer=request.viewer),
    }
    return render_page(request, "networks/prospect.html", context, status=status_of(form))


@policy(read=OFFICE, write=OFFICE)
@once
def prospect_invite(request: PageRequest, public_id: str) -> HttpResponse:
    """Make a link to an application that is begun already, and mail it to whoever asked for it."""
    prospect = _prospect(request, public_id)
    with translation.override(request.network.language):
        first = {"text": application_mails.proposed_invitation(prospect)}
    form = InviteForm(request.POST or None, initial=first)
    address = ""
    if request.method == "POST" and form.is_valid():
        is_mailed = "mail" in request.POST
        if is_mailed and not (form.cleaned_data["asked_for"] and prospect.email):
            form.add_error(
                "asked_for",
                _("By mail only who asked for it, and has a mail address, is invited."),
            )
        else:
            text = form.cleaned_data["text"]
            address = prospects.invite(prospect, by=request.person, text=text, is_mailed=is_mailed)
            messages.success(
                request, _("The invitation is on its way.") if is_mailed else _("Invited.")
            )
    if address and "mail" in request.POST:
        return redirect("networks:joining", request.network.slug)
    context = {"prospect": prospect, "form": form, "address": address}
    status = 422 if form.errors else 200
    return render_page(request, "networks/prospect_invite.html", context, status=status)


@policy(write=OFFICE)
@once
def prospect_close(request: PageRequest, public_id: str) -> HttpResponse:
    prospect, form = _prospect(request, public_id), ReasonForm(request.POST)
    form.is_valid()
    prospects.close(prospect, by=request.person, reason=form.cleaned_data.get("reason", ""))
    messages.success(request, _("Closed."))
    return redirect("networks:joining", request.network.slug)


@policy(write=OFFICE)
@once
def prospect_reopen(request: PageRequest, public_id: str) -> HttpResponse:
    prospect = prospects.reopen(_prospect(request, public_id), by=request.person)
    messages.success(request, _("%(name)s is due again.") % {"name": isolated(prospect.name)})
    return redirect("networks:joining", request.network.slug)


# Applications ------------------------------------------------------------------------------------


@policy(read=OFFICE, write=OFFICE)
@once
def application_detail(request: PageRequest, public_id: str) -> HttpResponse:
    """Show what somebody applies with and who may be meant; accept or decline it."""
    application = _application(request, public_id)
    form = _decision_form(request, application)
    if request.method == "POST" and form.is_valid():
        _decide(request, application, form)
        return redirect("networks:application-answer", request.network.slug, public_id)
    context = {
        "application": application,
        "form": form,
        "known": [] if application.membership_id else applications.known(application),
        "alike": applications.others_alike(application),
        "needed": applications.needed(application),
        "approvals": application.approvals.select_related("person").order_by("pk"),
        "outcome": applications.outcome_of_board(application),
        "traces": traces_of(application, viewer=request.viewer),
    }
    status = 422 if form.errors else 200
    return render_page(request, "networks/application.html", context, status=status)


def _decision_form(request: PageRequest, application: Application) -> DecisionForm:
    known = [] if application.membership_id else applications.known(application)
    choices = [(d.organisation.public_id, d.organisation.name) for d in known]
    return DecisionForm(
        request.POST or None,
        application=application,
        choices=choices,
        by_board=bool(applications.needed(application)),
        initial={"which": choices[0][0] if choices and known[0].is_same else DecisionForm.NEW},
    )


def _decide(request: PageRequest, application: Application, form: DecisionForm) -> None:
    said: dict[str, Any] = form.cleaned_data
    decision = Decision(
        is_accepted="decline" not in request.POST,
        decided_by=form.decided_by,
        on=said.get("met_on") or request.viewer.today,
        reason=said["reason"],
    )
    if not decision.is_accepted:
        applications.decline(application, decision, by=request.person)
        return
    known = {d.organisation.public_id: d.organisation for d in applications.known(application)}
    applications.accept(
        application,
        decision,
        by=request.person,
        since=said["since"],
        organisation=known.get(said.get("which", "")),
        membership_class=said.get("membership_class"),
    )


@policy(write=OFFICE)
@once
def application_ask(request: PageRequest, public_id: str) -> HttpResponse:
    asked = approving.ask(_application(request, public_id), by=request.person)
    names = ", ".join(isolated(each.person.name) for each in asked)
    says = _("Asked: %(names)s") % {"names": names} if names else _("Everybody has answered.")
    messages.success(request, says)
    return redirect("networks:application-detail", request.network.slug, public_id)


@policy(write=OFFICE)
@once
def application_withdraw(request: PageRequest, public_id: str) -> HttpResponse:
    applying.withdraw(_application(request, public_id), by=request.person)
    messages.success(request, _("Noted as taken back."))
    return redirect("networks:joining", request.network.slug)


@policy(write=OFFICE)
@once
def application_reopen(request: PageRequest, public_id: str) -> HttpResponse:
    applications.reopen(_application(request, public_id), by=request.person)
    messages.success(request, _("The application waits for a decision again."))
    return redirect("networks:application-detail", request.network.slug, public_id)


@policy(read=OFFICE, write=OFFICE)
@once
def application_answer(request: PageRequest, public_id: str) -> HttpResponse:
    """Show the answer as it leaves, and send it; or note that it was given otherwise."""
    application = _application(request, public_id)
    if application.decided_on is None or application.answered_on is not None:
        return redirect("networks:application-detail", request.network.slug, public_id)
    if request.method == "POST" and "otherwise" in request.POST:
        applications.answered_otherwise(application, by=request.person)
        return redirect("networks:joining", request.network.slug)
    with translation.override(application.language):
        subject, text = application_mails.proposed_answer(application)
    first = {"subject": subject, "text": text}
    form = AnswerForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and application.said.get("email"):
        applications.answer(application, by=request.person, **form.cleaned_data)
        messages.success(request, _("The answer is on its way."))
        return redirect("networks:joining", request.network.slug)
    context = {"application": application, "form": form}
    status = 422 if form.errors else 200
    return render_page(request, "networks/application_answer.html", context, status=status)


def _prospect(request: PageRequest, public_id: str) -> Prospect:
    rows = Prospect.objects.visible_to(request.viewer).select_related("network")
    return get_object_or_404(rows, public_id=public_id)


def _application(request: PageRequest, public_id: str) -> Application:
    rows = Application.objects.visible_to(request.viewer).filter(sent_on__isnull=False)
    rows = rows.select_related("network", "prospect", "membership__organisation")
    return get_object_or_404(rows, public_id=public_id)
