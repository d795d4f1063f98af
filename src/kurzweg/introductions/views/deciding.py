"""One click each: answering signed in, withdrawing, and what the office decides."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kurzweg.core.idempotency import once
from kurzweg.core.pages import PageRequest, own_address, render_page
from kurzweg.core.policy import MEMBERS, OFFICE, policy
from kurzweg.introductions import actions, letters
from kurzweg.introductions.forms import LetterForm
from kurzweg.introductions.letters import Letter
from kurzweg.introductions.models import Answer, Introduction, IntroductionQuerySet
from kurzweg.introductions.standing import standing_for


@policy(write=MEMBERS)
@once
def introduction_reply(request: PageRequest, public_id: str, answer: Answer) -> HttpResponse:
    """Answer for the own firm, signed in."""
    introduction = _find(Introduction.objects.answerable_by(request.viewer), public_id)
    actions.answer(introduction, reply=actions.Reply(answer), by=request.person)
    return _back(request, introduction, say=_("Thank you. Your answer is noted."))


@policy(write=MEMBERS)
@once
def introduction_take_back(request: PageRequest, public_id: str) -> HttpResponse:
    """Undo an answer of which the other side does not know yet: the firm, or the office for it."""
    rows = Introduction.objects
    mine = rows.visible_to if request.viewer.is_office else rows.answerable_by
    introduction = _find(mine(request.viewer), public_id)
    actions.take_back(introduction, by=request.person)
    return _back(request, introduction, say=_("The answer is taken back. The question is open."))


@policy(write=MEMBERS)
@once
def introduction_withdraw(request: PageRequest, public_id: str) -> HttpResponse:
    """Take the question back: who is looking, or the office."""
    introduction = _find(Introduction.objects.withdrawable_by(request.viewer), public_id)
    actions.withdraw(introduction, by=request.person, is_office=request.viewer.is_office)
    return _back(request, introduction, say=_("The question has been withdrawn."))


@policy(write=MEMBERS)
@once
def introduction_take_up(request: PageRequest, public_id: str) -> HttpResponse:
    """Note that the contact has been taken up, or that the office told who is looking."""
    rows = Introduction.objects
    told = rows.in_network(request.viewer).filter(is_told_by_office=True)
    mine = told if request.viewer.is_office else rows.started_by(request.viewer)
    introduction = _find(mine, public_id)
    actions.take_up(introduction, by=request.person)
    say = _("Noted.") if request.viewer.is_office else _("Noted. Good luck with it.")
    return _back(request, introduction, say=say)


@policy(read=OFFICE, write=OFFICE)
@once
def introduction_forward(request: PageRequest, public_id: str) -> HttpResponse:
    """Pass on a letter that waits with the office: as it is with one click, or changed."""
    introduction = _find(Introduction.objects.visible_to(request.viewer), public_id)
    if request.method == "GET" and not introduction.is_waiting_with_office:
        return redirect("introductions:detail", request.network.slug, introduction.public_id)
    language = letters.spoken_in(introduction.letter, need=introduction.need)
    letter = Letter(introduction.subject, introduction.letter, language)
    form = LetterForm.showing(letter)
    if request.method == "POST" and "text" in request.POST:
        form = LetterForm(request.POST)
        letter = form.letter if form.is_valid() else letter
    if request.method == "POST" and not form.errors:
        actions.forward(introduction, letter=letter, by=request.person)
        messages.success(request, _("The letter is on its way."))
        return redirect("introductions:detail", request.network.slug, introduction.public_id)
    return render_page(
        request,
        "introductions/introduction_forward.html",
        {
            "introduction": introduction,
            "address": [introduction.asked.name],
            "form": form,
            "standing": standing_for(request.viewer, introduction),
            "letter_language": language,
        },
        status=422 if form.errors else 200,
    )


@policy(write=OFFICE)
@once
def introduction_keep_back(request: PageRequest, public_id: str) -> HttpResponse:
    """Do not pass on a letter."""
    introduction = _find(Introduction.objects.visible_to(request.viewer), public_id)
    actions.keep_back(introduction, by=request.person)
    return _back(request, introduction, say=_("The letter stays here. The firm hears nothing."))


@policy(write=OFFICE)
@once
def introduction_reask(request: PageRequest, public_id: str) -> HttpResponse:
    """Ask somebody else of the firm."""
    introduction = _find(Introduction.objects.visible_to(request.viewer), public_id)
    introduction = actions.ask_somebody_else(introduction, by=request.person)
    asked = introduction.asked_person or introduction.asked
    return _back(
        request,
        introduction,
        say=_("The letter is on its way to %(name)s.") % {"name": asked.name},
    )


@policy(write=OFFICE)
@once
def introduction_phone(request: PageRequest, public_id: str, answer: Answer) -> HttpResponse:
    """Note what the firm said on the phone."""
    introduction = _find(Introduction.objects.visible_to(request.viewer), public_id)
    actions.answer_by_phone(introduction, answer=answer, by=request.person)
    say = (
        _("Noted. The firm gets a mail to confirm its yes with one click.")
        if answer == Answer.YES
        else _("Noted.")
    )
    return _back(request, introduction, say=say)


@policy(write=OFFICE)
@once
def introduction_finish(request: PageRequest, public_id: str) -> HttpResponse:
    """Note that the office has asked what came of the contact."""
    introduction = _find(Introduction.objects.visible_to(request.viewer), public_id)
    actions.finish(introduction, by=request.person)
    return _back(request, introduction, say=_("Noted. Nothing is due here any more."))


def _find(rows: IntroductionQuerySet, public_id: str) -> Introduction:
    return get_object_or_404(rows.with_both(), public_id=public_id)


def _back(request: PageRequest, introduction: Introduction, *, say: str) -> HttpResponse:
    """Go back to where the click was: the list of what is due, or the introduction's page."""
    messages.success(request, say)
    detail = reverse("introductions:detail", args=[request.network.slug, introduction.public_id])
    page = own_address(request.META.get("HTTP_REFERER"), request, otherwise=detail)
    return HttpResponseRedirect(page)
