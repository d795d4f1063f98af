"""Many requests in chunks, by several processes; a chunk is done again where one was lost.

Each process maps the same generation, so they share its memory. Answers come in the order of the
requests, and are those of `Matcher.match`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from multiprocessing import get_context
from types import TracebackType
from typing import TypeVar

from kurzweg.engine.batch import shards
from kurzweg.engine.batch.shards import Job, Shard
from kurzweg.engine.documents import Answer, Request

CHUNK = 32  # requests; half a second of work
AHEAD = 2  # chunks of each process that are begun before they are asked for
MOST_LOSSES = 5  # processes that may be lost before a request is held to be the cause

Result = TypeVar("Result")


def answers(
    requests: Iterable[Request], shard: Shard, *, job: Job, workers: int = 1
) -> Iterator[Answer]:
    """Answer requests from a whole generation, by this process or by several others.

    Raises BrokenProcessPool when process after process is lost.
    """
    if workers == 1:
        for request in requests:
            yield from shards.match(shard, [request], job)
        return
    with _Processes(workers) as processes:

        def begin(chunk: list[Request]) -> Callable[[], list[Answer]]:
            return processes.begin(partial(shards.match, shard, chunk, job))

        for finish in in_order(requests, begin, ahead=AHEAD * workers):
            yield from finish()


def in_order(
    requests: Iterable[Request], begin: Callable[[list[Request]], Result], *, ahead: int
) -> Iterator[Result]:
    """Begin chunk after chunk, so many ahead of the one that is handed out."""
    stream, begun = iter(requests), deque[Result]()
    while chunk := list(islice(stream, CHUNK)):
        begun.append(begin(chunk))
        if len(begun) > ahead:
            yield begun.popleft()
    yield from begun


class _Processes:
    """Other processes that do chunks; when one is killed, all are replaced."""

    def __init__(self, workers: int) -> None:
        self._workers, self._losses = workers, 0
        self._pool = self._started()

    def __enter__(self) -> _Processes:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def begin(self, work: Callable[[], list[Answer]]) -> Callable[[], list[Answer]]:
        """Begin a chunk and give a way to wait for its end."""
        pool, future = self._submitted(work)
        return partial(self._finish, work, pool, future)

    def _finish(
        self,
        work: Callable[[], list[Answer]],
        pool: ProcessPoolExecutor,
        future: Future[list[Answer]],
    ) -> list[Answer]:
        while True:
            try:
                return future.result()
            except BrokenProcessPool:
                self._replace(pool)
                pool, future = self._submitted(work)

    def _submitted(
        self, work: Callable[[], list[Answer]]
    ) -> tuple[ProcessPoolExecutor, Future[list[Answer]]]:
        while True:
            pool = self._pool
            try:
                return pool, pool.submit(work)
            except BrokenProcessPool:
                self._replace(pool)

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        """Start other processes, unless that was done for another chunk."""
        if broken is not self._pool:
            return
        self._losses += 1
        if self._losses > MOST_LOSSES:
            raise BrokenProcessPool(f"{self._losses} times a process was lost")
        broken.shutdown(cancel_futures=True)
        self._pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        # Forking a process with threads, as numerical libraries start them, may hang.
        return ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"))
