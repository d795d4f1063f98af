"""The facts of documents in columns, so that conditions are checked for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.documents import Document, Place
from kurzweg.engine.storage import Pairs, Strings

EARTH_RADIUS_KM = 6371.0088  # mean radius (IUGG)
NOT_STATED = -1
NEVER_ENDS = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Columns:
    """One row per document, sorted by key; days are ordinals, NOT_STATED where nothing is said.

    `point` holds unit vectors of shape (documents, 3), NaN without a place. `codes` are in the
    order in which they were given, so the first is the core activity.
    """

    keys: Strings
    kinds: Strings
    kind: NDArray[np.int32]
    owners: Strings
    owner: NDArray[np.int32]
    point: NDArray[np.float64]
    radius_km: NDArray[np.float64]
    lot_min: NDArray[np.int64]
    lot_max: NDArray[np.int64]
    lead_days: NDArray[np.int64]
    staff: NDArray[np.int64]
    is_core: NDArray[np.bool_]
    valid_from: NDArray[np.int64]
    valid_until: NDArray[np.int64]
    changed_on: NDArray[np.int64]
    audience_names: Strings
    audiences: Pairs
    code_names: Strings
    codes: Pairs
    scheme_names: Strings
    schemes: Pairs
    scheme_until: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Facts:
    """What remains of a document once its words are counted."""

    key: str
    kind: str
    owner: str
    point: tuple[float, float, float]
    numbers: tuple[float, ...]  # in the order of _NUMBERS
    audiences: tuple[str, ...]
    codes: tuple[str, ...]
    schemes: tuple[tuple[str, int], ...]


_NUMBERS = (
    "radius_km", "lot_min", "lot_max", "lead_days", "staff",
    "is_core", "valid_from", "valid_until", "changed_on",
)  # fmt: skip


def facts(document: Document) -> Facts:
    """Read the facts of one document."""
    return Facts(
        key=document.key,
        kind=document.kind,
        owner=document.owner,
        point=unit_vector(document.place),
        numbers=(
            _stated(document.radius_km),
            _stated(document.lot_min),
            _stated(document.lot_max),
            _stated(document.lead_days),
            _stated(document.staff),
            document.is_core,
            document.valid_from.toordinal() if document.valid_from else 0,
            document.valid_until.toordinal() if document.valid_until else NEVER_ENDS,
            document.changed_on.toordinal() if document.changed_on else NOT_STATED,
        ),
        audiences=tuple(sorted(document.audiences)),
        codes=document.codes,
        schemes=tuple(
            sorted(
                (
                    certificate.scheme,
                    certificate.valid_until.toordinal() if certificate.valid_until else NEVER_ENDS,
                )
                for certificate in document.certificates
            )
        ),
    )


def columns(rows: Sequence[Facts]) -> Columns:
    """Lay facts, sorted by key, into columns."""
    kinds, kind = _numbered(row.kind for row in rows)
    owners, owner = _numbered(row.owner for row in rows)
    audience_names, audiences = _pairs([row.audiences for row in rows])
    code_names, codes = _pairs([row.codes for row in rows])
    scheme_names, schemes = _pairs([tuple(name for name, _ in row.schemes) for row in rows])
    numbers = np.array([row.numbers for row in rows], dtype=np.float64)
    by_name: dict[str, NDArray[Any]] = dict(
        zip(_NUMBERS, numbers.reshape(len(rows), len(_NUMBERS)).T, strict=True)
    )
    whole = {name: by_name[name].astype(np.int64) for name in _NUMBERS}
    return Columns(
        keys=Strings.of(row.key for row in rows),
        kinds=kinds,
        kind=kind,
        owners=owners,
        owner=owner,
        point=np.array([row.point for row in rows], dtype=np.float64).reshape(len(rows), 3),
        radius_km=np.ascontiguousarray(by_name["radius_km"]),
        lot_min=whole["lot_min"],
        lot_max=whole["lot_max"],
        lead_days=whole["lead_days"],
        staff=whole["staff"],
        is_core=by_name["is_core"].astype(np.bool_),
        valid_from=whole["valid_from"],
        valid_until=whole["valid_until"],
        changed_on=whole["changed_on"],
        audience_names=audience_names,
        audiences=audiences,
        code_names=code_names,
        codes=codes,
        scheme_names=scheme_names,
        schemes=schemes,
        scheme_until=np.array([until for row in rows for _, until in row.schemes], dtype=np.int64),
    )


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


def distances_km(points: NDArray[np.float64], place: Place | None) -> NDArray[np.float64]:
    """Great-circle distances of points (n, 3) to a place; NaN where either is unknown.

    From the cosine c of the angle between, 2 R asin √((1 - c) / 2): in doubles right to a metre.
    """
    if place is None:
        return np.full(len(points), np.nan)
    cosines = np.clip(points @ np.array(unit_vector(place)), -1.0, 1.0)
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt((1 - cosines) / 2)))


def _stated(number: float | None) -> float:
    return NOT_STATED if number is None else number


def _numbered(names: Iterable[str]) -> tuple[Strings, NDArray[np.int32]]:
    listed = list(names)
    unique = sorted(set(listed))
    number = {name: position for position, name in enumerate(unique)}
    return Strings.of(unique), np.array([number[name] for name in listed], dtype=np.int32)


def _pairs(lists: Sequence[Sequence[str]]) -> tuple[Strings, Pairs]:
    names, values = _numbered(name for names in lists for name in names)
    lengths = np.array([len(names) for names in lists], dtype=np.int64)
    return names, Pairs(np.repeat(np.arange(len(lists), dtype=np.int32), lengths), values)
