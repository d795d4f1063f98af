"""Which idea of our engine brings how much: each is switched off, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import partial
from statistics import fmean
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from bench.matching import ours
from bench.matching.tasks import DEPTH, Run, Task, ndcgs
from bench.table import show
from kurzweg.engine import facts
from kurzweg.engine.candidates import channels
from kurzweg.engine.candidates.channels import Channel
from kurzweg.engine.candidates.query import Query
from kurzweg.engine.index.texts import Texts
from kurzweg.engine.match import conditions
from kurzweg.engine.match.rank import DEFAULT_PROFILE, RankingProfile
from kurzweg.engine.words import synonyms, vocabulary
from kurzweg.engine.words.synonyms import Synonyms

Without = Callable[[], AbstractContextManager[Any]]  # inside it an idea is switched off

MOST_QUERIES = 500
INDEXED = frozenset({"parts of compounds", "other words for the same"})  # read with the words
SIGNALS = ("core", "certificates", "capacity", "distance")
CONDITIONS = {
    "the offer's and the asked radius": ("too_far",),
    "lots": ("lot_too_small", "lot_too_large"),
    "deadline": ("deadline_too_short",),
    "certificates": ("certificate_lacking",),
}


def measure(tasks: Sequence[Task]) -> None:
    """Run ours on a sample of each task as it is, and once without each idea."""
    samples = [_sample(task) for task in tasks]
    built = [ours.generation(task) for task in samples]
    whole = [
        _reached(task, ours.answers(task, its)) for task, its in zip(samples, built, strict=True)
    ]
    rows = [["all of them", *(f"{value:.4f}" for value in whole)]]
    for name, without in {**of_words(), **of_facts()}.items():
        row = [name]
        for task, its, reached in zip(samples, built, whole, strict=True):
            if name in of_facts() and not task.has_facts:
                row.append("–")
                continue
            with without():
                here = ours.generation(task) if name in INDEXED else its
                row.append(f"{reached - _reached(task, ours.answers(task, here)):+.4f}")
        rows.append(row)
    show(
        "What each idea of ours adds to nDCG@10: what is lost without it "
        f"(at most {MOST_QUERIES} queries of a task; our own set with facts)",
        ["idea", *(task.name for task in tasks)],
        rows,
    )


def of_words() -> Mapping[str, Without]:
    """Ideas about words: each channel, and what makes terms and shares of words."""
    return {
        **{
            f"channel: {channel.__name__}": partial(without_channel, channel)
            for channel in channels.SHARES_OF_FEW
        },
        "other words for the same": partial(patch.object, synonyms, "shipped", _no_others),
        "parts of compounds": without_parts,
        "the root of what texts have in common": without_root,
        "shares by the length of a request": partial(
            patch.object, channels, "shares", _mean_shares
        ),
        "shares by the length of an offer": partial(patch.object, Texts, "lengths", _halves),
    }


def of_facts() -> Mapping[str, Without]:
    """Ideas about facts, which only our own set has."""
    return {
        "facts cut out of the words": partial(patch.object, facts, "matter", _everything),
        **{
            f"condition: {name}": partial(without_conditions, broken)
            for name, broken in CONDITIONS.items()
        },
        **{f"signal: {name}": partial(without_signal, name) for name in SIGNALS},
    }


@contextmanager
def without_channel(channel: Channel) -> Iterator[None]:
    """Give a channel's share to the others, in proportion."""
    as_it_is = channels.shares

    def shares(query: Query) -> Mapping[Channel, float]:
        left = {**as_it_is(query), channel: 0.0}
        return {each: share / sum(left.values()) for each, share in left.items()}

    with patch.object(channels, "shares", shares):
        yield


@contextmanager
def without_root() -> Iterator[None]:
    """Let the channels add up to the signal itself: the same order, on another scale."""
    root = channels.words
    with patch.object(channels, "words", lambda asked, rows: root(asked, rows) ** 2):
        yield


@contextmanager
def without_parts() -> Iterator[None]:
    """Let every word be one piece."""
    with patch.object(vocabulary, "split", _one_piece):
        yield


@contextmanager
def without_signal(name: str) -> Iterator[None]:
    """Let a signal count nothing."""
    weights = {**DEFAULT_PROFILE.weights, name: 0.0}
    with patch.object(ours, "DEFAULT_PROFILE", RankingProfile(f"without {name}", weights)):
        yield


@contextmanager
def without_conditions(names: Sequence[str]) -> Iterator[None]:
    """Let nobody break some hard conditions."""
    as_it_is = conditions.broken

    def broken(*arguments: Any, **named: Any) -> conditions.Broken:
        found = as_it_is(*arguments, **named)
        return {name: flags & (name not in names) for name, flags in found.items()}

    with patch.object(conditions, "broken", broken):
        yield


def _sample(task: Task) -> Task:
    """Every so-many-th query, and no more documents of each than the measure looks at."""
    step = -(-len(task.queries) // MOST_QUERIES)
    return replace(task, queries=task.queries[::step], judged_depth=DEPTH)


def _reached(task: Task, run: Run) -> float:
    return fmean(ndcgs(run, task))


def _mean_shares(_: Query) -> Mapping[Channel, float]:
    few, many = channels.SHARES_OF_FEW, channels.SHARES_OF_MANY
    return {channel: (few[channel] + many[channel]) / 2 for channel in few}


def _halves(
    texts: Texts, rows: NDArray[np.int64] | None = None, *, half: int = 0
) -> NDArray[np.float64]:
    return np.full(len(texts) if rows is None else len(rows), 0.5)


def _no_others() -> Synonyms:
    return Synonyms({})


def _one_piece(words: Sequence[str], **_: object) -> list[tuple[str, ...]]:
    return [()] * len(words)


def _everything(text: str, _: object) -> str:
    return text
