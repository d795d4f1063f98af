"""What of the introductions waits for whom, until when, each with its one click."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from kurzweg.core import agenda
from kurzweg.core.viewer import Viewer
from kurzweg.introductions.models import Answer, Introduction, IntroductionQuerySet, State
from kurzweg.introductions.recipients import phone_of
from kurzweg.introductions.standing import standing_for
from kurzweg.networks.models import Network


def for_viewer(viewer: Viewer) -> Iterator[agenda.Item]:
    """Collect what waits for the office, for a firm that was asked, for who is looking."""
    if viewer.network_id is None or not viewer.is_inside:
        return
    if viewer.is_office:
        yield from _for_office(viewer)
    else:
        yield from _for_firm(viewer)
        yield from _for_seeker(viewer)


def _for_office(viewer: Viewer) -> Iterator[agenda.Item]:
    rows = Introduction.objects.in_network(viewer).open().with_both().order_by("pk")
    left = rows.whose_person_left(viewer.today)
    waiting = rows.filter(state=State.WAITING)
    yield from (_to_forward(row, viewer=viewer) for row in waiting)
    yield from (_to_ask_somebody_else(row, viewer=viewer) for row in left)
    yield from map(
        _to_call, _about_to_expire(rows, viewer=viewer).exclude(pk__in=left.values("pk"))
    )
    for row in rows.filter(state=State.ACCEPTED):
        yield _to_pass_on(row) if row.waits_to_be_passed_on else _to_finish(row)


def _about_to_expire(rows: IntroductionQuerySet, *, viewer: Viewer) -> IntroductionQuerySet:
    network = Network.objects.get(pk=viewer.network_id or 0)
    last = viewer.today + timedelta(days=network.rule("ask_call_days"))
    return rows.unanswered(viewer.today).filter(
        Q(expires_on__lte=last) | Q(need__expires_on__lte=last)
    )


def _to_forward(introduction: Introduction, *, viewer: Viewer) -> agenda.Item:
    standing = standing_for(viewer, introduction)
    url = _url("forward", introduction)
    return agenda.Item(
        kind="introduction to forward",
        title=_("Wants to reach %(firm)s; the letter is waiting with you")
        % {"firm": introduction.organisation.name},
        who=introduction.need.owner.name,
        detail=introduction.need.title,
        detail_language=introduction.need.language,
        due_on=introduction.created_on,
        url=url,
        action=_("Pass the letter on") if standing.may_forward else _("Read the letter"),
        action_url=url if standing.may_forward else "",
    )


def _to_ask_somebody_else(introduction: Introduction, *, viewer: Viewer) -> agenda.Item:
    person = introduction.asked_person
    may_ask = standing_for(viewer, introduction).may_ask_somebody_else
    return agenda.Item(
        kind="introduction to a person who left",
        title=_("%(person)s no longer works there and leaves a question open")
        % {"person": person.name if person else ""},
        who=introduction.organisation.name,
        detail=introduction.need.title,
        detail_language=introduction.need.language,
        due_on=viewer.today,
        url=_url("detail", introduction),
        action=_("Ask somebody else there") if may_ask else _("Note what they say"),
        action_url=_url("ask-somebody-else", introduction) if may_ask else "",
    )


def _to_call(introduction: Introduction) -> agenda.Item:
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
    return agenda.Item(
        kind="introduction to call about",
        title=title % {"whom": whom or introduction.organisation.name},
        who=introduction.organisation.name,
        detail=introduction.need.title,
        detail_language=introduction.need.language,
        due_on=introduction.last_day,
        url=_url("detail", introduction),
        action=_("Note what they say"),
    )


def _to_pass_on(introduction: Introduction) -> agenda.Item:
    seeker = introduction.need.owner
    return agenda.Item(
        kind="introduction to pass on",
        title=_("Contact made: please tell %(seeker)s, who gets no mail")
        % {"seeker": ", ".join(filter(None, [seeker.name, seeker.phone]))},
        who=introduction.organisation.name,
        detail=introduction.need.title,
        detail_language=introduction.need.language,
        due_on=introduction.answered_on or introduction.created_on,
        url=_url("detail", introduction),
        action=_("I have passed it on"),
        action_url=_url("take-up", introduction),
    )


def _to_finish(introduction: Introduction) -> agenda.Item:
    return agenda.Item(
        kind="introduction to follow up",
        title=_("Contact made: ask what came of it"),
        who=_("%(seeker)s and %(firm)s")
        % {"seeker": introduction.need.owner.name, "firm": introduction.organisation.name},
        detail=introduction.need.title,
        detail_language=introduction.need.language,
        due_on=introduction.follow_up_on or introduction.expires_on,
        url=_url("detail", introduction),
        action=_("I have asked"),
        action_url=_url("finish", introduction),
    )


def _for_firm(viewer: Viewer) -> Iterator[agenda.Item]:
    rows = Introduction.objects.answerable_by(viewer).unanswered(viewer.today).with_both()
    for introduction in rows.order_by("pk"):
        has_time = introduction.again_on_if_put_off() is not None
        further = [(_("Later"), Answer.LATER)] if has_time else []
        yield agenda.Item(
            kind="introduction to answer",
            title=_("Would like to talk to you"),
            who=introduction.need.owner.name,
            detail=introduction.need.title,
            detail_language=introduction.need.language,
            due_on=introduction.last_day,
            url=_url("detail", introduction),
            action=_("Yes, please"),
            action_url=_url(f"reply-{Answer.YES}", introduction),
            others=tuple(
                (label, _url(f"reply-{answer}", introduction))
                for label, answer in [(_("No, thank you"), Answer.NO), *further]
            ),
        )


def _for_seeker(viewer: Viewer) -> Iterator[agenda.Item]:
    rows = Introduction.objects.sought_by(viewer).open().with_both()
    for introduction in rows.filter(state=State.ACCEPTED, taken_up_at=None).order_by("pk"):
        has_phone = bool(standing_for(viewer, introduction).phone)
        yield agenda.Item(
            kind="introduction to take up",
            title=_("Wants to talk to you: please call")
            if has_phone
            else _("Wants to talk to you: please write"),
            who=introduction.organisation.name,
            detail=introduction.need.title,
            detail_language=introduction.need.language,
            due_on=introduction.answered_on or introduction.created_on,
            url=_url("detail", introduction),
            action=_("I have called") if has_phone else _("I have written"),
            action_url=_url("take-up", introduction),
        )


def _url(name: str, introduction: Introduction) -> str:
    return reverse(
        f"introductions:{name}", args=[introduction.network.slug, introduction.public_id]
    )


agenda.register(for_viewer)
