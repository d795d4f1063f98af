"""What of the introductions waits for whom, each with its one click.

Reminders (`actions.ending`) are not read from here: each goes once, on the day that its row was
told, and the row remembers that it went. Who would read them here asks the table for
"introduction to answer" and still needs that day from the row: no code would fall away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kurzweg.core import agenda
from kurzweg.core.agenda import Ids, Item, Source, each
from kurzweg.core.viewer import Viewer
from kurzweg.introductions import due
from kurzweg.introductions.models import Answer, Introduction, IntroductionQuerySet, State
from kurzweg.introductions.recipients import phone_of, with_recipient
from kurzweg.introductions.standing import standing_for
from kurzweg.market.models import Need
from kurzweg.people.models import Position

# What of it still stands -------------------------------------------------------------------------


def _of_office(viewer: Viewer, **state: Any) -> IntroductionQuerySet:
    rows = Introduction.objects.visible_to(viewer).open().filter(**state).with_both()
    return rows if viewer.is_office else rows.none()


def _to_call_rows(viewer: Viewer) -> IntroductionQuerySet:
    return _of_office(viewer).unanswered(viewer.today)


def _left_rows(viewer: Viewer) -> IntroductionQuerySet:
    return _of_office(viewer).whose_person_left(viewer.today)


def _to_pass_on_rows(viewer: Viewer) -> IntroductionQuerySet:
    return _of_office(
        viewer, state=State.ACCEPTED, is_told_by_office=True, taken_up_at__isnull=True
    )


def _of_asked(viewer: Viewer) -> IntroductionQuerySet:
    rows = Introduction.objects.answerable_by(viewer).unanswered(viewer.today).with_both()
    return rows.none() if viewer.is_office else rows


def _of_asking(viewer: Viewer) -> IntroductionQuerySet:
    rows = Introduction.objects.started_by(viewer).open().with_both()
    rows = rows.filter(state=State.ACCEPTED, taken_up_at=None)
    return rows.none() if viewer.is_office else rows


# How it is drawn ---------------------------------------------------------------------------------


def _item(introduction: Introduction, **said: Any) -> Item:
    """Say what is due about an introduction, with what is looked for and the page of it."""
    facts = {
        "detail": introduction.need.title,
        "detail_language": introduction.need.language,
        "url": _url("detail", introduction),
    }
    return Item(**facts | said)


def _to_forward(
    viewer: Viewer, rows: Iterable[Introduction], due_on: Mapping[int, date]
) -> Iterator[tuple[int, Item]]:
    rows = list(rows)
    reachable = with_recipient(rows, on=viewer.today)
    for introduction in rows:
        has_time = standing_for(viewer, introduction).has_time
        may_forward = has_time and introduction.pk in reachable
        url = _url("forward", introduction)
        yield (
            introduction.pk,
            _item(
                introduction,
                kind="introduction to forward",
                title=_("Wants to reach %(firm)s; the letter is waiting with you")
                % {"firm": introduction.asked.name},
                who=introduction.asking.name,
                due_on=due_on[introduction.pk],
                url=url,
                action=_("Pass the letter on") if may_forward else _("Read the letter"),
                action_url=url if may_forward else "",
            ),
        )


def _to_ask_somebody_else(
    viewer: Viewer, rows: Iterable[Introduction], due_on: Mapping[int, date]
) -> Iterator[tuple[int, Item]]:
    rows = list(rows)
    reachable = with_recipient(rows, on=viewer.today)
    for introduction in rows:
        person = introduction.asked_person
        may_ask = introduction.pk in reachable
        yield (
            introduction.pk,
            _item(
                introduction,
                kind="introduction to a person who left",
                title=_("%(person)s no longer works there and leaves a question open")
                % {"person": person.name if person else ""},
                who=introduction.asked.name,
                due_on=due_on[introduction.pk],
                action=_("Ask somebody else there") if may_ask else _("Note what they say"),
                action_url=_url("ask-somebody-else", introduction) if may_ask else "",
            ),
        )


def _to_call(viewer: Viewer, introduction: Introduction, due_on: date) -> Item:
    person = introduction.asked_person
    phone = phone_of(introduction)
    whom = ", ".join(filter(None, [person.name if person else "", phone]))
    if introduction.phoned_yes_on:
        title = _("Said yes on the phone, but has not confirmed it yet: %(whom)s")
    else:
        title = (
            _("Has not answered yet: call? %(whom)s")
            if phone
            else _("Has not answered yet: %(whom)s")
        )
    return _item(
        introduction,
        kind="introduction to call about",
        title=title % {"whom": whom or introduction.asked.name},
        who=introduction.asked.name,
        due_on=due_on,
        action=_("Note what they say"),
    )


def _to_pass_on(viewer: Viewer, introduction: Introduction, due_on: date) -> Item:
    seeker = introduction.asking
    return _item(
        introduction,
        kind="introduction to pass on",
        title=_("Contact made: please tell %(seeker)s, who gets no mail")
        % {"seeker": ", ".join(filter(None, [seeker.name, seeker.phone]))},
        who=introduction.asked.name,
        due_on=due_on,
        action=_("I have passed it on"),
        action_url=_url("take-up", introduction),
    )


def _to_follow_up(viewer: Viewer, introduction: Introduction, due_on: date) -> Item:
    return _item(
        introduction,
        kind="introduction to follow up",
        title=_("Contact made: ask what came of it"),
        who=_("%(seeker)s and %(firm)s")
        % {"seeker": introduction.need.owner.name, "firm": introduction.organisation.name},
        due_on=due_on,
        action=_("I have asked"),
        action_url=_url("finish", introduction),
    )


def _to_answer(viewer: Viewer, introduction: Introduction, due_on: date) -> Item:
    has_time = introduction.again_on_if_put_off() is not None
    further = [(_("Later"), Answer.LATER)] if has_time else []
    return _item(
        introduction,
        kind="introduction to answer",
        title=_("Can do what you are looking for")
        if introduction.is_offer
        else _("Would like to talk to you"),
        who=introduction.asking.name,
        due_on=due_on,
        action=_("Yes, please"),
        action_url=_url(f"reply-{Answer.YES}", introduction),
        others=tuple(
            (label, _url(f"reply-{answer}", introduction))
            for label, answer in [(_("No, thank you"), Answer.NO), *further]
        ),
    )


def _to_take_up(viewer: Viewer, introduction: Introduction, due_on: date) -> Item:
    has_phone = bool(standing_for(viewer, introduction).phone)
    return _item(
        introduction,
        kind="introduction to take up",
        title=_("Wants to talk to you: please call")
        if has_phone
        else _("Wants to talk to you: please write"),
        who=introduction.asked.name,
        due_on=due_on,
        action=_("I have called") if has_phone else _("I have written"),
        action_url=_url("take-up", introduction),
    )


def _url(name: str, introduction: Introduction) -> str:
    return reverse(
        f"introductions:{name}", args=[introduction.network.slug, introduction.public_id]
    )


# What it hangs on --------------------------------------------------------------------------------


def _about(network_id: int, need_ids: Ids) -> Iterable[int]:
    rows = Introduction.objects.in_network(network_id).open().filter(need__in=need_ids)
    return set(rows.values_list("pk", flat=True))


def _asked_there(network_id: int, position_ids: Ids) -> Iterable[int]:
    """Name the questions to persons whose positions changed, also where one is gone by now."""
    known = Position.objects.filter(pk__in=position_ids)
    rows = Introduction.objects.in_network(network_id).open().filter(state=State.ASKED)
    if known.count() == len(set(position_ids)):
        rows = rows.filter(asked_person__in=known.values("person"))
    return set(rows.values_list("pk", flat=True))


for _source in (
    Source(
        kind="introduction to forward",
        model=Introduction,
        items=due.to_forward,
        rows=lambda viewer: _of_office(viewer, state=State.WAITING),
        draw=_to_forward,
    ),
    Source(
        kind="introduction to a person who left",
        model=Introduction,
        items=due.to_a_person_who_left,
        rows=_left_rows,
        draw=_to_ask_somebody_else,
        depends_on={Need: _about, Position: _asked_there},
    ),
    Source(
        kind="introduction to call about",
        model=Introduction,
        items=due.to_call_about,
        rows=_to_call_rows,
        draw=each(_to_call),
        depends_on={Need: _about, Position: _asked_there},
    ),
    Source(
        kind="introduction to pass on",
        model=Introduction,
        items=due.to_pass_on,
        rows=_to_pass_on_rows,
        draw=each(_to_pass_on),
    ),
    Source(
        kind="introduction to follow up",
        model=Introduction,
        items=due.to_follow_up,
        rows=lambda viewer: _of_office(viewer, state=State.ACCEPTED),
        draw=each(_to_follow_up),
    ),
    Source(
        kind="introduction to answer",
        model=Introduction,
        items=due.to_answer,
        rows=_of_asked,
        draw=each(_to_answer),
        depends_on={Need: _about},
    ),
    Source(
        kind="introduction to take up",
        model=Introduction,
        items=due.to_take_up,
        rows=_of_asking,
        draw=each(_to_take_up),
        depends_on={Need: _about},
    ),
):
    agenda.register(_source)
