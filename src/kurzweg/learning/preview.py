"""Whom new weights would move: the latest needs in either order, and the places of small firms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kurzweg.core.viewer import Viewer
from kurzweg.engine.match import SMALL_BELOW
from kurzweg.market import weights
from kurzweg.market.matching import FIRST
from kurzweg.market.models import Match, Need, RankingProfile
from kurzweg.people.models import Organisation

NEEDS = 10


@dataclass(frozen=True, slots=True)
class Move:
    """A firm that new weights would move; None: not among the first ten."""

    organisation: Organisation
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What new weights would change for the latest needs, and for small firms as a whole.

    The shares are those of small firms in percent: among the first ten, and among all that fit.
    """

    needs: int
    changes: list[tuple[Need, list[Move]]]
    share_before: int | None
    share_after: int | None
    share_of_fitting: int | None

    @property
    def unchanged(self) -> int:
        return self.needs - len(self.changes)


def of(viewer: Viewer, profile: RankingProfile, *, before: RankingProfile) -> Preview:
    """Order the stored matches of the latest needs by both weights and compare the first ten."""
    published = Need.objects.visible_to(viewer).filter(published_at__isnull=False)
    matched = published.exclude(generation="").order_by("-published_at", "-pk")
    needs = list(matched[:NEEDS])
    fitting = _fitting(needs, viewer)
    orders = [(_ordered(each, by=before), _ordered(each, by=profile)) for each in fitting]
    moves = [list(_moves(old, new)) for old, new in orders]
    return Preview(
        needs=len(needs),
        changes=[(need, moved) for need, moved in zip(needs, moves, strict=True) if moved],
        share_before=_share_of_small([old[:FIRST] for old, _new in orders]),
        share_after=_share_of_small([new[:FIRST] for _old, new in orders]),
        share_of_fitting=_share_of_small([old for old, _new in orders]),
    )


def _fitting(needs: Sequence[Need], viewer: Viewer) -> list[list[Match]]:
    """The stored matches of each need, in their stored order."""
    matches = Match.objects.visible_to(viewer).newest().fitting()
    kept = matches.filter(need__in=[need.pk for need in needs], offer__withdrawn_at=None)
    by_need: dict[int, list[Match]] = {need.pk: [] for need in needs}
    for match in kept.select_related("offer__organisation"):
        by_need[match.need_id].append(match)
    return list(by_need.values())


def _ordered(matches: Sequence[Match], *, by: RankingProfile) -> list[Organisation]:
    """The firms in the order of these weights; those that are equal keep the stored one."""
    scores = weights.scores([match.signals for match in matches], by=weights.of_engine(by))
    return [matches[place].offer.organisation for place in np.argsort(-scores, kind="stable")]


def _moves(old: Sequence[Organisation], new: Sequence[Organisation]) -> Iterator[Move]:
    """Those of the first ten whose place changes, those that would come in first."""
    before = {firm.pk: place for place, firm in enumerate(old[:FIRST], start=1)}
    after = {firm.pk: place for place, firm in enumerate(new[:FIRST], start=1)}
    for firm in new[:FIRST]:
        if before.get(firm.pk) != after[firm.pk]:
            yield Move(firm, before.get(firm.pk), after[firm.pk])
    for firm in old[:FIRST]:
        if firm.pk not in after:
            yield Move(firm, before[firm.pk], None)


def _share_of_small(lists: Sequence[Sequence[Organisation]]) -> int | None:
    """The percentage of places that firms hold of which we know that they are small."""
    firms = [firm for firms in lists for firm in firms]
    if not firms:
        return None
    small = sum(firm.staff_band is not None and firm.staff_band < SMALL_BELOW for firm in firms)
    return round(100 * small / len(firms))
