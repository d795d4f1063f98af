"""Which offer answers which need, by the facts alone: 3 fits, 2 nearly, 1 in part, 0 not.

A stated condition that is broken (certificate, distance, quantity, time) makes it 0, and
`missing` names it: these are the hard negatives, right in their words and wrong in fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kurzweg.core.demo.places import distance_km
from kurzweg.core.demo.records import Organisation
from kurzweg.market.demo.records import Judgement, Need, Offer
from kurzweg.market.demo.speech import speeches

STRETCH = 1.5  # so far beyond its lot or its time a firm can be talked into it
FAR_KM = 80.0  # farther than this nobody is "from here", where no radius is stated
FAR_LOCAL_KM = 45.0
NEIGHBOURS_KEPT = 12
# Whoever holds the first meets the second as well.
INCLUDED = {"IATF 16949": ("ISO 9001",), "EN 9100": ("ISO 9001",)}


def wz_classes(organisation: Organisation) -> frozenset[str]:
    """The four-digit classes of what an organisation does."""
    return frozenset(activity.code[:5] for activity in organisation.activities)


class Judge:
    """Knows all offers by craft and grades them for one need after the other."""

    def __init__(
        self, offers: Iterable[Offer], organisations: Mapping[str, Organisation], *, today: date
    ) -> None:
        self.organisations = organisations
        self.today = today
        self.by_craft: defaultdict[str, list[Offer]] = defaultdict(list)
        for offer in offers:
            if offer.withdrawn_on is None:
                self.by_craft[offer.facts.craft].append(offer)
                for craft in offer.facts.partner_crafts:
                    self.by_craft[craft].append(offer)

    def judgements(self, need: Need) -> Iterator[Judgement]:
        """Give every offer above 0, and those at 0 that look as if they were right."""
        yield from self._own_craft(need)
        yield from self._part(need)
        for craft in speeches()[need.facts.craft].neighbours:
            yield from self._neighbours(need, craft)

    def grade(self, need: Need, offer: Offer) -> tuple[int, tuple[str, ...]]:
        """Grade one offer: what it makes, from what, then each stated condition."""
        grade = _craft_grade(need, offer) - _distance_loss(need, self._distance(need, offer))
        missing = []
        for condition in (self._activity, self._certificate, self._radius, _quantity, _time):
            broken, loss = condition(need, offer)
            if broken:
                missing.append(broken)
            grade -= loss
        return max(0, grade), tuple(missing)

    def _own_craft(self, need: Need) -> Iterator[Judgement]:
        seen = set()
        for offer in self.by_craft[need.facts.craft]:
            if offer.key in seen or offer.organisation == need.organisation:
                continue
            seen.add(offer.key)
            grade, missing = self.grade(need, offer)
            if grade or (missing and _craft_grade(need, offer) >= 2):
                yield Judgement(need.key, offer.key, grade, missing)

    def _part(self, need: Need) -> Iterator[Judgement]:
        """Whoever makes the part but not the process that is asked for can do half of the job."""
        if not need.facts.also:
            return
        for offer in self.by_craft[need.facts.also]:
            facts = offer.facts
            is_known = need.facts.craft in (facts.craft, *facts.partner_crafts)
            if is_known or facts.craft != need.facts.also or need.facts.thing not in facts.things:
                continue
            if self.grade(need, offer)[1]:
                continue
            if not need.facts.stuff or need.facts.stuff in facts.stuffs:
                yield Judgement(need.key, offer.key, 1, ("craft",))

    def _neighbours(self, need: Need, craft: str) -> Iterator[Judgement]:
        """The same thing, by a process that was not asked for."""
        if craft == need.facts.also:
            return
        # Where the neighbour makes quite other things, a few of its offers are enough.
        is_alike = need.facts.thing in speeches()[craft].needed
        left = NEIGHBOURS_KEPT if is_alike else NEIGHBOURS_KEPT // 4
        for offer in self.by_craft[craft]:
            facts = offer.facts
            is_known = need.facts.craft in (facts.craft, *facts.partner_crafts)
            has_thing = need.facts.thing in facts.things or not is_alike
            if facts.craft == craft and not is_known and has_thing:
                yield Judgement(need.key, offer.key, 0, ("craft",))
                left -= 1
                if not left:
                    return

    def _distance(self, need: Need, offer: Offer) -> float:
        seat = self.organisations[offer.organisation].seat
        return distance_km(need.latitude, need.longitude, seat.latitude, seat.longitude)

    def _certificate(self, need: Need, offer: Offer) -> tuple[str, int]:
        held = self.organisations[offer.organisation].certificates
        for scheme in need.certificates:
            proofs = [c for c in held if c.scheme == scheme or scheme in INCLUDED.get(c.scheme, ())]
            if not proofs:
                return "certificate", 3
            if all(proof.valid_until < self.today for proof in proofs):
                return "certificate_expired", 3
        return "", 0

    def _activity(self, need: Need, offer: Offer) -> tuple[str, int]:
        """A need that hides from its own trade is not answered by that trade."""
        if not need.hidden_from_same_activity:
            return "", 0
        seeker, maker = (self.organisations[key] for key in (need.organisation, offer.organisation))
        return ("activity", 3) if wz_classes(seeker) & wz_classes(maker) else ("", 0)

    def _radius(self, need: Need, offer: Offer) -> tuple[str, int]:
        is_beyond = need.radius_km is not None and self._distance(need, offer) > need.radius_km
        return ("distance", 3) if is_beyond else ("", 0)


def _craft_grade(need: Need, offer: Offer) -> int:
    """3 for the very thing, 2 for the same process on other things, 1 or 0 where that is rare."""
    facts, speech = offer.facts, speeches()[need.facts.craft]
    if need.facts.craft == facts.craft:
        grade = 3
    elif need.facts.craft in facts.partner_crafts:
        # One hand for the whole: the part made here, the process bought from a partner.
        grade = 3 if need.facts.also == facts.craft else 2
    else:
        return 0
    is_own = need.facts.craft == facts.craft or need.facts.also == facts.craft
    if is_own and need.facts.thing not in facts.things:
        grade -= 2 if speech.is_strict else 1
    if need.facts.stuff and facts.stuffs and need.facts.stuff not in facts.stuffs:
        grade -= 2
    return max(0, grade)


def _distance_loss(need: Need, distance: float) -> int:
    if need.radius_km is not None:
        return 0
    if speeches()[need.facts.craft].is_local:
        return 1 if distance > FAR_LOCAL_KM else 0
    return 1 if distance > FAR_KM else 0


def _quantity(need: Need, offer: Offer) -> tuple[str, int]:
    facts = offer.facts
    if need.quantity is None or facts.lot_min is None or facts.lot_max is None:
        return "", 0
    if facts.lot_min <= need.quantity <= facts.lot_max:
        return "", 0
    is_near = facts.lot_min / STRETCH <= need.quantity <= facts.lot_max * STRETCH
    return "quantity", 1 if is_near else 3


def _time(need: Need, offer: Offer) -> tuple[str, int]:
    if need.deadline is None or offer.facts.lead is None:
        return "", 0
    days = (need.deadline - need.published_on).days
    if offer.facts.lead <= days:
        return "", 0
    return "time", 1 if offer.facts.lead <= days * STRETCH else 3
