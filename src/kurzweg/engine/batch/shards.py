"""Many requests against a generation that is spread over several processes or machines.

A shard is a run of rows; together the shards of a generation hold each document once, in the order
of keys. Every step is a function of what it is given, so it may be done anywhere, and done again
where a process was lost:

    find   in each shard: the best rows of each list, with sums that are whole numbers
    keep   of all shards: which rows are candidates of the whole generation
    rank   in each shard: the candidates by all signals
    pick   of all shards: who comes out, merged by score and key
    tell   in each shard: the reasons of those who come out

The answers are those of a `Matcher` of the whole generation, to the last digit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.candidates.first_stage import CANDIDATES, ByPostings, Found, first, in_common
from kurzweg.engine.documents import Answer, Excluded, Ranked, Request
from kurzweg.engine.index.generation import Generation, current_id
from kurzweg.engine.index.parts import part
from kurzweg.engine.match.choosing import PATIENCE, chosen, new_owners
from kurzweg.engine.match.matcher import DEFAULT_PROFILE, Matcher
from kurzweg.engine.match.view import Candidate

OPEN_SHARDS = 2  # that a process keeps open; a shard opens in seconds

Requests = Sequence[Request]
Kept = tuple[NDArray[np.int64], NDArray[np.int64]]  # rows that fit, rows that break a condition
Picked = tuple[list[int], list[int]]  # rows that come out, rows that are left out
# Does a step where a shard is at hand, or anywhere: its number or None, function, arguments.
Submit = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Shard:
    """The rows from `first` up to `last` of the generation in a folder."""

    folder: Path
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Job:
    """What is wanted of each request: k documents, with reasons and near misses or without."""

    k: int = 10
    explain: bool = True


@dataclass(frozen=True, slots=True)
class Finds:
    """What a shard finds for a request: lists of those that fit, the nearest, those that do not."""

    fitting: list[Found]
    nearest: Found
    missing: list[Found]


@dataclass(frozen=True, slots=True)
class Standing:
    """A candidate as others need to know it; its row is that of the generation."""

    row: int
    key: str
    kind: str
    owner: str
    score: float
    words: float
    says_something: bool


def shards_of(folder: Path, *, count: int) -> list[Shard]:
    """Divide the generation in a folder into so many runs of equal length, fewer if it is small."""
    folder = (folder / (current_id(folder) or "")).resolve()
    rows = len(Generation.open(folder).segment.columns)
    ends = np.linspace(0, rows, max(min(count, rows), 1) + 1).astype(int).tolist()
    return [Shard(folder, *ends[number : number + 2]) for number in range(len(ends) - 1)]


def answers(submit: Submit, shards: Sequence[Shard], requests: Requests, *, job: Job) -> Any:
    """The answers to some requests, or whatever `submit` gives for what will be a list of them."""
    if len(shards) == 1:
        return submit(0, match, shards[0], requests, job)
    each = list(enumerate(shards))
    found = [submit(number, find, shard, requests, job) for number, shard in each]
    kept = submit(None, keep, found, job)
    ranked = [submit(number, rank, shard, requests, kept, number, job) for number, shard in each]
    picked = submit(None, pick, ranked, job)
    told = [submit(number, tell, shard, requests, picked, job) for number, shard in each]
    return submit(None, put_together, picked, told, shards[0].folder.name)


def match(shard: Shard, requests: Requests, job: Job) -> list[Answer]:
    """Answer requests from a single shard."""
    matcher = _matcher(shard)
    return [matcher.match(request, k=job.k, explain=job.explain) for request in requests]


def find(shard: Shard, requests: Requests, job: Job) -> list[Finds]:
    """The best rows of a shard for each request, by each list."""
    limit, found = max(CANDIDATES, job.k), []
    for request in requests:
        (view,) = _matcher(shard).views(request)
        stage = ByPostings(view.asked)
        found.append(
            Finds(
                fitting=stage.lists(view.fits, limit=limit),
                nearest=view.same_activity(limit=limit),
                missing=stage.lists(view.unfit, limit=job.k) if job.explain else [],
            )
        )
    return found


def keep(found: Sequence[Sequence[Finds]], job: Job) -> list[list[Kept]]:
    """For each request the candidates of each shard."""
    return [_kept(of_shards, job) for of_shards in zip(*found, strict=True)]


def _kept(found: Sequence[Finds], job: Job) -> list[Kept]:
    limit = max(CANDIDATES, job.k)
    fitting = in_common([each.fitting for each in found], limit=limit)
    nearest = first([each.nearest for each in found], limit=limit)
    missing = [np.zeros(0, dtype=np.int64)] * len(found)
    if job.explain:
        missing = in_common([each.missing for each in found], limit=job.k)
    return [
        (np.union1d(by_words, near), missed)
        for by_words, near, missed in zip(fitting, nearest, missing, strict=True)
    ]


def rank(
    shard: Shard, requests: Requests, kept: Sequence[Sequence[Kept]], number: int, job: Job
) -> list[tuple[list[Standing], list[Standing]]]:
    """The candidates of a shard for each request that may come out, best first."""
    ranked = []
    for request, of_shards in zip(requests, kept, strict=True):
        (view,) = _matcher(shard).views(request)
        fitting, missing = (
            view.ordered(rows, profile=DEFAULT_PROFILE) for rows in of_shards[number]
        )
        # Of all shards together no more are looked at, whoever else is there.
        likely = islice(new_owners(fitting, known=set()), PATIENCE * job.k)
        ranked.append(
            (
                [_standing(each, shard) for each in likely],
                [_standing(each, shard) for each in missing],
            )
        )
    return ranked


def pick(
    ranked: Sequence[Sequence[tuple[list[Standing], list[Standing]]]], job: Job
) -> list[Picked]:
    """Who comes out for each request, and who is named because a condition leaves it out."""
    picked = []
    for of_shards in zip(*ranked, strict=True):
        shown, missed = chosen(
            [fitting for fitting, _ in of_shards],
            [missing for _, missing in of_shards],
            k=job.k,
            one_per_owner=True,
        )
        picked.append(([each.row for each in shown], [each.row for each in missed]))
    return picked


def tell(
    shard: Shard, requests: Requests, picked: Sequence[Picked], job: Job
) -> list[dict[int, Ranked | Excluded]]:
    """Those of a shard who come out for each request, with their reasons."""
    told = []
    for request, (shown, missed) in zip(requests, picked, strict=True):
        (view,) = _matcher(shard).views(request)
        own = np.array(sorted(_within(shard, (*shown, *missed))), dtype=np.int64) - shard.first
        candidates = {
            each.row + shard.first: each for each in view.ordered(own, profile=DEFAULT_PROFILE)
        }
        said: dict[int, Ranked | Excluded] = {
            row: candidates[row].ranked(explain=job.explain) for row in _within(shard, shown)
        }
        told.append(said | {row: candidates[row].excluded() for row in _within(shard, missed)})
    return told


def put_together(
    picked: Sequence[Picked],
    told: Sequence[Sequence[dict[int, Any]]],
    generation: str,
) -> list[Answer]:
    """Bring what the shards tell into the order in which it was picked."""
    found = []
    for (shown, missed), of_shards in zip(picked, zip(*told, strict=True), strict=True):
        by_row = {row: said for of_shard in of_shards for row, said in of_shard.items()}
        ranked, excluded = (tuple(by_row[row] for row in rows) for rows in (shown, missed))
        found.append(Answer(ranked, excluded, generation))
    return found


@lru_cache(maxsize=OPEN_SHARDS)
def _matcher(shard: Shard) -> Matcher:
    generation = Generation.open(shard.folder)
    segment = part(generation.segment, first=shard.first, last=shard.last)
    return Matcher(replace(generation, segment=segment))


def _standing(candidate: Candidate, shard: Shard) -> Standing:
    return Standing(
        row=candidate.row + shard.first,
        key=candidate.key,
        kind=candidate.kind,
        owner=candidate.owner,
        score=candidate.score,
        words=candidate.words,
        says_something=candidate.says_something,
    )


def _within(shard: Shard, rows: Sequence[int]) -> list[int]:
    return [row for row in rows if shard.first <= row < shard.last]
