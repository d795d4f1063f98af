"""The page that a mail opens: it says for whom it is, and acts on a click only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from kurzweg.core.days import day_of
from kurzweg.core.models import Link
from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.templatetags.display import clock, day
from kurzweg.introductions import actions, letters, mails
from kurzweg.introductions.errors import AlreadyTold
from kurzweg.introductions.forms import AnswerForm
from kurzweg.introductions.models import Answer, Introduction, State
from kurzweg.introductions.recipients import has_left, promised, told_by_office, who_passes_on


def introduction_answer(request: PageRequest, link: Link) -> HttpResponse:
    """Answer a question, with the link from the mail."""
    return _opened(request, link, page=_question)


def introduction_objection(request: PageRequest, link: Link) -> HttpResponse:
    """Object to such questions, with the link from the mail."""
    return _opened(request, link, page=_objection)


def _opened(
    request: PageRequest,
    link: Link,
    *,
    page: Callable[[PageRequest, Link, Introduction], HttpResponse],
) -> HttpResponse:
    introduction = actions.introduction_of(link)
    request.network = introduction.network  # the page looks like the network's own
    language = _language(request) or introduction.language
    with translation.override(language):
        response = page(request, link, introduction)
        response.headers["Content-Language"] = language
    return response


def _language(request: PageRequest) -> str:
    """Say what the reader asked for, by a click or by the settings of the browser."""
    spoken = dict(settings.LANGUAGES)
    chosen = request.GET.get("language") or request.session.get("language")
    if chosen in spoken:
        return str(chosen)
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    codes = (code.partition("-")[0] for code, weight in wanted if weight)
    return next((code for code in codes if code in spoken), "")


def _question(request: PageRequest, link: Link, introduction: Introduction) -> HttpResponse:
    notice = notice_for(link, introduction)
    if notice is not None and notice.may_take_back and "take-back" in request.POST:
        actions.take_back(introduction, link=link)
        messages.success(request, _("The answer is taken back. The question is open."))
        return redirect(request.path)
    if notice is not None:
        return _say(request, link, introduction, notice=notice)
    content = request.POST if request.method == "POST" else None
    form = AnswerForm(content, introduction=introduction)
    if form.is_valid():
        actions.answer(introduction, reply=form.reply, link=link)
        return redirect(request.path)
    return render_page(
        request,
        "introductions/introduction_answer.html",
        {
            "introduction": introduction,
            "need": introduction.need,
            "facts": [] if introduction.is_offer else list(letters.facts(introduction.need)),
            "said": letters.body(introduction.letter),
            "promised": promised(introduction),
            "who_passes_on": who_passes_on(introduction),
            "for_whom": _for_whom(introduction),
            "addressed_to": _addressed_to(introduction),
            "form": form,
            "again_on": introduction.again_on_if_put_off(),
        },
        status=422 if form.is_bound else 200,
    )


def _objection(request: PageRequest, link: Link, introduction: Introduction) -> HttpResponse:
    if request.method == "POST" and link.used_at is None:
        actions.object_to_requests(link)
        return redirect(request.path)
    return render_page(
        request,
        "introductions/introduction_objection.html",
        {"introduction": introduction, "is_done": link.used_at is not None},
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """Why a link asks nothing any more, and what can still be done."""

    title: str
    lead: str
    hint: str = ""
    may_take_back: bool = False


def notice_for(link: Link, introduction: Introduction) -> Notice | None:
    """Say why this link cannot be answered, or None when it can."""
    if link.used_at is not None:
        return _decided(link, introduction)
    if introduction.need.is_closed or introduction.withdrawn_at is not None:
        return _settled(introduction)
    is_late = not introduction.is_answerable_on(introduction.today())
    if link.expires_at <= timezone.now() or is_late:
        last_day = min(introduction.last_day, _last_day_of(link, introduction))
        return Notice(
            _("The deadline for answering has passed"),
            _("You could answer until %(day)s. Nothing happened, and nobody minds.")
            % {"day": day(last_day)},
            _still_interested(introduction),
        )
    if has_left(introduction):
        return Notice(
            _("%(person)s no longer works for %(organisation)s")
            % {"person": _for_whom(introduction), "organisation": introduction.asked.name},
            _("Nobody can answer here in that name. The office will ask somebody else there."),
            _still_interested(introduction),
        )
    return None


def _last_day_of(link: Link, introduction: Introduction) -> date:
    last_moment = link.expires_at - timedelta(microseconds=1)
    return day_of(last_moment, introduction.network.time_zone)


def _decided(link: Link, introduction: Introduction) -> Notice:
    # A link that was answered before the firm was asked again speaks of that time only.
    is_newest = introduction.asked_at is None or link.created_at >= introduction.asked_at
    may_take_back = is_newest and introduction.may_be_taken_back_on(introduction.today())
    if link.answer == Answer.YES:
        return _said_yes(introduction, may_take_back=may_take_back)
    if link.answer == Answer.NO:
        return Notice(
            _("You said no, and that is fine"),
            _("%(firm)s only learns that no contact was made.")
            % {"firm": introduction.asking.name},
            _still_interested(introduction),
            may_take_back=may_take_back,
        )
    if link.answer == Answer.LATER:
        return _said_later(introduction, may_take_back=may_take_back)
    if link.answer == "withdrawn":
        return _settled(introduction)
    return Notice(
        _("This has been settled another way"),
        _("The office has asked somebody else, or has noted your answer on the phone."),
    )


def _said_yes(introduction: Introduction, *, may_take_back: bool) -> Notice:
    title, seeker = _("Thank you, you said yes"), introduction.asking.name
    if introduction.state == State.AGREED:
        through_office = who_passes_on(introduction)
        lead = (
            _("At %(time)s the office hears of it, and you get a mail.")
            if through_office
            else _("At %(time)s you and %(firm)s get each other's %(what)s by mail.")
        ) % {
            "time": clock(introduction.tell_at),
            "firm": seeker,
            "what": promised(introduction),
        }
        return Notice(title, lead, through_office, may_take_back=may_take_back)
    if introduction.is_told_by_office:
        return Notice(title, told_by_office(introduction))
    return Notice(
        title,
        _("You and %(firm)s now have each other's contact details; they come by mail.")
        % {"firm": seeker},
    )


def _said_later(introduction: Introduction, *, may_take_back: bool) -> Notice:
    title, hint = _("Later, then"), _still_interested(introduction)
    if introduction.state != State.LATER:
        return Notice(
            title, _("We have asked you once more since; only our newest mail counts."), hint
        )
    return Notice(
        title,
        _("We will ask you once more on %(day)s. Until then you need not do anything.")
        % {"day": day(introduction.asked_again_on)},
        hint,
        may_take_back=may_take_back,
    )


def _settled(introduction: Introduction) -> Notice:
    if introduction.is_offer:
        return Notice(
            _("This question is no longer open"),
            _("It was taken back, or you have stopped looking for this. You need not do anything."),
        )
    return Notice(
        _("This question is no longer open"),
        _("%(firm)s is no longer looking for an answer. You need not do anything.")
        % {"firm": introduction.asking.name},
    )


def _still_interested(introduction: Introduction) -> str:
    return _(
        "If you do want to talk: just answer our mail. The office of %(network)s will help you."
    ) % {"network": introduction.network.name}


def _not_counted(request: PageRequest, link: Link, *, notice: Notice) -> str:
    """Say to whoever clicked in a second tab, or after a colleague, that the click did nothing."""
    if request.method != "POST":
        return ""
    clicked = request.POST.get("answer", "")
    if clicked not in Answer.values:
        return str(AlreadyTold.sentence) if "take-back" in request.POST else ""
    if clicked == link.answer:
        return ""
    words = _("Your click on “%(answer)s” did not count.") % {
        "answer": mails.CLICKS[Answer(clicked)]
    }
    if notice.may_take_back:
        words += " " + _("If you want to answer differently, take the first answer back.")
    return words


def _say(
    request: PageRequest, link: Link, introduction: Introduction, *, notice: Notice
) -> HttpResponse:
    return render_page(
        request,
        "introductions/introduction_notice.html",
        {
            "introduction": introduction,
            "notice": notice,
            "not_counted": _not_counted(request, link, notice=notice),
            "for_whom": _for_whom(introduction),
            "addressed_to": _addressed_to(introduction),
        },
    )


def _addressed_to(introduction: Introduction) -> str:
    names = [_for_whom(introduction), introduction.asked.name]
    return ", ".join(dict.fromkeys(names))


def _for_whom(introduction: Introduction) -> str:
    person = introduction.asked_person
    return person.short_name if person else introduction.asked.name
