"""What a craft is: the facts of those who live by it, without what is said about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Craft:
    """A process, with what firms that live by it are called, make and hold.

    `weight` is its share of all firms; `oldest`: no firm is older than so many years, for there was
    no such craft before. `firms` are patterns of names; `things` are the products in
    their makers' words, `stuffs` the materials. Lots are in pieces, none where nothing is made in
    lots; `leads` are in days. `certificates` maps a scheme to how many per cent hold it;
    `additions` are crafts that a single hand may add, in house or through a partner.
    """

    key: str
    name: str
    style: str
    wz: tuple[str, ...]
    things: Mapping[str, tuple[str, ...]]
    firms: tuple[str, ...] = ()
    weight: float = 1.0
    oldest: int = 0
    stuffs: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    lot_from: tuple[int, ...] = ()
    lot_to: tuple[int, ...] = ()
    leads: tuple[int, ...] = (5, 10, 15, 20)
    certificates: Mapping[str, int] = field(default_factory=dict)
    industries: tuple[str, ...] = ()
    additions: tuple[str, ...] = ()
