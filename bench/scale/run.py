"""One measurement in a process of its own, so that memory is honest; JSON on the last line."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
import time
from pathlib import Path

from bench.scale import corpus
from bench.scale.engines import ENGINES, PATIENCE

WARM_UP = 20  # questions before the clock starts: functions are loaded, pages mapped


def build(engine: str, file: Path, folder: Path) -> dict[str, float]:
    """Build anew and say how long it took, how much memory at most and how much disk."""
    shutil.rmtree(folder, ignore_errors=True)
    began = time.perf_counter()
    ENGINES[engine].build(file, folder)
    return {
        "seconds": time.perf_counter() - began,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
        "disk": _size(folder) / 1e6,
    }


def ask(engine: str, question: str, folder: Path) -> dict[str, float]:
    """Ask one question after the other and say how fast they were and what it cost in memory."""
    answer = ENGINES[engine].questions[question](folder)
    cpu_seconds = getattr(answer, "cpu_seconds", time.process_time)
    requests = corpus.requests()
    for request in requests[:WARM_UP]:
        answer(request)
    milliseconds: list[float] = []
    began, cpu_before = time.perf_counter(), cpu_seconds()
    for request in requests:
        start = time.perf_counter()
        answer(request)
        milliseconds.append((time.perf_counter() - start) * 1e3)
        if time.perf_counter() - began > PATIENCE:
            break
    used = cpu_seconds() - cpu_before
    milliseconds.sort()
    return {
        "questions": len(milliseconds),
        "per_cpu_second": len(milliseconds) / max(used, 1e-9),
        "p50": milliseconds[len(milliseconds) // 2],
        "p99": milliseconds[int(len(milliseconds) * 0.99)],
        "private": _private(),
    }


def _size(folder: Path) -> int:
    return sum(
        os.path.getsize(os.path.join(place, name))
        for place, _, names in os.walk(folder)
        for name in names
    )


def _private() -> float:
    """The megabytes that only this process has: what is mapped from files is shared."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1e3


def main(what: str, engine: str, *rest: str) -> None:
    if what == "build":
        print(json.dumps(build(engine, *map(Path, rest))))
    else:
        question, folder = rest
        print(json.dumps(ask(engine, question, Path(folder))))


if __name__ == "__main__":
    main(*sys.argv[1:])
