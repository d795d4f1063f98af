"""How a craft is spoken of: two separate sets of words, of those who do it and who look for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kurzweg.core.demo import tables

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Wording:
    """How those who make something call it, and how those who look for it do."""

    offered: tuple[str, ...]
    needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said about a craft, and what counts as an answer to whoever looks for it.

    `needed` has the buyer's words for the craft's things; `own_stuffs` are materials that this
    craft calls by other names than the rest does. `neighbours` sound alike but are something else.
    `is_strict`: a thing not named is not done at all. `is_local`: nobody drives far for it.
    `counts_things`: a quantity counts the things, not the parts that something is done to.
    `is_for_makers`: only who makes something looks for it. `is_for_all`: town halls do, too.
    `most`: how many of a big thing anybody orders at once.
    """

    key: str
    needed: Mapping[str, tuple[str, ...]]
    titles: tuple[str, ...]
    offers: tuple[str, ...]
    details: tuple[str, ...]
    need_titles: tuple[str, ...]
    needs: tuple[str, ...]
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own_stuffs: Mapping[str, Wording] = field(default_factory=dict)
    neighbours: tuple[str, ...] = ()
    is_strict: bool = False
    is_local: bool = False
    counts_things: bool = True
    is_for_makers: bool = False
    is_for_all: bool = False
    most: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfferPhrases:
    """What owners add to any craft."""

    lots: tuple[str, ...]
    singles: tuple[str, ...]
    leads: tuple[str, ...]
    starts: tuple[str, ...]
    proof: tuple[str, ...]
    customers: tuple[str, ...]
    partner: tuple[str, ...]
    last_word: tuple[str, ...]
    workshop_word: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedPhrases:
    """What buyers say besides the thing itself."""

    reasons: tuple[str, ...]
    goods_reasons: tuple[str, ...]
    urgent: tuple[str, ...]
    goods_urgent: tuple[str, ...]
    calm: tuple[str, ...]
    quantities: tuple[str, ...]
    part_quantities: tuple[str, ...]
    materials: tuple[str, ...]
    days: tuple[str, ...]
    goods_days: tuple[str, ...]
    radii: tuple[str, ...]
    goods_radii: tuple[str, ...]
    papers: tuple[str, ...]
    goods_papers: tuple[str, ...]
    quick: tuple[str, ...]
    quick_parts: Mapping[str, tuple[str, ...]]
    quick_cores: tuple[str, ...]
    quick_service_cores: tuple[str, ...]
    quick_treatment_cores: tuple[str, ...]


@cache
def speeches() -> Mapping[str, Speech]:
    """Read how each craft is spoken of."""
    return tables.records(FOLDER / "trades", Speech)


@cache
def materials() -> Mapping[str, Wording]:
    """Read the materials, as the workshop calls them and as the buyer does."""
    return tables.rows(FOLDER / "materials.yaml", Wording)


@cache
def offer_phrases() -> OfferPhrases:
    """Read what owners add."""
    return tables.single(FOLDER / "phrases" / "offers.yaml", OfferPhrases)


@cache
def need_phrases() -> NeedPhrases:
    """Read what buyers add."""
    return tables.single(FOLDER / "phrases" / "needs.yaml", NeedPhrases)
