"""The matcher: a request goes in, ranked and explained documents come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine import conditions, rank, reasons, word_reasons
from kurzweg.engine.columns import distances_km
from kurzweg.engine.documents import Answer, Delta, Document, Excluded, Ranked, Reason, Request
from kurzweg.engine.first_stage import CANDIDATES, Scored
from kurzweg.engine.generation import Generation, Segment, build_generation, segment_of
from kurzweg.engine.query import Query
from kurzweg.engine.rank import DEFAULT_PROFILE, RankingProfile

MOST_EXCLUDED = 5  # documents that are named although a hard condition leaves them out
ONE_PER_OWNER = frozenset({"offer"})  # kinds of which an owner appears with the best one only

__all__ = [
    "DEFAULT_PROFILE",
    "Answer",
    "Delta",
    "Document",
    "Generation",
    "Matcher",
    "RankingProfile",
    "Request",
    "build_generation",
]


class Matcher:
    """Answers requests from a generation and what has changed since it was built.

    Holds no state of its own besides the indexed delta; one matcher may serve several threads.
    """

    def __init__(
        self,
        generation: Generation,
        *,
        delta: Delta | None = None,
        profile: RankingProfile = DEFAULT_PROFILE,
    ) -> None:
        self._generation = generation
        self._profile = profile
        self._searched = [(generation.segment, _still_there(generation.segment, delta))]
        if delta and delta.changed:
            changed = segment_of(delta.changed, statistics=generation.statistics)
            self._searched.append((changed, np.ones(len(changed.columns), dtype=np.bool_)))

    def match(
        self, request: Request, *, k: int = 10, one_per_owner: bool = True, explain: bool = True
    ) -> Answer:
        """Rank the k best documents that keep all hard conditions, and name near misses.

        An owner appears with the best offer only, unless `one_per_owner` is switched off.
        """
        query = Query.of(_written(request), statistics=self._generation.statistics)
        found: list[_Found] = []
        for segment, there in self._searched:
            found.extend(_find(segment, there, query, request, profile=self._profile, k=k))
        best = sorted(found, key=lambda each: (-each.score, each.key))
        fitting = _first_of_owners(best) if one_per_owner else iter(best)
        ranked = [each for each, _ in zip((e for e in fitting if e.fits), range(k), strict=False)]
        return Answer(
            ranked=tuple(self._ranked(each, request, explain=explain) for each in ranked),
            excluded=tuple(_excluded(each, request) for each in _near_misses(best, k=k)),
            generation=self._generation.id,
        )

    def search(self, request: Request, *, k: int = 10, explain: bool = True) -> Answer:
        """Rank documents of any kind, each for itself."""
        return self.match(request, k=k, one_per_owner=False, explain=explain)

    def _ranked(self, each: _Found, request: Request, *, explain: bool) -> Ranked:
        why: list[Reason] = []
        if explain:
            why += word_reasons.explain(
                each.seen.scored,
                each.row,
                points=each.points["words"],
                statistics=self._generation.statistics,
            )
            why += reasons.of_facts(
                each.seen.segment.columns, each.row, request=request, points=each.points, km=each.km
            )
            why.sort(key=lambda reason: (reason.is_missing, -reason.points))
        return Ranked(each.key, each.score, each.signals, tuple(why), each.km)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A segment as one request sees it."""

    segment: Segment
    scored: Scored
    broken: conditions.Broken


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate with its numbers."""

    key: str
    owner: str
    row: int
    score: float
    signals: dict[str, float]
    points: dict[str, float]
    km: float | None
    fits: bool
    seen: _Seen


def _find(
    segment: Segment,
    there: NDArray[np.bool_],
    query: Query,
    request: Request,
    *,
    profile: RankingProfile,
    k: int,
) -> Iterator[_Found]:
    """Candidates of one segment that fit, and those of the best by words that do not."""
    columns = segment.columns
    scored = Scored.of(segment.index, query=query)
    km = distances_km(columns.point, request.place)
    broken = conditions.broken(columns, request, km=km)
    visible = there & conditions.visible(columns, request)
    fits = visible & ~np.logical_or.reduce(list(broken.values()))
    limit = max(CANDIDATES, k)
    rows = np.union1d(
        scored.candidates(fits, limit=limit), scored.candidates(visible & ~fits, limit=k)
    )
    signals = rank.signals(columns, rows, request=request, words=scored.words(rows), km=km[rows])
    points = rank.points(signals, profile=profile)
    seen = _Seen(segment, scored, broken)
    for place, row in enumerate(rows.tolist()):
        its_points = {name: float(values[place]) for name, values in points.items()}
        yield _Found(
            key=columns.keys[row],
            owner=columns.owners[int(columns.owner[row])],
            row=row,
            score=sum(its_points.values()),
            signals={name: float(values[place]) for name, values in signals.items()},
            points=its_points,
            km=None if np.isnan(km[row]) else float(km[row]),
            fits=bool(fits[row]),
            seen=seen,
        )


def _still_there(segment: Segment, delta: Delta | None) -> NDArray[np.bool_]:
    """Which documents of a generation a delta neither replaces nor removes."""
    there = np.ones(len(segment.columns), dtype=np.bool_)
    if delta:
        for key in delta.gone | {document.key for document in delta.changed}:
            row = segment.columns.keys.find(key)
            if row >= 0:
                there[row] = False
    return there


def _first_of_owners(found: list[_Found]) -> Iterator[_Found]:
    """Only the best fitting offer of each owner, from a list that has the best ones first."""
    owners: set[str] = set()
    for each in found:
        if not each.fits:
            continue
        columns = each.seen.segment.columns
        kind = columns.kinds[int(columns.kind[each.row])]
        if each.owner and kind in ONE_PER_OWNER:
            if each.owner in owners:
                continue
            owners.add(each.owner)
        yield each


def _near_misses(found: list[_Found], *, k: int) -> list[_Found]:
    """Those that would stand among the first k by their words, were it not for a condition."""
    by_words = sorted(found, key=lambda each: (-each.signals["words"], each.key))
    return [each for each in by_words[:k] if not each.fits][:MOST_EXCLUDED]


def _excluded(each: _Found, request: Request) -> Excluded:
    columns, broken = each.seen.segment.columns, each.seen.broken
    why = reasons.of_exclusion(columns, each.row, request=request, broken=broken, km=each.km)
    return Excluded(each.key, each.score, tuple(why), each.km)


def _written(request: Request) -> str:
    return "\n".join((request.title, request.text, *request.topics))
