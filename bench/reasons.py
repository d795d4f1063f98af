"""Do the reasons name what counted? Each named word is deleted, and what that costs is compared.

Erasure (Li, Monroe & Jurafsky 2016; "comprehensiveness" of DeYoung et al. 2020): if a reason says
that a word brought twice the points of another, the document must lose more without it. Agreement
of the two orders is Kendall's tau-b (Kendall 1945), 1 for the same order, 0 for none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from statistics import fmean, median

import numpy as np
from scipy.stats import kendalltau

from bench.matching import LOOKED_AT, OWN, ours
from bench.matching.regional import Region
from bench.matching.tasks import load
from bench.table import show
from kurzweg.engine.documents import Document, Ranked, Request
from kurzweg.engine.index.generation import in_memory
from kurzweg.engine.match.matcher import Matcher
from kurzweg.engine.words.vocabulary import german

NEEDS = 60
FIRST = 10
SEED = 20_261


@dataclass(frozen=True, slots=True)
class Case:
    """One document of an answer: the points of each word named, and the score lost without it."""

    points: Mapping[str, float]
    lost: Mapping[str, float]


def measure(needs: int = NEEDS) -> None:
    """Delete the words that reasons name, one at a time, and compare points with what is lost."""
    cases = [case for case in _cases(needs) if len(case.points) > 1]
    show(
        f"Faithful reasons: the first {FIRST} of {needs} needs of our own set, {len(cases)} "
        "documents of which at least two words are named; the order of these words by …, and by "
        "what the document loses without each",
        ["order of words by", "median tau-b", "mean tau-b", "first one costs most"],
        [_row(name, cases, order) for name, order in orders().items()],
    )


def orders() -> Mapping[str, Callable[[Case], Mapping[str, float]]]:
    """The order of the reasons, and two that know nothing of how a document was scored."""
    random = np.random.default_rng(SEED)
    return {
        "points of their reasons": lambda case: case.points,
        "length of the word": lambda case: {word: len(word) for word in case.points},
        "chance": lambda case: {word: random.random() for word in case.points},
    }


def _row(
    name: str, cases: list[Case], order: Callable[[Case], Mapping[str, float]]
) -> list[object]:
    taus, hits = [], []
    for case in cases:
        said = order(case)
        words = sorted(said)
        tau = kendalltau([said[word] for word in words], [case.lost[word] for word in words])
        taus.append(float(np.nan_to_num(tau.statistic)))  # all said to be equal: no order
        first = max(words, key=lambda word: said[word])
        hits.append(case.lost[first] == max(case.lost.values()))
    return [name, f"{median(taus):.3f}", f"{fmean(taus):.3f}", f"{fmean(hits):.1%}"]


def _cases(needs: int) -> Iterator[Case]:
    region = Region.of(load(OWN, judged_depth=LOOKED_AT))
    documents = {each.key: each for each in ours.documents(region)}
    matcher = Matcher(in_memory(documents.values(), vocabulary=german()))
    for _, request in [*ours.requests(region)][:needs]:
        for found in matcher.match(request, k=FIRST).ranked:
            yield case(matcher, request, documents[found.key], found)


def case(matcher: Matcher, request: Request, document: Document, found: Ranked) -> Case:
    """Delete each word that the reasons of a document name; a word named twice counts once."""
    points: dict[str, float] = defaultdict(float)
    for reason in found.reasons:
        if "offer" in reason.params:
            points[str(reason.params["offer"]).casefold()] += reason.points
    lost = {}
    for word in points:
        left = matcher.replacing(without(document, word)).candidate(request, document.key)
        assert left is not None
        lost[word] = round(found.score - left.score, 12)
    return Case(points, lost)


def without(document: Document, word: str) -> Document:
    """The same document without a word, in whatever case it stands there."""
    deleted = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    return replace(
        document,
        title=deleted.sub("", document.title),
        text=deleted.sub("", document.text),
        topics=tuple(filter(None, (deleted.sub("", each).strip() for each in document.topics))),
    )
