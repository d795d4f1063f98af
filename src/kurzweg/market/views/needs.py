"""Needs: what is looked for, from one sentence to what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kurzweg.core import contacts
from kurzweg.core.idempotency import once
from kurzweg.core.opened import editing, for_editing, settled, status_of
from kurzweg.core.pages import PageRequest, paginate, render_page
from kurzweg.core.policy import ACTORS, PUBLIC, policy
from kurzweg.market import actions, matching, organisations, places, proposals
from kurzweg.market.errors import AlreadyPublished
from kurzweg.market.explanation import explain
from kurzweg.market.forms import ClosingForm, NeedForm, SentenceForm
from kurzweg.market.models import Need
from kurzweg.market.proposals import Proposal
from kurzweg.market.standing import standing
from kurzweg.people.models import Organisation


@policy(read=PUBLIC, is_kept=True)
def need_list(request: PageRequest) -> HttpResponse:
    viewer = request.viewer
    text = request.GET.get("q", "").strip()[:200]
    needs = Need.objects.visible_to(viewer).open(viewer.today).saying(text).with_owner()
    return render_page(
        request,
        "market/need_list.html",
        {
            "page": paginate(request, needs.order_by("-published_at", "-pk")),
            "text": text,
            "drafts": Need.objects.editable_by(viewer).draft().with_owner().order_by("-pk"),
        },
        partial="results",
    )


@policy(read=ACTORS, write=ACTORS)
def need_new(request: PageRequest) -> HttpResponse:
    """Take down one sentence; the answer is the draft with the first firms that fit."""
    sent = request.POST if request.method == "POST" else None
    form = SentenceForm(sent, viewer=request.viewer, network=request.network)
    if sent is None:
        return render_page(request, "market/need_new.html", {"form": form})
    owner = form.owner() if form.is_valid() else None
    if owner is None:
        return render_page(request, "market/need_new.html", {"form": form}, status=422)
    text = form.cleaned_data["text"]
    # Before the form's key is taken: from then on nobody else could write.
    network, today = request.network, request.viewer.today
    understood = proposals.of_need(text, owner=owner, network=network, today=today)
    return _said(request, form, owner=owner, understood=understood)


@once
def _said(
    request: PageRequest, form: SentenceForm, *, owner: Organisation, understood: Proposal
) -> HttpResponse:
    need = actions.say(
        form.cleaned_data["text"],
        network=request.network,
        owner=owner,
        by=request.person,
        caller=form.caller_at(owner),
        understood=understood,
    )
    return redirect("market:need-edit", request.network.slug, need.public_id)


@policy(read=ACTORS, write=ACTORS)
def need_edit(request: PageRequest, public_id: str) -> HttpResponse:
    """Show the facts as they were understood, to be corrected, and what fits beside them."""
    need, form, is_saved = _revised(request, public_id)
    if request.htmx or not is_saved:
        return _edit_page(request, need, form)
    if need.is_draft:
        edit_url = reverse("market:need-edit", args=(request.network.slug, need.public_id))
        return redirect(f"{edit_url}#matches")
    messages.success(request, _("The changes are saved."))
    return redirect("market:need-detail", request.network.slug, need.public_id)


@editing
def _revised(request: PageRequest, public_id: str) -> tuple[Need, NeedForm, bool]:
    """Save what was corrected; the page is drawn when nobody waits for the lock any more."""
    need = _editable(request, public_id)
    form = _form(request, need)
    if request.method != "POST" or not settled(form, row=need):
        return need, form, False
    return actions.revise(need, by=request.person, facts=form.facts()), form, True


@policy(write=ACTORS)
@once
@editing
def need_publish(request: PageRequest, public_id: str) -> HttpResponse:
    """Publish a draft; what was corrected on the page is saved with the same click."""
    need = _editable(request, public_id)
    if "text" in request.POST:
        form = _form(request, need)
        if not settled(form, row=need):
            return _edit_page(request, need, form)
        need = actions.revise(need, by=request.person, facts=form.facts())
        if not need.is_draft:  # a colleague was faster; what was corrected here is kept
            messages.warning(request, str(AlreadyPublished.sentence))
            return redirect("market:need-detail", request.network.slug, need.public_id)
    need = actions.publish(need, by=request.person)
    messages.success(request, _("Published. Whoever fits can be asked from here."))
    return redirect("market:need-detail", request.network.slug, need.public_id)


@policy(read=PUBLIC, is_kept=True)
def need_detail(request: PageRequest, public_id: str) -> HttpResponse:
    viewer = request.viewer
    needs = Need.objects.visible_to(viewer).with_owner().select_related("network")
    need = get_object_or_404(needs, public_id=public_id)
    if need.is_draft:
        return redirect("market:need-edit", request.network.slug, need.public_id)
    may_edit = viewer.may_act_for(need.owner_id)
    context = {"need": need, "may_edit": may_edit, "is_open": need.is_open_on(viewer.today)}
    if not may_edit:
        context["contacts"] = contacts.about(viewer, need.pk).values()
    if may_edit:
        context["may_ask"] = context["is_open"]
        matching.match_at_first_look(need)
        context["explained"] = explain(need, viewer=viewer, shows_all=_shows_all(request))
        context["closing_form"] = ClosingForm()
        context["extended_until"] = actions.extended_until(need)
    return render_page(request, "market/need_detail.html", context)


@policy(read=ACTORS)
def need_place(request: PageRequest, public_id: str) -> HttpResponse:
    """Show a firm where its entry stands for somebody else's need, the office any firm."""
    viewer = request.viewer
    need = get_object_or_404(
        Need.objects.visible_to(viewer).open(viewer.today).with_owner(), public_id=public_id
    )
    among = organisations.spoken_for(viewer, network=request.network)
    own = organisations.default_of(viewer, network=request.network)
    wanted = request.GET.get("firm") or (own.public_id if own else "")
    firm = get_object_or_404(among, public_id=wanted)
    return render_page(
        request,
        "market/need_place.html",
        {
            "need": need,
            "firm": firm,
            "standing": standing(need, firm, viewer=viewer),
            "may_edit": viewer.is_office or firm.pk in viewer.admin_of,
        },
    )


