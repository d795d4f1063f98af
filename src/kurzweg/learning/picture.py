"""What the office sees of weights: each in a sentence and as a point, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core.templatetags.display import number
from kurzweg.core.viewer import Viewer
from kurzweg.engine import match
from kurzweg.learning import preview
from kurzweg.learning.preview import Preview
from kurzweg.market import weights
from kurzweg.market.models import RankingProfile

NAMES = {
    "words": gettext_lazy("What the firm says about itself"),
    "codes": gettext_lazy("The line of business that is looked for"),
    "core": gettext_lazy("Core business rather than a sideline"),
    "certificates": gettext_lazy("Valid certificates"),
    "capacity": gettext_lazy("Quantities that suit the firm"),
    "distance": gettext_lazy("Proximity"),
    "freshness": gettext_lazy("Recent details"),
}


@dataclass(frozen=True, slots=True)
class Weight:
    """How much one signal counts: a sentence, and where its points stand from 0 to 100.

    50 is what it counted at the start, 0 half and 100 twice as much.
    """

    name: str
    sentence: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Answers:
    """What weights were learned from, in numbers and days."""

    yes: int
    confirmed: int
    no: int
    silent: int
    first_on: date
    last_on: date

    @property
    def total(self) -> int:
        return self.yes + self.no


@dataclass(frozen=True, slots=True)
class Standing:
    """By which weights a network ranks, what is proposed, and to what it can go back.

    `compared` and `preview` hold the proposed weights against those of today, or else those of
    today against the engine's; `earlier` are all that ranked before, the latest first.
    """

    current: RankingProfile
    proposal: RankingProfile | None
    compared: list[Weight]
    learned_from: Answers | None
    preview: Preview
    earlier: list[RankingProfile]
    start: RankingProfile

    @property
    def is_at_start(self) -> bool:
        return self.current.version == self.start.version

    @property
    def share_today(self) -> int | None:
        """The percentage of the first ten places that small firms hold today."""
        return self.preview.share_before if self.proposal else self.preview.share_after


def standing(viewer: Viewer) -> Standing:
    """Gather what the office sees of its network's weights."""
    network_id = viewer.network_id or 0
    current, start = weights.current(network_id), weights.engines(network_id)
    usable = weights.usable(network_id)
    proposal = usable.proposed().first()
    shown, before = (proposal, current) if proposal else (current, start)
    return Standing(
        current=current,
        proposal=proposal,
        compared=compared(shown, before=before),
        learned_from=_answers(shown.trained_from),
        preview=preview.of(viewer, shown, before=before),
        earlier=list(usable.adopted().exclude(version=current.version)),
        start=start,
    )


def compared(profile: RankingProfile, *, before: RankingProfile) -> list[Weight]:
    """Say of each signal how much it counts, compared with before."""
    return [
        Weight(
            name=str(NAMES.get(name, name)),
            sentence=_sentence(before.weights.get(name, 0.0), profile.weights.get(name, 0.0)),
            before=_position(name, before.weights),
            after=_position(name, profile.weights),
        )
        for name in match.LEARNED
    ]


def _answers(trained_from: Mapping[str, Any]) -> Answers | None:
    if not trained_from:
        return None
    return Answers(
        yes=trained_from["yes"],
        confirmed=trained_from["confirmed"],
        no=trained_from["no"],
        silent=trained_from["silent"],
        first_on=date.fromisoformat(trained_from["first_on"]),
        last_on=date.fromisoformat(trained_from["last_on"]),
    )


def _sentence(before: float, after: float) -> str:
    old, new = round(100 * before, 1), round(100 * after, 1)
    said = {"before": number(old), "after": number(new)}
    if new > old:
        return _("more: %(after)s instead of %(before)s of 100 points") % said
    if new < old:
        return _("less: %(after)s instead of %(before)s of 100 points") % said
    return _("%(after)s of 100 points") % said


def _position(name: str, held: Mapping[str, float]) -> float:
    start, weight = match.DEFAULT_PROFILE.weights.get(name, 0.0), held.get(name, 0.0)
    if not start or not weight:
        return 50.0
    return round(min(100.0, max(0.0, 50 + 50 * log2(weight / start))), 1)
