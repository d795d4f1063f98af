"""Which firms fit a need and why, from the stored numbers alone: the page and every replay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from kurzweg.core import contacts
from kurzweg.core.contacts import Contact
from kurzweg.core.viewer import Viewer
from kurzweg.market import phrases, places, weights
from kurzweg.market.finding import FIRST, wz_classes
from kurzweg.market.models import Match, Need, Offer
from kurzweg.market.models.visibility import is_of_activity
from kurzweg.networks import visible_fields
from kurzweg.networks.models import Line
from kurzweg.people.models import Organisation

# Which field of the need's form a step changes, and which parameter is its new value.
FIELDS = {
    "with_radius": ("radius_km", "radius"),
    "with_quantity": ("quantity", "quantity"),
    "with_deadline": ("deadline_on", "on"),
    "without_certificate": ("without", "scheme"),
}


@dataclass(frozen=True, slots=True)
class Firm:
    """One firm of an answer, as people read it."""

    rank: int | None
    organisation: Organisation
    offer: Offer
    distance_km: float | None
    sentence: str
    fits: list[str]
    missing: list[str]
    unsaid: str
    why_not: str
    change: str
    changed_facts: str
    bars: list[tuple[str, float]]
    place: str
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class Explained:
    """What a need's page shows: firms that fit, firms that would, and how many stay unnamed.

    `faint` are firms that break no condition but name hardly anything of what is wanted. Where
    size has decided, a small firm stands before one that fits as well. With `lacks_place` there is
    a radius and nowhere from which it counts.
    """

    fitting: list[Firm]
    faint: list[Firm]
    excluded: list[Firm]
    more: int
    same_activity: int
    has_size_decided: bool
    lacks_place: bool

    @property
    def total(self) -> int:
        """How many fit, shown or not: the number above the list is the number in it."""
        return len(self.fitting) + self.more


def explain(need: Need, *, viewer: Viewer, shows_all: bool = False) -> Explained:
    """Say which firms fit as far as this viewer may know; the first ten unless all are wanted."""
    matches = Match.objects.visible_to(viewer).filter(need=need, offer__withdrawn_at=None)
    stored = list(matches.newest().with_offer().order_by("rank", "pk"))
    ranked = [match for match in stored if not match.is_excluded]
    fitting = [match for match in ranked if not match.is_faint]
    faint = [match for match in ranked[:FIRST] if match.is_faint]
    shown = fitting if shows_all else fitting[:FIRST]
    by_size = set(_first_by_size(fitting))
    told = visible_fields.shown({match.offer.organisation for match in stored}, viewer)
    asked = contacts.about(viewer, need.pk)

    def firm(match: Match) -> Firm:
        contact = asked.get(match.offer.organisation_id)
        is_first = match.pk in by_size
        _leave_out(match, told[match.offer.organisation_id])
        return _firm(match, need, viewer, contact=contact, is_first_by_size=is_first)

    return Explained(
        fitting=[firm(match) for match in shown],
        faint=[firm(match) for match in faint],
        excluded=[firm(match) for match in stored if match.is_excluded and not match.is_faint],
        more=len(fitting) - len(shown),
        same_activity=_count_same_activity(need, viewer),
        has_size_decided=any(match.pk in by_size for match in shown),
        lacks_place=need.radius_km is not None and places.of_need(need) is None,
    )


def _leave_out(match: Match, told: frozenset[Line]) -> None:
    """Say nothing of what the firm has hidden from this viewer since the match was stored."""
    if Line.CERTIFICATES not in told:
        for kept in ("reasons", "missing"):
            said = [each for each in getattr(match, kept) if "certificate" not in each["code"]]
            setattr(match, kept, said)
        match.signals = {**match.signals, "certificates": 0.0}


def replayed_score(match: Match) -> float:
    """Compute the score of a stored match again, from its signals and the weights it names."""
    profile = weights.noted(match.network_id, match.profile_version)
    return float(weights.scores([match.signals], by=profile)[0])


def _first_by_size(ranked: list[Match]) -> Iterator[int]:
    """The matches of small firms below which stands one that has more points but for its size."""
    best_below = 0.0
    for match in reversed(ranked):
        size = sum(each["points"] for each in match.reasons if each["code"] == phrases.SIZE)
        if size and best_below >= match.score - size:
            yield match.pk
        if not size:
            best_below = max(best_below, match.score)


def _firm(
    match: Match, need: Need, viewer: Viewer, *, contact: Contact | None, is_first_by_size: bool
) -> Firm:
    is_shown = match.offer.is_shown_to(viewer)
    seat = match.offer.organisation.seat_on(viewer.today)
    return Firm(
        rank=match.rank,
        organisation=match.offer.organisation,
        offer=match.offer,
        distance_km=match.distance_km,
        sentence=phrases.own_words(match.offer, match.reasons) if is_shown else "",
        fits=[
            *phrases.fitting(match.reasons),
            *([phrases.first_by_size()] if is_first_by_size else []),
        ],
        missing=phrases.missing(match.missing),
        unsaid=phrases.unsaid(match.missing),
        why_not=phrases.excluded(match.missing) if match.is_excluded else "",
        change=phrases.change(match.change),
        changed_facts=urlencode(list(_changed_facts(match))),
        bars=phrases.bars(match.signals, asked=list(_asked(need, match))),
        place=seat.town if seat else "",
        contact=contact,
    )


def _changed_facts(match: Match) -> Iterator[tuple[str, str]]:
    """The smallest change of a need as fields of its form; `without` names a certificate."""
    for step in match.change.get("steps", ()):
        field, name = FIELDS[step["code"]]
        yield field, str(step["params"][name])


def _asked(need: Need, match: Match) -> Iterator[str]:
    """The signals that say something about this need: what it does not ask for is no bar."""
    yield "words"
    if need.certificates:
        yield "certificates"
    if need.pieces:
        yield "capacity"
    if need.latitude is not None or match.distance_km is not None:
        yield "distance"


def _count_same_activity(need: Need, viewer: Viewer) -> int:
    """Count the firms that stay out because of their activity: a number, never a name."""
    classes = wz_classes(need.owner) if need.hidden_from_same_activity else []
    if not classes:
        return 0
    offers = Offer.objects.in_network(need.network_id).current(viewer.today)
    same = offers.filter(is_of_activity(classes, organisation="organisation"))
    return same.exclude(organisation=need.owner_id).values("organisation").distinct().count()
