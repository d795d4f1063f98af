"""One question, one answer: who fits, in which order and why, why not, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kurzweg.engine.documents import Answer, Document, Own, Request
from kurzweg.engine.match import changes
from kurzweg.engine.match.changes import FIRST
from kurzweg.engine.match.matcher import Matcher


def answer(
    matcher: Matcher,
    request: Request,
    *,
    k: int = FIRST,
    with_changes: bool = False,
    own: Sequence[Document] = (),
) -> Answer:
    """Rank the k best documents for a request, each with its reasons, and name near misses.

    A score is the sum of the points of its reasons; distances are kilometres, places count from 1.
    `with_changes` adds to each near miss the smallest change of the request that would bring it
    among the first k, at most ten; that takes as long again as the answer for each of them. `own`
    are documents of whoever asks where they stand: the answer's `own` is the one that says the most
    of what is wanted, as the index knows it, or None where the request may find none; its change
    starts from what is given here, and nothing is said about the others. Raises nothing: a request
    without words has an answer without documents. The formulas stand with their sources in
    `candidates.channels` and `match.rank`.
    """
    first = min(k, FIRST)
    found = matcher.match(request, k=k, explain=not own)
    if with_changes:
        excluded = (
            replace(each, change=changes.of_request(matcher, request, each.key, k=first))
            for each in found.excluded
        )
        found = replace(found, excluded=tuple(excluded))
    return replace(found, own=_own(matcher, request, found, own, first=first)) if own else found


def _own(
    matcher: Matcher, request: Request, found: Answer, documents: Sequence[Document], *, first: int
) -> Own | None:
    given = {document.key: document for document in documents}
    candidates = matcher.candidates(request, given)
    best = max(candidates, key=lambda each: (each.words, each.key), default=None)
    if best is None:
        return None
    places = {each.key: place for place, each in enumerate(found.ranked[:first], start=1)}
    place, change = places.get(best.key), None
    if place is None:
        change = changes.of_document(matcher, request, given[best.key], k=first)
    said = best.ranked().reasons
    fits = (reason for reason in said if not reason.is_missing)
    lacks = (reason for reason in said if reason.is_missing)
    return Own(best.key, place, (*fits, *best.excluded().reasons, *lacks), change)
