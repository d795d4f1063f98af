"""Why not: the smallest change that would bring a document among the first of an answer.

Nothing is guessed: a changed request or document is matched like any other, and a change is named
with the place that came out. What is small:

1. One step before two; more than two are not named. Each condition that a document breaks needs a
   step, so there is no choice among these.
2. A number moves to the nearest value with which the condition holds: whole kilometres, pieces and
   days. Neither the radius nor the day of a request counts for points, so a value further off only
   lets more documents in. A radius that grows by more than `WIDER_KM`, and to more than twice what
   it was, is no small change any more and is not named.
3. If a document fits and still stands too far back, its own facts are tried in the order in which
   they cost its owner more: core, quantity, a word, a certificate, a place.

Steps are reasons without points. Of a request (rendered with what was `asked`):

    with_radius          radius, asked         without_certificate  scheme
    with_quantity        quantity, asked       with_deadline        on, asked_on

Of a document (`stated` is NOT_STATED where it says nothing):

    as_core                                    with_certificate     scheme
    with_lot_min         quantity, stated      with_lot_max         quantity, stated
    with_lead_days       within, stated        with_own_radius      radius, stated
    with_word            word                  with_place           km: no further away than that
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import copysign, degrees, floor

from kurzweg.engine.documents import Certificate, Change, Document, Place, Reason, Request
from kurzweg.engine.index.columns import EARTH_RADIUS_KM, NOT_STATED
from kurzweg.engine.match.matcher import Matcher
from kurzweg.engine.match.view import Candidate

FIRST = 10
MOST_STEPS = 2
WIDER_KM = 100
FURTHEST_KM = 500  # a place that is not stated is looked for within this distance


def place_of(matcher: Matcher, request: Request, key: str, *, k: int = FIRST) -> int | None:
    """The place of a document among the first k of an answer, from 1; None further back."""
    ranked = [each.key for each in matcher.match(request, k=k, explain=False).ranked]
    return ranked.index(key) + 1 if key in ranked else None


def of_request(matcher: Matcher, request: Request, key: str, *, k: int = FIRST) -> Change | None:
    """The smallest change of a request that brings a document among the first k.

    None where it stands there already, or none of at most `MOST_STEPS` steps would do.
    """
    candidate = matcher.candidate(request, key)
    steps = tuple(_loosened(matcher, request, candidate)) if candidate else ()
    if not 0 < len(steps) <= MOST_STEPS or any(map(_is_far, steps)):
        return None
    for step in steps:
        request = changed_request(request, step)
    place = place_of(matcher, request, key, k=k)
    return Change(steps, place) if place else None


def of_document(
    matcher: Matcher, request: Request, document: Document, *, k: int = FIRST
) -> Change | None:
    """The smallest change of a document that brings it among the first k.

    The document counts as it is given, whatever the index holds under its key. None where it
    stands there already, or none of at most `MOST_STEPS` steps would do.
    """
    as_it_is = matcher.replacing(document)
    candidate = as_it_is.candidate(request, document.key)
    if candidate is None or place_of(as_it_is, request, document.key, k=k):
        return None
    needed = tuple(_mended(matcher, request, document, candidate))
    if any(map(_is_far, needed)):
        return None
    for step in needed:
        document = changed_document(document, step, request=request)

    def with_more(*more: Reason) -> Change | None:
        changed = document
        for step in more:
            changed = changed_document(changed, step, request=request)
        place = place_of(matcher.replacing(changed), request, document.key, k=k)
        return Change((*needed, *more), place) if place else None

    options: list[tuple[Reason, ...]] = [()] if 0 < len(needed) <= MOST_STEPS else []
    if len(needed) < MOST_STEPS:
        lacks = [reason for reason in candidate.ranked().reasons if reason.is_missing]
        options += [(step,) for step in _improved(request, document, lacks) if step not in needed]
    found = next(filter(None, (with_more(*more) for more in options)), None)
    if found is None and len(needed) < MOST_STEPS and request.place and document.place is None:
        too_far = bisect_left(range(FURTHEST_KM), True, key=lambda km: not with_more(_near(km)))
        found = with_more(_near(too_far - 1)) if too_far else None
    return found


def changed_request(request: Request, step: Reason) -> Request:
    """Take one step with a request."""
    match step.code:
        case "with_radius":
            return replace(request, radius_km=float(step.params["radius"]))
        case "with_quantity":
            return replace(request, quantity=int(step.params["quantity"]))
        case "with_deadline":
            return replace(request, deadline=date.fromisoformat(str(step.params["on"])))
        case _:
            wanted = (each for each in request.certificates if each != step.params["scheme"])
            return replace(request, certificates=tuple(wanted))


def changed_document(document: Document, step: Reason, *, request: Request) -> Document:
    """Take one step with a document; a place is as far from the request's as the step says."""
    match step.code:
        case "as_core":
            return replace(document, is_core=True)
        case "with_lot_min":
            return replace(document, lot_min=int(step.params["quantity"]))
        case "with_lot_max":
            return replace(document, lot_max=int(step.params["quantity"]))
        case "with_lead_days":
            return replace(document, lead_days=int(step.params["within"]))
        case "with_own_radius":
            return replace(document, radius_km=float(step.params["radius"]))
        case "with_word":
            return replace(document, text=f"{document.text}\n{step.params['word']}")
        case "with_place" if request.place:
            return replace(document, place=_away_from(request.place, float(step.params["km"])))
        case _:
            held = Certificate(str(step.params["scheme"]))
            return replace(document, certificates=(*document.certificates, held))


