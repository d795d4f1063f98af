"""Weights from what became of suggestions: what was taken stands before what was left.

A judgement says that one document of an answer was taken and that others of it, which were
certainly seen, were left (clicks as preferences between pairs: Joachims 2002, "Optimizing search
engines using clickthrough data"). How probable that is grows with the lead of the score (Bradley
& Terry 1952; as a loss for ranking: RankNet, Burges et al. 2005):

    P(i before j) = 1 / (1 + exp(-STEEPNESS · Σ w (signal_i - signal_j)))

The weights w are the most probable ones (maximum a posteriori) when each was drawn from a normal
distribution around its weight w₀ at the start with the variance w₀ / PRIOR. That is how shares
vary that were counted in PRIOR cases in each of which one signal decided (the Dirichlet
distribution, for small shares), so the start counts as much as PRIOR cases. They have the sum of
the start, and each lies between half and twice its weight there. The loss is convex and the prior
strictly so: there is one minimum. Because no pair pulls at a weight by more than STEEPNESS,

    |w - w₀| ≤ w₀ · 2 · STEEPNESS · n / PRIOR    after judgements of the total weight n:

ten of them move no weight by more than two fifths of itself, however they fall.

Only the signals `rank.LEARNED` move. None of them looks at the size of a firm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.match.rank import LEARNED

STEEPNESS = 10.0  # a lead of a tenth of the whole score is taken in three cases of four
PRIOR = 500.0  # so many cases the weights of the start stand for
LEAST, MOST = 0.5, 2.0  # times the weight of the start
_STEPS = 2_000
_STILL = 1e-12  # a step shorter than this changes nothing that anybody reads

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One document was taken, others were left: their signals by name, each between 0 and 1.

    `weight` is what this counts as a whole, however many were left.
    """

    taken: Mapping[str, float]
    left: tuple[Mapping[str, float], ...]
    weight: float = 1.0


def seen(place: int, *, among: int) -> list[int]:
    """Say which other places, from 0, somebody has looked at who takes one of so many.

    All above it and the next one below (Joachims et al. 2005, "Accurately interpreting
    clickthrough data as implicit feedback"). Without the next one a first place that is taken
    would say nothing, and only what contradicts the order would be learned.
    """
    return [other for other in range(min(place + 2, among)) if other != place]


def learn(judgements: Iterable[Judgement], *, start: Mapping[str, float]) -> dict[str, float]:
    """Find the weights that explain the judgements best and stay near those of the start.

    The same judgements in any order give the same weights; without any, those of the start.
    Another judgement in which only one signal leads never lowers the weight of that signal.
    """
    names = [name for name in LEARNED if start.get(name, 0.0) > 0]
    leads, shares = _pairs(judgements, names=names)
    if not len(leads):
        return dict(start)
    centre = np.array([start[name] for name in names])
    found = _minimum(leads, shares, centre=centre)
    return {**start, **dict(zip(names, found.tolist(), strict=True))}


def _pairs(judgements: Iterable[Judgement], *, names: Sequence[str]) -> tuple[Vector, Vector]:
    """The leads of what was taken, shape (pairs, signals), and what each pair counts.

    Sorted, because sums of floating-point numbers depend on their order.
    """
    rows = sorted(
        (
            *(judgement.taken.get(name, 0.0) - left.get(name, 0.0) for name in names),
            judgement.weight / len(judgement.left),
        )
        for judgement in judgements
        for left in judgement.left
    )
    table = np.array(rows, dtype=np.float64).reshape(len(rows), len(names) + 1)
    return table[:, :-1], table[:, -1]


def _minimum(leads: Vector, shares: Vector, *, centre: Vector) -> Vector:
    """Go downhill with momentum (Nesterov 1983, for strongly convex functions), always allowed.

    In units of √centre the prior is a ball, so its curvature is PRIOR in every direction.
    """
    units = np.sqrt(centre)
    leads = STEEPNESS * leads * units
    steepest = PRIOR + np.linalg.eigvalsh((leads.T * shares) @ leads)[-1] / 4
    momentum = (np.sqrt(steepest) - np.sqrt(PRIOR)) / (np.sqrt(steepest) + np.sqrt(PRIOR))
    here = ahead = units
    for _ in range(_STEPS):
        surprise = shares / (1.0 + np.exp(leads @ ahead))
        slope = PRIOR * (ahead - units) - surprise @ leads
        there = _allowed(ahead - slope / steepest, units=units)
        step, here = there - here, there
        ahead = here + momentum * step
        if np.abs(step).max() < _STILL:
            break
    return here * units


def _allowed(point: Vector, *, units: Vector) -> Vector:
    """The nearest point within the bounds whose weights have the sum of the start.

    It is the point moved along `units` and cut off at the bounds. The sum grows with the way in
    straight pieces between the ways at which a weight meets a bound, so it is interpolated.
    """
    low, high = LEAST * units, MOST * units
    bends = np.sort(np.concatenate(((low - point) / units, (high - point) / units)))
    moved = np.clip(point + bends[:, np.newaxis] * units, low, high)
    way = np.interp(units @ units, moved @ units, bends)
    return np.clip(point + way * units, low, high)