@policy(write=ACTORS)
@once
@editing
def need_extend(request: PageRequest, public_id: str) -> HttpResponse:
    need = actions.extend(_editable(request, public_id), by=request.person)
    messages.success(
        request, _("Extended. Firms that have joined since then are in the list as well.")
    )
    return redirect("market:need-detail", request.network.slug, need.public_id)


@policy(write=ACTORS)
@once
@editing
def need_close(request: PageRequest, public_id: str) -> HttpResponse:
    need = _editable(request, public_id)
    form = ClosingForm(request.POST)
    if not form.is_valid():
        context = {"need": need, "may_edit": True, "closing_form": form, "is_open": True}
        return render_page(request, "market/need_detail.html", context, status=422)
    need = actions.close(need, by=request.person, reason=form.cleaned_data["reason"])
    messages.success(request, _("Closed. Nobody sees it as open any more."))
    return redirect("market:need-detail", request.network.slug, need.public_id)


@policy(write=ACTORS)
@once
@editing
def need_discard(request: PageRequest, public_id: str) -> HttpResponse:
    actions.discard(_editable(request, public_id), by=request.person)
    messages.success(request, _("The draft is gone."))
    return redirect("market:need-list", request.network.slug)


def _shows_all(request: PageRequest) -> bool:
    return request.GET.get("firms") == "all"


def _editable(request: PageRequest, public_id: str) -> Need:
    needs = Need.objects.editable_by(request.viewer).with_owner().select_related("network")
    return get_object_or_404(for_editing(needs, request), public_id=public_id)


def _form(request: PageRequest, need: Need) -> NeedForm:
    return NeedForm(
        request.POST if request.method == "POST" else None,
        need=need,
        changed=request.GET,
        viewer=request.viewer,
        network=request.network,
    )


def _edit_page(request: PageRequest, need: Need, form: NeedForm) -> HttpResponse:
    matching.match_at_first_look(need)
    proposal = proposals.of_need(
        need.text, owner=need.owner, network=request.network, today=request.viewer.today
    )
    status = status_of(form)
    answer = render_page(
        request,
        "market/need_edit.html",
        {
            "need": need,
            "form": form,
            "words": proposal.words,
            "may_ask": need.is_draft,
            "explained": explain(need, viewer=request.viewer, shows_all=_shows_all(request)),
            "place_doubt": places.why_unknown(need),
        },
        partial="matches" if status == 200 else "mistakes",
        status=status,
    )
    if status != 200:  # the firms that are shown belong to the facts that were saved last
        answer.headers["HX-Retarget"] = "#fact-mistakes"
    return answer
