"""The facts of documents in columns, so that conditions are checked for all of them at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.arrays.storage import Lists, Strings
from kurzweg.engine.documents import Document, Place, digest

EARTH_RADIUS_KM = 6371.0088  # mean radius (IUGG)
NOT_STATED = -1
BEYOND = 9.0  # more than the square of any distance between two points of a sphere of radius 1
NEVER_ENDS = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Columns:
    """One row per document, sorted by key; days are ordinals, NOT_STATED where nothing is said.

    `point` holds unit vectors of shape (3, documents), NaN without a place; `reach` is the radius
    as the highest squared distance between two of them. `codes` are in the
    order in which they were given, so the first is the core activity; `scheme_until` stands beside
    the values of `schemes`. What many documents share also knows its rows: `owner_rows`,
    `audience_rows`, `code_rows` and, with `scheme_rows_until` beside it, `scheme_rows`.
    `digests` tell documents apart by all that they say.
    """

    keys: Strings
    digests: NDArray[np.uint64]
    kinds: Strings
    kind: NDArray[np.int32]
    owners: Strings
    owner: NDArray[np.int32]
    owner_rows: Lists
    point: NDArray[np.float32]
    radius_km: NDArray[np.float64]
    reach: NDArray[np.float32]
    lot_min: NDArray[np.int64]
    lot_max: NDArray[np.int64]
    lead_days: NDArray[np.int64]
    staff: NDArray[np.int64]
    is_core: NDArray[np.bool_]
    valid_from: NDArray[np.int32]
    valid_until: NDArray[np.int32]
    changed_on: NDArray[np.int32]
    audience_names: Strings
    audience_rows: Lists
    code_names: Strings
    codes: Lists
    code_rows: Lists
    scheme_names: Strings
    schemes: Lists
    scheme_until: NDArray[np.int32]
    scheme_rows: Lists
    scheme_rows_until: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.keys)


_NUMBERS = (
    "radius_km", "lot_min", "lot_max", "lead_days", "staff",
    "is_core", "valid_from", "valid_until", "changed_on",
)  # fmt: skip


class Facts:
    """Takes in documents one by one and keeps their facts in arrays, so a million stay small."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._points, self._numbers, self._untils = array("d"), array("d"), array("i")
        self._digests = array("Q")
        self._kinds, self._owners = _Named(), _Named()
        self._audiences, self._codes, self._schemes = _Named(), _Named(), _Named()

    def add(self, document: Document) -> None:
        """Take in one document."""
        self.keys.append(document.key)
        self._digests.append(digest(document))
        self._points.extend(unit_vector(document.place))
        self._numbers.extend(
            (
                _stated(document.radius_km),
                _stated(document.lot_min),
                _stated(document.lot_max),
                _stated(document.lead_days),
                _stated(document.staff),
                document.is_core,
                _ordinal(document.valid_from, otherwise=0),
                _ordinal(document.valid_until, otherwise=NEVER_ENDS),
                _ordinal(document.changed_on, otherwise=NOT_STATED),
            )
        )
        self._kinds.add((document.kind,))
        self._owners.add((document.owner,))
        self._audiences.add(sorted(document.audiences))
        self._codes.add(document.codes)
        held = sorted(
            (each.scheme, _ordinal(each.valid_until, otherwise=NEVER_ENDS))
            for each in document.certificates
        )
        self._schemes.add(scheme for scheme, _ in held)
        self._untils.extend(until for _, until in held)

    def columns(self, order: NDArray[np.int64]) -> Columns:
        """Lay the facts into columns, their rows in an order."""
        (kinds, kind), (owners, owner) = self._kinds.lists(order), self._owners.lists(order)
        audience_names, audiences = self._audiences.lists(order)
        code_names, codes = self._codes.lists(order)
        scheme_names, schemes = self._schemes.lists(order)
        untils = Lists(self._schemes.ends(), _ints(self._untils)).ordered(order).values
        scheme_rows, place_of = schemes.turned(len(scheme_names))
        numbers = np.frombuffer(self._numbers).reshape(len(order), len(_NUMBERS))[order]
        points = np.frombuffer(self._points)
        by_name = dict(zip(_NUMBERS, numbers.T, strict=True))
        return Columns(
            keys=Strings.of(self.keys[row] for row in order.tolist()),
            digests=np.frombuffer(self._digests, dtype=np.uint64)[order],
            kinds=kinds,
            kind=kind.values,
            owners=owners,
            owner=owner.values,
            owner_rows=owner.turned(len(owners))[0],
            point=np.stack([points[axis::3][order] for axis in range(3)]).astype(np.float32),
            radius_km=np.ascontiguousarray(by_name["radius_km"]),
            reach=reach(by_name["radius_km"]),
            lot_min=by_name["lot_min"].astype(np.int64),
            lot_max=by_name["lot_max"].astype(np.int64),
            lead_days=by_name["lead_days"].astype(np.int64),
            staff=by_name["staff"].astype(np.int64),
            is_core=by_name["is_core"].astype(np.bool_),
            valid_from=by_name["valid_from"].astype(np.int32),
            valid_until=by_name["valid_until"].astype(np.int32),
            changed_on=by_name["changed_on"].astype(np.int32),
            audience_names=audience_names,
            audience_rows=audiences.turned(len(audience_names))[0],
            code_names=code_names,
            codes=codes,
            code_rows=codes.turned(len(code_names))[0],
            scheme_names=scheme_names,
            schemes=schemes,
            scheme_until=untils,
            scheme_rows=scheme_rows,
            scheme_rows_until=untils[place_of],
        )


