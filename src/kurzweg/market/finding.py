"""What fits a need, computed without a lock, with all that the answer rests on."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kurzweg.core import search
from kurzweg.core.at_hand import AtHand
from kurzweg.core.viewer import audience
from kurzweg.engine import match
from kurzweg.engine.documents import Answer, Change, Excluded, Ranked, Reason, Request
from kurzweg.market import measures, places, proposals, weights
from kurzweg.market.models import Match, Need, Offer, RankingProfile, Visibility
from kurzweg.market.models.visibility import WZ_CLASS_LENGTH
from kurzweg.networks.findable import owner_key
from kurzweg.people.activities import WZ_EDITIONS
from kurzweg.people.models import Organisation

FIRST = 10
ALL = 50

# One at a time in a process: threads that compute at once take the interpreter from each other, and
# from whoever holds the database for a moment to write.
_thinking = threading.Lock()


@dataclass(frozen=True, slots=True)
class Basis:
    """What an answer rests on beside the offers; the words as they are written."""

    request: Request
    measures: tuple[str, ...]
    norms: tuple[str, ...]
    profile_version: str


@dataclass(frozen=True, slots=True)
class Found:
    """An answer that nobody has kept yet; without matches the stored ones are still the same."""

    need: Need
    basis: Basis
    known: AtHand
    generation: str
    matches: tuple[Match, ...] | None
    limit: int = ALL


def find(need: Need, *, limit: int, keeps_the_same: bool = False) -> Found:
    """Say what fits a need as it was just read; nothing is written, nobody waits for it."""
    with _thinking:
        profile = weights.current(need.network_id)
        known = search.at_this_moment()
        basis = _basis(need, profile)
        request = _matter(basis.request)
        matcher = known.matcher(weights.of_engine(profile))
        # Ten and no more may be what somebody's first look left: what fits beside them is missing.
        stored = _stored_offers(need) if keeps_the_same and need.generation else []
        if stored and len(stored) != FIRST:
            first = [_offer_id(found.key) for found in match.answer(matcher, request).ranked]
            if first[:FIRST] == stored[:FIRST]:
                return Found(need, basis, known, need.generation, None)
        # What would change it takes long, so the first ten do not wait for it.
        answer = match.answer(matcher, request, k=limit, with_changes=limit == ALL)
        matches = tuple(_matches(need, answer, profile=profile, today=request.today))
        return Found(need, basis, known, answer.generation, matches, limit)


def still_rests_on(found: Found, need: Need) -> bool:
    """Say whether a need, read again, still asks what was answered."""
    return _basis(need, weights.current(need.network_id)) == found.basis


def request_for(need: Need, *, today: date) -> Request:
    """Say what is looked for in the words of the engine."""
    return _matter(_asked(need, today=today))


def wz_classes(organisation: Organisation) -> list[str]:
    """List an organisation's four-digit classes, core and supplementary."""
    classes = {activity.wz_class for activity in organisation.activities.all()}
    return sorted(each for each in classes if len(each) == WZ_CLASS_LENGTH)


def _basis(need: Need, profile: RankingProfile) -> Basis:
    asked = _asked(need, today=need.network.today())
    return Basis(asked, tuple(need.measures), tuple(need.norms), profile.version)


def _asked(need: Need, *, today: date) -> Request:
    return Request(
        text=need.text,
        title=need.title,
        today=today,
        topics=tuple(need.topics),
        place=places.of_need(need),
        radius_km=need.radius_km,
        certificates=tuple(need.certificates),
        quantity=need.pieces,
        deadline=need.deadline_on,
        audiences=frozenset(audience(need.network_id, level) for level in Visibility.values),
        excluded_owners=frozenset({owner_key(need.owner_id)}),
        excluded_codes=tuple(_codes_of_same_activity(need)),
        small_first=need.network.rule("small_firms_first"),
    )


def _matter(asked: Request) -> Request:
    """Leave only the words that say what is wanted: reading them takes as long as the search."""
    text, title = (
        proposals.without_facts(words, today=asked.today) for words in (asked.text, asked.title)
    )
    return replace(asked, text=text, title=title)


def _codes_of_same_activity(need: Need) -> Iterator[str]:
    if need.hidden_from_same_activity:
        for each in wz_classes(need.owner):
            yield from (f"wz{edition}:{each}" for edition, _name in WZ_EDITIONS)


def _stored_offers(need: Need) -> list[int]:
    stored = Match.objects.in_network(need.network_id).filter(need=need).newest()
    return list(stored.ranked().values_list("offer", flat=True)[: FIRST + 1])


# In the words of a match --------------------------------------------------------------------------


def _matches(
    need: Need, answer: Answer, *, profile: RankingProfile, today: date
) -> Iterator[Match]:
    found_at_all: list[Ranked | Excluded] = [*answer.ranked, *answer.excluded]
    keys = [_offer_id(found.key) for found in found_at_all]
    current = Offer.objects.in_network(need.network_id).current(today)
    there = {offer.pk: offer for offer in current.filter(pk__in=keys)}
    common = {
        "network_id": need.network_id,
        "need": need,
        "generation": answer.generation,
        "profile_version": profile.version,
    }
    ranked = (found for found in answer.ranked if _offer_id(found.key) in there)
    for rank, found in enumerate(ranked, start=1):
        of_measures = measures.reasons(need, there[_offer_id(found.key)])
        yield Match(**common, **_numbers(found, *of_measures), rank=rank)
    for left_out in answer.excluded:
        if _offer_id(left_out.key) in there:
            change = written_change(left_out.change)
            yield Match(**common, **_numbers(left_out), rank=None, change=change)


def _numbers(found: Ranked | Excluded, *more: Reason) -> dict[str, Any]:
    reasons = (*found.reasons, *more)
    return {
        "offer_id": _offer_id(found.key),
        "score": found.score,
        "distance_km": found.distance_km,
        "signals": dict(found.signals),
        "reasons": written(reason for reason in reasons if not reason.is_missing),
        "missing": written(reason for reason in reasons if reason.is_missing),
    }


def written_change(change: Change | None) -> dict[str, Any]:
    """Write a change down as a match keeps it."""
    return {"steps": written(change.steps), "place": change.place} if change else {}


def written(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Write reasons down as a match keeps them."""
    return [
        {"code": reason.code, "params": dict(reason.params), "points": reason.points}
        for reason in reasons
    ]


def _offer_id(key: str) -> int:
    return int(key.partition(":")[2])
