"""The main job: which offers fit a need, computed at once and kept with their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from kurzweg.core import jobs, ledger, search
from kurzweg.core.days import today
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
STALE = timedelta(hours=20)
AT_ONCE = 200  # needs per run of the regular job: about half a minute

# What a match depends on: a change of anything else leaves the matches as they are.
MATCHED = frozenset(
    {
        "owner",
        "title",
        "text",
        "topics",
        "latitude",
        "longitude",
        "place",
        "postal_code",
        "radius_km",
        "quantity",
        "unit",
        "certificates",
        "measures",
        "norms",
        "deadline_on",
        "hidden_from_same_activity",
    }
)


def match_first(need: Need) -> None:
    """Find and keep the first ten at once, and leave the rest to the worker."""
    _match(need, limit=FIRST)
    jobs.enqueue("kurzweg.market.matching.match_all", need.pk)


def match_all(need_id: int) -> int:
    """Find and keep all matches of a need; run twice, it changes nothing."""
    with transaction.atomic():
        needs = Need.objects.across_networks("a job knows its need by number")
        need = needs.locked().filter(pk=need_id).first()
        if need is None or need.is_closed:
            return 0
        return _match(need, limit=ALL)


def match_stale() -> int:
    """Match the open needs anew that were not for a day, so that firms that came since are in.

    Where the first ten are the same firms as before, what is stored stays as it is.
    """
    needs = Need.objects.across_networks("the worker looks after all networks").open(today())
    stale = needs.filter(Q(matched_at=None) | Q(matched_at__lt=timezone.now() - STALE))
    order = (F("matched_at").asc(nulls_first=True), "pk")
    need_ids = list(stale.order_by(*order).values_list("pk", flat=True)[:AT_ONCE])
    for need_id in need_ids:
        with transaction.atomic():
            need = needs.locked().filter(pk=need_id).first()
            if need is not None:  # closed since the list was read
                _match(need, limit=ALL, keeps_the_same=True)
    return len(need_ids)


def _match(need: Need, *, limit: int, keeps_the_same: bool = False) -> int:
    """Match a need; where now a firm fits, and none did, or the other way round, it changed."""
    before = _is_answered(need) if need.matched_at else None
    stored = _match_and_store(need, limit=limit, keeps_the_same=keeps_the_same)
    if _is_answered(need) != before:
        ledger.changed(need)
    return stored


def _is_answered(need: Need) -> bool:
    return Match.objects.in_network(need.network_id).filter(need=need).answering().exists()


def _match_and_store(need: Need, *, limit: int, keeps_the_same: bool) -> int:
    on = need.network.today()
    weights.note_engines(need.network_id)
    profile = weights.current(need.network_id)
    matcher = search.matcher(weights.of_engine(profile))
    request = request_for(need, today=on)
    need.matched_at = timezone.now()
    need.save(update_fields=["matched_at"])
    is_known = keeps_the_same and bool(need.generation)
    if is_known and _first_offers(match.answer(matcher, request)) == _stored_offers(need):
        return 0
    # What would change it takes long, so the first ten do not wait for it.
    answer = match.answer(matcher, request, k=limit, with_changes=limit == ALL)
    return _store(need, answer, profile=profile, today=on)


def _first_offers(answer: Answer) -> list[int]:
    return [_offer_id(found.key) for found in answer.ranked[:FIRST]]


def _stored_offers(need: Need) -> list[int]:
    stored = Match.objects.in_network(need.network_id).filter(need=need).newest()
    return list(stored.ranked().values_list("offer", flat=True)[:FIRST])


def request_for(need: Need, *, today: date) -> Request:
    """Say what is looked for in the words of the engine."""
    return Request(
        text=proposals.without_facts(need.text, today=today),
        title=proposals.without_facts(need.title, today=today),
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


def wz_classes(organisation: Organisation) -> list[str]:
    """List an organisation's four-digit classes, core and supplementary."""
    classes = {activity.wz_class for activity in organisation.activities.all()}
    return sorted(each for each in classes if len(each) == WZ_CLASS_LENGTH)


def _codes_of_same_activity(need: Need) -> Iterator[str]:
    if need.hidden_from_same_activity:
        for each in wz_classes(need.owner):
            yield from (f"wz{edition}:{each}" for edition, _name in WZ_EDITIONS)


# Storing -----------------------------------------------------------------------------------------


@transaction.atomic
def _store(
    need: Need,
    answer: Answer,
    *,
    profile: RankingProfile,
    today: date,
) -> int:
    """Keep the newest answer alone; an introduction has the numbers of its match itself."""
    rows = list(_rows(need, answer, profile=profile, today=today))
    stored = Match.objects.in_network(need.network_id).filter(need=need)
    again = Q(generation=answer.generation, offer__in=[row.offer_id for row in rows])
    stored.exclude(again).delete()
    Match.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["need", "offer", "generation"],
        update_fields=[
            "profile_version",
            "rank",
            "score",
            "distance_km",
            "signals",
            "reasons",
            "missing",
            "change",
        ],
    )
    if need.generation != answer.generation:
        need.generation = answer.generation
        need.save(update_fields=["generation"])
    return len(rows)


def _rows(
    need: Need,
    answer: Answer,
    *,
    profile: RankingProfile,
    today: date,
) -> Iterator[Match]:
    # The index may be a moment behind: only offers that stand today are kept.
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


jobs.every(10, "kurzweg.market.matching.match_stale")
