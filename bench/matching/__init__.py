"""How well we match German business texts, next to engines that everybody can install."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from bench.matching import english, ideas, ours, postgres
from bench.matching.chance import difference
from bench.matching.peers import PEERS
from bench.matching.regional import FOLDER as OWN
from bench.matching.regional import Region
from bench.matching.tasks import Run, Task, load, ndcgs
from bench.table import show

SHARED = Path(__file__).parents[2].parent / "shared" / "bench" / "matching"
TASKS = ("xquad_r_de", "stw_synonym", "ted_cpv", "ted_match")
LOOKED_AT = 50  # documents of our own set, so that pairs of good offers have an order
TEXT_ONLY, WITH_FACTS = "kurzweg rank", "kurzweg, with facts"
NOT_MEASURED = "–"

Engine = Callable[[Task], Run]


@dataclass(frozen=True, slots=True)
class Result:
    """What one engine did with one task: its run, the nDCG@10 of each query, and how long."""

    run: Run
    values: list[float]
    seconds: float

    @property
    def quality(self) -> float:
        return fmean(self.values)

    def __str__(self) -> str:
        return f"{self.quality:.4f} in {self.seconds:.1f} s"


Results = Mapping[str, Mapping[str, Result]]  # engine → task → result


def measure(folder: Path = SHARED) -> None:
    """Run all engines on all tasks and show what they reach, by what, and how surely."""
    missing = [name for name in TASKS if not (folder / name / "qrels.tsv").exists()]
    if missing:
        print(f"\nNot measured, because {folder} lacks them: {', '.join(missing)}.")
    tasks = [load(folder / name) for name in TASKS if name not in missing]
    tasks.append(load(OWN, judged_depth=LOOKED_AT))
    results = {name: dict(_results(name, tasks)) for name in engines()}
    titles = [f"{task.name} ({len(task.queries):,})" for task in tasks]
    show(
        "Matching German business texts: nDCG@10 and seconds, index and all queries",
        ["engine", *titles, "seconds"],
        [*(_row(name, results[name], tasks) for name in results), *_ratios(results, tasks)],
    )
    _show_region(Region.of(tasks[-1]), results)
    _show_differences(results, tasks)
    english.measure(tasks[-1])
    ideas.measure(tasks)


def engines() -> Mapping[str, Engine | None]:
    """All engines by their names; None where one cannot be measured here."""
    is_there = postgres.is_at_hand()
    return {
        **PEERS,
        "PostgreSQL german, OR": postgres.german if is_there else None,
        "PostgreSQL pg_trgm": postgres.trigrams if is_there else None,
        TEXT_ONLY: ours.text_only,
        WITH_FACTS: ours.with_facts,
    }


def _results(name: str, tasks: Sequence[Task]) -> Iterator[tuple[str, Result]]:
    engine = engines()[name]
    for task in tasks:
        if engine is not None and (name != WITH_FACTS or task.has_facts):
            start = time.perf_counter()
            run = engine(task)
            yield task.name, Result(run, ndcgs(run, task), time.perf_counter() - start)


def _row(name: str, results: Mapping[str, Result], tasks: Sequence[Task]) -> list[str]:
    figures = [str(results.get(task.name, NOT_MEASURED)) for task in tasks]
    return [name, *figures, f"{sum(each.seconds for each in results.values()):.1f}"]


def _ratios(results: Results, tasks: Sequence[Task]) -> Iterator[list[str]]:
    """Ours over the best peer, task by task."""
    for name in (TEXT_ONLY, WITH_FACTS):
        ratios = {
            task: f"× {mine.quality / results[best_peer(results, task)][task].quality:.2f}"
            for task, mine in results[name].items()
        }
        yield [f"{name} / best peer", *(ratios.get(task.name, NOT_MEASURED) for task in tasks), ""]


def best_peer(results: Results, task: str) -> str:
    """The peer that reaches most on a task."""
    peers = [name for name in results if name not in {TEXT_ONLY, WITH_FACTS}]
    return max(
        (name for name in peers if task in results[name]),
        key=lambda name: results[name][task].quality,
    )


def _show_region(region: Region, results: Results) -> None:
    english = [need["language"] == "en" for need in region.task.queries]
    rows: list[list[object]] = []
    for name, by_task in results.items():
        if result := by_task.get(region.task.name):
            picked = [value for value, is_so in zip(result.values, english, strict=True) if is_so]
            shares = (region.nearer_first, region.without_certificate, region.wrong)
            figures = [f"{share(result.run):.1%}" for share in shares]
            km = region.km_of_first(result.run)
            rows.append([name, f"{fmean(picked):.4f}", figures[0], km, *figures[1:]])
    show(
        f"Our own set: nDCG@10 of the {sum(english)} English needs; of two equally good offers the "
        "nearer one first; the first three: how far, without a certificate that is demanded, "
        "judged wrong",
        ["engine", "English", "nearer first", "km", "lacks certificate", "wrong"],
        rows,
    )


def _show_differences(results: Results, tasks: Sequence[Task]) -> None:
    rows = []
    for task in tasks:
        peer = best_peer(results, task.name)
        theirs = results[peer][task.name].values
        for name in (TEXT_ONLY, WITH_FACTS):
            if mine := results[name].get(task.name):
                rows.append([task.name, name, peer, str(difference(mine.values, theirs))])
    show(
        "Ours less the best peer: mean of nDCG@10 and its 95 % interval (paired bootstrap)",
        ["task", "ours", "best peer", "difference"],
        rows,
    )
