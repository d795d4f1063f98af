"""Measures that are wanted, next to the ranges that a firm states in its own words."""

from __future__ import annotations

from kurzweg.engine import ranges
from kurzweg.engine.documents import Reason
from kurzweg.engine.facts import measures, notation
from kurzweg.market.models import Need, Offer


def reasons(need: Need, offer: Offer) -> list[Reason]:
    """Say which measures of a need an offer's ranges hold and which they leave out."""
    if not need.measures:
        return []
    wanted = [notation.of_note(note) for note in need.measures]
    stated = measures.read(f"{offer.title}\n{offer.text}", language=offer.language)
    return list(ranges.reasons(wanted, stated))
