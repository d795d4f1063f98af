"""Hard conditions: who may find a document, and what keeps it from fitting."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.arrays.compiled import compiled
from kurzweg.engine.arrays.storage import Strings
from kurzweg.engine.documents import Request
from kurzweg.engine.facts import certificates
from kurzweg.engine.index.columns import BEYOND, NOT_STATED, Columns, reach, unit_vector

Broken = dict[str, NDArray[np.bool_]]


def visible(columns: Columns, request: Request) -> NDArray[np.bool_]:
    """Say of each document whether the request may find it at all, fitting or not."""
    found = np.full(len(columns), request.audiences is None)
    for audience in _numbers(columns.audience_names, request.audiences or ()):
        found[columns.audience_rows.of(audience)] = True
    day = request.today.toordinal()
    found &= (columns.valid_from <= day) & (columns.valid_until >= day)
    kinds = np.zeros(len(columns.kinds), dtype=np.bool_)
    kinds[_numbers(columns.kinds, request.kinds)] = True
    if not kinds.all():
        found &= kinds[columns.kind]
    for owner in _numbers(columns.owners, request.excluded_owners):
        found[columns.owner_rows.of(owner)] = False
    found[with_codes(columns, request.excluded_codes)] = False
    return found


def with_codes(columns: Columns, prefixes: tuple[str, ...]) -> NDArray[np.int64]:
    """The rows of the documents with a code that begins with one of some prefixes, in order."""
    found = [np.zeros(0, dtype=np.int32)]
    for prefix in prefixes:
        same = columns.code_names.starting_with(prefix)
        first, last = columns.code_rows.ends[[same.start, same.stop]]
        found.append(columns.code_rows.values[first:last])
    return np.unique(np.concatenate(found)).astype(np.int64)


def broken(columns: Columns, request: Request) -> Broken:
    """Name the hard conditions of a request, each with a flag for every document that breaks it.

    What a document does not state breaks nothing, except a required certificate.
    """
    conditions: Broken = {"too_far": _too_far(columns, request)}
    if request.quantity is not None:
        conditions["lot_too_small"] = request.quantity < columns.lot_min
        conditions["lot_too_large"] = (columns.lot_max != NOT_STATED) & (
            request.quantity > columns.lot_max
        )
    if request.deadline is not None:
        days = (request.deadline - request.today).days
        conditions["deadline_too_short"] = columns.lead_days > days
    if request.certificates and request.certificates_required:
        lacking = np.zeros(len(columns), dtype=np.bool_)
        for scheme in request.certificates:
            lacking |= ~_held(columns, scheme, request=request)
        conditions["certificate_lacking"] = lacking
    return conditions


def holds(
    columns: Columns, rows: NDArray[np.int64], scheme: str, *, request: Request
) -> NDArray[np.bool_]:
    """Say of some documents whether they have a certificate that covers a scheme, valid today."""
    positions, places = columns.schemes.of_many(rows)
    covering = _covering(columns, scheme)[columns.schemes.values[places]]
    is_valid = columns.scheme_until[places] >= request.today.toordinal()
    found = np.zeros(len(rows), dtype=np.bool_)
    found[positions[covering & is_valid]] = True
    return found


def _held(columns: Columns, scheme: str, *, request: Request) -> NDArray[np.bool_]:
    """The same for all documents, by the rows of each certificate."""
    found = np.zeros(len(columns), dtype=np.bool_)
    for number in np.flatnonzero(_covering(columns, scheme)).tolist():
        where = slice(*columns.scheme_rows.ends[number : number + 2].tolist())
        is_valid = columns.scheme_rows_until[where] >= request.today.toordinal()
        found[columns.scheme_rows.values[where][is_valid]] = True
    return found


def longest_valid(columns: Columns, row: int, *, scheme: str) -> tuple[int, str] | None:
    """The last day (ordinal) and the name of a document's best certificate that covers a scheme."""
    values = columns.schemes.of(row)
    untils = columns.scheme_until[columns.schemes.ends[row] : columns.schemes.ends[row + 1]]
    covering = _covering(columns, scheme)[values]
    return max(
        (
            (int(until), columns.scheme_names[int(value)])
            for until, value in zip(untils[covering], values[covering], strict=True)
        ),
        default=None,
    )


def _covering(columns: Columns, scheme: str) -> NDArray[np.bool_]:
    """Say of each name of a certificate whether its holder meets a scheme."""
    names = columns.scheme_names
    return np.array(
        [_covers(names[number], scheme) for number in range(len(names))], dtype=np.bool_
    )


_covers = lru_cache(maxsize=4_096)(certificates.covers)


def _too_far(columns: Columns, request: Request) -> NDArray[np.bool_]:
    """Say of each document whether it lies beyond the request's radius or its own."""
    found = np.zeros(len(columns), dtype=np.bool_)
    if request.place is not None:
        most = np.float32(BEYOND if request.radius_km is None else reach(request.radius_km))
        here = np.array(unit_vector(request.place), dtype=np.float32)
        _mark_far(columns.point, here, columns.reach, most, found)
    return found


@compiled
def _mark_far(
    point: NDArray[np.float32],
    here: NDArray[np.float32],
    reach: NDArray[np.float32],
    most: np.float32,
    found: NDArray[np.bool_],
) -> None:
    """Mark the points whose squared distance from here is too great."""
    x, y, z = here
    for row in range(len(found)):
        squared = (point[0, row] - x) ** 2 + (point[1, row] - y) ** 2 + (point[2, row] - z) ** 2
        found[row] = (squared > most) | (squared > reach[row])


def _numbers(names: Strings, wanted: Iterable[str]) -> list[int]:
    """Where some names stand in a sorted list, those that do."""
    return [number for number in map(names.find, wanted) if number >= 0]
