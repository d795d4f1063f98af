"""How the engine fares with ten thousand, a hundred thousand and a million offers, beside peers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import table
from bench.region import FOLDER
from bench.scale import corpus, planted, postgres
from bench.scale.engines import ENGINES, PATIENCE

SIZES = (10_000, 100_000, 1_000_000)
# Beyond this size they take longer to build, or more memory, than anybody would give.
LARGEST = {"PostgreSQL, german": 100_000, "bm25s": 100_000}
COLUMNS = (
    "engine", "build s", "peak MB", "disk MB", "question", "answered", "per CPU s", "p50 ms",
    "p99 ms", "private MB",
)  # fmt: skip
COMPARED = (
    ("stems and parts, best 10", "best 10"),
    ("stems and parts, best 200", "best 200"),
)  # questions to us and to tantivy's stemmer

Row = list[object]
Figures = dict[str, float]


def measure(sizes: tuple[int, ...] = SIZES, folder: Path = FOLDER / "scale") -> None:
    """Show a table per collection, and at the end what candidates lose in the largest."""
    for size in sizes:
        file = corpus.prepare(size, folder)
        asked: dict[str, dict[str, Figures]] = {}
        rows = []
        for engine in ENGINES:
            if LARGEST.get(engine, size) < size or not _is_there(engine):
                rows.append([engine, *["not run"] * (len(COLUMNS) - 1)])
                continue
            place = folder / "-".join(re.findall(r"\w+", engine))
            built = _figures("build", engine, file, place)
            asked[engine] = {
                question: _figures("ask", engine, question, place)
                for question in ENGINES[engine].questions
            }
            rows += _rows(engine, built, asked[engine])
        table.show(
            f"{size:,} offers of the generator, each question for {PATIENCE:.0f} s at most on one "
            "core (goals at a million: × 1.5, 300 per CPU s, p99 80 ms, 400 MB, 300 s, 2,500 MB)",
            COLUMNS,
            [*rows, *_ratios(asked)],
        )
    planted.measure(corpus.prepare(max(sizes), folder), folder / "planted")


def _figures(*arguments: object) -> Figures:
    run = subprocess.run(
        [sys.executable, "-m", "bench.scale.run", *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    figures: Figures = json.loads(run.stdout.splitlines()[-1])
    return figures


def _is_there(engine: str) -> bool:
    return engine != "PostgreSQL, german" or postgres.is_there()


def _rows(engine: str, built: Figures, asked: dict[str, Figures]) -> Iterator[Row]:
    cost: Row = [engine, built["seconds"], round(built["peak"]), round(built["disk"])]
    for question, found in asked.items():
        per_second = found["per_cpu_second"]
        yield [
            *cost,
            question,
            int(found["questions"]),
            round(per_second) if per_second >= 10 else per_second,
            found["p50"],
            found["p99"],
            round(found["private"]),
        ]
        cost = [""] * 4


def _ratios(asked: dict[str, dict[str, Figures]]) -> Iterator[Row]:
    """Ours over tantivy's stemmer, by what a second of one core answers."""
    for ours, theirs in COMPARED:
        mine = asked["kurzweg"][ours]["per_cpu_second"]
        other = asked["tantivy, German stems"][theirs]["per_cpu_second"]
        name = f"{ours} / tantivy, German stems"
        yield ["ratio", *[""] * 3, name, "", f"× {mine / other:.2f}", *[""] * 3]
