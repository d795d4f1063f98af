"""Measures, colours and norms that are wanted, next to what a firm states in its own words."""

from __future__ import annotations

from kurzweg.engine.documents import Reason
from kurzweg.engine.facts import measures, norms, notation
from kurzweg.engine.match import ranges
from kurzweg.market.models import Need, Offer


def reasons(need: Need, offer: Offer) -> list[Reason]:
    """Say which measures an offer's ranges hold or leave out, and which norms it names."""
    said: list[Reason] = []
    stated = f"{offer.title}\n{offer.text}"
    if need.measures:
        wanted = [notation.of_note(note) for note in need.measures]
        said += ranges.reasons(wanted, measures.read(stated, language=offer.language))
    if need.norms:
        said += ranges.named(need.norms, norms.read(stated))
    return said
