"""The main job: which offers fit a need, found without a lock and kept with their numbers.

On SQLite one at a time can write, and the engine takes its time. So a change only leaves a note
that its need is to be matched; whoever comes first, somebody who looks at it or the worker, finds
what fits and keeps it in a short transaction, if what it rests on still holds (decision 0023).
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import timedelta
from itertools import count

from django.db import DatabaseError, transaction
from django.db.models import F, Q
from django.utils import timezone

from kurzweg.core import full_disk, jobs, ledger
from kurzweg.core.days import today
from kurzweg.market import finding, weights
from kurzweg.market.finding import ALL, FIRST, Found
from kurzweg.market.models import Match, Need, Offer

logger = logging.getLogger(__name__)

STALE = timedelta(hours=20)
AT_ONCE = 200  # needs per run of the regular job: about half a minute
TRIES = 3

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


class Outdated(Exception):
    """What an answer rests on changed while it was computed; nothing of it was kept."""


def ask_for(need: Need) -> None:
    """Leave a need to whoever comes first; in the transaction of what changed."""
    need.matched_at = None
    need.save(update_fields=["matched_at"])
    jobs.enqueue("kurzweg.market.matching.match_all", need.pk)


def match_at_first_look(need: Need) -> None:
    """Find and keep the first ten for somebody who looks, unless that was done.

    That there is no room or no right to write is no matter of who reads: she sees what is kept.
    """
    if need.matched_at is not None or need.is_closed:
        return
    try:
        _match(need.pk, limit=FIRST)
    except (DatabaseError, OSError) as error:
        if not (full_disk.is_cause(error) or full_disk.is_read_only(error)):
            raise
        logger.warning("what fits a need was not kept: nothing can be written")


def match_all(need_id: int) -> int:
    """Find and keep all matches of a need; run twice, it changes nothing."""
    return _match(need_id, limit=ALL)


def match_stale() -> int:
    """Match the open needs anew that were not for a day, so that firms that came since are in.

    Where the first ten are the same firms as before, what is stored stays as it is.
    """
    needs = Need.objects.across_networks("the worker looks after all networks").open(today())
    stale = needs.filter(Q(matched_at=None) | Q(matched_at__lt=timezone.now() - STALE))
    order = (F("matched_at").asc(nulls_first=True), "pk")
    need_ids = list(stale.order_by(*order).values_list("pk", flat=True)[:AT_ONCE])
    for need_id in need_ids:
        _match(need_id, limit=ALL, keeps_the_same=True)
    return len(need_ids)


def _match(need_id: int, *, limit: int, keeps_the_same: bool = False) -> int:
    """Find without a lock, then keep what still holds; computed anew a few times at most."""
    needs = Need.objects.across_networks("a job knows its need by number").filter(closed_at=None)
    for attempt in range(1, TRIES + 1):
        need = needs.select_related("network", "owner").filter(pk=need_id).first()
        if need is None:  # closed or gone since somebody asked
            return 0
        found = finding.find(need, limit=limit, keeps_the_same=keeps_the_same)
        with suppress(Outdated):
            return _keep(found, is_last=attempt == TRIES)
    # Somebody changes the need faster than it is read: the regular job comes by.
    needs.filter(pk=need_id).update(matched_at=None)
    return 0


@transaction.atomic
def _keep(found: Found, *, is_last: bool) -> int:
    """Keep an answer if the need still asks for it and no offer changed since it was found.

    Where offers change all the time the last answer is kept without those that are gone, and the
    need stays one to be matched: the regular job comes by.
    """
    needs = Need.objects.in_network(found.need.network_id).select_related("network", "owner")
    need = needs.locked().filter(pk=found.need.pk, closed_at=None).first()
    if need is None:
        return 0
    if found.limit == FIRST and need.matched_at not in (None, found.need.matched_at):
        return 0  # meanwhile all of them were found: the first ten would be less
    if not finding.still_rests_on(found, need):
        raise Outdated
    is_current = found.known.still_holds("offer")
    if not (is_current or is_last):
        raise Outdated
    before = _is_answered(need) if need.matched_at else None
    need.matched_at = timezone.now() if is_current else None
    need.generation = found.generation
    need.save(update_fields=["matched_at", "generation"])
    stored = _store(need, found) if found.matches is not None else 0
    # Where now a firm fits, and none did, or the other way round, it changed.
    if _is_answered(need) != before:
        ledger.changed(need)
    return stored


def _is_answered(need: Need) -> bool:
    return Match.objects.in_network(need.network_id).filter(need=need).answering().exists()


def _store(need: Need, found: Found) -> int:
    """Keep the newest answer alone; an introduction has the numbers of its match itself."""
    weights.note_engines(need.network_id)
    current = Offer.objects.in_network(need.network_id).current(need.network.today())
    offer_ids = [match.offer_id for match in found.matches or ()]
    there = set(current.filter(pk__in=offer_ids).values_list("pk", flat=True))
    matches = [match for match in found.matches or () if match.offer_id in there]
    ranks = count(1)
    for match in matches:
        match.rank = next(ranks) if match.rank is not None else None
    stored = Match.objects.in_network(need.network_id).filter(need=need)
    again = Q(generation=found.generation, offer__in=[match.offer_id for match in matches])
    stored.exclude(again).delete()
    Match.objects.bulk_create(
        matches,
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
    return len(matches)


jobs.every(10, "kurzweg.market.matching.match_stale")
