"""All crafts of the region, by key."""

from __future__ import annotations

from kurzweg.demo.craft import Craft
from kurzweg.demo.trades import (
    advice,
    automation,
    building,
    electronics,
    finishing,
    fittings,
    forming,
    it,
    logistics,
    machining,
    optics,
    plastics,
    research,
    services,
    surfaces,
)

CRAFTS: dict[str, Craft] = {
    craft.key: craft
    for module in (
        surfaces, machining, forming, fittings, plastics, electronics, optics, automation,
        building, finishing, logistics, it, services, advice, research,
    )
    for craft in module.CRAFTS
}  # fmt: skip
