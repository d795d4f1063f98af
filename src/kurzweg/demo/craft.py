"""What a craft is: its facts, and beside them two separate sets of words for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kurzweg.market.demo.speech import Wording


@dataclass(frozen=True, slots=True)
class Craft:
    """A process with its products, materials, machines and the two ways to speak about it.

    `weight` is its share of all firms; `certificates` maps a scheme to how many per cent hold it;
    `neighbours` sound alike but are something else; `additions` are crafts that a single hand may
    add, in house or through a partner. `is_strict`: a thing not named is not done at all.
    `is_local`: nobody drives far for it. `counts_things`: a quantity counts the things, not the
    parts that something is done to.
    `own_stuffs`: materials that this craft calls by other names than the rest does.
    `most`: how many of a big thing anybody orders at once.
    """

    key: str
    name: str
    style: str
    wz: tuple[str, ...]
    firms: tuple[str, ...]
    things: Mapping[str, Wording]
    titles: tuple[str, ...]
    offers: tuple[str, ...]
    details: tuple[str, ...]
    need_titles: tuple[str, ...]
    needs: tuple[str, ...]
    weight: float = 1.0
    stuffs: tuple[str, ...] = ()
    own_stuffs: Mapping[str, Wording] = field(default_factory=dict)
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    machines: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    lot_from: tuple[int, ...] = ()
    lot_to: tuple[int, ...] = ()
    leads: tuple[int, ...] = (5, 10, 15, 20)
    certificates: Mapping[str, int] = field(default_factory=dict)
    industries: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    additions: tuple[str, ...] = ()
    is_strict: bool = False
    is_local: bool = False
    counts_things: bool = True
    most: Mapping[str, int] = field(default_factory=dict)
