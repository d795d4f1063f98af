"""Where a firm's own entry stands for a need of somebody else, and what would bring it forward."""

from __future__ import annotations

from dataclasses import dataclass

from kurzweg.core import search
from kurzweg.core.viewer import Viewer
from kurzweg.engine import match
from kurzweg.market import findable, phrases, weights
from kurzweg.market.finding import request_for, written, written_change
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
    if not offers:
        return None
    answer = match.answer(
        search.matcher(weights.of_engine(weights.current(need.network_id))),
        request_for(need, today=today),
        own=[*findable.offers([offer.pk for offer in offers.values()])],
    )
    if answer.own is None:
        return None
    fits = [reason for reason in answer.own.reasons if not reason.is_missing]
    lacks = [reason for reason in answer.own.reasons if reason.is_missing]
    return Standing(
        offer=offers[answer.own.key],
        place=answer.own.place,
        fits=phrases.fitting(written(fits)),
        missing=list(dict.fromkeys(phrases.missing(written(lacks)))),
        unsaid=phrases.unsaid(written(lacks)),
        change=phrases.change(written_change(answer.own.change)),
    )
