"""What is compared: engines, and the kinds of questions that each is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.matching.peers import four_grams, german_stems
from bench.scale import ours, peers, postgres
from bench.scale.ours import TEN, Answer

MANY = 200  # what a first stage hands on
PATIENCE = 60.0  # seconds; then as many questions count as were answered

Builder = Callable[[Path, Path], None]


@dataclass(frozen=True, slots=True)
class Engine:
    """How it builds into a folder, and its kinds of questions."""

    build: Builder
    questions: Mapping[str, Callable[[Path], Answer]]


ENGINES: Mapping[str, Engine] = {
    "kurzweg": Engine(
        ours.build,
        {
            "stems and parts, best 10": partial(ours.by_term, limit=TEN),
            "stems and parts, best 200": partial(ours.by_term, limit=MANY),
            "whole first stage": ours.first_stage,
            "10 ranked, filtered": ours.ranked,
            "10 explained, filtered": ours.explained,
        },
    ),
    "tantivy, German stems": Engine(
        partial(peers.build_tantivy, analyser=german_stems),
        {
            "best 10": partial(peers.by_stems, limit=TEN),
            "best 200": partial(peers.by_stems, limit=MANY),
        },
    ),
    "tantivy, 4-grams": Engine(
        partial(peers.build_tantivy, analyser=four_grams),
        {"best 10": partial(peers.by_grams, limit=TEN)},
    ),
    "SQLite FTS5": Engine(peers.build_fts5, {"best 10": peers.by_fts5}),
    "bm25s": Engine(peers.build_bm25s, {"best 10": peers.by_bm25s}),
    "PostgreSQL, german": Engine(postgres.build, {"best 10": postgres.ByRank}),
}
