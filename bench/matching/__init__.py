"""How well we match German business texts, next to two engines that everybody can install."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from bench.matching.peers import ENGINES
from bench.matching.tasks import Task, load, mean_ndcg
from bench.table import show

FOLDER = Path(__file__).parents[2].parent / "shared" / "bench" / "matching"
TASKS = ("xquad_r_de", "stw_synonym", "ted_cpv", "ted_match")
OURS = "kurzweg rank"


def measure(folder: Path = FOLDER) -> None:
    """Run all engines on all tasks and show one table."""
    missing = [name for name in TASKS if not (folder / name / "qrels.tsv").exists()]
    if missing:
        print(f"\nMatching is not measured: {folder} lacks the tasks {', '.join(missing)}.")
        return
    tasks = [load(folder / name) for name in TASKS]
    results = {name: [_timed(name, task) for task in tasks] for name in ENGINES}
    show(
        "Matching German business texts: nDCG@10 and seconds, index and all queries",
        ["engine", *(f"{task.name} ({len(task.queries):,})" for task in tasks), "seconds"],
        [*(_row(name, results[name]) for name in ENGINES), _ratios(results)],
    )


def _timed(name: str, task: Task) -> tuple[float, float]:
    start = time.perf_counter()
    run = ENGINES[name](task)
    return mean_ndcg(run, task), time.perf_counter() - start


def _row(name: str, results: Sequence[tuple[float, float]]) -> list[str]:
    figures = [f"{quality:.4f} in {seconds:.1f} s" for quality, seconds in results]
    return [name, *figures, f"{sum(seconds for _, seconds in results):.1f}"]


def _ratios(results: dict[str, list[tuple[float, float]]]) -> list[str]:
    """Ours over the best peer, task by task."""
    peers = [results[name] for name in results if name != OURS]
    best = [max(quality for quality, _ in of_task) for of_task in zip(*peers, strict=True)]
    ours = [quality for quality, _ in results[OURS]]
    ratios = [f"× {mine / other:.2f}" for mine, other in zip(ours, best, strict=True)]
    return ["ours / best peer", *ratios, ""]