class _Named:
    """Numbers names in the order in which they come, several for each row."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._values, self._ends = array("i"), array("q", [0])

    def add(self, names: Iterable[str]) -> None:
        """Take in the names of one more row."""
        numbers = self._numbers
        self._values.extend(numbers.setdefault(name, len(numbers)) for name in names)
        self._ends.append(len(self._values))

    def ends(self) -> NDArray[np.int64]:
        return np.frombuffer(self._ends, dtype=np.int64)

    def lists(self, order: NDArray[np.int64]) -> tuple[Strings, Lists]:
        """The names, sorted, and their numbers row by row, the rows in an order."""
        names = sorted(self._numbers)
        number_of = np.zeros(len(names), dtype=np.int32)
        number_of[[self._numbers[name] for name in names]] = np.arange(len(names))
        values = number_of[_ints(self._values)]
        return Strings.of(names), Lists(self.ends(), values).ordered(order)


def unit_vector(place: Place | None) -> tuple[float, float, float]:
    """Where a place lies on a sphere of radius 1; three NaN without a place."""
    if place is None:
        return (np.nan, np.nan, np.nan)
    latitude, longitude = np.radians(place.latitude), np.radians(place.longitude)
    return (
        float(np.cos(latitude) * np.cos(longitude)),
        float(np.cos(latitude) * np.sin(longitude)),
        float(np.sin(latitude)),
    )


def reach(radius_km: NDArray[np.float64] | float) -> NDArray[np.float32]:
    """The squared chord that a radius spans on a sphere of radius 1; BEYOND if not stated.

    2 sin (r / 2 R), at most the diameter.
    """
    angle = np.minimum(np.asarray(radius_km) / EARTH_RADIUS_KM, np.pi)
    chord = (2 * np.sin(angle / 2)) ** 2
    return np.where(np.asarray(radius_km) == NOT_STATED, BEYOND, chord).astype(np.float32)


def distances_km(points: NDArray[np.float32], place: Place | None) -> NDArray[np.float64]:
    """Great-circle distances of points (3, n) to a place; NaN where either is unknown.

    From the chord c between them, 2 R asin (c / 2): in single precision right to a metre.
    """
    if place is None:
        return np.full(points.shape[1], np.nan)
    here = np.array(unit_vector(place), dtype=np.float32)  # rounded like the points
    x, y, z = (points - here[:, None]).astype(np.float64)
    # Added up by hand: NumPy may take another order, and another last digit, for one point alone.
    chords = np.sqrt(x**2 + y**2 + z**2)
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(chords / 2, 1.0)))


def _stated(number: float | None) -> float:
    return NOT_STATED if number is None else number


def _ordinal(day: date | None, *, otherwise: int) -> int:
    return day.toordinal() if day else otherwise


def _ints(values: array[int]) -> NDArray[np.int32]:
    return np.frombuffer(values, dtype=np.int32)
