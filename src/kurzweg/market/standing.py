"""Where a firm's own entry stands for a need of somebody else, and what would bring it forward."""

from __future__ import annotations

from dataclasses import dataclass

from kurzweg.core import search
from kurzweg.core.viewer import Viewer
from kurzweg.engine.match import changes
from kurzweg.market import findable, phrases, weights
from kurzweg.market.matching import request_for, written, written_change
from kurzweg.market.models import Need, Offer
from kurzweg.people.models import Organisation

MOST_LOOKED_AT = 20  # entries of one firm


@dataclass(frozen=True, slots=True)
class Standing:
    """The entry of a firm that fits a need best: its place among the first ten, or why it has none.

    `fits`, `missing` and `unsaid` are said as to who is looking; `change` is the smallest one that
    would bring it there, or nothing.
    """

    offer: Offer
    place: int | None
    fits: list[str]
    missing: list[str]
    unsaid: str
    change: str


def standing(need: Need, organisation: Organisation, *, viewer: Viewer) -> Standing | None:
    """Look at the entry of an organisation that says the most of what is wanted."""
    today = need.network.today()
    own = Offer.objects.visible_to(viewer).current(today).filter(organisation=organisation)
    offers = {f"offer:{offer.pk}": offer for offer in own.order_by("pk")[:MOST_LOOKED_AT]}
    matcher = search.matcher(weights.of_engine(weights.current(need.network_id)))
    request = request_for(need, today=today)
    found = [each for key in offers if (each := matcher.candidate(request, key))]
    if not found:
        return None
    best = max(found, key=lambda each: (each.signals["words"], each.key))
    offer = offers[best.key]
    (document,) = findable.offers([offer.pk])
    place = changes.place_of(matcher, request, best.key)
    change = None if place else changes.of_document(matcher, request, document)
    reasons = best.ranked().reasons
    fits = [reason for reason in reasons if not reason.is_missing]
    lacks = [reason for reason in (*best.excluded().reasons, *reasons) if reason.is_missing]
    return Standing(
        offer=offer,
        place=place,
        fits=phrases.fitting(written(fits)),
        missing=list(dict.fromkeys(phrases.missing(written(lacks)))),
        unsaid=phrases.unsaid(written(lacks)),
        change=phrases.change(written_change(change)),
    )
