"""Facts first: what a firm really offers, drawn before anybody finds words for it."""

from __future__ import annotations

from random import Random

from kurzweg.core.demo.craft import Craft
from kurzweg.core.demo.records import Organisation
from kurzweg.market.demo.records import OfferFacts


def offer_facts(random: Random, craft: Craft, organisation: Organisation) -> OfferFacts:
    """Draw products, materials, machine, lots, time and customers of one offer."""
    lot_min, lot_max = _lots(random, craft, staff=organisation.staff)
    partners: tuple[str, ...] = ()
    outside = [key for key in craft.additions if key not in organisation.crafts]
    if outside and random.random() < 0.22:
        partners = (random.choice(outside),)
    things = list(craft.things)
    count = min(len(things), random.choice((2, 2, 3, 3, 4)))
    stuffs = list(craft.stuffs)
    return OfferFacts(
        craft=craft.key,
        things=tuple(random.sample(things, count)),
        stuffs=tuple(random.sample(stuffs, min(len(stuffs), random.choice((1, 2, 2, 3))))),
        partner_crafts=partners,
        machine=random.choice(craft.machines) if craft.machines else "",
        size=random.choice(craft.sizes) if craft.sizes else "",
        lot_min=lot_min,
        lot_max=lot_max,
        lead=random.choice(craft.leads),
        industries=tuple(random.sample(craft.industries, min(2, len(craft.industries)))),
    )


def _lots(random: Random, craft: Craft, *, staff: int) -> tuple[int | None, int | None]:
    """Small firms begin and end lower; a firm never begins above where it ends."""
    if not craft.lot_from:
        return None, None
    froms, tos = sorted(set(craft.lot_from)), sorted(set(craft.lot_to))
    lean = 0.25 if staff < 10 else 0.55 if staff < 50 else 0.9
    low = froms[min(len(froms) - 1, int(random.random() * lean * len(froms)))]
    place = lean - 0.3 + random.random() * 0.5
    high = tos[max(0, min(len(tos) - 1, int(place * len(tos))))]
    return low, max(high, low * 10)
