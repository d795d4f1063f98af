"""Which parties are compared at all: those whose names share rare letters, or one fact.

Names are cut into runs of three letters; a run weighs the more the fewer names hold it (the
inverse document frequency of Spärck Jones 1972), and what very many hold is left out, so that the
time grows with the names and not with their square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kurzweg.engine.duplicates.contacts import LONGEST_EXTENSION
from kurzweg.engine.duplicates.profiles import Profile
from kurzweg.engine.duplicates.towns import Towns
from kurzweg.engine.words.names import name_key

LEAST = 0.4  # cosine of two names of one town that are worth comparing
LEAST_ANYWHERE = 0.6  # where one says no town, only its own name can tell
MOST_HOLDERS = 400  # names that share a run of letters before it stops telling anything
AT_ONCE = 500  # rows of the product that are held at a time: some ten megabytes
MOST_SHARING = 12  # parties that share one telephone or domain before it proves nothing

Ints = NDArray[np.integer]
Fact = tuple[str, str]


class Letters:
    """The names of many parties as weighted runs of letters."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        """Weigh the runs of all names, over one pass."""
        self._columns: dict[str, int] = {}
        rows = [self._numbered(profile) for profile in profiles]
        lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
        indices = np.fromiter((at for row in rows for at in row), dtype=np.int32)
        self._holders = np.bincount(indices, minlength=len(self._columns))
        weights = np.log1p(len(rows) / np.maximum(self._holders, 1)).astype(np.float32)
        weights[self._holders > max(MOST_HOLDERS, len(rows) // 200)] = 0
        self._weights = weights
        starts = np.concatenate([[0], np.cumsum(lengths)])
        self._names = self._normed(weights[indices], indices, starts)
        self._across = self._names.T.tocsr()

    def _numbered(self, profile: Profile) -> list[int]:
        columns = self._columns
        return [columns.setdefault(run, len(columns)) for run in _runs(profile)]

    def _normed(self, weights: NDArray[np.float32], indices: Ints, starts: Ints) -> csr_array:
        shape = (len(starts) - 1, len(self._columns))
        names = csr_array((weights, indices, starts), shape=shape)
        names.eliminate_zeros()
        lengths = np.sqrt(names.multiply(names).sum(axis=1))
        names.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(names.indptr)).astype(np.float32)
        return names

    def near_each_other(self, towns: Towns) -> Iterator[tuple[Ints, Ints]]:
        """Give the rows of one town whose names are near, the lower row first, part by part."""
        for start in range(0, self._names.shape[0], AT_ONCE):
            product = (self._names[start : start + AT_ONCE] @ self._across).tocoo()
            lower, higher, cosine = product.coords[0] + start, product.coords[1], product.data
            near = (cosine >= LEAST) & (higher > lower)
            lower, higher, cosine = lower[near], higher[near], cosine[near]
            least = np.where(towns.is_unknown(lower, higher), LEAST_ANYWHERE, LEAST)
            kept = (cosine >= least) & towns.may_be_one(lower, higher)
            yield lower[kept], higher[kept]

    def near(self, profile: Profile) -> list[int]:
        """Give the rows whose names are near another one."""
        known = [at for run in _runs(profile) if (at := self._columns.get(run)) is not None]
        indices = np.array(known, dtype=np.int32)
        name = self._normed(self._weights[indices], indices, np.array([0, len(known)]))
        product = (name @ self._across).tocoo()
        return [int(row) for row in product.coords[1][product.data >= LEAST]]


def _runs(profile: Profile) -> set[str]:
    words = (*profile.name.words, *name_key(profile.name.former).split())
    return {
        edged[at : at + 3]
        for word in words
        for edged in (f"^{word}$",)
        for at in range(max(1, len(edged) - 2))
    }


class Facts:
    """Who has which telephone, domain, number or house."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        """Note the facts of all parties."""
        self._rows: dict[Fact, list[int]] = defaultdict(list)
        for row, profile in enumerate(profiles):
            for fact in profile.facts:
                self._rows[fact].append(row)
        self._extensions: dict[Fact, list[int]] = defaultdict(list)
        for fact, rows in self._rows.items():
            for switchboard in _switchboards(fact):
                if switchboard in self._rows:
                    self._extensions[switchboard].extend(rows)

    def sharing(self, profile: Profile) -> set[int]:
        """Give the rows that share a telling fact with a party."""
        facts = {each for fact in profile.facts for each in (fact, *_switchboards(fact))}
        told = [self._rows.get(fact, []) for fact in facts]
        told += [self._extensions.get(fact, []) for fact in profile.facts]
        return {row for rows in told if len(rows) <= MOST_SHARING for row in rows}

    def pairs(self) -> set[tuple[int, int]]:
        """Give the pairs of rows that share a telling fact, the lower row first."""
        houses = ([*self._rows[fact], *rows] for fact, rows in self._extensions.items())
        return {
            (min(a, b), max(a, b))
            for rows in chain(self._rows.values(), houses)
            if 1 < len(rows) <= MOST_SHARING
            for a, b in combinations(rows, 2)
            if a != b
        }


def _switchboards(fact: Fact) -> list[Fact]:
    """Give the shorter numbers of which a telephone may be an extension."""
    kind, number = fact
    cuts = range(1, LONGEST_EXTENSION + 1) if kind == "phone" else ()
    return [(kind, number[:-cut]) for cut in cuts]
