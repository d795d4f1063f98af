"""Why a document was ranked where it is, and why another one is not, from the very numbers.

A reason is a code with parameters; the sentence is made where the reader's language is known.
Words in parameters are those that people wrote. Days are ISO dates, "" for "without end".

What fits; `points` of all reasons of a signal add up to exactly what the signal added:

    signal        code               parameters
    words         word_match         need, offer            the same word, perhaps inflected
                  compound_part      need, offer, part      both are made of, or are, this part
                  similar_word       need, offer            spelt alike: Eloxieren, Eloxalbetrieb
                  other_word         need, offer[, part]    the same in other words, or the part is
                  same_topic                                the whole text circles round the same
                  heading                                   others stand below this title
                  same_meaning                              by a language model, if one is set up
                  other_words                               many small likenesses
    codes         same_activity      code, other            the request's code, the document's
    core          core
    certificates  certificate_valid  scheme, held, until    held: the one that covers it
    capacity      lot_fits           quantity, lot_min, lot_max     -1: no such bound
    distance      near               km
    freshness     fresh              on
    small         small_firm         below

What fits without points, from the text of an offer (`engine.ranges`):

    measure_fits         measure, stated  notes of `engine.facts.notation`
    norm_named           norm             a colour or norm in normal form

What is missing, without points (`is_missing`):

    words_missing        words            important words that no part of the text covers
    certificate_expired  scheme, held, on
    certificate_missing  scheme
    supplementary                         not the core activity
    place_unknown                         the distance could not be told
    measure_outside      measure, stated  a range that an offer states leaves it out

What excludes, without points (`is_missing`), besides the two certificate codes:

    too_far              km, radius
    lot_too_small        quantity, lot_min    fewer pieces wanted than the smallest lot
    lot_too_large        quantity, lot_max    more pieces wanted than the largest lot
    deadline_too_short   days, lead_days
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import numpy as np

from kurzweg.engine.documents import Reason, Request
from kurzweg.engine.index.columns import NEVER_ENDS, NOT_STATED, Columns
from kurzweg.engine.match import conditions
from kurzweg.engine.match.rank import SMALL_BELOW, agreement, shares

SIGNAL_OF = {
    "word_match": "words",
    "compound_part": "words",
    "similar_word": "words",
    "other_word": "words",
    "same_topic": "words",
    "heading": "words",
    "same_meaning": "words",
    "other_words": "words",
    "same_activity": "codes",
    "core": "core",
    "certificate_valid": "certificates",
    "lot_fits": "capacity",
    "near": "distance",
    "fresh": "freshness",
    "small_firm": "small",
}

# A document for which none of these can be said is no match, however near and fresh it is.
SAYS_SOMETHING = frozenset(
    {"word_match", "compound_part", "similar_word", "other_word", "same_meaning", "same_activity"}
)


def of_facts(
    columns: Columns,
    row: int,
    *,
    request: Request,
    points: Mapping[str, float],
    km: float | None,
) -> Iterator[Reason]:
    """Give the reasons of all signals but the words, those that fit before those missing."""
    if points["codes"]:
        yield Reason("same_activity", _same_activity(columns, row, request), points["codes"])
    if points["core"]:
        yield Reason("core", points=points["core"])
    yield from _certificates(columns, row, request=request, points=points["certificates"])
    if points["capacity"]:
        yield Reason(
            "lot_fits",
            {
                "quantity": request.quantity or 0,
                "lot_min": int(columns.lot_min[row]),
                "lot_max": int(columns.lot_max[row]),
            },
            points["capacity"],
        )
    if points["distance"]:
        yield Reason("near", {"km": round(km or 0.0)}, points["distance"])
    if points["freshness"]:
        yield Reason("fresh", {"on": _iso(int(columns.changed_on[row]))}, points["freshness"])
    if points["small"]:
        yield Reason("small_firm", {"below": SMALL_BELOW}, points["small"])
    if not columns.is_core[row]:
        yield Reason("supplementary", is_missing=True)
    if km is None and request.place is not None:
        yield Reason("place_unknown", is_missing=True)


def of_exclusion(
    columns: Columns, row: int, *, request: Request, codes: Iterable[str], km: float | None
) -> Iterator[Reason]:
    """Say which hard conditions a document breaks."""
    for code in codes:
        if code == "certificate_lacking":
            yield from (
                reason
                for reason in _certificates(columns, row, request=request, points=0.0)
                if reason.is_missing
            )
        else:
            yield Reason(code, _limits(code, columns, row, request, km), is_missing=True)


def apart(larger: float, bound: float) -> tuple[float, float]:
    """Round what lies beyond a bound so that it still does: whole where possible, else tenths.

    15.4 km are not "15 instead of 15 at most"; what lies beyond by less is a tenth beyond.
    """
    shown = round(bound, 1)
    rounded = (float(round(larger)), round(larger, 1), round(shown + 0.1, 1))
    return next(each for each in rounded if each > shown), shown


def _limits(
    code: str, columns: Columns, row: int, request: Request, km: float | None
) -> dict[str, str | int | float]:
    """The two numbers that do not go together."""
    if code == "too_far":
        own = float(columns.radius_km[row])
        asked = NOT_STATED if request.radius_km is None else request.radius_km
        radius = min(each for each in (own, asked) if each != NOT_STATED)
        return dict(zip(("km", "radius"), apart(km or 0.0, radius), strict=True))
    if code == "deadline_too_short" and request.deadline is not None:
        days = (request.deadline - request.today).days
        return {"days": days, "lead_days": int(columns.lead_days[row])}
    bound = "lot_min" if code == "lot_too_small" else "lot_max"
    return {"quantity": request.quantity or 0, bound: int(getattr(columns, bound)[row])}


def _same_activity(columns: Columns, row: int, request: Request) -> dict[str, str | int | float]:
    """The pair of codes that agrees best."""
    others = [columns.code_names[int(number)] for number in columns.codes.of(row)]
    code, other = max(
        ((code, other) for code in request.codes for other in others),
        key=lambda pair: agreement(*pair),
    )
    return {"code": code, "other": other}


def _certificates(
    columns: Columns, row: int, *, request: Request, points: float
) -> Iterator[Reason]:
    """One reason per wanted certificate; the valid ones share the points."""
    today = request.today.toordinal()
    best = {
        scheme: conditions.longest_valid(columns, row, scheme=scheme)
        for scheme in dict.fromkeys(request.certificates)
    }
    valid = [held is not None and held[0] >= today for held in best.values()]
    shared = shares(points, np.array(valid, dtype=np.float64)).tolist()
    for (scheme, until_held), share in zip(best.items(), shared, strict=True):
        if until_held is None:
            yield Reason("certificate_missing", {"scheme": scheme}, is_missing=True)
            continue
        until, held = until_held
        named = {"scheme": scheme, "held": held}
        if until < today:
            yield Reason("certificate_expired", named | {"on": _iso(until)}, is_missing=True)
        else:
            yield Reason("certificate_valid", named | {"until": _iso(until)}, share)


def _iso(day: int) -> str:
    return "" if day == NEVER_ENDS else date.fromordinal(day).isoformat()
