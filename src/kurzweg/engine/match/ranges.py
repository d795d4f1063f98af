"""Whether the measures that are wanted lie in the ranges that an offer states, and its norms.

A range excludes nobody: what a text states need not be all that a firm can do. So a measure
outside is named as missing, and an exact size in an offer speaks for itself only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kurzweg.engine.documents import Reason
from kurzweg.engine.facts import Measure, norms
from kurzweg.engine.facts.notation import noted
from kurzweg.engine.facts.units import UNITS

Sides = tuple[float, ...]


def reasons(wanted: Sequence[Measure], stated: Sequence[Measure]) -> Iterator[Reason]:
    """Say of each wanted measure whether an offer's range holds it, or which range it leaves."""
    for measure in wanted:
        comparable = [other for other in stated if _are_comparable(measure, other)]
        around = [other for other in comparable if lies_in(measure, other)]
        ranges = around or [other for other in comparable if other.low != other.high]
        if ranges:
            params = {"measure": noted(measure), "stated": noted(ranges[0])}
            code = "measure_fits" if around else "measure_outside"
            yield Reason(code, params, is_missing=not around)


def named(wanted: Sequence[str], stated: Sequence[str]) -> Iterator[Reason]:
    """Say which of the wanted colours and norms an offer names."""
    for norm in wanted:
        if any(norms.is_same(norm, other) for other in stated):
            yield Reason("norm_named", {"norm": norm})


def lies_in(wanted: Measure, stated: Measure) -> bool:
    """Tell whether every bound that is wanted lies within what is stated.

    Sides are compared by size, the longest first: a sheet may be turned.
    """
    return all(
        (not stated.low or _at_most(_sides(stated.low, stated), bound))
        and (not stated.high or _at_most(bound, _sides(stated.high, stated)))
        for bound in (_sides(wanted.low, wanted), _sides(wanted.high, wanted))
        if bound
    )


def _are_comparable(wanted: Measure, stated: Measure) -> bool:
    """Tell whether two measures are of the same thing; a bare "45 mm" does not say of what."""
    same_thing = wanted.dimension == stated.dimension
    same_base = UNITS[wanted.unit].base == UNITS[stated.unit].base
    sides = len(wanted.low or wanted.high), len(stated.low or stated.high)
    says_of_what = wanted.dimension != "size" or 1 < sides[0] <= sides[1]
    return same_thing and same_base and says_of_what


def _sides(bound: Sides, measure: Measure) -> Sides:
    factor = UNITS[measure.unit].factor
    return tuple(sorted((side * factor for side in bound), reverse=True))


def _at_most(smaller: Sides, larger: Sides) -> bool:
    return all(one <= other * (1 + 1e-9) for one, other in zip(smaller, larger, strict=False))
