"""Which introductions wait for whom on which days: the rows and the rules say it, no day does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kurzweg.core import agenda
from kurzweg.core.agenda import Due, Ids
from kurzweg.core.days import day_of
from kurzweg.core.models import Addressee
from kurzweg.introductions.models import Introduction, IntroductionQuerySet, State
from kurzweg.networks.models import Network
from kurzweg.people.models import Position

A_DAY = timedelta(days=1)


def _open(network: Network, ids: Ids | None) -> IntroductionQuerySet:
    rows: IntroductionQuerySet = Introduction.objects.in_network(network).open()
    rows = rows if ids is None else rows.filter(pk__in=ids)
    return rows.select_related("need")


def _asked(network_id: int, ids: Ids | None) -> Iterator[tuple[Introduction, Network]]:
    """Give what a firm was asked and can still answer, as far as no day decides it."""
    network = Network.objects.get(pk=network_id)
    asked = _open(network, ids).filter(
        state=State.ASKED, need__closed_at=None, need__expires_on__isnull=False
    )
    for introduction in asked:
        introduction.network = network
        yield introduction, network


def _accepted(network_id: int, ids: Ids | None) -> Iterator[Introduction]:
    network = Network.objects.get(pk=network_id)
    for introduction in _open(network, ids).filter(state=State.ACCEPTED):
        introduction.network = network
        yield introduction


def to_forward(network_id: int, ids: Ids | None) -> Iterator[Due]:
    network = Network.objects.get(pk=network_id)
    for introduction in _open(network, ids).filter(state=State.WAITING):
        on = day_of(introduction.created_at, network.time_zone)
        yield Due(introduction.pk, agenda.OFFICE, due_on=on, shown_since=on)


@dataclass(frozen=True, slots=True)
class Presence:
    """From when to when the persons who were asked act for the firms that were."""

    spans: dict[tuple[int, int], list[tuple[date, date]]]

    @classmethod
    def of(cls, asked: Iterable[Introduction], *, network_id: int) -> Presence:
        asked = list(asked)
        positions = Position.objects.acting_in(network_id).filter(
            person__in=[each.asked_person_id for each in asked],
            organisation__in=[each.asked_id for each in asked],
        )
        spans: dict[tuple[int, int], list[tuple[date, date]]] = {}
        for each in positions:
            span = (each.since or date.min, each.until or date.max)
            spans.setdefault((each.person_id, each.organisation_id), []).append(span)
        return cls(spans)

    def left_on(self, introduction: Introduction) -> date | None:
        """Say from when on the person is no longer there; None: she is on its last day.

        Who is back by then has not left: somebody else would be asked for nothing.
        """
        if introduction.asked_person_id is None:
            return None
        asked_on = introduction.asked_on or introduction.created_on
        last = introduction.last_day
        key = (introduction.asked_person_id, introduction.asked_id)
        begun = [until for since, until in self.spans.get(key, ()) if since <= last]
        left_on = max(begun, default=asked_on)
        return max(left_on, asked_on) if left_on <= last else None


def to_a_person_who_left(network_id: int, ids: Ids | None) -> Iterator[Due]:
    asked = [introduction for introduction, _network in _asked(network_id, ids)]
    presence = Presence.of(asked, network_id=network_id)
    for introduction in asked:
        left_on = presence.left_on(introduction)
        if left_on is not None:
            yield Due(
                introduction.pk,
                agenda.OFFICE,
                due_on=left_on,
                shown_since=left_on,
                shown_until=introduction.last_day + A_DAY,
            )


def to_call_about(network_id: int, ids: Ids | None) -> Iterator[Due]:
    asked = list(_asked(network_id, ids))
    presence = Presence.of([each for each, _network in asked], network_id=network_id)
    for introduction, network in asked:
        last = introduction.last_day
        yield Due(
            introduction.pk,
            agenda.OFFICE,
            due_on=last,
            shown_since=last - timedelta(days=network.rule("ask_call_days")),
            # From then on somebody else is asked.
            shown_until=presence.left_on(introduction) or last + A_DAY,
        )


def to_pass_on(network_id: int, ids: Ids | None) -> Iterator[Due]:
    for introduction in _accepted(network_id, ids):
        if introduction.waits_to_be_passed_on:
            on = introduction.answered_on or introduction.created_on
            yield Due(introduction.pk, agenda.OFFICE, due_on=on, shown_since=on)


def to_follow_up(network_id: int, ids: Ids | None) -> Iterator[Due]:
    for introduction in _accepted(network_id, ids):
        if not introduction.waits_to_be_passed_on:
            yield Due(
                introduction.pk,
                agenda.OFFICE,
                due_on=introduction.follow_up_on or introduction.expires_on,
                shown_since=introduction.answered_on or introduction.created_on,
            )


def to_answer(network_id: int, ids: Ids | None) -> Iterator[Due]:
    for introduction, network in _asked(network_id, ids):
        firm = (Addressee.ANSWERING, introduction.asked_id)
        # Whoever got the mail may answer it, whatever else she does there.
        asked = introduction.asked_person_id
        for to in (firm, (Addressee.PERSON, asked)) if asked else (firm,):
            yield Due(
                introduction.pk,
                to,
                due_on=introduction.last_day,
                shown_since=day_of(
                    introduction.asked_at or introduction.created_at, network.time_zone
                ),
                shown_until=introduction.last_day + A_DAY,
            )


def to_take_up(network_id: int, ids: Ids | None) -> Iterator[Due]:
    for introduction in _accepted(network_id, ids):
        if introduction.taken_up_at is None:
            on = introduction.answered_on or introduction.created_on
            asking = (Addressee.PEOPLE, introduction.asking_id)
            yield Due(introduction.pk, asking, due_on=on, shown_since=on)