def _loosened(matcher: Matcher, request: Request, candidate: Candidate) -> Iterator[Reason]:
    """The steps that a request needs so that a document breaks no condition of it."""
    for reason in candidate.excluded().reasons:
        match reason.code:
            case "too_far":
                yield _step_of_radius(matcher, request, candidate)
            case "deadline_too_short" if request.deadline:
                on = request.today + timedelta(days=int(reason.params["lead_days"]))
                days = {"on": on.isoformat(), "asked_on": request.deadline.isoformat()}
                yield Reason("with_deadline", days)
            case "lot_too_small" | "lot_too_large":
                bound = reason.params["lot_min" if reason.code == "lot_too_small" else "lot_max"]
                numbers = {"quantity": bound, "asked": reason.params["quantity"]}
                yield Reason("with_quantity", numbers)
            case _:
                yield Reason("without_certificate", {"scheme": reason.params["scheme"]})


def _mended(
    matcher: Matcher, request: Request, document: Document, candidate: Candidate
) -> Iterator[Reason]:
    """The steps that a document needs so that it breaks no condition of a request."""
    for reason in candidate.excluded().reasons:
        match reason.code:
            case "too_far":
                yield _step_of_own_radius(matcher, request, document, candidate)
            case "deadline_too_short":
                within = max(int(reason.params["days"]), 0)
                numbers = {"within": within, "stated": reason.params["lead_days"]}
                yield Reason("with_lead_days", numbers)
            case "lot_too_small" | "lot_too_large":
                bound = "lot_min" if reason.code == "lot_too_small" else "lot_max"
                numbers = {"quantity": reason.params["quantity"], "stated": reason.params[bound]}
                yield Reason(f"with_{bound}", numbers)
            case _:
                yield Reason("with_certificate", {"scheme": reason.params["scheme"]})


def _improved(request: Request, document: Document, lacks: Sequence[Reason]) -> Iterator[Reason]:
    """The steps with which a document would have more points, in the order in which they cost."""
    if not document.is_core:
        yield Reason("as_core")
    if request.quantity and document.lot_min is document.lot_max is None:
        yield Reason("with_lot_max", {"quantity": request.quantity, "stated": NOT_STATED})
    for reason in lacks:
        if reason.code == "words_missing":
            for word in str(reason.params["words"]).split(", "):
                yield Reason("with_word", {"word": word})
    for reason in lacks:
        if reason.code in ("certificate_missing", "certificate_expired"):
            yield Reason("with_certificate", {"scheme": reason.params["scheme"]})


def _step_of_radius(matcher: Matcher, request: Request, candidate: Candidate) -> Reason:
    """The least whole radius of a request that reaches a document."""
    asked = NOT_STATED if request.radius_km is None else request.radius_km

    def reaches(radius: int) -> bool:
        wider = replace(request, radius_km=float(radius))
        return _is_near(matcher.candidate(wider, candidate.key))

    return Reason("with_radius", {"radius": _least(candidate, reaches), "asked": asked})


def _step_of_own_radius(
    matcher: Matcher, request: Request, document: Document, candidate: Candidate
) -> Reason:
    """The least whole radius of a document that reaches a request."""
    stated = NOT_STATED if document.radius_km is None else document.radius_km

    def reaches(radius: int) -> bool:
        wider = matcher.replacing(replace(document, radius_km=float(radius)))
        return _is_near(wider.candidate(request, document.key))

    return Reason("with_own_radius", {"radius": _least(candidate, reaches), "stated": stated})


def _is_far(step: Reason) -> bool:
    """Whether a radius would grow by more than anybody means by a small change."""
    before = {"with_radius": "asked", "with_own_radius": "stated"}.get(step.code)
    if before is None:
        return False
    radius, was = float(step.params["radius"]), float(step.params[before])
    return radius > max(2 * was, was + WIDER_KM)


def _least(candidate: Candidate, reaches: Callable[[int], bool]) -> int:
    """The least whole radius that reaches so far: points are compared in single precision."""
    radius = floor(candidate.km or 0.0)
    return radius if reaches(radius) else radius + 1


def _is_near(candidate: Candidate | None) -> bool:
    broken = candidate.excluded().reasons if candidate else ()
    return all(reason.code != "too_far" for reason in broken)


def _near(km: int) -> Reason:
    return Reason("with_place", {"km": km})


def _away_from(place: Place, km: float) -> Place:
    """A place that far from another, towards the equator, so that no pole is in the way."""
    angle = copysign(degrees(km / EARTH_RADIUS_KM), place.latitude)
    return replace(place, latitude=place.latitude - angle)
