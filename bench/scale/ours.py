"""Our own engine, from one channel of the first stage to ten explained answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.scale import corpus
from kurzweg.engine.candidates import channels
from kurzweg.engine.candidates.channels import Asked
from kurzweg.engine.candidates.first_stage import CANDIDATES, ByPostings
from kurzweg.engine.candidates.query import Query
from kurzweg.engine.documents import Request
from kurzweg.engine.index.generation import Generation, build_generation
from kurzweg.engine.match.matcher import Matcher
from kurzweg.engine.words.vocabulary import german

TEN = 10

Answer = Callable[[Request], object]


def written(request: Request) -> str:
    """What a request says."""
    return "\n".join((request.title, request.text, *request.topics))


def build(file: Path, folder: Path) -> None:
    """Build a generation of all offers of a file."""
    build_generation(corpus.documents(file), folder, vocabulary=german())


def by_term(folder: Path, *, limit: int) -> Answer:
    """Stems and parts of compounds alone, from the text to the rows."""
    generation = Generation.open(folder)
    everyone = np.ones(len(generation.segment.index), dtype=np.bool_)

    def answer(request: Request) -> object:
        return ByPostings(_asked(generation, request)).by_term(everyone, limit=limit)

    return answer


def first_stage(folder: Path) -> Answer:
    """All channels, from the text to the exact signal `words` of all candidates."""
    generation = Generation.open(folder)
    everyone = np.ones(len(generation.segment.index), dtype=np.bool_)

    def answer(request: Request) -> object:
        asked = _asked(generation, request)
        rows = ByPostings(asked).candidates(everyone, limit=CANDIDATES)
        return channels.words(asked, rows)

    return answer


def ranked(folder: Path) -> Answer:
    """The ten best under all conditions, by all signals, without reasons."""
    matcher = Matcher(Generation.open(folder))
    return lambda request: matcher.search(request, k=TEN, explain=False)


def explained(folder: Path) -> Answer:
    """Ten firms under all conditions, by all signals, with reasons and near misses."""
    matcher = Matcher(Generation.open(folder))
    return lambda request: matcher.match(request, k=TEN)


def _asked(generation: Generation, request: Request) -> Asked:
    query = Query.of(written(request), statistics=generation.statistics)
    return Asked.of(generation.segment.index, query)
