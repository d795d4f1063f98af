"""The score of a document for a request: a weighted sum of signals between 0 and 1.

No signal looks at the other candidates, so a score means the same in every answer and can be
replayed later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.documents import Request
from kurzweg.engine.index.columns import NOT_STATED, Columns
from kurzweg.engine.match.conditions import holds

SIGNALS = ("words", "codes", "core", "certificates", "capacity", "distance", "freshness", "small")
RULES = frozenset({"small"})  # signals that a network switches on: nothing is learned about them
LEARNED = tuple(name for name in SIGNALS if name not in RULES)
SMALL_BELOW = 50  # staff; as in the European definition of small enterprises (2003/361/EC)
HALF_DISTANCE_KM = 50.0  # the distance at which nearness is worth half
HALF_AGE_DAYS = 365.0  # the age at which a text is worth half
_GRAIN = 2.0**30  # points are multiples of 1/2**30, so sums of them are exact in any order

Signals = Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class RankingProfile:
    """How much each signal counts; the weights add up to 1, so does the best score."""

    version: str
    weights: Mapping[str, float] = field(default_factory=dict)


_WEIGHTS = MappingProxyType(
    {
        "words": 0.695,
        "codes": 0.08,
        "core": 0.03,
        "certificates": 0.05,
        "capacity": 0.04,
        "distance": 0.08,
        "freshness": 0.02,
        "small": 0.005,
    }
)
# Its version is made from its weights: a network notes them under it, so that matches of long ago
# can be replayed after the weights of a new release.
DEFAULT_PROFILE = RankingProfile(
    version=f"{crc32(repr(sorted(_WEIGHTS.items())).encode()):08x}", weights=_WEIGHTS
)


def signals(
    columns: Columns,
    rows: NDArray[np.int64],
    *,
    request: Request,
    words: NDArray[np.float64],
    km: NDArray[np.float64],
) -> Signals:
    """Compute all signals of some documents; `words` and `km` belong to the same rows."""
    return {
        "words": words,
        "codes": code_agreement(columns, rows, codes=request.codes),
        "core": columns.is_core[rows].astype(np.float64),
        "certificates": _certificates(columns, rows, request=request),
        "capacity": _capacity(columns, rows, request=request),
        "distance": np.nan_to_num(2.0 ** (-km / HALF_DISTANCE_KM), nan=0.0),
        "freshness": _freshness(columns, rows, request=request),
        "small": _small(columns, rows, request=request),
    }


def points(signals: Signals, *, profile: RankingProfile) -> dict[str, NDArray[np.float64]]:
    """Weigh signals: what each adds to the score, in whole multiples of 1/2**30.

    So points of one document add up to its score exactly, in whatever order.
    """
    return {
        name: np.rint(profile.weights.get(name, 0.0) * signals[name] * _GRAIN) / _GRAIN
        for name in SIGNALS
    }


def shares(whole: float, parts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Divide points in the ratio of non-negative parts, so that the shares add up exactly."""
    total = float(parts.sum())
    if total <= 0:
        return np.zeros(len(parts))
    ends = np.rint(np.cumsum(parts) / total * whole * _GRAIN) / _GRAIN
    ends[-1] = whole
    return np.diff(ends, prepend=0.0)


def agreement(code: str, other: str) -> float:
    """How far two codes of one scheme agree: equal leading digits over those of the longer code.

    Codes of different schemes, and those that share less than a division (two digits), agree by 0.
    """
    scheme, digits = _digits(code)
    other_scheme, other_digits = _digits(other)
    if scheme != other_scheme:
        return 0.0
    equal = 0
    for one, two in zip(digits, other_digits, strict=False):
        if one != two:
            break
        equal += 1
    return equal / max(len(digits), len(other_digits)) if equal >= 2 else 0.0


def code_agreement(
    columns: Columns, rows: NDArray[np.int64], *, codes: tuple[str, ...]
) -> NDArray[np.float64]:
    """The best agreement of any code of each of some documents with any of the request's."""
    best = np.zeros(len(rows))
    if codes:
        positions, places = columns.codes.of_many(rows)
        used, which = np.unique(columns.codes.values[places], return_inverse=True)
        names = [columns.code_names[number] for number in used.tolist()]
        agreeing = [max(agreement(code, name) for code in codes) for name in names]
        np.maximum.at(best, positions, np.array(agreeing, dtype=np.float64)[which])
    return best


def _digits(code: str) -> tuple[str, str]:
    scheme, _, number = code.rpartition(":")
    digits = "".join(letter for letter in number if letter.isalnum())
    return scheme, digits.rstrip("0") if scheme == "cpv" else digits


def _certificates(
    columns: Columns, rows: NDArray[np.int64], *, request: Request
) -> NDArray[np.float64]:
    """The part of the wanted certificates that is valid today."""
    if not request.certificates:
        return np.zeros(len(rows))
    held = [holds(columns, rows, scheme, request=request) for scheme in request.certificates]
    return np.asarray(np.mean(held, axis=0))


def _capacity(
    columns: Columns, rows: NDArray[np.int64], *, request: Request
) -> NDArray[np.float64]:
    """1 where the wanted quantity lies within stated lots."""
    if request.quantity is None:
        return np.zeros(len(rows))
    low, high = columns.lot_min[rows], columns.lot_max[rows]
    stated = (low != NOT_STATED) | (high != NOT_STATED)
    fits = (low <= request.quantity) & ((high == NOT_STATED) | (request.quantity <= high))
    return np.asarray(stated & fits, dtype=np.float64)


def _freshness(
    columns: Columns, rows: NDArray[np.int64], *, request: Request
) -> NDArray[np.float64]:
    """Halves every year since the last change."""
    changed = columns.changed_on[rows]
    age = np.maximum(request.today.toordinal() - changed, 0)
    return np.where(changed == NOT_STATED, 0.0, 2.0 ** (-age / HALF_AGE_DAYS))


def _small(columns: Columns, rows: NDArray[np.int64], *, request: Request) -> NDArray[np.float64]:
    """1 for firms that say that fewer than SMALL_BELOW work there, where small ones come first.

    Its weight is the margin of the rule: among firms whose other points differ by less, the small
    one stands first.
    """
    staff = columns.staff[rows]
    is_small = (staff != NOT_STATED) & (staff < SMALL_BELOW)
    return np.asarray(is_small & request.small_first, dtype=np.float64)
