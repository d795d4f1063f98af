"""Judges claimed pairs against the labelled lists."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tests.engine.duplicates.gold.facts import Entry
from tests.engine.duplicates.gold.loading import Listing, Pair, listings, pair

Claim = tuple[str, str, bool]  # two keys, and whether the finder is sure
Place = tuple[int, Pair]  # a pair in one list
RESAMPLES = 1_000


@dataclass(frozen=True)
class Figure:
    """A share with its 95 % bootstrap interval; nan where nothing was to be counted."""

    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Score:
    """What a finder did with the lists of one third."""

    precision: Figure  # of the sure claims
    recall: Figure  # decidable pairs claimed for sure
    recall_asked: Figure  # decidable pairs claimed for sure or as a question
    recall_with_doubtful: Figure  # all true pairs, the undecidable too, claimed either way
    false: tuple[Place, ...]  # sure claims of different firms, and of undecidable pairs
    missed: tuple[Place, ...]  # decidable pairs not claimed at all
    false_by_pitfall: Mapping[str, int] = field(default_factory=dict)
    recall_by_kind: Mapping[str, float] = field(default_factory=dict)
    questions_for_nothing: int = 0  # unsure claims of different firms: somebody's time


def figure(hits: Sequence[bool], weights: Sequence[int] | None = None) -> Figure:
    """Resample the claims or pairs; one seed, so that a figure can be repeated."""
    if not hits:
        return Figure(float("nan"), float("nan"), float("nan"))
    weight = np.ones(len(hits)) if weights is None else np.asarray(weights, dtype=float)
    hit = np.asarray(hits, dtype=float) * weight
    drawn = np.random.default_rng(2026).integers(len(hits), size=(RESAMPLES, len(hits)))
    shares = hit[drawn].sum(axis=1) / weight[drawn].sum(axis=1)
    low, high = np.percentile(shares, (2.5, 97.5))
    return Figure(float(hit.sum() / weight.sum()), float(low), float(high))


def score(lists: Sequence[Listing], claims: Sequence[Iterable[Claim]]) -> Score:
    """Judge the claims of each list; a pair claimed twice counts once, and for sure if ever."""
    sure: set[Place] = set()
    asked: set[Place] = set()
    for index, of_list in enumerate(claims):
        known = {entry.key for entry in lists[index].entries}
        for first, second, is_sure in of_list:
            if not {first, second} <= known or first == second:
                raise ValueError(f"{first} and {second} are no pair of this list")
            (sure if is_sure else asked).add((index, pair(first, second)))
    asked -= sure
    kinds = {(index, both): kind for index, one in enumerate(lists)
             for both, kind in one.same.items()}  # fmt: skip
    doubtful = {(index, both) for index, one in enumerate(lists) for both in one.doubtful}
    false = _ordered(place for place in sure if place not in kinds)
    pairs = _ordered(kinds)
    return Score(
        precision=_precision(sure, kinds),
        recall=figure([place in sure for place in pairs]),
        recall_asked=figure([place in sure | asked for place in pairs]),
        recall_with_doubtful=figure(
            [place in sure | asked for place in [*pairs, *_ordered(doubtful)]]
        ),
        false=tuple(false),
        missed=tuple(place for place in pairs if place not in sure | asked),
        false_by_pitfall=_pitfalls(lists, false, doubtful),
        recall_by_kind={
            kind: figure([place in sure for place in pairs if kinds[place] == kind]).share
            for kind in sorted(set(kinds.values()))
        },
        questions_for_nothing=len(asked - set(kinds) - doubtful),
    )


def _ordered(places: Iterable[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (place[0], sorted(place[1])))


def _precision(sure: set[Place], true: Mapping[Place, str]) -> Figure:
    # The same two rows confused in both lists are one mistake with the weight of two.
    times = Counter(both for _, both in sure)
    right = {both for index, both in sure if (index, both) in true}
    ordered = sorted(times, key=sorted)
    return figure([both in right for both in ordered], [times[both] for both in ordered])


def _pitfalls(
    lists: Sequence[Listing], false: Sequence[Place], doubtful: set[Place]
) -> Mapping[str, int]:
    return Counter(
        "undecidable" if (index, both) in doubtful
        else lists[index].different.get(both, "not foreseen")
        for index, both in false
    )  # fmt: skip


def measure(third: str, find: Callable[[Sequence[Entry]], Iterable[Claim]]) -> Score:
    """Let a finder search every list of a third, and judge what it claims."""
    lists = listings(third)
    return score(lists, [list(find(one.entries)) for one in lists])
