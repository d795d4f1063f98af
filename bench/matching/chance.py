"""Whether one engine is better than another on more than these queries: a paired bootstrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

SAMPLES = 2_000
SEED = 20_261


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean difference, the interval that holds 95 % of the samples' means, and their signs."""

    mean: float
    low: float
    high: float
    above_zero: float

    def __str__(self) -> str:
        return (
            f"{self.mean:+.4f} ({self.low:+.4f} to {self.high:+.4f}), {self.above_zero:.1%} above 0"
        )


def difference(ours: Sequence[float], theirs: Sequence[float]) -> Difference:
    """Draw queries with replacement, each with what both engines reached on it.

    The percentile interval of Efron & Tibshirani (1993, section 13.3), for retrieval by Sakai
    (2006, Evaluating evaluation metrics based on the bootstrap).
    """
    by_query = np.subtract(ours, theirs)
    drawn = np.random.default_rng(SEED).integers(len(by_query), size=(SAMPLES, len(by_query)))
    means = by_query[drawn].mean(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return Difference(float(by_query.mean()), float(low), float(high), float((means > 0).mean()))
