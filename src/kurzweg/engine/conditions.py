"""Hard conditions: who may find a document, and what keeps it from fitting."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine import certificates
from kurzweg.engine.columns import NOT_STATED, Columns
from kurzweg.engine.documents import Request
from kurzweg.engine.storage import Strings

Broken = dict[str, NDArray[np.bool_]]


def visible(columns: Columns, request: Request) -> NDArray[np.bool_]:
    """Say of each document whether the request may find it at all, fitting or not."""
    day = request.today.toordinal()
    allowed = _chosen(columns.kinds, request.kinds)[columns.kind]
    allowed &= (columns.valid_from <= day) & (columns.valid_until >= day)
    if request.audiences is not None:
        wanted = _chosen(columns.audience_names, request.audiences)
        allowed &= columns.audiences.having(wanted, rows=len(columns))
    if request.excluded_owners:
        allowed &= ~_chosen(columns.owners, request.excluded_owners)[columns.owner]
    return allowed & ~with_codes(columns, request.excluded_codes)


def with_codes(columns: Columns, prefixes: tuple[str, ...]) -> NDArray[np.bool_]:
    """Say of each document whether one of its codes begins with one of some prefixes."""
    wanted = np.zeros(len(columns.code_names), dtype=np.bool_)
    for prefix in prefixes:
        same = columns.code_names.starting_with(prefix)
        wanted[same.start : same.stop] = True
    return columns.codes.having(wanted, rows=len(columns))


def broken(columns: Columns, request: Request, *, km: NDArray[np.float64]) -> Broken:
    """Name the hard conditions of a request, each with a flag for every document that breaks it.

    What a document does not state breaks nothing, except a required certificate. `km` are the
    distances to the request's place, NaN where unknown.
    """
    conditions: Broken = {"too_far": _beyond(km, columns.radius_km)}
    if request.radius_km is not None:
        conditions["too_far"] |= km > request.radius_km
    if request.quantity is not None:
        conditions["lot_too_small"] = request.quantity < columns.lot_min
        conditions["lot_too_large"] = (columns.lot_max != NOT_STATED) & (
            request.quantity > columns.lot_max
        )
    if request.deadline is not None:
        days = (request.deadline - request.today).days
        conditions["deadline_too_short"] = columns.lead_days > days
    if request.certificates and request.certificates_required:
        conditions["certificate_lacking"] = ~np.all(
            [holds(columns, scheme, request=request) for scheme in request.certificates], axis=0
        )
    return conditions


def holds(columns: Columns, scheme: str, *, request: Request) -> NDArray[np.bool_]:
    """Say of each document whether it has a certificate that covers a scheme and is valid today."""
    covering = _covering(columns, scheme)[columns.schemes.values]
    is_valid = columns.scheme_until >= request.today.toordinal()
    found = np.zeros(len(columns), dtype=np.bool_)
    found[columns.schemes.rows[covering & is_valid]] = True
    return found


def longest_valid(columns: Columns, row: int, *, scheme: str) -> tuple[int, str] | None:
    """The last day (ordinal) and the name of a document's best certificate that covers a scheme."""
    first, last = np.searchsorted(columns.schemes.rows, (row, row + 1))
    values, untils = columns.schemes.values[first:last], columns.scheme_until[first:last]
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


def _beyond(km: NDArray[np.float64], radius: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray((radius != NOT_STATED) & (km > radius))


def _chosen(names: Strings, wanted: frozenset[str]) -> NDArray[np.bool_]:
    chosen = np.zeros(len(names), dtype=np.bool_)
    positions = [names.find(name) for name in wanted]
    chosen[[position for position in positions if position >= 0]] = True
    return chosen
