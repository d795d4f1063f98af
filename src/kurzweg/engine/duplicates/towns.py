"""Which parties may be in one town, told of many pairs at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from kurzweg.engine.duplicates.profiles import Profile

MOST_SLIPS = 2  # of any town; `seen` allows fewer of a short one
UNKNOWN = -1


class Towns:
    """The towns and postcodes of many parties as numbers."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        """Number them, and find the towns that may be one."""
        towns: dict[tuple[str, ...], int] = {}
        codes: dict[str, int] = {}
        told = ((each.town, each.postal_code) for each in profiles)
        numbered = [
            (
                towns.setdefault(town, len(towns)) if town else UNKNOWN,
                codes.setdefault(code, len(codes)) if code else UNKNOWN,
            )
            for town, code in told
        ]
        self._of, self._codes = np.array(numbered, dtype=np.int64).reshape(-1, 2).T
        self._many = len(towns)
        self._near = _near_each_other(list(towns))

    def is_unknown(self, one: NDArray[np.integer], other: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Say of pairs of rows whether one of both says no town."""
        is_unknown: NDArray[np.bool_] = (self._of[one] == UNKNOWN) | (self._of[other] == UNKNOWN)
        return is_unknown

    def may_be_one(self, one: NDArray[np.integer], other: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Say of pairs of rows whether they may be in one town."""
        mine, theirs = self._of[one], self._of[other]
        is_one: NDArray[np.bool_] = (mine == theirs) | self.is_unknown(one, other)
        is_one |= np.isin(mine * self._many + theirs, self._near)
        codes = self._codes[one]
        is_one |= (codes == self._codes[other]) & (codes != UNKNOWN)
        return is_one


def _near_each_other(towns: list[tuple[str, ...]]) -> NDArray[np.integer]:
    """Find the towns that are spelt alike or of which one is a part, as pairs in one number."""
    written = ["".join(town) for town in towns]
    slips = process.cdist(
        written, written, scorer=OSA.distance, score_cutoff=MOST_SLIPS, dtype=np.uint8
    )
    near = {(int(a), int(b)) for a, b in np.argwhere(slips <= MOST_SLIPS)}
    with_word: dict[str, list[int]] = defaultdict(list)
    for at, town in enumerate(towns):
        for word in town:
            with_word[word].append(at)
    for at, town in enumerate(towns):
        for longer in set.intersection(*(set(with_word[word]) for word in town)):
            near |= {(at, longer), (longer, at)}
    return np.array(sorted(a * len(towns) + b for a, b in near), dtype=np.int64)
