"""Which idea of our engine brings how much: each is switched off, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from statistics import fmean
from typing import Any
from unittest.mock import patch

from bench.matching import ours
from bench.matching.tasks import DEPTH, Task, ndcgs
from bench.table import show
from kurzweg.engine import channels, conditions, facts, vocabulary
from kurzweg.engine.rank import DEFAULT_PROFILE, RankingProfile

Without = Callable[[], AbstractContextManager[Any]]  # inside it an idea is switched off

SIGNALS = ("core", "certificates", "capacity", "distance")
CONDITIONS = {
    "the offer's and the asked radius": ("too_far",),
    "lots": ("lot_too_small", "lot_too_large"),
    "deadline": ("deadline_too_short",),
    "certificates": ("certificate_lacking",),
}


def measure(whole: Sequence[tuple[Task, float]]) -> None:
    """Run ours once without each idea, on tasks with what it reaches on them as it is."""
    rows = [["all of them", *(f"{reached:.4f}" for _, reached in whole)]]
    for name, without in {**of_words(), **of_facts()}.items():
        lost = [
            f"{reached - _reached(task, without):+.4f}"
            if task.has_facts or name in of_words()
            else "–"
            for task, reached in whole
        ]
        rows.append([name, *lost])
    show(
        "What each idea of ours adds to nDCG@10: what is lost without it (our own set with facts)",
        ["idea", *(task.name for task, _ in whole)],
        rows,
    )


def of_words() -> Mapping[str, Without]:
    """Ideas about words: every channel that has a share, and what makes terms of words."""
    shares = {channel for mixture in _mixtures().values() for channel in mixture}
    names = sorted(channel.__name__ for channel in shares)
    return {
        **{f"channel: {name}": partial(without_channel, name) for name in names},
        "parts of compounds": partial(patch.object, vocabulary, "split", _one_piece),
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
def without_channel(name: str) -> Iterator[None]:
    """Give a channel's share to the others, in proportion."""
    with ExitStack() as stack:
        for mixture, shares in _mixtures().items():
            left = {channel: share for channel, share in shares.items() if channel.__name__ != name}
            total = sum(left.values())
            changed = {channel: share / total for channel, share in left.items()}
            stack.enter_context(patch.object(channels, mixture, changed))
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


def _reached(task: Task, without: Without) -> float:
    engine = ours.with_facts if task.has_facts else ours.text_only
    with without():
        return fmean(ndcgs(engine(replace(task, judged_depth=DEPTH)), task))


def _mixtures() -> Mapping[str, Mapping[channels.Channel, float]]:
    """The mappings from channels to shares, by their names."""
    return {name: value for name, value in vars(channels).items() if name.startswith("SHARES")}


def _one_piece(words: Sequence[str], **_: object) -> list[tuple[str, ...]]:
    return [()] * len(words)


def _everything(text: str, _: object) -> str:
    return text
