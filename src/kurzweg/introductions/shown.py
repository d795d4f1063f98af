"""What the list of fitting firms said when one of them was asked, as an answer is learned from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kurzweg.engine.match import seen
from kurzweg.market.matching import FIRST
from kurzweg.market.models import Match, Need, Offer


def numbers(need: Need, *, offer: Offer | None) -> dict[str, Any]:
    """Give the signals of the offer that is asked for, and of those beside it that were seen."""
    matches = Match.objects.in_network(need.network_id).newest().filter(need=need)
    match = matches.filter(offer=offer).first()
    if match is None:
        return {}
    return {
        "signals": match.signals,
        "profile_version": match.profile_version,
        "passed_over": list(_passed_over(match)),
    }


def _passed_over(match: Match) -> Iterator[dict[str, Any]]:
    """Those that stand beside the match in the list, unless their firm was asked as well."""
    matches = Match.objects.in_network(match.network_id).newest().fitting()
    listed = list(matches.filter(need=match.need_id, offer__withdrawn_at=None).with_offer())
    places = [each.pk for each in listed]
    if match.pk not in places:
        return
    place = places.index(match.pk)
    asked = set(match.need.introductions.values_list("organisation", flat=True))
    for other in seen(place, among=min(len(listed), max(FIRST, place + 1))):
        if listed[other].offer.organisation_id not in asked:
            yield {"offer": listed[other].offer_id, "signals": listed[other].signals}
