"""Many needs against growing collections: processes here, Dask with them, and twenty on paper."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from bench.region import FOLDER
from bench.scale import corpus
from bench.table import show
from kurzweg.engine.batch import cluster, processes
from kurzweg.engine.batch.shards import Job, shards_of
from kurzweg.engine.documents import Answer, Request
from kurzweg.engine.index.generation import Generation, build_generation
from kurzweg.engine.words.vocabulary import german

SIZES = {10_000: 600, 100_000: 600, 1_000_000: 300}  # offers, and how many needs are asked
COLUMNS = ("offers", "needs", "way", "workers", "seconds", "needs per s", "CPU ms per need")
MACHINES, CORES, FIRMS, NEEDS = 20, 8, 3_500_000, 10_000  # on paper
MILLION = 1_000_000
GOAL = "10,000 needs × 1,000,000 offers in 180 s on 2 cores, or 36 CPU ms per need"

Way = Callable[[Iterable[Request]], Iterator[Answer]]


def measure(sizes: dict[int, int] = SIZES, folder: Path = FOLDER) -> None:
    """Show a table of measurements, and below it what the largest one makes of a country."""
    rows: list[list[object]] = []
    for size, needs in sizes.items():
        index = _index(size, folder)
        asked = list(islice(cycle(corpus.requests()), needs))
        for name, workers, way in _ways(index):
            seconds, used = _timed(way, asked)
            rate = round(needs / seconds, 1)
            rows.append([size, needs, name, workers, seconds, rate, 1e3 * used / needs])
    with_dask = list(_with_dask(index, asked, size=size))
    show(f"Batch, processes started and stopped included; goal {GOAL}", COLUMNS, rows + with_dask)
    _on_paper([row for row in rows if row[0] == size])


def _index(size: int, folder: Path) -> Path:
    """The index of so many offers, built unless there is one that this code can read."""
    index = folder / "batch" / str(size)
    try:
        Generation.open(index)
    except FileNotFoundError:
        file = corpus.prepare(size, folder / "scale")
        build_generation(corpus.documents(file), index, vocabulary=german())
    return index


def _ways(index: Path) -> Iterator[tuple[str, int, Way]]:
    (whole,) = shards_of(index, count=1)
    for name, job in (("ranked", Job(explain=False)), ("with reasons", Job())):
        for workers in (1, 2):
            yield name, workers, partial(processes.answers, shard=whole, job=job, workers=workers)


def _with_dask(index: Path, asked: list[Request], *, size: int) -> Iterator[list[object]]:
    from distributed import LocalCluster

    for count in (1, 2):
        began, before = time.perf_counter(), _cpu_seconds()
        with (
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as local,
            cluster.connected(local.scheduler_address) as client,
        ):
            cut = shards_of(index, count=count)
            answered = sum(1 for _ in cluster.answers(asked, cut, job=Job(), client=client))
        seconds, used = time.perf_counter() - began, _cpu_seconds() - before
        name = f"with reasons, Dask, {count} shard{'s'[: count - 1]}"
        rate = round(answered / seconds, 1)
        yield [size, answered, name, 2, seconds, rate, 1e3 * used / answered]


def _timed(way: Way, asked: list[Request]) -> tuple[float, float]:
    began, before = time.perf_counter(), _cpu_seconds()
    assert sum(1 for _ in way(asked)) == len(asked)
    return time.perf_counter() - began, _cpu_seconds() - before


def _cpu_seconds() -> float:
    """The processor time of this process and of all children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _on_paper(rows: list[list[object]]) -> None:
    """The cost of a need is taken to grow like the offers, and to be divided among all cores."""
    cores = MACHINES * CORES
    estimates = []
    for offers, _, name, workers, *_, milliseconds in rows:
        per_million = float(str(milliseconds)) * MILLION / int(str(offers))
        seconds = NEEDS * FIRMS / MILLION * per_million / 1e3 / cores
        estimates.append([f"{name}, as by {workers}", per_million, seconds])
    show(
        f"On paper, not measured: {NEEDS:,} needs × {FIRMS:,} firms on {MACHINES} machines of "
        f"{CORES} cores: needs × millions of firms × CPU s per need and million ÷ {cores} cores, "
        "without reading needs, writing files and building the index; the smaller the collection "
        "that was measured, the more of what does not grow is multiplied",
        ["way", "CPU ms per need and million", "seconds"],
        estimates,
    )
